"""What Celery calls: the same functions as the worker loop."""

from celery.bootsteps import StartStopStep

from sto_portal.celery import app
from sto_portal.verzoek import with_request_id
from sto_portal.werk import broker
from sto_portal.werk.actions import run
from sto_portal.werk.hartslag import Hartslag
from sto_portal.werk.models import Werkersoort
from sto_portal.werk.sweep import sweep


@app.task(name=broker.RUN)
def run_werk(pk, request_id):
    """Do the work of the row with this number, if it may be claimed; the log names the request that asked it."""
    with with_request_id(request_id):
        run(pk)


@app.task(name=broker.SWEEP)
def sweep_werk():
    """Keep the work going."""
    sweep()


class HartslagStep(StartStopStep):
    """The heartbeat of a Celery worker, in its main process."""

    requires = {"celery.worker.components:Pool"}

    def start(self, _worker):
        self.hartslag = Hartslag(Werkersoort.CELERY)
        self.hartslag.start()

    def stop(self, _worker):
        self.hartslag.stop()

    terminate = stop


app.steps["worker"].add(HartslagStep)

import pytest

from sto_portal.werk import broker
from sto_portal.werk.periodiek import HERHALINGEN, periodic
from sto_portal.werk.register import KINDS, work
from tests.werk.proef.processes import Processes


@pytest.fixture
def kind():
    """Registers a kind of work for one test: `kind("tellen", function)`."""
    added = []

    def register(name, function):
        work(name, title="Tellen")(function)
        added.append(name)

    yield register
    for name in added:
        del KINDS[name]


@pytest.fixture
def only():
    """Registers periodic work for one test, which then is all there is: `only("tellen", function)`."""
    before = dict(HERHALINGEN)
    HERHALINGEN.clear()

    def register(name, function, *, title="Tellen", every=3600):
        return periodic(name, title=title, every=every)(function)

    yield register
    HERHALINGEN.clear()
    HERHALINGEN.update(before)


@pytest.fixture
def redis(settings, redis_server, own_database, kind):
    """The broker of this test, of a portal that knows work of kind 'tellen'."""
    settings.CELERY_BROKER_URL = redis_server.url
    broker.Rest.until = 0
    kind("tellen", lambda taak: None)
    yield redis_server
    broker.Rest.until = 0
    if broker.Look.latest:
        broker.Look.latest.join()


@pytest.fixture
def processes(own_database, tmp_path):
    """Real worker processes on a database of this test alone."""
    processes = Processes(own_database, tmp_path / "mail")
    processes.run("migrate", "--run-syncdb", "--verbosity=0")
    yield processes
    processes.stop()

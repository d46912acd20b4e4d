"""78 letters by two workers beside two processes that only run WeasyPrint on the same 78 documents.

WORKERS holds each way to run the portal's workers; another way, such as Celery, is one more entry.
"""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from assessment.actions.verzenden import request_sending
from assessment.models import Besluit, Besluitstatus
from bench import weergave
from bench.besluiten import documents, ready_besluiten, signer
from bench.meting import at_least
from bench.omgeving import ROOT
from sto_portal.werk.models import Werk, Werkstatus

SIZE = 78
LETTERS = 78
PROCESSES = 2
ROUNDS = 3
TIMES = 0.8


def measure(options):
    """Wall time from the start of the processes to the last letter; the median of some rounds, in turns."""
    [regios] = options.sizes(SIZE)
    rounds = 1 if options.regios else ROUNDS
    found = []
    for naam, work in WORKERS.items():
        ons, kaal = [], []
        for _ in range(rounds):
            with options.demo(regios) as database, TemporaryDirectory() as folder:
                besluiten = ready_besluiten(LETTERS)
                write_documents(Path(folder), documents(besluiten))
                kaal.append(seconds(render_bare, folder))
                ask(besluiten)
                ons.append(seconds(work, database))
                check(besluiten)
        title = f"{len(besluiten)} brieven door {naam}"
        found.append(at_least(title, median(ons), median(kaal), eenheid="s", keer=TIMES))
    return found


def seconds(function, *arguments):
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def write_documents(folder, html):
    for number, document in enumerate(html):
        (folder / f"{number:03d}.html").write_text(document, encoding="utf-8")


def ask(besluiten):
    """Put the sending of each on a row of work; the letters' text is written anew by the worker."""
    by = signer()
    for besluit in besluiten:
        request_sending(besluit, by=by)


def check(besluiten):
    """Raise AssertionError unless every letter was sent and every mail too."""
    sent = Besluit.objects.filter(
        pk__in=[besluit.pk for besluit in besluiten], status=Besluitstatus.VERZONDEN, pdf__isnull=False
    ).count()
    undone = Werk.objects.exclude(status=Werkstatus.KLAAR).count()
    if (sent, undone) != (len(besluiten), 0):
        raise AssertionError(
            f"{sent} van de {len(besluiten)} brieven zijn verzonden, {undone} stuks werk zijn niet klaar."
        )


def run_together(commands, **options):
    """Run processes side by side until the last is done; raise SubprocessError where one failed."""
    processes = [subprocess.Popen(command, cwd=ROOT, **options) for command in commands]
    try:
        codes = [process.wait() for process in processes]
    finally:
        for process in processes:
            process.kill()
    if any(codes):
        raise subprocess.SubprocessError(f"Processen stopten met de codes {codes}.")


def render_bare(folder):
    script = [sys.executable, weergave.__file__, folder]
    run_together([[*script, str(rest), str(PROCESSES)] for rest in range(PROCESSES)])


def drain(database):
    """Two workers of the embedded kind, until nothing waits."""
    worker = [sys.executable, "manage.py", "worker", "--drain"]
    run_together([worker] * PROCESSES, env=database.environ, stdout=subprocess.DEVNULL)


WORKERS = {"twee workers": drain}

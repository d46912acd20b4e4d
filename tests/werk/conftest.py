import pytest

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
def processes(own_database, tmp_path):
    """Real worker processes on a database of this test alone."""
    processes = Processes(own_database, tmp_path / "mail")
    processes.run("migrate", "--run-syncdb", "--verbosity=0")
    yield processes
    processes.stop()

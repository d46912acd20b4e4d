import pytest

from tests.werk.proef.processes import Processes


@pytest.fixture
def processes(own_database, tmp_path):
    """Real worker processes on a database of this test alone."""
    processes = Processes(own_database, tmp_path / "mail")
    processes.run("migrate", "--run-syncdb", "--verbosity=0")
    yield processes
    processes.stop()

"""Servers of one test: they live in a folder of it and end with it."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from scripts.servers import Redis


@pytest.fixture
def server_folder():
    """Function that makes a folder where PostgreSQL's own user may come; all go when the test ends."""
    made = []

    def make():
        made.append(Path(tempfile.mkdtemp(prefix="sto-server-")))
        if os.geteuid() == 0:
            made[-1].chmod(0o755)
        return made[-1]

    yield make
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def redis_server(server_folder):
    """A Redis of this test alone, running."""
    server = Redis(server_folder())
    server.start()
    yield server
    server.stop()

import socket

import pytest

from sto_portal.gezondheid.migraties import all_run


@pytest.fixture
def unknown_migrations():
    """This process has not looked yet, and forgets afterwards what it saw."""
    all_run.clear()
    yield
    all_run.clear()


@pytest.fixture
def silent_port():
    """A port on which someone takes each connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def no_folder(tmp_path, settings):
    """The folder of files is a file, so that nothing can be written in it: also not by root."""
    place = tmp_path / "geen-map"
    place.write_text("")
    settings.MEDIA_ROOT = str(place)
    return place

import shutil
import socket
import subprocess
import time

import pytest
from redis import Redis, RedisError

from sto_portal.gezondheid.migraties import all_run
from tests.infra.portal import free_port


@pytest.fixture
def unknown_migrations():
    """This process has not looked yet, and forgets afterwards what it saw."""
    all_run.clear()
    yield
    all_run.clear()


@pytest.fixture
def redis_server(tmp_path):
    """A Redis of this test alone: (address, function that stops it)."""
    port = free_port()
    command = [shutil.which("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL)

    def stop():
        process.terminate()
        process.wait(10)

    wait_for_redis(port)
    yield f"redis://127.0.0.1:{port}/0", stop
    stop()


def wait_for_redis(port):
    deadline = time.monotonic() + 20
    with Redis(port=port) as redis:
        while True:
            try:
                redis.ping()
                return
            except RedisError:
                assert time.monotonic() < deadline
                time.sleep(0.05)


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

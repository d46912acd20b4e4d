"""Places for files that a test may break: an S3-compatible service (moto) and a folder that takes nothing."""

import socket
import urllib.request

import boto3
import pytest
from moto.server import ThreadedMotoServer

from scripts.servers import free_port
from sto_portal.backends import LOCAL, S3, s3_options
from tests.infra.selection import TEST_SETTINGS

BUCKET = "sto-bestanden"


def s3_url(port):
    """What STORAGE_URL holds for a service on this port."""
    return f"s3://SLEUTEL:GE%2FHEIM@127.0.0.1:{port}/{BUCKET}?ssl=false&region=eu-west-1"


def s3_settings(port):
    """STORAGES with the files at a service on this port."""
    return TEST_SETTINGS["STORAGES"] | {"default": {"BACKEND": S3, "OPTIONS": s3_options(s3_url(port))}}


class S3Service:
    """An S3-compatible service with one empty bucket."""

    def __init__(self):
        self.port = free_port()
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=self.port, verbose=False)
        self.url = s3_url(self.port)

    def start(self):
        self.server.start()
        forget = f"http://127.0.0.1:{self.port}/moto-api/reset"  # moto keeps one memory for all services of a process
        urllib.request.urlopen(forget, data=b"").close()
        self.bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})

    def stop(self):
        if self.server is not None:
            self.server.stop()
            self.server = None

    @property
    def bucket(self):
        """The bucket as its owner sees it, past the portal."""
        session = boto3.Session("SLEUTEL", "GE/HEIM", region_name="eu-west-1")
        return session.resource("s3", endpoint_url=f"http://127.0.0.1:{self.port}").Bucket(BUCKET)

    def names(self):
        return sorted(found.key for found in self.bucket.objects.all())


@pytest.fixture
def s3():
    """The service alone, not yet in use by the portal."""
    service = S3Service()
    service.start()
    yield service
    service.stop()


@pytest.fixture
def s3_storage(s3, settings):
    """The service, and the files of this process in it."""
    settings.STORAGES = s3_settings(s3.port)
    return s3


@pytest.fixture
def silent_port():
    """A port where a connection is taken and nothing is ever said."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(50)
        yield listener.getsockname()[1]


@pytest.fixture
def full_storage(settings, tmp_path):
    """A place for files that takes none: where its folder should be is a file."""
    (tmp_path / "bestanden").touch()
    folder = {"BACKEND": LOCAL, "OPTIONS": {"location": str(tmp_path / "bestanden")}}
    settings.STORAGES = TEST_SETTINGS["STORAGES"] | {"default": folder}

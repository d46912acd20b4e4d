"""A file that is far too large does not fill the disk, and the person reads how large it was."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

CHUNK = 2**16


@pytest.fixture
def receive(settings):
    """The file that arrives when this much is sent, with a limit of 1 MB."""
    settings.UPLOAD_MAX_BYTES = 2**20
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    received = []

    def run(content):
        request = RequestFactory().post("/", {"bestand": SimpleUploadedFile("tabel.csv", content)})
        received.append(request.FILES["bestand"])
        return received[-1]

    yield run
    for upload in received:
        upload.close()


def test_only_as_much_is_kept_as_a_form_could_accept(receive):
    upload = receive(b"x" * 2**22)

    assert upload.size == 2**22
    assert 2**20 < len(upload.read()) <= 2**20 + CHUNK


def test_a_file_that_fits_is_kept_whole(receive):
    assert receive(b"abc" * CHUNK).read() == b"abc" * CHUNK

"""Files in an S3-compatible service: the same promises as in a folder."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.storage import default_storage

from sto_portal.bestanden import s3 as s3_module
from sto_portal.bestanden.actions import store, write_once
from sto_portal.bestanden.models import Bestand, DamagedError, StorageError
from sto_portal.bestanden.responses import download
from tests.infra.storages import s3_settings

PDF = b"%PDF-1.7\n%%EOF\n"
PLACE = "bestanden/2b/2b6f3e8a"


@pytest.mark.django_db
def test_what_is_stored_comes_back_from_the_bucket(s3_storage):
    bestand = store(PDF, name="plan.pdf", kind="dossier")

    assert bestand.read() == PDF
    assert download(bestand, inline=True).content == PDF
    assert s3_storage.names() == [bestand.pad]


@pytest.mark.django_db
def test_the_same_content_is_in_the_bucket_once(s3_storage):
    first, second = (store(PDF, name=name, kind="dossier") for name in ("een.pdf", "twee.pdf"))

    assert first.pad == second.pad
    assert s3_storage.names() == [first.pad]


@pytest.mark.django_db
def test_damaged_content_is_not_handed_over_and_is_mended_by_storing_it_again(s3_storage):
    bestand = store(PDF, name="een.pdf", kind="dossier")
    s3_storage.bucket.Object(bestand.pad).put(Body=b"anders" + PDF[6:])

    with pytest.raises(DamagedError):
        bestand.read()
    store(PDF, name="een.pdf", kind="dossier")
    assert bestand.read() == PDF


@pytest.mark.django_db
def test_content_that_is_gone_is_not_an_empty_file(s3_storage):
    bestand = store(PDF, name="een.pdf", kind="dossier")
    s3_storage.bucket.Object(bestand.pad).delete()

    with pytest.raises(DamagedError) as damaged:
        bestand.read()

    assert damaged.value.detail == f"bestand {bestand.pk} in {bestand.pad} is er niet meer"


def test_two_writers_at_once_each_keep_a_whole_file(s3_storage):
    start = threading.Barrier(2)

    def write(_number):
        start.wait()
        return write_once(PDF, PLACE)

    with ThreadPoolExecutor(2) as writers:
        places = list(writers.map(write, range(2)))

    assert {default_storage.open(place).read() for place in places} == {PDF}


def test_a_file_never_takes_the_place_of_another(s3_storage):
    first = write_once(PDF, PLACE)
    second = default_storage.save(PLACE, default_storage.open(first))

    assert first != second


def test_a_file_has_no_address(s3_storage):
    with pytest.raises(ValueError, match="not accessible via a URL"):
        default_storage.url(PLACE)


@pytest.mark.django_db
def test_a_service_that_is_away_leaves_no_row(s3_storage):
    s3_storage.stop()

    with pytest.raises(StorageError, match=r"^De opslag van bestanden werkt nu niet\.$"):
        store(PDF, name="plan.pdf", kind="dossier")

    assert not Bestand.objects.exists()


def test_a_service_that_never_answers_is_given_up(settings, silent_port, monkeypatch):
    assert s3_module.ATTEMPTS * s3_module.ANSWER_SECONDS < 20
    monkeypatch.setattr(s3_module, "ANSWER_SECONDS", 0.5)
    settings.STORAGES = s3_settings(silent_port)
    started = time.monotonic()

    with pytest.raises(StorageError):
        write_once(PDF, PLACE)

    assert time.monotonic() - started < 5

"""What is not saved leaves no file behind, and what nobody refers to goes after a day; nothing else ever does."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.models import Ondertekenaareis, Ondertekening
from sto_portal.bestanden import opruimen
from sto_portal.bestanden.actions import store
from sto_portal.bestanden.models import Bestand
from sto_portal.bestanden.opruimen import MismatchError, remove_orphans, removing_refused
from sto_portal.bestanden.work import CLEAN, ask_to_clean_up
from sto_portal.werk.actions import run_waiting
from sto_portal.werk.models import Werk
from tests.applications.writing import fields_of, url_of
from tests.factories import AanvraagFactory, SchoolFactory
from tests.pdfs import make_pdf

pytestmark = pytest.mark.django_db
DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def on_disk(media):
    return sorted(str(path.relative_to(media)) for path in Path(media).rglob("*") if path.is_file())


def keep(name="plan.pdf", content=b"%PDF-1.7 een plan"):
    return store(content, name=name, kind="antwoord")


@transaction.atomic
def keep_and_fail():
    keep()
    raise ZeroDivisionError


def leave(media, pad, days=2):
    """A file that nobody refers to, written so many days ago."""
    default_storage.save(pad, ContentFile(b"over"))
    age(media / pad, days)
    return pad


def age(path, days=2):
    moment = time.time() - days * DAY
    os.utime(path, (moment, moment))


@pytest.fixture
def page(twente):
    """Where a school signs."""
    aanvraag = AanvraagFactory(regio=twente)
    school = SchoolFactory(plan=aanvraag.plan)
    eis = Ondertekenaareis.objects.filter(partnersoort=school.soort).first()
    return url_of(aanvraag, "overeenkomst", "ondertekening", school.pk, eis.pk)


def sign_with(client, sent, name, content):
    upload = SimpleUploadedFile("getekend.pdf", content)
    return client.post(sent["page"], sent["fields"] | {"naam": name, "datum": "2026-01-05", "upload": upload})


def open_page(client, user, page):
    client.force_login(user)
    return {"page": page, "fields": fields_of(client.get(page))}


@pytest.mark.parametrize("same", [False, True])
def test_the_file_of_who_was_second_is_gone_and_that_of_the_first_is_not(anna, page, media, same):
    first, second = Client(), Client()
    opened = [open_page(client, anna, page) for client in (first, second)]
    contents = [make_pdf("de eerste"), make_pdf("de eerste" if same else "de tweede")]

    codes = [
        sign_with(client, sent, name, content).status_code
        for client, sent, name, content in zip((first, second), opened, ("Een", "Twee"), contents, strict=True)
    ]

    bestand = Ondertekening.objects.get().bestand
    assert (codes, Bestand.objects.count(), on_disk(media)) == ([302, 409], 1, [bestand.pad])
    assert bestand.read() == contents[0]


def test_a_fault_after_the_file_was_written_leaves_no_file(media):
    with pytest.raises(ZeroDivisionError), removing_refused():
        keep_and_fail()

    assert (Bestand.objects.count(), on_disk(media)) == (0, [])


def test_content_that_someone_saves_while_another_is_refused_stays(media):
    with removing_refused():
        with pytest.raises(ZeroDivisionError):
            keep_and_fail()
        again = keep()

    assert (on_disk(media), again.read()) == ([again.pad], b"%PDF-1.7 een plan")


def test_each_day_the_worker_removes_what_has_no_row_and_says_how_much(media, caplog):
    caplog.set_level("INFO")
    bestand = keep()
    age(media / bestand.pad, 400)
    for pad in ("bestanden/aa/niemand", "bestanden/aa/een.0123.half", "gezondheid/proef.txt"):
        leave(media, pad)
    fresh = leave(media, "bestanden/bb/net-geschreven", days=0.5)
    (media / "van-een-ander.txt").write_text("blijft")

    for _ in range(2):
        ask_to_clean_up()
    run_waiting()

    assert on_disk(media) == sorted([bestand.pad, fresh, "van-een-ander.txt"])
    assert Werk.objects.get(soort=CLEAN).resultaat == {"bestanden": 3, "bytes": 12}
    assert "3 bestanden zonder rij verwijderd (12 bytes)" in caplog.messages


def test_in_a_bucket_it_is_the_same(s3_storage, monkeypatch):
    monkeypatch.setattr(opruimen, "OLD_ENOUGH", timedelta(days=-1))
    bestand = keep()
    default_storage.save("bestanden/aa/niemand", ContentFile(b"over"))

    removed = remove_orphans()

    assert (removed.bestanden, s3_storage.names()) == (1, [bestand.pad])


def test_files_of_another_database_are_left_alone(media):
    pads = [leave(media, f"bestanden/aa/{number}") for number in range(3)]

    with pytest.raises(MismatchError, match=r"^Van 3 bestanden hebben er 3 geen rij in de database\."):
        remove_orphans()

    assert on_disk(media) == pads


def test_more_files_are_no_more_questions(media):
    def questions(count):
        for number in range(count):
            pad = default_storage.save(f"bestanden/aa/{count}-{number}", ContentFile(b"x"))
            Bestand.objects.create(sha256="0" * 64, naam="x", soort="x", mimetype="x", grootte=1, pad=pad)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            remove_orphans()
        return len(asked)

    assert questions(3) == questions(30) == 1


def test_only_a_bestand_says_where_content_is():
    """A model that kept a file in another way would lose it to the cleaning: let that keep a Bestand."""
    named = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField | models.FilePathField) or field.name in {"pad", "path", "plaats_bestand"}
    ]

    assert named == ["bestanden.Bestand.pad"]

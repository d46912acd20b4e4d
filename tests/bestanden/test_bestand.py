import hashlib
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from sto_portal.bestanden.actions import store
from sto_portal.bestanden.models import Bestand, DamagedError, ImmutableError
from sto_portal.bestanden.responses import attachment, download

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def stored_files(folder):
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


def test_what_is_stored_comes_back_with_its_facts():
    bestand = store(PDF, name="map/plan.pdf", kind="ondertekening")

    kept = Bestand.objects.get()
    assert kept == bestand
    assert kept.read() == PDF
    assert (kept.naam, kept.soort, kept.mimetype, kept.grootte) == ("plan.pdf", "ondertekening", "application/pdf", 15)
    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    assert kept.geupload_door is None


def test_the_same_content_is_on_disk_once(media):
    first = store(PDF, name="een.pdf", kind="dossier")
    second = store(PDF, name="twee.pdf", kind="dossier")

    assert Bestand.objects.count() == 2
    assert first.pad == second.pad
    assert len(stored_files(media)) == 1


def test_a_half_written_file_is_replaced(media):
    first = store(PDF, name="een.pdf", kind="dossier")
    stored_files(media)[0].write_bytes(PDF[:4])

    second = store(PDF, name="een.pdf", kind="dossier")

    assert first.read() == second.read() == PDF


def test_damaged_content_is_not_handed_over(media):
    bestand = store(PDF, name="een.pdf", kind="dossier")
    stored_files(media)[0].write_bytes(b"iets anders")

    with pytest.raises(DamagedError):
        download(bestand)


def test_a_stored_file_never_changes():
    bestand = store(PDF, name="een.pdf", kind="dossier")
    bestand.naam = "ander.pdf"

    with pytest.raises(ImmutableError):
        bestand.save()
    with pytest.raises(ImmutableError):
        Bestand.objects.update(naam="ander.pdf")
    with pytest.raises(ImmutableError):
        Bestand.objects.bulk_update([bestand], ["naam"])
    assert Bestand.objects.get().naam == "een.pdf"


def test_nothing_is_not_a_file():
    with pytest.raises(ValueError, match="leeg"):
        store(b"", name="leeg.pdf", kind="dossier")
    with pytest.raises(IntegrityError), transaction.atomic():
        Bestand.objects.create(sha256="0" * 64, naam="x", soort="x", mimetype="x", grootte=0, pad="x")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("plan.pdf", 'attachment; filename="plan.pdf"'),
        ('een, "twee".pdf', 'attachment; filename="een, \\"twee\\".pdf"'),
        ("één 😀.pdf", "attachment; filename*=utf-8''%C3%A9%C3%A9n%20%F0%9F%98%80.pdf"),
        ("a\r\nSet-Cookie: x.pdf", 'attachment; filename="aSet-Cookie: x.pdf"'),
    ],
)
def test_a_download_has_a_name_that_every_browser_reads(name, header):
    response = download(store(PDF, name=name, kind="dossier"))

    assert response["Content-Disposition"] == header
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == "15"
    assert response["Cache-Control"] == "private, no-store"
    assert response.content == PDF


@pytest.mark.parametrize(
    ("mimetype", "start"), [("application/pdf", "inline"), ("image/png", "inline"), ("text/html", "attachment")]
)
def test_only_pdf_and_pictures_open_in_the_browser(mimetype, start):
    response = attachment(b"x", name="x", mimetype=mimetype, inline=True)

    assert response["Content-Disposition"].split(";")[0] == start

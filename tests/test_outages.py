"""Files that cannot be kept or read: people are told so, nothing is half saved, the log has the cause."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.functions import Now
from django.test import Client

from applications.models import Antwoord, Ondertekenaareis, Ondertekening
from assessment.actions.verzenden import request_sending
from sto_portal.bestanden.actions import store
from sto_portal.bestanden.models import Bestand
from sto_portal.outbox.models import Bericht
from sto_portal.sporen.models import Spoor
from sto_portal.werk.actions import run_waiting
from sto_portal.werk.models import Werk
from tests.applications.writing import fields_of, fill_in, url_of
from tests.assessment.cases import make_advised, make_approved
from tests.factories import AanvraagFactory, SchoolFactory, sign
from tests.infra.selection import TEST_SETTINGS
from tests.pdfs import PDF

pytestmark = pytest.mark.django_db
NOT_KEPT = (
    "De opslag van bestanden werkt nu niet. Er is niets opgeslagen. Laat deze pagina open, wacht een paar minuten, "
    "kies uw bestand opnieuw en sla nog een keer op."
)


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def browser(anna):
    """Anna's browser; an error of the portal gives her a page, as it does outside of tests."""
    client = Client(raise_request_exception=False)
    client.force_login(anna)
    return client


@pytest.fixture(params=["full_storage", "s3_away"])
def no_storage(request):
    """A folder that takes no file, and a service that does not answer."""
    request.getfixturevalue(request.param)


@pytest.fixture
def s3_away(s3_storage):
    s3_storage.stop()


@pytest.fixture
def bestand(aanvraag):
    """The file of a signature."""
    sign(SchoolFactory(plan=aanvraag.plan))
    return Ondertekening.objects.first().bestand


def causes(caplog):
    """What the log says at ERROR, without the line that Django adds for every answer from 500."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.levelname == "ERROR" and record.name != "django.request"
    ]


def test_a_signature_that_cannot_be_kept_leaves_what_anna_typed(browser, aanvraag, no_storage, caplog):
    school = SchoolFactory(plan=aanvraag.plan)
    eis = Ondertekenaareis.objects.filter(partnersoort=school.soort).first()
    url = url_of(aanvraag, "overeenkomst", "ondertekening", school.pk, eis.pk)
    typed = {"naam": "T. Ekenaar", "datum": "2026-01-05", "upload": SimpleUploadedFile("getekend.pdf", PDF)}
    sent, before = fields_of(browser.get(url)), Spoor.objects.count()

    response = browser.post(url, sent | typed)

    form = response.context["form"]
    assert (response.status_code, form.non_field_errors()) == (503, [NOT_KEPT])
    assert (form["naam"].value(), form["datum"].value()) == ("T. Ekenaar", "2026-01-05")
    assert (Ondertekening.objects.count(), Bestand.objects.count(), Spoor.objects.count()) == (0, 0, before)
    assert ["is niet opgeslagen" in line for line in causes(caplog)] == [True]


def test_an_answer_beside_a_file_that_cannot_be_kept_is_not_saved_either(browser, aanvraag, no_storage):
    url = url_of(aanvraag, "activiteitenplan", "b2-31")
    upload = SimpleUploadedFile("organogram.pdf", PDF)

    response = fill_in(browser, url, b2_31_organogram=upload, b2_31_projectleider="Onze eigen projectleider.")

    form = response.context["form"]
    assert (response.status_code, form.non_field_errors()) == (503, [NOT_KEPT])
    assert form["b2_31_projectleider"].value() == "Onze eigen projectleider."
    assert (Antwoord.objects.count(), Bestand.objects.count()) == (0, 0)


def test_what_is_saved_after_the_storage_is_back_is_whole(browser, aanvraag, settings, request):
    url = url_of(aanvraag, "activiteitenplan", "b2-31")
    request.getfixturevalue("full_storage")
    fill_in(browser, url, b2_31_organogram=SimpleUploadedFile("organogram.pdf", PDF))
    settings.STORAGES = TEST_SETTINGS["STORAGES"]

    response = fill_in(browser, url, b2_31_organogram=SimpleUploadedFile("organogram.pdf", PDF))

    assert response.status_code == 302
    assert Antwoord.objects.get().bestand.read() == PDF


def test_a_damaged_file_gives_a_page_that_names_it(browser, aanvraag, bestand, caplog):
    Path(default_storage.path(bestand.pad)).write_bytes(b"iets anders")

    response = browser.get(url_of(aanvraag, "bestanden", bestand.pk))

    assert response.status_code == 500
    assert "<h1>Dit bestand is niet te openen</h1>" in response.content.decode()
    assert f"<strong>{bestand.naam}</strong> (nummer {bestand.pk})" in response.content.decode()
    found = f"bestand {bestand.pk} in {bestand.pad} heeft een andere inhoud"
    route = response.resolver_match.route
    assert causes(caplog) == [f"GET {route}: een bestand is beschadigd of verdwenen: {found}"]


def test_a_file_that_is_gone_gives_the_same_page(browser, aanvraag, bestand, caplog):
    default_storage.delete(bestand.pad)

    response = browser.get(url_of(aanvraag, "bestanden", bestand.pk))

    assert (response.status_code, "Retry-After" in response) == (500, False)
    assert "<h1>Dit bestand is niet te openen</h1>" in response.content.decode()
    assert [line.rpartition(": ")[2] for line in causes(caplog)] == [
        f"bestand {bestand.pk} in {bestand.pad} is er niet meer"
    ]


def test_a_file_out_of_reach_gives_a_page_that_asks_to_wait(browser, aanvraag, s3_storage, caplog):
    sign(SchoolFactory(plan=aanvraag.plan))
    s3_storage.stop()

    response = browser.get(url_of(aanvraag, "bestanden", Ondertekening.objects.first().bestand_id))

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "<h1>Bestanden werken nu even niet</h1>" in response.content.decode()
    assert ["Could not connect to the endpoint URL" in line for line in causes(caplog)] == [True]


def test_a_letter_that_cannot_be_kept_is_sent_later(twente, behandelaar, tekenbevoegde, full_storage, settings):
    besluit = make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)
    werk = request_sending(besluit, by=tekenbevoegde)

    run_waiting()
    werk.refresh_from_db()
    besluit.refresh_from_db()
    first_try = (werk.status, werk.fout, besluit.status, Bestand.objects.count(), Bericht.objects.count())
    settings.STORAGES = TEST_SETTINGS["STORAGES"]
    Werk.objects.filter(pk=werk.pk).update(beschikbaar_op=Now())
    run_waiting()

    werk.refresh_from_db()
    besluit.refresh_from_db()
    assert first_try == ("wachtend", "De opslag van bestanden werkt nu niet.", "vastgesteld", 0, 0)
    assert (werk.status, werk.fout, besluit.status, besluit.pdf.read()[:5]) == ("klaar", "", "verzonden", b"%PDF-")


def test_a_zip_with_a_damaged_letter_says_which(twente, behandelaar, tekenbevoegde, client):
    besluit = make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)
    request_sending(besluit, by=tekenbevoegde)
    run_waiting()
    besluit.refresh_from_db()
    Path(default_storage.path(besluit.pdf.pad)).write_bytes(b"iets anders")
    client.force_login(behandelaar)

    client.post("/besluiten/zip/", {"besluit": [besluit.pk]})
    run_waiting()

    werk = Werk.objects.get(soort="besluiten_zip")
    assert werk.fout == (
        f"Het bestand '{besluit.pdf.naam}' is beschadigd of verdwenen. Neem contact op met de beheerder."
    )


def test_storing_the_same_content_again_mends_a_damaged_file():
    first = store(PDF, name="een.pdf", kind="dossier")
    Path(default_storage.path(first.pad)).write_bytes(b"x" * len(PDF))

    store(PDF, name="twee.pdf", kind="dossier")

    assert first.read() == PDF

"""A letter of DUS-I about an application as a PDF: the text that was sent, for who may read its page."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from applications.actions import answer_supplement
from applications.brieven import brief_pdf
from applications.models import Dossierbrief, Groep, Partner
from sto_portal.sjablonen.actions import settle_version
from sto_portal.werk.actions import run_waiting
from sto_portal.werk.models import Werk
from tests.applications.plans import filed_aanvraag
from tests.applications.supplements import make_supplement

pytestmark = pytest.mark.django_db
ASKED = {Groep.REGIOVISIE: "Leg **beter** uit:\n\n- wat u wilt\n- met wie", Groep.BEGROTING: "Er ontbreekt een regel."}


@pytest.fixture
def verzoek(twente, anna, behandelaar):
    aanvraag = filed_aanvraag(anna, regio=twente)
    return make_supplement(anna, behandelaar, aanvraag=aanvraag, punten=ASKED)


@pytest.fixture
def address(verzoek):
    return f"{verzoek.brief.get_absolute_url()}brief.pdf"


def text_of(pdf):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("name", ["anna", "lies", "behandelaar"])
def test_who_reads_the_letter_downloads_it_once_it_is_made(client, request, verzoek, address, name):
    client.force_login(request.getfixturevalue(name))

    page = client.get(verzoek.brief.get_absolute_url()).text
    waiting = client.get(address)
    run_waiting()  # sending the letter asked for it
    ready = client.get(address)

    assert f'href="{address}"' in page
    werk = Werk.objects.get(soort="dossierbrief_pdf")
    assert waiting.headers.get("Location") == (werk.get_absolute_url() if name == "behandelaar" else None)
    assert ("Wij maken deze PDF nu." in waiting.text) == (name != "behandelaar")
    assert ready["Content-Type"] == "application/pdf"
    assert "Verzoek om aanvulling van uw aanvraag STO90001-4" in text_of(ready.content)


@pytest.mark.parametrize(("name", "code"), [("bram", 404), ("dina", 403)])
def test_nobody_else_gets_it(client, request, address, name, code):
    client.force_login(request.getfixturevalue(name))

    assert client.get(address).status_code == code
    assert client.post(address).status_code == code
    assert Werk.objects.filter(soort="dossierbrief_pdf").count() == 1  # the one that sending asked for


def test_it_holds_the_text_that_was_sent_without_marks_and_the_address_of_the_penvoerder(verzoek):
    sjabloon = verzoek.brief.sjabloonversie.sjabloon
    settle_version(sjabloon, onderwerp="Anders", tekst="<p>Iets anders</p>", example={})
    penvoerder = Partner.objects.get(plan=verzoek.aanvraag.plan, soort="penvoerder")

    told = text_of(brief_pdf(verzoek.brief))

    for part in (f"t.a.v. {penvoerder.naam}", "Vul uw aanvraag aan", "Leg beter uit:", "wat u wilt", "Bea"):
        assert part in told
    assert "Iets anders" not in told


def test_it_stays_the_same_when_the_supplement_names_another_penvoerder(verzoek, anna):
    before = brief_pdf(verzoek.brief)
    Partner.objects.filter(plan=verzoek.plan, soort="penvoerder").update(naam="Een heel andere school")
    answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=timezone.now(), confirmed=[])

    assert brief_pdf(Dossierbrief.objects.get(pk=verzoek.brief_id)) == before


def test_the_letter_is_archivable_and_accessible(verzoek, assert_archival):
    assert_archival(brief_pdf(verzoek.brief))

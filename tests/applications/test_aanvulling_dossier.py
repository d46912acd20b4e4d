"""The dossier while a region supplements: what was filed and the draft of the supplement are two files."""

import io

import pytest
from pypdf import PdfReader

from applications.actions import answer_supplement, recall_supplement
from applications.canonical import checksum
from sto_portal.werk.actions import run_waiting
from sto_portal.werk.models import Werk
from tests.applications.plans import answer
from tests.applications.supplements import make_supplement, write
from tests.applications.writing import fill_in

pytestmark = pytest.mark.django_db
ONE = "/aanvragen/STO90001-4/"
DOSSIER, CONCEPT = f"{ONE}dossier.pdf", f"{ONE}dossier.pdf?versie=concept"


@pytest.fixture
def verzoek(twente, anna, behandelaar):
    """Anna filed, was asked to supplement, and wrote something."""
    made = make_supplement(anna, behandelaar, regio=twente)
    write(made, "Deze zin is nieuw.")
    run_waiting()
    return made


def read_pdf(client, address):
    """The words of the PDF at this address, that the worker makes for who asks."""
    client.post(address)
    run_waiting()
    response = client.get(address)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages]
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("name", ["mia", "behandelaar"])
def test_the_dossier_is_what_was_filed_for_who_supplements_too(client, request, verzoek, name):
    client.force_login(request.getfixturevalue(name))

    told = read_pdf(client, DOSSIER)

    assert "Dossier van de aanvraag" in told
    assert "Antwoord op Samenvatting." in told
    assert verzoek.aanvraag.indieningen.get().sha256 in told.replace(" ", "")
    assert "CONCEPT" not in told
    assert "Deze zin is nieuw." not in told


def test_the_draft_of_a_supplement_has_a_file_of_its_own_that_says_what_it_is(client, mia, verzoek):
    client.force_login(mia)

    told = read_pdf(client, CONCEPT)

    assert "CONCEPT van de aanvulling" in told
    assert "Deze zin is nieuw." in told
    assert Werk.objects.get(soort="concept_pdf").resultaat["url"] == CONCEPT


def test_the_receipt_leads_to_what_was_filed(client, mia, verzoek):
    client.force_login(mia)

    receipt = client.get(f"{ONE}ontvangstbewijs/").text

    assert f'href="{DOSSIER}"' in receipt
    assert f'href="{ONE}begroting.xlsx?versie=ingediend"' in receipt
    assert f'href="{ONE}lezen/?versie=ingediend"' in receipt


def test_who_supplements_reads_the_draft_and_what_was_filed_and_each_page_says_which_it_is(client, mia, verzoek):
    client.force_login(mia)

    draft, filed = client.get(f"{ONE}lezen/").text, client.get(f"{ONE}lezen/?versie=ingediend").text

    assert ("Dit is uw concept van de aanvulling" in draft, "Deze zin is nieuw." in draft) == (True, True)
    assert ("Dit is wat u eerder indiende" in filed, "Deze zin is nieuw." in filed) == (True, False)
    assert f'method="post" action="{CONCEPT}"' in draft
    assert f'href="{DOSSIER}"' in filed


def test_the_task_list_and_the_last_look_lead_to_the_file_of_the_draft(client, anna, verzoek):
    client.force_login(anna)
    fill_in(client, f"{ONE}regiovisie/b1-1/", b1_1_samenvatting="Veel beter")

    tasks, last_look = client.get(ONE).text, client.get(f"{ONE}aanvulling/indienen/").text

    assert f'href="{CONCEPT}"' in tasks
    assert f'href="{CONCEPT}"' in last_look


def test_dus_i_gets_no_draft(client, behandelaar, verzoek):
    client.force_login(behandelaar)

    response = client.get(CONCEPT, follow=True)

    assert response.redirect_chain == [(ONE, 302)]
    assert "Er is nu geen concept van deze aanvraag." in response.text
    assert not Werk.objects.filter(soort="concept_pdf").exists()


def test_once_the_request_was_taken_back_there_is_no_draft_to_download(client, mia, behandelaar, verzoek):
    recall_supplement(aanvraag=verzoek.aanvraag, by=behandelaar, reden="Niet nodig.")
    client.force_login(mia)

    response = client.get(CONCEPT, follow=True)

    assert "Er is nu geen concept van deze aanvraag." in response.text


def test_once_the_supplement_was_filed_the_dossier_is_that_of_the_supplement(client, anna, verzoek):
    aanvraag = verzoek.aanvraag
    answer(verzoek.plan, "b1_1_samenvatting", "Dit vulden wij aan.")
    answer_supplement(aanvraag=aanvraag, by=anna, at=verzoek.gevraagd_op, confirmed=[])
    client.force_login(anna)

    told = read_pdf(client, DOSSIER)

    newest = aanvraag.indieningen.order_by("nummer").last()
    assert checksum(bytes(newest.json)) in told.replace(" ", "")
    assert "Dit vulden wij aan." in told

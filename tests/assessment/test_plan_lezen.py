"""What the committee reads of a case: the plan beside the form, its files, its PDF."""

import re

import pytest
from django.utils import timezone

from applications.actions import freeze_plan
from applications.models import Aanvraagstatus, Antwoord, Indiening, Vraag
from assessment.actions.toewijzen import assign_beoordelaars
from sto_portal.bestanden.actions import store
from sto_portal.werk.models import Werk
from tests.assessment.committee import make_assigned
from tests.factories import AanvraagFactory, RegioFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("soort", ["techniekregio", "techniekarm"])
def test_every_link_of_a_vereiste_leads_to_a_place_in_the_plan(client, leden, coordinator, soort):
    aanvraag, (own, *_others) = make_assigned(RegioFactory(soort=soort), leden, by=coordinator)
    client.force_login(own.lid.user)
    lost, linked = set(), set()

    for number in ("1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3"):
        text = client.get(f"/beoordeling/{aanvraag.nummer}/deelaspect/{number}/").content.decode()
        found = set(re.findall(r'href="#(vraag-[\w-]+)"\s+data-answer', text))
        linked |= found
        lost |= found - set(re.findall(r'id="(vraag-[\w-]+)"', text))

    assert lost == set()
    assert len(linked) > 60


def test_the_voorzitter_finds_the_answers_on_the_page_of_the_plan(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    client.force_login(vera)

    text = client.get(f"/beoordeling/{aanvraag.nummer}/advies/deelaspect/1.1/").content.decode()

    assert f'href="/beoordeling/{aanvraag.nummer}/lezen/#vraag-b1_1_samenvatting"' in text


@pytest.fixture
def with_file(twente, leden, coordinator):
    """A case of which one answer is a file, and that file."""
    aanvraag = AanvraagFactory(regio=twente)
    bestand = store(b"%PDF-1.7 plan", name="bijlage.pdf", kind="antwoord")
    vraag = Vraag.objects.answered_by_text().first()
    Antwoord.objects.create(plan=aanvraag.plan, vraag=vraag, bestand=bestand)
    freeze_plan(aanvraag=aanvraag, by=UserFactory(), at=timezone.now())
    aanvraag.status = Aanvraagstatus.IN_BEHANDELING
    aanvraag.save()
    assign_beoordelaars(aanvraag=aanvraag, leden=leden, by=coordinator)
    return aanvraag, bestand


@pytest.mark.parametrize(
    ("name", "code"), [("dina", 200), ("vera", 200), ("coordinator", 403), ("onderzoeker", 403), ("anna", 403)]
)
def test_the_committee_downloads_the_files_of_its_cases(client, request, with_file, name, code):
    aanvraag, bestand = with_file
    client.force_login(request.getfixturevalue(name))

    assert client.get(f"/beoordeling/{aanvraag.nummer}/bestanden/{bestand.pk}/").status_code == code


def test_a_file_of_another_case_is_not_found(client, with_file, veluwe, leden, coordinator):
    _aanvraag, bestand = with_file
    other, _beoordelingen = make_assigned(veluwe, leden, by=coordinator)
    client.force_login(leden[0].user)

    assert client.get(f"/beoordeling/{other.nummer}/bestanden/{bestand.pk}/").status_code == 404


def test_the_dossier_is_asked_of_the_worker_and_then_served(client, case, leden):
    aanvraag, _beoordelingen = case
    client.force_login(leden[0].user)
    address = f"/beoordeling/{aanvraag.nummer}/dossier.pdf"

    asked = client.post(address)
    waiting = client.get(address)
    made = store(b"%PDF-1.7 dossier", name="dossier.pdf", kind="dossier")
    Indiening.objects.filter(plan=aanvraag.plan).update(dossier=made)
    served = client.get(address)

    assert (asked.status_code, asked.url) == (302, address)
    assert "Wij maken deze PDF nu." in waiting.text
    assert Werk.objects.filter(soort="dossier_pdf").count() == 1
    assert (served.status_code, served["Content-Type"]) == (200, "application/pdf")

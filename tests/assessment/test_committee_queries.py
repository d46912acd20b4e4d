"""A page runs the same number of queries however many cases, members, vereisten or interests there are."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.models import Aanvraag
from applications.vragenlijsten import read_paragrafen
from assessment.actions.toewijzen import decline
from assessment.models import Belang, Beoordeling, Beoordelingstatus, Vereiste
from regions.models import Organisatie
from tests.applications.plans import filed_aanvraag
from tests.assessment.committee import make_assigned, make_members, make_revealed
from tests.factories import RegioFactory

pytestmark = pytest.mark.django_db

LIST_BUDGET = 15
PAGE_BUDGET = 20


def count(client, address):
    client.get(address)  # a frozen plan is read once and then kept
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def counts(client, user, addresses):
    client.force_login(user)
    return {address: count(client, address) for address in addresses}


@pytest.fixture
def people(leden, coordinator, vera):
    return {
        leden[0].user: ["/beoordeling/", "/beoordeling/?volgorde=voortgang"],
        vera: ["/beoordeling/"],
        coordinator: ["/beoordeling/toewijzen/"],
    }


def test_lists_cost_the_same_for_one_and_for_three_cases(client, leden, coordinator, people):
    make_assigned(RegioFactory(), leden, by=coordinator)
    make_revealed(RegioFactory(), leden, by=coordinator)
    few = [counts(client, user, addresses) for user, addresses in people.items()]

    for _more in range(2):
        make_assigned(RegioFactory(), leden, by=coordinator)
        make_revealed(RegioFactory(), leden, by=coordinator)
    many = [counts(client, user, addresses) for user, addresses in people.items()]

    assert many == few
    assert max(number for found in many for number in found.values()) <= LIST_BUDGET


def test_lists_cost_the_same_for_more_members_and_interests(client, leden, coordinator, people):
    aanvraag, (_own, other, _third) = make_assigned(RegioFactory(), leden, by=coordinator)
    addresses = [f"/beoordeling/{aanvraag.nummer}/toewijzen/"]
    before = [counts(client, user, [*paths]) for user, paths in people.items()], counts(client, coordinator, addresses)

    for lid in make_members("Fatima", "Gijs", "Hans"):
        for number in range(3):
            organisatie = Organisatie.objects.create(naam=f"Bedrijf {number}", soort="bedrijf", kvk_nummer="11111111")
            Belang.objects.create(lid=lid, organisatie=organisatie, toelichting="bestuurder")
    decline(beoordeling=other, reden="Ziek.", by=coordinator)
    after = [counts(client, user, [*paths]) for user, paths in people.items()], counts(client, coordinator, addresses)

    assert after == before


def test_pages_of_a_case_cost_the_same_for_more_vereisten_and_cases(client, leden, coordinator, vera):
    aanvraag, _beoordelingen = make_revealed(RegioFactory(soort="techniekarm"), leden, by=coordinator)
    base = f"/beoordeling/{aanvraag.nummer}/"
    member = [base, f"{base}deelaspect/1.1/", f"{base}vergelijken/"]
    chair = [f"{base}vergelijken/", f"{base}advies/", f"{base}advies/deelaspect/1.1/", f"{base}advies/vaststellen/"]
    before = counts(client, leden[0].user, member), counts(client, vera, chair)

    make_revealed(RegioFactory(), leden, by=coordinator)
    for number in (7, 8, 9):
        deelaspect = Vereiste.objects.get(code="c1.1.v1").deelaspect
        Vereiste.objects.create(deelaspect=deelaspect, code=f"c1.1.v{number}", volgorde=number, tekst="Nog een.")
    after = counts(client, leden[0].user, member), counts(client, vera, chair)

    assert after == before
    assert max(number for found in after for number in found.values()) <= PAGE_BUDGET


@pytest.mark.parametrize(("soort", "queries"), [("techniekregio", 19), ("techniekarm", 21)])
def test_the_first_look_at_a_plan_reads_it_whole(client, leden, coordinator, vera, soort, queries):
    aanvraag, _beoordelingen = make_assigned(RegioFactory(soort=soort), leden, by=coordinator)
    base = f"/beoordeling/{aanvraag.nummer}/"

    first = first_look(client, leden[0].user, base), first_look(client, vera, f"{base}lezen/")

    assert first == (queries, 16)


def first_look(client, user, address):
    """How many queries when this plan is not kept, but the questionnaire is: every page of any plan reads that."""
    client.force_login(user)
    read_paragrafen(Aanvraag.objects.get().ronde)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_who_reads_a_plan_after_another_asks_the_database_nothing_about_it(client, anna, mia, twente):
    aanvraag = filed_aanvraag(anna, regio=twente)
    address = f"/aanvragen/{aanvraag.nummer}/lezen/"

    first, later = first_look(client, anna, address), counts(client, mia, [address])[address]

    assert (first, later) == (18, 5)


def test_the_form_of_an_open_judgement_stays_within_the_budget(client, leden, coordinator):
    aanvraag, (own, *_others) = make_assigned(RegioFactory(soort="techniekarm"), leden, by=coordinator)
    address = f"/beoordeling/{aanvraag.nummer}/deelaspect/1.1/"

    found = counts(client, own.lid.user, [address, f"/beoordeling/{aanvraag.nummer}/inleveren/"])

    Beoordeling.objects.filter(pk=own.pk).update(status=Beoordelingstatus.BEZIG)
    assert max(found.values()) <= PAGE_BUDGET
    assert counts(client, own.lid.user, [address])[address] == found[address]

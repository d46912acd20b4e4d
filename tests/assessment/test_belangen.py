import pytest

from assessment.access import cases_for, find_conflicts
from assessment.actions.toewijzen import AssignmentError, assign_beoordelaars
from assessment.models import Belang, Beoordeling
from assessment.models.commissie import hidden_from
from regions.models import Organisatie, Vestiging
from tests.assessment.cases import make_filed
from tests.assessment.committee import make_members, make_revealed
from tests.factories import AanvraagFactory, PartnerFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bestuur(db):
    return Organisatie.objects.create(naam="Stichting Zuid", soort="bestuur", bevoegd_gezag_nummer="41234")


@pytest.fixture
def school(bestuur):
    return Organisatie.objects.create(naam="College Zuid", soort="school", bestuur=bestuur, kvk_nummer="12345678")


def add_partner(plan, kind, school, bestuur):
    """A partner that is tied to the board in one of the ways in which a plan may name it."""
    if kind == "organisatie":
        PartnerFactory(plan=plan, organisatie=school)
    elif kind == "bestuur":
        PartnerFactory(plan=plan, organisatie=bestuur)
    elif kind == "vestiging":
        vestiging = Vestiging.objects.create(code="41ZZ00", naam="Zuid 1", organisatie=school)
        SchoolFactory(plan=plan, vestiging=vestiging)
    elif kind == "gezag":
        SchoolFactory(plan=plan, bevoegd_gezag_nummer="41234")
    elif kind == "kvk":
        PartnerFactory(plan=plan, kvk_nummer="12345678")
    else:
        PartnerFactory(plan=plan)
        SchoolFactory(plan=plan, bevoegd_gezag_nummer="", kvk_nummer="")


@pytest.mark.parametrize(
    ("kind", "of_school", "of_board"),
    [
        ("organisatie", True, True),
        ("bestuur", True, True),
        ("vestiging", True, True),
        ("gezag", True, True),
        ("kvk", True, False),
        ("stranger", False, False),
    ],
)
def test_an_interest_in_a_school_or_its_board_is_found_both_in_the_list_and_in_the_database(
    leden, school, bestuur, kind, of_school, of_board
):
    aanvraag = AanvraagFactory()
    add_partner(aanvraag.plan, kind, school, bestuur)
    Belang.objects.create(lid=leden[0], organisatie=school, toelichting="docent")
    Belang.objects.create(lid=leden[1], organisatie=bestuur, toelichting="toezichthouder")

    reasons = find_conflicts([aanvraag.plan_id])[aanvraag.plan_id]
    hidden = [type(aanvraag).objects.filter(hidden_from(lid.user, "plan")).exists() for lid in leden]

    assert [lid.pk in reasons for lid in leden] == [of_school, of_board, False]
    assert hidden == [of_school, of_board, False]


def test_the_coordinator_reads_why_a_member_cannot_be_chosen(client, twente, leden, school, coordinator):
    aanvraag = make_filed(twente)
    firm = aanvraag.plan.partner_set.get(naam="Bedrijf Voorbeeld")
    tie(leden[0], firm)
    client.force_login(coordinator)
    address = f"/beoordeling/{aanvraag.nummer}/toewijzen/"

    page = client.get(address).content.decode()
    response = client.post(address, {"leden": [lid.pk for lid in leden]})

    assert "Belang bij Bedrijf Voorbeeld (commissaris): partner Bedrijf Voorbeeld." in page
    assert list(response.context["form"].errors) == ["leden"]
    with pytest.raises(AssignmentError, match="Dina kan deze aanvraag niet beoordelen"):
        assign_beoordelaars(aanvraag=aanvraag, leden=leden, by=coordinator)


def tie(lid, partner):
    """Give a member an interest in a partner, known by its KvK number only."""
    organisatie = Organisatie.objects.create(naam=partner.naam, soort="bedrijf", kvk_nummer=partner.kvk_nummer)
    Belang.objects.create(lid=lid, organisatie=organisatie, toelichting="commissaris")


PAGES = ["", "deelaspect/1.1/", "inleveren/", "verhinderd/", "vergelijken/", "lezen/", "dossier.pdf", "bestanden/1/"]
ADVICE = ["vergelijken/", "lezen/", "advies/", "advies/deelaspect/1.1/", "advies/vaststellen/", "dossier.pdf"]


def test_a_case_disappears_for_a_member_who_gets_an_interest_later(client, revealed):
    aanvraag, (own, *_others) = revealed
    client.force_login(own.lid.user)
    before = client.get(f"/beoordeling/{aanvraag.nummer}/").status_code

    tie(own.lid, aanvraag.plan.partner_set.get(naam="Bedrijf Voorbeeld"))

    assert before == 200
    assert {page: client.get(f"/beoordeling/{aanvraag.nummer}/{page}").status_code for page in PAGES} == dict.fromkeys(
        PAGES, 404
    )
    assert list(client.get("/beoordeling/").context["object_list"]) == []
    assert not Beoordeling.objects.visible_to(own.lid.user).exists()
    assert not cases_for(own.lid.user).exists()


def test_a_case_disappears_for_a_voorzitter_with_an_interest(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    tie(vera.commissielid, aanvraag.plan.partner_set.get(naam="Bedrijf Voorbeeld"))
    client.force_login(vera)

    codes = {page: client.get(f"/beoordeling/{aanvraag.nummer}/{page}").status_code for page in ADVICE}

    assert codes == dict.fromkeys(ADVICE, 404)
    assert client.get("/beoordeling/").context["groups"] == []


def test_an_interest_hides_one_case_and_no_other(twente, veluwe, leden, coordinator):
    first, _rows = make_revealed(twente, leden, by=coordinator)
    second, _rows = make_revealed(veluwe, leden, by=coordinator)

    tie(leden[0], first.plan.partner_set.get(naam="Bedrijf Voorbeeld"))

    assert list(cases_for(leden[0].user)) == [second]
    assert set(cases_for(leden[1].user)) == {first, second}


def test_a_member_without_a_case_sees_nothing(client, case):
    aanvraag, _beoordelingen = case
    client.force_login(make_members("Evert")[0].user)

    codes = {page: client.get(f"/beoordeling/{aanvraag.nummer}/{page}").status_code for page in PAGES}

    assert codes == dict.fromkeys(PAGES, 404)

"""A deputy leads the cases in which the voorzitter has an interest, and no other."""

from datetime import timedelta

import pytest

from assessment.access import cases_for, cases_led_by
from assessment.actions.adviseren import save_advies, settle
from assessment.models import Advies, Beoordeling, Strekking, Verhindering
from sto_portal.termijnen import today
from sto_portal.workflow import TransitionError
from tests.assessment.committee import make_assigned, make_revealed
from tests.assessment.test_belangen import ADVICE, tie
from tests.factories import CommissielidFactory, UserFactory
from tests.tampering import unsealed

pytestmark = pytest.mark.django_db

FIRM = "Bedrijf Voorbeeld"


@pytest.fixture
def pim(db):
    """Plaatsvervangend voorzitter."""
    return CommissielidFactory(user=UserFactory(naam="Pim", email="pim@example.nl", rol="plaatsvervanger")).user


@pytest.fixture
def conflicted(revealed, vera):
    """The case of Twente, in which Vera has an interest."""
    aanvraag, _beoordelingen = revealed
    tie(vera.commissielid, aanvraag.plan.partner_set.get(naam=FIRM))
    return aanvraag


def codes(client, user, aanvraag):
    client.force_login(user)
    return {client.get(f"/beoordeling/{aanvraag.nummer}/{page}").status_code for page in ADVICE if "pdf" not in page}


def test_while_the_voorzitter_is_free_the_case_does_not_exist_for_the_deputy(client, revealed, vera, pim):
    aanvraag, _beoordelingen = revealed

    assert (codes(client, vera, aanvraag), codes(client, pim, aanvraag)) == ({200}, {404})
    assert client.get("/beoordeling/").context["groups"] == []
    assert not Beoordeling.objects.visible_to(pim).exists()


def test_where_the_voorzitter_has_an_interest_only_the_deputy_leads(client, conflicted, vera, pim):
    assert (codes(client, vera, conflicted), codes(client, pim, conflicted)) == ({404}, {200})
    assert list(cases_led_by(pim)) == [conflicted]
    ((_title, zaken),) = client.get("/beoordeling/").context["groups"]
    assert [zaak.aanvraag for zaak in zaken] == [conflicted]
    assert Beoordeling.objects.visible_to(pim).count() == 3


def test_the_deputy_writes_and_settles_and_the_voorzitter_cannot(conflicted, vera, pim):
    values = {"aanvraag": conflicted, "strekking": Strekking.NEGATIEF, "samenvatting": "Kort.", "versie": 1}

    save_advies(by=pim, **values)

    assert Advies.objects.get().samenvatting == "Kort."
    for step in (lambda: save_advies(by=vera, **values), lambda: settle(aanvraag=conflicted, by=vera)):
        with pytest.raises(TransitionError, match="U schrijft het advies over deze aanvraag niet"):
            step()


def test_a_member_never_leads_a_case_even_the_own(client, revealed, leden):
    aanvraag, _beoordelingen = revealed

    assert not cases_led_by(leden[0].user).exists()
    with pytest.raises(TransitionError):
        save_advies(aanvraag=aanvraag, strekking="negatief", samenvatting="Kort.", versie=1, by=leden[0].user)


def test_one_of_two_voorzitters_without_an_interest_is_enough(client, conflicted, pim):
    UserFactory(naam="Wim", email="wim@example.nl", rol="voorzitter")

    assert codes(client, pim, conflicted) == {404}


def test_a_deputy_with_an_interest_leads_nothing(client, conflicted, pim):
    tie(pim.commissielid, conflicted.plan.partner_set.get(naam=FIRM))

    assert codes(client, pim, conflicted) == {404}


def test_a_voorzitter_who_withdrew_or_left_is_not_free(client, revealed, vera, pim, coordinator):
    aanvraag, _beoordelingen = revealed
    Verhindering.objects.create(aanvraag=aanvraag, lid=vera.commissielid, reden="Ziek.", gemeld_door=coordinator)
    withdrawn = codes(client, pim, aanvraag)
    with unsealed():
        Verhindering.objects.all().delete()
    vera.is_active = False
    vera.save()

    assert (withdrawn, codes(client, pim, aanvraag)) == ({200}, {200})


def test_an_interest_that_is_over_or_has_not_begun_hides_nothing(client, conflicted, vera, pim):
    belang = vera.commissielid.belangen.get()
    day = timedelta(days=1)
    seen = {}
    for name, period in {
        "today": {"vanaf_datum": today(), "tot_datum": today()},
        "over": {"vanaf_datum": None, "tot_datum": today() - day},
        "later": {"vanaf_datum": today() + day, "tot_datum": None},
    }.items():
        vera.commissielid.belangen.filter(pk=belang.pk).update(**period)
        seen[name] = (codes(client, vera, conflicted), codes(client, pim, conflicted))

    assert seen == {"today": ({404}, {200}), "over": ({200}, {404}), "later": ({200}, {404})}


def test_a_deputy_who_also_judges_reads_the_own_cases_and_leads_only_the_others(
    client, twente, veluwe, leden, coordinator, vera, pim
):
    other = make_revealed(veluwe, leden, by=coordinator)[0]
    tie(vera.commissielid, other.plan.partner_set.get(naam=FIRM))
    pim.aanstellingen.create(rol="beoordelaar")
    own, _rows = make_assigned(twente, [pim.commissielid, *leden[1:]], by=coordinator)
    client.force_login(pim)

    assert set(cases_for(pim)) == {own, other}
    assert list(cases_led_by(pim)) == [other]
    assert client.get(f"/beoordeling/{own.nummer}/").status_code == 200
    assert client.get(f"/beoordeling/{own.nummer}/advies/").status_code == 404

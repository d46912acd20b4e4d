"""DUS-I reads the advice once it is settled, records that it checked it, and sends it along with the letter."""

import pytest
from django.utils import timezone

from assessment.actions.besluiten import BesluitError, draft_besluit, offer_besluit
from assessment.actions.controleren import check_advies
from assessment.brief import write_letter
from assessment.models import Advies, Adviescontrole, Adviesstatus
from assessment.work import find_besluit
from sto_portal.sporen.models import Spoor
from sto_portal.workflow import TransitionError
from tests.assessment.cases import make_advised, make_approved, make_sent
from tests.tampering import unsealed

pytestmark = pytest.mark.django_db
DUS_I = ("behandelaar", "coordinator", "tekenbevoegde")
PAGE = "/besluiten/STO90001-4/advies/"
POINTS = {"belang": "on", "redenen": "on", "strekking": "on"}


@pytest.fixture
def settled(revealed):
    """The case of Twente with an advice that was settled on the three judgements."""
    aanvraag, _beoordelingen = revealed
    texts = {"strekking": "negatief", "samenvatting": "Geheim advies."}
    settled = {"status": Adviesstatus.VASTGESTELD, "vastgesteld_op": timezone.now()}
    return Advies.objects.create(aanvraag=aanvraag, plan=aanvraag.plan, **texts, **settled)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("name", DUS_I)
def test_dus_i_reads_the_settled_advice_and_the_judgements_it_rests_on(client, request, settled, name):
    client.force_login(request.getfixturevalue(name))

    advies, vergelijking = text_of(client.get(PAGE)), text_of(client.get(f"{PAGE}vergelijken/"))

    assert "Geheim advies." in advies
    assert "Reden van Dina." in vergelijking
    assert text_of(client.get(f"{PAGE}vergelijken/?toon=verschillen")).count("Toon alle vereisten") == 1


@pytest.mark.parametrize("name", DUS_I)
def test_before_it_is_settled_the_pages_do_not_exist_and_tell_nothing(client, request, settled, name):
    with unsealed():
        Advies.objects.update(status=Adviesstatus.CONCEPT)
    client.force_login(request.getfixturevalue(name))

    for page in (PAGE, f"{PAGE}vergelijken/", f"{PAGE}vergelijken/?toon=verschillen", "/besluiten/"):
        response = client.get(page)
        assert response.status_code == (200 if page == "/besluiten/" else 404)
        assert "Geheim advies." not in text_of(response)
        assert "Reden van" not in text_of(response)


@pytest.mark.parametrize("name", ["anna", "dina", "vera"])
def test_others_read_it_on_their_own_pages_or_not_at_all(client, request, settled, name):
    client.force_login(request.getfixturevalue(name))

    assert [client.get(page).status_code for page in (PAGE, f"{PAGE}vergelijken/")] == [403, 403]


def test_who_drafts_records_that_the_advice_was_checked(client, settled, behandelaar):
    client.force_login(behandelaar)

    refused = client.post(PAGE, {"belang": "on"})
    client.post(PAGE, POINTS | {"opmerking": "Geen bijzonderheden."})
    again = client.post(PAGE, POINTS | {"opmerking": "Nog eens."})

    controle = Adviescontrole.objects.get()
    assert sorted(refused.context["form"].errors) == ["redenen", "strekking"]
    assert (controle.advies, controle.door, controle.opmerking) == (settled, behandelaar, "Geen bijzonderheden.")
    assert again.url == PAGE
    assert Spoor.objects.filter(wat="check_advies").count() == 1
    assert f"{behandelaar} controleerde dit advies" in text_of(client.get(PAGE))


@pytest.mark.parametrize("name", ["coordinator", "tekenbevoegde"])
def test_who_only_reads_the_advice_cannot_record_it(client, request, settled, name):
    client.force_login(request.getfixturevalue(name))

    assert client.post(PAGE, POINTS).status_code == 403
    assert not Adviescontrole.objects.exists()


def test_an_advice_that_is_not_settled_cannot_be_checked(settled, behandelaar):
    with unsealed():
        Advies.objects.update(status=Adviesstatus.CONCEPT)

    with pytest.raises(TransitionError, match="nog niet controleren"):
        check_advies(settled, by=behandelaar)


def test_no_decision_is_offered_before_its_advice_was_checked(twente, behandelaar):
    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)

    with pytest.raises(BesluitError, match="leg vast dat u het hebt gecontroleerd"):
        offer_besluit(besluit, by=behandelaar)
    before = write_letter(find_besluit(besluit.pk)).tekst
    check_advies(besluit.advies, by=behandelaar)
    offer_besluit(besluit, by=behandelaar)

    assert "zorgvuldig tot stand is" not in before
    assert "zorgvuldig tot stand is" in write_letter(find_besluit(besluit.pk)).tekst


@pytest.mark.parametrize("page", ["/besluiten/STO90001-4/", "/besluiten/STO90001-4/opstellen/"])
def test_the_pages_of_a_draft_lead_to_plan_advice_and_judgements(client, twente, behandelaar, page):
    draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    client.force_login(behandelaar)

    told = client.get(page).content.decode()

    links = ["/aanvragen/STO90001-4/lezen/", PAGE, f"{PAGE}vergelijken/"]
    assert [link for link in links if f'href="{link}"' not in told] == []


def test_who_approves_reads_who_checked_the_advice_and_on_what_the_decision_rests(client, twente, behandelaar, request):
    tekenbevoegde = request.getfixturevalue("tekenbevoegde")
    make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)
    client.force_login(tekenbevoegde)

    told = text_of(client.get("/besluiten/STO90001-4/"))

    assert f"{behandelaar}, op" in told
    assert "de regels van de test" in told
    assert f'href="{PAGE}"' in told


def test_the_whole_advice_goes_along_as_an_annex_and_the_region_reads_it(
    client, twente, anna, behandelaar, tekenbevoegde
):
    besluit = make_sent(make_advised(twente, unmet=["c1.1.v2"]), drafter=behandelaar, approver=tekenbevoegde)
    with unsealed():
        Advies.objects.update(samenvatting="Later veranderd.")
    client.force_login(anna)

    told = text_of(client.get("/besluiten/STO90001-4/"))

    annex = told[told.index("Bijlage: advies van de beoordelingscommissie") :]
    reasons = [f"Reden bij {oordeel.vereiste.code}." for oordeel in besluit.advies.oordelen.select_related("vereiste")]
    assert [reason for reason in reasons if reason not in annex] == []
    assert "De commissie heeft het plan besproken." in annex
    assert "Later veranderd." not in told
    assert PAGE not in told

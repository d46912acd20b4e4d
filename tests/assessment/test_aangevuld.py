"""A supplement that comes while the committee judges: it reads, judges and advises on what was filed last."""

import pytest
from django.utils import timezone

from applications.actions import accept_aanvraag, answer_supplement
from applications.controles import blocking, check
from applications.models import Aanvraag, Groep
from assessment.actions.adviseren import save_advies
from assessment.actions.beoordelen import hand_in, save_deelaspect
from assessment.models import Advies, Beoordeling
from assessment.reports.stappen import read_steps
from sto_portal.workflow import TransitionError
from tests.applications.plans import answer
from tests.applications.supplements import make_supplement
from tests.assessment.committee import fill, make_revealed

pytestmark = pytest.mark.django_db


def ask(aanvraag, behandelaar):
    return make_supplement(None, behandelaar, aanvraag=aanvraag, punten={Groep.REGIOVISIE: "Leg uit."})


def supplement(verzoek, anna, behandelaar):
    """Anna answers with another summary and DUS-I goes on; the aanvraag as it then is."""
    answer(verzoek.plan, "b1_1_samenvatting", "Een nieuwe samenvatting")
    missing = [bevinding.tekst for bevinding in blocking(check(verzoek.plan))]
    answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=timezone.now(), confirmed=missing)
    aanvraag = Aanvraag.objects.get(pk=verzoek.aanvraag_id)
    accept_aanvraag(aanvraag=aanvraag, by=behandelaar, reason="Nu compleet.")
    return aanvraag


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_committee_waits_while_the_region_supplements_and_reads_what_was_filed(client, case, behandelaar, vera):
    aanvraag, (own, *_others) = case
    verzoek = ask(aanvraag, behandelaar)
    answer(verzoek.plan, "b1_1_samenvatting", "Nog niet af")
    client.force_login(own.lid.user)

    text = text_of(client.get(f"/beoordeling/{aanvraag.nummer}/lezen/"))
    with pytest.raises(TransitionError, match="aanvulling gevraagd"):
        hand_in(beoordeling=own, by=own.lid.user)

    assert "Nog niet af" not in text


def test_who_still_judges_reads_the_supplemented_plan_and_is_told(client, case, anna, behandelaar):
    aanvraag, (own, *_others) = case
    supplement(ask(aanvraag, behandelaar), anna, behandelaar)
    client.force_login(own.lid.user)

    text = text_of(client.get(f"/beoordeling/{aanvraag.nummer}/deelaspect/1.1/"))

    assert "Een nieuwe samenvatting" in text
    assert "De regio heeft de aanvraag aangevuld" in text
    assert f'href="/beoordeling/{aanvraag.nummer}/verschil/"' in text


def test_a_judgement_is_about_the_plan_that_was_filed_last(case, anna, behandelaar):
    aanvraag, (own, *_others) = case
    fresh = supplement(ask(aanvraag, behandelaar), anna, behandelaar)
    step = read_steps(fresh, None)[0]

    save_deelaspect(
        beoordeling=own, deelaspect=step.deelaspect, oordelen={}, conclusie="Goed.", versie=0, by=own.lid.user
    )

    assert Beoordeling.objects.get(pk=own.pk).plan_id == fresh.plan_id


def test_what_was_handed_in_stays_about_the_plan_that_was_read(case, anna, behandelaar):
    aanvraag, (own, *_others) = case
    before = own.plan_id
    fill(own)
    hand_in(beoordeling=own, by=own.lid.user)

    supplement(ask(aanvraag, behandelaar), anna, behandelaar)

    assert Beoordeling.objects.get(pk=own.pk).plan_id == before


def test_the_advice_is_about_the_plan_that_was_filed_last(twente, leden, coordinator, anna, behandelaar, vera):
    aanvraag, _rows = make_revealed(twente, leden, by=coordinator)
    fresh = supplement(ask(aanvraag, behandelaar), anna, behandelaar)

    save_advies(aanvraag=fresh, strekking="", samenvatting="Nog te schrijven.", versie=1, by=vera)

    assert Advies.objects.get(aanvraag=fresh).plan_id == fresh.plan_id

"""What in the demo belongs to one thing only: signatures to a text, grants to a decision, partners to their regions."""

from collections import Counter, defaultdict

import pytest
from django.db.models import F, Sum
from django.utils import timezone

from applications.models import (
    Aanvraag,
    Aanvraagstatus,
    Activiteit,
    Antwoordsoort,
    Begrotingsregel,
    Cofinanciering,
    Leerlingenprognose,
    Ondertekening,
    Partner,
    Partnersoort,
    Plan,
)
from assessment.models import Advies, Adviesstatus, Besluit, Besluitsoort, Besluitstatus, Strekking
from regions.models import Regio, Regiosoort

ROUND = 4
pytestmark = pytest.mark.usefixtures("demo")


def test_there_are_73_techniekregios_and_5_techniekarme_regios():
    assert Counter(Regio.objects.values_list("soort", flat=True)) == {
        Regiosoort.TECHNIEKREGIO: 73,
        Regiosoort.TECHNIEKARM: 5,
    }


def test_the_techniekarme_regios_ask_more_than_there_is_so_that_they_must_be_ranked():
    asked = Plan.objects.filter(ronde__nummer=ROUND, regio__soort=Regiosoort.TECHNIEKARM, aanvraag__isnull=False)
    versie = asked[0].ronde.regelingversie
    advised = Advies.objects.filter(
        plan__in=asked, status=Adviesstatus.VASTGESTELD, strekking=Strekking.POSITIEF, besluiten=None
    )

    assert asked.count() == 5
    assert asked.aggregate(total=Sum("gevraagde_subsidie_cents"))["total"] > versie.plafond_techniekarm_cents
    assert advised.count() == 4


def test_whoever_signed_did_so_when_the_text_was_there_and_before_it_was_filed():
    rows = Ondertekening.objects.filter(plan__aanvraag__isnull=False).select_related("plan")

    assert [row for row in rows if row.datum < timezone.localdate(row.plan.gemaakt_op)] == []
    assert not Ondertekening.objects.filter(plan__indiening__aangekomen_op__date__lt=F("datum")).exists()


def test_every_plan_of_the_second_round_was_signed_in_that_round():
    rows = Ondertekening.objects.filter(plan__ronde__nummer=2).values_list("plan__regio__nummer", "datum")

    assert len({nummer for nummer, _day in rows}) == 33
    assert {(day.year, day.month) for _nummer, day in rows} == {(2019, 9)}


def test_signatures_are_spread_over_days_and_never_fall_in_a_weekend():
    days = defaultdict(set)
    for plan, day in Ondertekening.objects.filter(plan__ronde__nummer__lt=ROUND).values_list("plan", "datum"):
        days[plan].add(day)

    assert min(map(len, days.values())) >= 3
    assert {day.weekday() for found in days.values() for day in found} == {0, 1, 2, 3, 4}


def test_a_second_attempt_has_the_years_of_its_regeling():
    plan = Plan.objects.get(aanvraag__regio__nummer="STO00073", aanvraag__ronde__nummer=ROUND)
    versie = plan.ronde.regelingversie

    days = Activiteit.objects.of(plan).values_list("begin_datum", "eind_datum")
    assert all(versie.subsidie_van <= begin < end <= versie.subsidie_tot for begin, end in days)
    assert set(Begrotingsregel.objects.of(plan).values_list("jaar", flat=True)) == set(versie.jaren)
    assert Leerlingenprognose.objects.of(plan).order_by("jaar")[0].jaar == versie.subsidie_van.year
    assert not Ondertekening.objects.of(plan).exists()
    assert not plan.antwoord_set.filter(vraag__invoer=Antwoordsoort.VERKLARING).exists()


def test_some_are_granted_less_than_they_asked_and_nobody_more():
    grants = Besluit.objects.filter(soort=Besluitsoort.VERLENING)
    asked = F("plan__gevraagde_subsidie_cents")
    lower = grants.filter(status=Besluitstatus.VERZONDEN, bedrag_cents__lt=asked)

    assert not grants.filter(bedrag_cents__gt=asked).exists()
    assert 8 <= lower.filter(aanvraag__ronde__nummer__lt=ROUND).count() <= 20
    assert set(lower.filter(aanvraag__ronde__nummer=ROUND).values_list("plan__regio__nummer", flat=True)) == {
        "STO00030",
        "STO00061",
        "STO00075",
    }


def test_one_grant_was_revoked():
    revoked = Aanvraag.objects.get(status=Aanvraagstatus.VERLENING_INGETROKKEN)

    assert revoked.ronde.nummer == ROUND


def test_a_partner_who_did_not_sign_can_be_in_a_plan_that_was_granted():
    unsigned = Partner.objects.filter(ondertekeningen=None, plan__besluiten__in=Besluit.objects.granted())

    assert Counter(unsigned.values_list("plan__regio__nummer", "soort")) == {("STO00075", Partnersoort.BEDRIJF): 2}


def test_nobody_brings_in_in_kind_more_than_it_costs():
    own = Counter(dict(Begrotingsregel.objects.order_by().values_list("partner").annotate(Sum("bedrag_cents"))))
    bijdragen = Cofinanciering.objects.filter(vorm="natura").order_by()
    natura = bijdragen.values_list("partner").annotate(Sum("bedrag_cents"))

    assert [pk for pk, cents in natura if cents > own[pk]] == []

from decimal import Decimal

import pytest

from applications.models import Leerweg, Ondertekening, Plan, Profiel
from applications.reports import Plancijfers, cijfers
from tests.applications.plans import complete_aanvraag
from tests.factories import AanbodFactory, CofinancieringFactory, PartnerFactory, PlanFactory, SchoolFactory, sign

pytestmark = pytest.mark.django_db


def of(plan):
    return cijfers([Plan.objects.get(pk=plan.pk)])[plan.pk]


def test_the_figures_of_a_plan(twente):
    plan = complete_aanvraag(regio=twente).plan
    first, second, third, fourth = plan.ronde.regelingversie.jaren

    found = of(plan)

    assert found.kosten_per_jaar == {first: 600_00, second: 300_00, third: 50_00, fourth: 50_00}
    assert found.kosten_per_soort == {"loon": 600_00, "materieel": 400_00}
    assert (found.kosten_cents, found.inkomsten_cents, found.tekort_cents) == (1000_00, 1000_00, 0)
    assert (found.subsidie_cents, found.cofinanciering_cents) == (800_00, 200_00)
    assert found.cofinanciering_basispunten == Decimal(2000)
    assert (found.techniekleerlingen, found.bovenbouwleerlingen) == (40, 200)
    assert found.technische_vestigingen == 2
    assert dict(found.aantallen) == {"doelstelling": 3, "mijlpaal": 6, "activiteit": 3, "risico": 1}


def test_an_empty_plan_has_figures_too():
    plan = PlanFactory()

    assert of(plan) == Plancijfers()
    assert (of(plan).partners_van("vmbo"), of(plan).techniek_basispunten) == (0, 0)


def test_a_partner_counts_who_gave_every_signature():
    plan = PlanFactory()
    half, whole, firm = SchoolFactory(plan=plan), SchoolFactory(plan=plan), PartnerFactory(plan=plan, soort="branche")
    for partner in (half, whole, firm):
        sign(partner)
    Ondertekening.objects.filter(partner=half).first().delete()

    found = of(plan)

    assert (found.partners_van("vmbo"), found.deelnemers_van("vmbo")) == (1, 2)
    assert (found.partners_van("bedrijven"), found.partners_van("mbo")) == (1, 0)


def test_a_signature_for_another_kind_of_partner_does_not_count():
    school = SchoolFactory(soort="mbo")
    sign(school)
    type(school).objects.update(soort="vmbo")

    assert of(school.plan).partners_van("vmbo") == 0


@pytest.mark.parametrize(
    ("soort", "where"),
    [
        ("bedrijf", "cofinanciering_cents"),
        ("branche", "cofinanciering_cents"),
        ("vmbo", "eigen_bijdrage_cents"),
        ("hbo_wo", "eigen_bijdrage_cents"),
        ("overheid", "derden_cents"),
    ],
)
def test_what_a_partner_brings_in_counts_by_its_kind(soort, where):
    partner = PartnerFactory(soort=soort)
    CofinancieringFactory(partner=partner, bedrag_cents=70_00)
    CofinancieringFactory(partner=partner, bedrag_cents=5_00, vorm="natura")

    found = of(partner.plan)

    amounts = {name: getattr(found, name) for name in ("cofinanciering_cents", "eigen_bijdrage_cents", "derden_cents")}
    assert amounts == dict.fromkeys(amounts, 0) | {where: 75_00}


def test_pupils_are_counted_in_two_ways():
    school = SchoolFactory()
    for profiel, leerweg, leerlingen in [
        (Profiel.PIE, Leerweg.BB, 10),
        (Profiel.MVI, Leerweg.KB, 20),
        (Profiel.BWI, Leerweg.GL, 4),
        (Profiel.ZW, Leerweg.GL, 100),
        ("", Leerweg.TL, 1000),
    ]:
        AanbodFactory(partner=school, profiel=profiel, leerweg=leerweg, leerlingen=leerlingen)
    versie = school.plan.ronde.regelingversie

    found = of(school.plan)

    assert (found.techniekleerlingen, found.techniekleerlingen_breed, found.bovenbouwleerlingen) == (14, 34, 134)
    assert found.richtbedrag_cents(versie) == 30 * versie.tarief_bb_kb_cents + 4 * versie.tarief_gl_cents


@pytest.mark.parametrize(("business", "enough"), [(100_00, True), (99_99, False)])
def test_the_share_of_business_is_compared_without_rounding(business, enough):
    partner = PartnerFactory()
    CofinancieringFactory(partner=partner, bedrag_cents=business)
    Plan.objects.update(gevraagde_subsidie_cents=900_00)

    assert of(partner.plan).has_enough_cofinanciering(partner.plan.ronde.regelingversie) is enough


def test_a_plan_without_income_has_not_enough_cofinanciering():
    plan = PlanFactory()

    assert of(plan).has_enough_cofinanciering(plan.ronde.regelingversie) is False


def test_three_plans_take_as_many_queries_as_one_and_keep_their_order(twente, veluwe, django_assert_num_queries):
    plans = [complete_aanvraag(regio=regio).plan for regio in (veluwe, twente)] + [PlanFactory()]

    for some in (plans[:1], plans):
        with django_assert_num_queries(6):
            assert list(cijfers(some)) == [plan.pk for plan in some]

import pytest

from applications.models import Ondertekening, Plan
from applications.totalen import Investering, add_up_investeringen, count_signed
from tests.factories import CofinancieringFactory, PartnerFactory, PlanFactory, SchoolFactory, sign

pytestmark = pytest.mark.django_db


def test_partners_who_signed_are_counted_per_plan_and_row():
    full, empty = PlanFactory(), PlanFactory()
    partners = [SchoolFactory(plan=full), SchoolFactory(plan=full), PartnerFactory(plan=full, soort="branche")]
    for partner in partners:
        sign(partner)
    Ondertekening.objects.filter(partner=partners[0]).first().delete()

    found = count_signed(Plan.objects.filter(pk__in=[full.pk, empty.pk]), ["vmbo", "bedrijven", "mbo"])

    assert {rij: sorted(counts) for rij, counts in found.items()} == {
        "vmbo": [0, 1],
        "bedrijven": [0, 1],
        "mbo": [0, 0],
    }


def test_only_business_counts_as_cofinanciering():
    plan = PlanFactory(gevraagde_subsidie_cents=800_00)
    firm, council = PartnerFactory(plan=plan, soort="bedrijf"), PartnerFactory(plan=plan, soort="overheid")
    for partner, cents in ((firm, 200_00), (firm, 50_00), (council, 30_00)):
        CofinancieringFactory(plan=plan, partner=partner, bedrag_cents=cents)

    [found] = add_up_investeringen(Plan.objects.filter(pk=plan.pk))

    assert found == Investering(subsidie_cents=800_00, cofinanciering_cents=250_00, inkomsten_cents=1080_00)
    assert found.totaal_cents == 1050_00


def test_a_plan_without_contributions_has_its_subsidy():
    plan = PlanFactory(gevraagde_subsidie_cents=800_00)

    assert add_up_investeringen(Plan.objects.filter(pk=plan.pk)) == [Investering(800_00, 0, 800_00)]


@pytest.mark.parametrize("number", [1, 3])
def test_totals_take_two_queries_however_many_plans(number, django_assert_num_queries):
    for _ in range(number):
        SchoolFactory(plan=PlanFactory())

    with django_assert_num_queries(4):
        count_signed(Plan.objects.all(), ["vmbo"])
        add_up_investeringen(Plan.objects.all())

import pytest

from applications.models import Ondertekenaareis, Ondertekening
from applications.reports import cijfers
from applications.totalen import add_up_bijdragen, count_signed
from tests.factories import CofinancieringFactory, PartnerFactory, PlanFactory, SchoolFactory, sign

pytestmark = pytest.mark.django_db


def test_partners_who_signed_are_counted_per_plan_and_row():
    full, empty = PlanFactory(), PlanFactory()
    partners = [SchoolFactory(plan=full), SchoolFactory(plan=full), PartnerFactory(plan=full, soort="branche")]
    for partner in partners:
        sign(partner)
    Ondertekening.objects.filter(partner=partners[0]).first().delete()

    assert count_signed([full.pk, empty.pk], ["vmbo", "bedrijven", "mbo"]) == {
        "vmbo": [1, 0],
        "bedrijven": [1, 0],
        "mbo": [0, 0],
    }


def test_a_partner_whose_kind_is_asked_no_signature_has_not_signed():
    partner = PartnerFactory(soort="bedrijf")
    sign(partner)
    other = PartnerFactory(plan=partner.plan, soort="po")
    Ondertekenaareis.objects.filter(partnersoort="po").delete()

    assert count_signed([partner.plan_id], ["bedrijven", "po"]) == {"bedrijven": [1], "po": [0]}
    counted = cijfers([partner.plan])[partner.plan_id]
    assert (counted.partners_van("po"), counted.deelnemers_van("po")) == (0, 1)
    assert not other.ondertekeningen.exists()


def test_only_business_counts_as_cofinanciering():
    plan = PlanFactory()
    firm, council = PartnerFactory(plan=plan, soort="bedrijf"), PartnerFactory(plan=plan, soort="overheid")
    for partner, cents in ((firm, 200_00), (firm, 50_00), (council, 30_00)):
        CofinancieringFactory(plan=plan, partner=partner, bedrag_cents=cents)

    assert add_up_bijdragen([plan.pk]) == {plan.pk: (250_00, 280_00)}


def test_a_plan_without_contributions_has_none():
    plan = PlanFactory()

    assert add_up_bijdragen([plan.pk]) == {plan.pk: (0, 0)}


@pytest.mark.parametrize("number", [1, 3])
def test_totals_take_two_queries_however_many_plans(number, django_assert_num_queries):
    pks = [SchoolFactory(plan=PlanFactory()).plan_id for _ in range(number)]

    with django_assert_num_queries(2):
        count_signed(pks, ["vmbo"])
        add_up_bijdragen(pks)

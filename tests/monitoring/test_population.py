"""Which plans a table counts, and which money: what was granted and still holds on the day."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.utils import timezone

from applications.models import Aanvraagronde, Indiening, Uitstel
from monitoring.population import Populatie, default_population
from monitoring.tabellen import TABELLEN
from regions.models import Regio
from tests.assessment.cases import COFINANCIERING_CENTS, SUBSIDIE_CENTS, make_filed
from tests.monitoring.grants import DAY, correct, grant, moment, revoke

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)
HALF = SUBSIDIE_CENTS // 2


@pytest.fixture
def give(behandelaar, tekenbevoegde):
    return partial(grant, drafter=behandelaar, approver=tekenbevoegde)


def table(slug, day=DAY, soort="verleend"):
    """{code: row} of this table."""
    populatie = Populatie(default_population().regeling, day, soort)
    return {rij["code"]: rij for rij in TABELLEN[slug](populatie).rijen}


def test_subsidy_is_what_was_granted_and_what_was_asked_stands_beside_it(give, twente):
    give(twente, cents=HALF)

    rows = table("tabel-2-2")

    assert {code: row["totaal_cents"] for code, row in rows.items()} == {
        "subsidie": HALF,
        "cofinanciering": COFINANCIERING_CENTS,
        "totaal": HALF + COFINANCIERING_CENTS,
        "inkomsten": HALF + COFINANCIERING_CENTS,
        "gevraagd": SUBSIDIE_CENTS,
    }


def test_the_share_of_business_follows_what_was_granted(give, twente):
    give(twente, cents=HALF)  # 200.000 of 700.000: 28,6 %; of what was asked it would be 16,7 %

    found = {code: row["regios_investering"] for code, row in table("figuur-2-1").items() if row["regios_investering"]}

    assert found == {"vanaf-25": 1}


def test_a_share_of_the_investment_is_another_number_than_a_share_of_all_income(give, twente):
    """The council adds as much as was granted: 200.000 is 16,7 % of the investment and 9,1 % of all income."""
    give(twente, council_cents=SUBSIDIE_CENTS)

    row = table("tabel-2-2")["cofinanciering"]

    assert (row["deel_investering"], row["deel_inkomsten"]) == (Decimal("16.7"), Decimal("9.1"))
    figure = table("figuur-2-1")
    assert [code for code in figure if figure[code]["regios_investering"]] == ["vanaf-15"]
    assert [code for code in figure if figure[code]["regios_inkomsten"]] == ["vanaf-0"]


def test_a_table_that_was_asked_before_shows_what_was_granted_since(give, twente, veluwe):
    give(twente)
    before = list(table("bijlage-a"))
    give(veluwe)

    assert (before, list(table("bijlage-a"))) == ([twente.nummer], sorted([twente.nummer, veluwe.nummer]))


def test_a_grant_that_was_revoked_leaves_the_tables_from_that_day(give, twente, veluwe, tekenbevoegde):
    give(twente)
    revoke(give(veluwe, day=YESTERDAY), by=tekenbevoegde)

    assert (list(table("bijlage-a", YESTERDAY)), list(table("bijlage-a"))) == ([veluwe.nummer], [twente.nummer])
    assert table("tabel-2-2")["subsidie"]["totaal_cents"] == SUBSIDIE_CENTS
    assert (table("aanvraagrondes")["1"]["verleend"], table("aanvraagrondes")["1"]["verlening_ingetrokken"]) == (1, 1)


def test_a_decision_that_was_replaced_counts_until_the_day_of_the_new_one(give, twente, behandelaar, tekenbevoegde):
    correct(give(twente, day=YESTERDAY), behandelaar, tekenbevoegde, cents=HALF)

    granted = [table("tabel-2-2", day)["subsidie"]["totaal_cents"] for day in (YESTERDAY, DAY)]

    assert granted == [SUBSIDIE_CENTS, HALF]
    assert (list(table("bijlage-a")), table("aanvraagrondes")["1"]["verleend"]) == ([twente.nummer], 1)


def test_a_region_with_two_grants_counts_once_with_the_newest(give, twente):
    give(twente, day=YESTERDAY)
    give(twente, ronde=2, cents=HALF)

    rows = table("tabel-2-2")

    assert TABELLEN["tabel-2-1"](default_population()).aantal_plannen == 1
    assert (rows["subsidie"]["totaal_cents"], rows["subsidie"]["maximum_cents"]) == (HALF, HALF)
    assert [row["ronde"] for row in table("bijlage-a").values()] == [Aanvraagronde.objects.get(nummer=2).naam]
    assert table("tabel-2-2", YESTERDAY)["subsidie"]["totaal_cents"] == SUBSIDIE_CENTS


def test_what_was_filed_counts_once_a_region_and_leaves_when_withdrawn(twente, veluwe, anna):
    first, second = (make_filed(regio, ronde=Aanvraagronde.objects.get(nummer=1)) for regio in (twente, veluwe))
    day = timezone.localdate()
    second.transition("withdraw", by=anna, reason="Wij stoppen.")

    assert list(table("bijlage-a", day, "ingediend")) == [first.regio.nummer]
    assert table("tabel-2-2", day, "ingediend")["gevraagd"]["totaal_cents"] == SUBSIDIE_CENTS
    assert "subsidie" not in table("tabel-2-2", day, "ingediend")
    assert table("bijlage-a", DAY, "ingediend") == {}


def test_a_region_that_is_renamed_keeps_the_name_it_filed_under(give, twente):
    give(twente)
    before = table("bijlage-a")

    Regio.objects.filter(pk=twente.pk).update(naam="Regio Anders", soort="techniekarm")

    assert table("bijlage-a") == before


def test_every_column_of_the_rounds_ends_at_the_day(give, twente, veluwe):
    ronde = Aanvraagronde.objects.get(nummer=1)
    give(twente)
    Uitstel.objects.create(
        ronde=ronde, regio=veluwe, sluit_op=ronde.sluit_op, reden="Storing", verleend_op=moment(TOMORROW)
    )

    row = table("aanvraagrondes")["1"]

    filed = timezone.localdate(Indiening.objects.get().aangekomen_op)
    assert (row["uitstel_verleend"], table("aanvraagrondes", TOMORROW)["1"]["uitstel_verleend"]) == (0, 1)
    assert (row["ontvangen"], table("aanvraagrondes", filed)["1"]["ontvangen"]) == (0, 1)


def test_a_minimum_of_nothing_is_empty(give, twente):
    give(twente)

    row = table("tabel-2-1")["hbo_wo"]

    assert (row["regios"], row["minimum"], row["maximum"], row["totaal"]) == (0, None, None, 0)


def test_a_plan_that_must_be_clarified_has_its_sign_in_any_round(give, twente, veluwe):
    give(twente, clarify=["c1.1.v2"])
    give(veluwe, ronde=2)

    found = {code: (row["teken"], row["verplichting"]) for code, row in table("bijlage-a").items()}

    assert found == {twente.nummer: ("#", "Plan verduidelijken"), veluwe.nummer: ("*", "")}

"""The money of the demo's plans: who brings in what, and that what is brought in in kind stands among the costs."""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise

import pytest

from sto_portal.demo.plan_bijdragen import BEDRIJFSLEVEN
from sto_portal.demo.plan_inhoud import make_plan
from sto_portal.demo.regios import read_standard

OTHERS = {"penvoerder", "vmbo", "mbo", "po", "vso_pro", "overheid"}


@pytest.fixture(scope="module")
def plans():
    return [make_plan(regio) for regio in read_standard()]


def bijdragen_per_soort(plan):
    """{kind of partner: cents it brings in}."""
    soorten = {partner.sleutel: partner.soort for partner in plan.partners}
    found = Counter()
    for bijdrage in plan.cofinanciering:
        found[soorten[bijdrage.partner]] += bijdrage.bedrag_cents
    return found


def kosten_per(plan, *names):
    """{values of these columns of a line of the budget: cents}; of one column the value alone."""
    found = Counter()
    for regel in plan.begrotingsregels:
        values = tuple(getattr(regel, name) for name in names)
        found[values if len(values) > 1 else values[0]] += regel.bedrag_cents
    return found


def test_costs_equal_subsidy_and_contributions_to_the_cent(plans):
    for plan in plans:
        bijdragen = bijdragen_per_soort(plan)

        assert sum(bijdragen[soort] for soort in BEDRIJFSLEVEN) == plan.regio.cofinanciering_eur * 100
        assert sum(kosten_per(plan, "jaar").values()) == plan.subsidie_cents + sum(bijdragen.values())


def test_whoever_brings_something_in_in_kind_has_costs_of_at_least_that_amount(plans):
    for plan in plans:
        kosten, natura = kosten_per(plan, "partner"), Counter()
        for bijdrage in plan.cofinanciering:
            if bijdrage.vorm == "natura":
                natura[bijdrage.partner] += bijdrage.bedrag_cents

        assert natura
        assert {sleutel: cents for sleutel, cents in natura.items() if cents > kosten[sleutel]} == {}


def test_costs_in_kind_carry_the_words_of_the_contribution(plans):
    for plan in plans:
        natura = {
            (row.partner, row.omschrijving): row.bedrag_cents for row in plan.cofinanciering if row.vorm == "natura"
        }
        kosten = kosten_per(plan, "partner", "omschrijving")

        assert {key: kosten[key] for key in natura} == natura


def test_schools_and_governments_contribute_in_a_part_of_the_regions(plans):
    regios = defaultdict(set)
    for plan in plans:
        for soort in bijdragen_per_soort(plan):
            regios[soort].add(plan.regio.nummer)

    assert regios.keys() >= OTHERS
    assert all(0 < len(regios[soort]) < len(plans) for soort in OTHERS)
    assert 20 <= len(set.union(*(regios[soort] for soort in OTHERS))) <= 70


def test_business_carries_a_tenth_of_all_income_however_much_others_bring_in_or_is_asked(plans):
    lower = 0
    for plan in plans:
        cofinanciering = plan.regio.cofinanciering_eur * 100
        investment = plan.regio.subsidie_eur * 100 + cofinanciering
        income = plan.subsidie_cents + sum(bijdrage.bedrag_cents for bijdrage in plan.cofinanciering)

        assert cofinanciering * 10 >= income
        lower += cofinanciering * 20 // investment > cofinanciering * 20 // income

    assert lower >= 5


def test_some_ask_more_than_they_get_and_nobody_asks_less(plans):
    more = [plan for plan in plans if plan.subsidie_cents > plan.regio.subsidie_eur * 100]

    assert 8 <= len(more) <= 20
    assert all(plan.subsidie_cents >= plan.regio.subsidie_eur * 100 for plan in plans)
    assert all(plan.subsidie_cents * 100 <= plan.regio.subsidie_eur * 100 * 109 for plan in more)


def test_kinds_of_costs_have_the_shares_that_the_report_gives(plans):
    for plan in plans:
        kinds = kosten_per(plan, "kostensoort")
        total = sum(kinds.values())

        assert kinds["overhead"] * 100 <= 6 * total
        assert (kinds["overhead"] + kinds["inhuur"]) * 8 < total
        assert 18 * total <= kinds["materieel"] * 100 <= 42 * total


def test_no_line_of_the_budget_stands_there_twice(plans):
    for plan in plans:
        keys = kosten_per(plan, "activiteit", "partner", "kostensoort", "omschrijving", "jaar")

        assert len(keys) == len(plan.begrotingsregels)


def test_whoever_has_costs_in_an_activity_is_named_in_it(plans):
    for plan in plans:
        named = {each.sleutel: {each.uitvoerder, *each.betrokken} for each in plan.activiteiten}
        of_own_words = {row.omschrijving for row in plan.cofinanciering}

        assert [
            regel
            for regel in plan.begrotingsregels
            if regel.omschrijving in of_own_words and regel.partner not in named[regel.activiteit]
        ] == []


@pytest.mark.parametrize("euros", [0, 1, 149, 50_000])
def test_a_contribution_of_any_size_is_carried_to_the_euro(euros):
    regio = replace(read_standard()[0], cofinanciering_eur=euros, subsidie_eur=0)

    plan = make_plan(regio)

    assert sum(bijdragen_per_soort(plan).values()) == euros * 100
    assert sum(kosten_per(plan, "partner").values()) == euros * 100


def test_years_of_costs_follow_each_other(plans):
    for plan in plans:
        for bijdrage in plan.cofinanciering:
            years = sorted(
                regel.jaar
                for regel in plan.begrotingsregels
                if (regel.partner, regel.omschrijving) == (bijdrage.partner, bijdrage.omschrijving)
            )

            assert all(later == earlier + 1 for earlier, later in pairwise(years))

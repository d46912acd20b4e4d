"""The organisation, the risks and the partners of the demo's plans: what the texts say is what the rows hold."""

import re
from collections import Counter, defaultdict

import pytest

from sto_portal.demo.plan_aanbod import HARD, TECHNOLOGISCH, count_pupils, load_tarieven
from sto_portal.demo.plan_bijdragen import BEDRIJFSLEVEN
from sto_portal.demo.plan_inhoud import make_plan
from sto_portal.demo.regios import read_standard
from sto_portal.demo.teksten import WOORDEN

PEOPLE = {"Penvoerder", "Projectleider", "Voorzitter van de stuurgroep", "Directeuren van de vmbo-scholen"}


@pytest.fixture(scope="module")
def plans():
    return [make_plan(regio) for regio in read_standard()]


def soorten(plan):
    return Counter(overleg.soort for overleg in plan.overleggen)


def sit_in(plan, soort):
    """The kinds of partner that sit in the parts of this kind."""
    kinds = {partner.sleutel: partner.soort for partner in plan.partners}
    return {kinds[lid.partner] for overleg in plan.overleggen if overleg.soort == soort for lid in overleg.leden}


def test_there_are_as_many_werkgroepen_as_the_texts_say(plans):
    for plan in plans:
        texts = " ".join((*plan.antwoorden.values(), *(activiteit.inhoud for activiteit in plan.activiteiten)))
        told = set(re.findall(r"(\w+) werkgroepen\b", texts)) & set(WOORDEN)

        assert soorten(plan)["stuurgroep"] == soorten(plan)["projectteam"] == 1
        assert 4 <= soorten(plan)["werkgroep"] <= 6
        assert told <= {WOORDEN[soorten(plan)["werkgroep"]]}


def test_business_decides_in_most_regions_and_advises_in_the_others(plans):
    deciding = [plan for plan in plans if sit_in(plan, "stuurgroep") & set(BEDRIJFSLEVEN)]

    assert 50 <= len(deciding) <= 70
    for plan in plans:
        decides = plan in deciding
        assert soorten(plan)["anders"] == (0 if decides else 1)
        assert sit_in(plan, "anders") <= set(BEDRIJFSLEVEN)
        if not decides:
            assert "heeft een plaats in de stuurgroep" not in plan.antwoorden["b2_3_organisatie"]


def test_whoever_acts_on_a_risk_is_there(plans):
    for plan in plans:
        parts = {overleg.naam for overleg in plan.overleggen}

        assert {risico.verantwoordelijke for risico in plan.risicos} <= parts | PEOPLE


def test_34_plans_name_the_shortage_of_teachers_as_a_risk(plans):
    assert sum("docent" in " ".join(risico.omschrijving for risico in plan.risicos).lower() for plan in plans) == 34


def test_schools_that_take_no_part_have_more_than_one_reason(plans):
    reasons = Counter(school.reden for plan in plans for school in plan.nietdeelnemers)

    assert len(reasons) == 5
    assert reasons.total() == sum(not plan.regio.alle_doen_mee for plan in plans)


def test_an_mbo_a_firm_and_an_employers_organisation_take_part_in_two_regions_that_are_neighbours(plans):
    found = defaultdict(list)
    for plan in plans:
        for partner in plan.partners:
            found[partner.soort, partner.kvk_nummer].append(plan.regio.volgnummer)
    shared = {
        soort: [where for (kind, _), where in found.items() if kind == soort and len(where) > 1] for soort, _ in found
    }

    assert {soort for soort, where in shared.items() if where} == {"mbo", "bedrijf", "branche"}
    assert all(second - first == 1 for where in shared.values() for first, second in where)


def test_the_number_that_goes_on_to_the_mbo_is_the_share_that_the_text_names(plans):
    for plan in plans:
        leavers = count_pupils(plan.aanbod) // 2
        number = int(plan.antwoorden["b1_31_doorstroomcijfers"])
        share = int(re.search(r"(\d+) procent", plan.antwoorden["b1_31_aansluiting"])[1])

        assert abs(number * 100 - share * leavers) <= 100


def test_no_techniekregio_asks_more_than_the_rates_times_its_pupils(plans):
    bb_kb, gl = load_tarieven()
    for plan in plans:
        if not plan.regio.is_techniekarm:
            technical = (*HARD, *TECHNOLOGISCH)
            low = count_pupils(plan.aanbod, profielen=technical, leerwegen=("bb", "kb"))
            most = low * bb_kb + count_pupils(plan.aanbod, profielen=technical, leerwegen=("gl",)) * gl

            assert plan.subsidie_cents <= most


def test_the_words_about_the_contributions_are_those_of_the_rows(plans):
    for plan in plans:
        business = {partner.sleutel for partner in plan.partners if partner.soort in BEDRIJFSLEVEN}
        in_geld = any(row.vorm == "geld" and row.partner in business for row in plan.cofinanciering)
        text = plan.antwoorden["b3_bijdrage_beschrijving"]

        assert ("in geld, uren en materiaal" in text) <= in_geld
        assert ("zelf geen geld of uren" in text) == all(row.partner in business for row in plan.cofinanciering)

"""The plans of the demo: exactly the figures of the file, every question answered, texts that differ per region."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date

import pytest
from stdnum.nl import brin
from stdnum.nl import postcode as dutch_postcode

from sto_portal.demo import namen
from sto_portal.demo.plan_aanbod import HARD, TECHNOLOGISCH, count_pupils
from sto_portal.demo.plan_antwoorden import LEFT_OPEN, load_vragen
from sto_portal.demo.plan_inhoud import make_plan
from sto_portal.demo.regios import Demoregio, read_regios, read_standard

LONG = 80
MAXIMUM_REGIOS = 5
SMALL = Demoregio(
    volgnummer=1,
    region="X1",
    soort="techniekregio",
    alle_doen_mee=False,
    vmbo=1,
    mbo=0,
    bedrijven=0,
    po=0,
    vso_pro=0,
    hbo=0,
    gemeenten=0,
    subsidie_eur=0,
    cofinanciering_eur=0,
    techniekleerlingen=0,
)


@pytest.fixture(scope="module")
def plans():
    return [make_plan(regio) for regio in read_standard()]


@pytest.fixture(scope="module")
def many_plans():
    regios = (read_standard() * 3)[:200]
    return [make_plan(replace(regio, volgnummer=number)) for number, regio in enumerate(regios, start=1)]


def texts_of(plan):
    yield from plan.antwoorden.values()
    yield from (partner.taken for partner in plan.partners)
    for doel in plan.doelstellingen:
        yield from (
            doel.titel,
            doel.omschrijving,
            doel.mismatch,
            *(mijlpaal.omschrijving for mijlpaal in doel.mijlpalen),
        )
    for activiteit in plan.activiteiten:
        yield from (activiteit.titel, activiteit.inhoud, activiteit.resultaat)
    for project in plan.projecten:
        yield from (project.naam, project.overlap, project.dubbele_bekostiging)
    yield from (overleg.taak for overleg in plan.overleggen)
    yield from (school.toelichting for school in plan.nietdeelnemers)
    for risico in plan.risicos:
        yield from (risico.omschrijving, risico.maatregel, risico.verantwoordelijke)
    yield from (regel.omschrijving for regel in (*plan.begrotingsregels, *plan.cofinanciering))


def repeated(plans):
    """Long texts with the number of regions they stand in, where that is too many."""
    regios = defaultdict(set)
    for plan in plans:
        for text in texts_of(plan):
            if len(text) > LONG:
                regios[text].add(plan.regio.nummer)
    return {text: len(where) for text, where in regios.items() if len(where) > MAXIMUM_REGIOS}


def test_the_standard_demo_has_78_regions_of_which_71_were_granted():
    regios = read_standard()

    assert [regio.nummer for regio in regios] == [f"STO{number:05d}" for number in range(1, 79)]
    assert Counter(regio.ronde for regio in regios) == {1: 45, 2: 26, None: 7}
    assert len({regio.naam for regio in regios}) == 78


def test_partners_are_exactly_those_of_the_file(plans):
    for plan in plans:
        regio, count = plan.regio, Counter(partner.soort for partner in plan.partners)

        assert count["penvoerder"] == 1
        assert count["penvoerder"] + count["vmbo"] == regio.vmbo
        assert count["bedrijf"] + count["branche"] == regio.bedrijven
        assert (count["mbo"], count["po"], count["vso_pro"]) == (regio.mbo, regio.po, regio.vso_pro)
        assert (count["hbo_wo"], count["overheid"]) == (regio.hbo, regio.gemeenten)


def test_technical_pupils_are_exactly_those_of_the_file(plans):
    for plan in plans:
        technical = count_pupils(plan.aanbod, profielen=HARD)
        schools = {row.partner for row in plan.aanbod if row.profiel in (*HARD, *TECHNOLOGISCH)}

        assert technical == plan.regio.techniekleerlingen
        if plan.regio.is_techniekarm:
            assert technical * 10 <= count_pupils(plan.aanbod)
        else:
            assert len(schools) >= 2


def test_rows_are_unique_where_the_plan_wants_them_to_be(plans):
    for plan in plans:
        assert max(Counter((row.partner, row.profiel, row.leerweg) for row in plan.aanbod).values()) == 1
        assert len({partner.sleutel for partner in plan.partners}) == len(plan.partners)
        assert len({partner.naam for partner in plan.partners}) == len(plan.partners)
        assert all((row.profiel == "") == (row.leerweg == "tl") for row in plan.aanbod)
        assert [row.jaar for row in plan.leerlingenprognose] == list(range(2020, 2030))
        assert len(plan.docententekort) == 10


def test_numbers_of_partners_are_valid_visibly_fake_and_unique(many_plans):
    partners = [partner for plan in many_plans for partner in plan.partners]
    codes = [partner.vestigingscode for partner in partners if partner.vestigingscode]

    names = defaultdict(set)
    for partner in partners:
        names[partner.kvk_nummer].add((partner.soort, partner.naam, partner.vestigingscode, partner.adres))

    assert max(Counter(codes).values()) == 2
    assert {soort for found in names.values() for soort, *_ in found} >= {"vmbo", "mbo", "bedrijf", "branche"}
    assert all(len(found) == 1 for found in names.values())
    for partner in partners:
        assert re.fullmatch(r"99\d{6}", partner.kvk_nummer)
        assert dutch_postcode.is_valid(partner.postcode)
        assert partner.naam.endswith(namen.MARK)
        assert bool(partner.vestigingscode) == bool(partner.bevoegd_gezag)
    assert all(brin.is_valid(code) and code[:2] > "90" for code in codes)


def test_every_partner_has_the_signatories_of_bijlage_b3(plans):
    expected = {"penvoerder": 2, "vmbo": 2}
    for plan in plans:
        for partner in plan.partners:
            assert len(partner.ondertekenaars) == expected.get(partner.soort, 1)
            assert all(signatory.functie and signatory.naam for signatory in partner.ondertekenaars)


def test_goals_activities_and_risks_hang_together(plans):
    for plan in plans:
        doelen = {doel.sleutel for doel in plan.doelstellingen}
        partners = {partner.sleutel for partner in plan.partners}
        activiteiten = {activiteit.sleutel: activiteit for activiteit in plan.activiteiten}

        assert 3 <= len(doelen) <= 6
        assert {doel.landelijk_doel for doel in plan.doelstellingen} == {"duurzaam", "dekkend", "kwaliteit"}
        assert 6 <= len(activiteiten) <= 14
        assert {activiteit.doelstelling for activiteit in plan.activiteiten} == doelen
        assert 4 <= len(plan.risicos) <= 7
        for doel in plan.doelstellingen:
            two, four = doel.mijlpalen
            assert (two.na_jaren, four.na_jaren) == (2, 4)
            assert two.getal < four.getal
        for activiteit in plan.activiteiten:
            assert date(2020, 1, 1) <= activiteit.begin_datum < activiteit.eind_datum <= date(2023, 12, 31)
            assert activiteit.uitvoerder in partners
            assert set(activiteit.betrokken) <= partners - {activiteit.uitvoerder}
        for regel in plan.begrotingsregels:
            activiteit = activiteiten[regel.activiteit]
            assert activiteit.begin_datum.year <= regel.jaar <= activiteit.eind_datum.year
            assert regel.partner in partners


def test_projects_and_organisation_hang_together(plans):
    for plan in plans:
        partners = {partner.sleutel for partner in plan.partners}

        assert bool(plan.projecten) == (plan.antwoorden["voorwaarde_projecten_bestaan"] == "ja")
        assert all(set(project.partners) <= partners and project.partners for project in plan.projecten)
        assert all(overleg.leden for overleg in plan.overleggen)
        assert {lid.partner for overleg in plan.overleggen for lid in overleg.leden} <= partners


def test_every_question_that_applies_is_answered(plans):
    vragen = load_vragen()
    for plan in plans:
        holds = {"techniekarm": plan.regio.is_techniekarm} | {
            key.removeprefix("voorwaarde_"): answer == "ja"
            for key, answer in plan.antwoorden.items()
            if key.startswith("voorwaarde_")
        }
        for key, vraag in vragen.items():
            code = vraag.get("voorwaarde_code")
            if code and not holds[code]:
                assert key not in plan.antwoorden
            elif vraag["verplicht"] != "nee":
                assert plan.antwoorden[key].strip(), key
        assert not set(LEFT_OPEN) & set(plan.antwoorden)


def test_conditional_answers_agree_with_the_figures(plans):
    for plan in plans:
        answers, regio = plan.antwoorden, plan.regio

        assert answers["b1_32_is_techniekarm"] == ("ja" if regio.is_techniekarm else "nee")
        assert answers["voorwaarde_scholen_doen_niet_mee"] == ("nee" if regio.alle_doen_mee else "ja")
        assert (plan.nietdeelnemers == ()) is regio.alle_doen_mee
        assert answers["b3_einddatum"] == "2023-12-31"
        assert re.fullmatch(r"\d+", answers["b1_31_doorstroomcijfers"])
        if regio.is_techniekarm:
            assert re.fullmatch(r"\d\.\d", answers["b1_32_percentage"])


def test_no_long_text_stands_in_more_than_five_regions(plans, many_plans):
    assert repeated(plans) == {}
    assert repeated(many_plans) == {}


def test_texts_are_finished_sentences(plans):
    for plan in plans:
        for text in texts_of(plan):
            assert not re.search(r"[{}]|  |\.\.|, en en|None|\(demo\)", text), text
            assert text == text.strip()
            assert text[:1] == text[:1].upper() or text in {"ja", "nee"}, text


def test_the_same_figures_give_the_same_plan():
    regio = read_standard()[6]

    assert make_plan(regio) == make_plan(regio)
    assert make_plan(regio, 2031).antwoorden["b3_einddatum"] == "2034-12-31"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"vmbo": 2},
        {"soort": "techniekarm", "vmbo": 2, "techniekleerlingen": 1},
        {"vmbo": 2, "mbo": 1, "bedrijven": 1, "cofinanciering_eur": 1, "subsidie_eur": 3, "techniekleerlingen": 1},
        {"vmbo": 90, "bedrijven": 90, "subsidie_eur": 9_999_999, "cofinanciering_eur": 77, "techniekleerlingen": 5000},
        {"gemeenten": 30, "hbo": 7, "po": 60, "vso_pro": 20, "mbo": 12, "techniekleerlingen": 2, "vmbo": 3},
    ],
)
def test_odd_regions_keep_their_figures_too(changes):
    plan = make_plan(replace(SMALL, **changes))
    regio = plan.regio

    assert sum(regel.bedrag_cents for regel in plan.begrotingsregels) == regio.subsidie_eur * 100 + sum(
        bijdrage.bedrag_cents for bijdrage in plan.cofinanciering
    )
    assert count_pupils(plan.aanbod, profielen=HARD) == regio.techniekleerlingen
    assert len({partner.naam for partner in plan.partners}) == len(plan.partners)


@pytest.mark.parametrize("number", [1, 5, 200])
def test_a_file_with_any_number_of_regions_is_read(tmp_path, number):
    path = tmp_path / "regios.csv"
    header = "region,type,alle_vmbo_vso_doen_mee,vmbo,mbo,bedrijven,po,vso_pro,hbo,gemeenten,subsidie_eur"
    header += ",cofinanciering_eur,techniekleerlingen"
    rows = [
        f"R{row},techniekregio,1,{2 + row % 5},1,{1 + row % 9},0,0,0,0,900000,110000,{row}" for row in range(number)
    ]
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")

    regios = read_regios(path)

    assert len(regios) == number
    assert {(regio.ronde, regio.verplichting, regio.hbo) for regio in regios} == {(1, "", 0)}
    assert make_plan(regios[-1]).regio.nummer == f"STO{number:05d}"

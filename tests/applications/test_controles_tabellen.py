"""The controles of the tables: pupils, forecast, teachers, projects, risks, and money against activities."""

import pytest

from applications.controles import CONTROLES, Ernst, check
from applications.models import Aanbod, Plan, Risico
from regions.models import Gemeente, Regiosoort
from tests.applications.plans import answer, complete_aanvraag, file_as_it_stands
from tests.applications.test_controles import WRONG as OTHERS
from tests.applications.test_controles import change, findings
from tests.applications.test_controles_beloofd import BREAKS
from tests.factories import RegioFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(twente):
    return complete_aanvraag(regio=twente).plan


def share_a_municipality(plan):
    gemeente = Gemeente.objects.create(code="9999", naam="Voorbeelddam")
    plan.regio.gemeenten.add(gemeente)
    RegioFactory(nummer="STO90007").gemeenten.add(gemeente)


def tell_another_share(plan):
    type(plan.regio).objects.filter(pk=plan.regio_id).update(soort=Regiosoort.TECHNIEKARM)
    answer(plan, "b1_32_percentage", "8.5")


def begin_without_money(plan):
    activiteit = plan.begrotingsregel_set.get(bedrag_cents=200_00).activiteit
    last = plan.ronde.regelingversie.jaren[-1]
    plan.begrotingsregel_set.filter(activiteit=activiteit).update(jaar=last)


def spend_after_the_end(plan):
    activiteit = plan.begrotingsregel_set.get(bedrag_cents=200_00).activiteit
    eind = activiteit.begin_datum.replace(month=12, day=31)
    type(activiteit).objects.filter(pk=activiteit.pk).update(eind_datum=eind)
    plan.begrotingsregel_set.filter(activiteit=activiteit).update(jaar=eind.year + 1)


WRONG = [  # what goes wrong, the controle that tells it, how its text begins
    (
        lambda plan: Aanbod.objects.filter(partner__naam="De Tweede").delete(),
        "school-zonder-leerlingen",
        "Vul in hoeveel leerlingen De Tweede heeft.",
    ),
    (
        lambda plan: change(Aanbod.objects.filter(partner__naam="De Tweede"), schooljaar=None),
        "aanbod-schooljaar",
        "Vul in van welk schooljaar de leerlingen zijn bij De Tweede.",
    ),
    (
        lambda plan: change(Aanbod.objects.filter(partner__naam="De Tweede"), schooljaar=2017),
        "aanbod-schooljaar",
        "De leerlingen van uw scholen zijn niet van hetzelfde schooljaar.",
    ),
    (
        lambda plan: plan.aanbod_set.filter(profiel="PIE").update(instroom=None),
        "instroom",
        "Vul de instroom in leerjaar 3 van de technische profielen in bij Het Voorbeeld en De Tweede.",
    ),
    (
        lambda plan: change(Aanbod.objects.filter(partner__naam="De Tweede", profiel="PIE"), instroom=21),
        "instroom-past",
        "De instroom in leerjaar 3 is groter dan het aantal leerlingen bij De Tweede.",
    ),
    (
        lambda plan: Aanbod.objects.filter(partner__naam="De Tweede").update(streef_leerlingen=None),
        "gewenst-aanbod",
        "Vul het gewenste aantal leerlingen per profiel en leerweg in bij De Tweede.",
    ),
    (
        lambda plan: plan.leerlingenprognose_set.order_by("jaar").first().delete(),
        "prognose-compleet",
        "Vul de leerlingenprognose aan. Deze jaren ontbreken: ",
    ),
    (
        lambda plan: change(plan.leerlingenprognose_set, bron=" ", peil_datum=None),
        "prognose-bron",
        "Vul bij de leerlingenprognose de bron en de peildatum in.",
    ),
    (
        lambda plan: change(plan.docententekort_set, vervanging=None),
        "docenten-compleet",
        "De tabel met docenten heeft nog 1 leeg vak van de 40.",
    ),
    (
        lambda plan: plan.docententekort_set.filter(profiel="PIE").delete(),
        "docenten-compleet",
        "De tabel met docenten heeft nog 4 lege vakken van de 40.",
    ),
    (
        tell_another_share,
        "techniekarm-percentage",
        "U vulde 8,5 % leerlingen in techniek in. Volgens uw tabel is dat 20,0 %.",
    ),
    (
        lambda plan: change(plan.lopendproject_set, dubbele_bekostiging=" "),
        "project-dubbele-bekostiging",
        "Vul bij het project 'RIF' in hoe u dubbele bekostiging voorkomt.",
    ),
    (
        lambda plan: change(plan.lopendproject_set, overlap=""),
        "project-overlap",
        "Vul bij het project 'RIF' in waar het uw plan overlapt",
    ),
    (
        lambda plan: change(plan.lopendproject_set, projectnummer=""),
        "project-nummer",
        "Vul het projectnummer van 'RIF' in.",
    ),
    (
        lambda plan: plan.projectpartner_set.all().delete(),
        "project-partners",
        "Kies welke partners meedoen aan het project 'RIF'.",
    ),
    (
        lambda plan: answer(plan, "voorwaarde_projecten_bestaan", "nee"),
        "projecten-klopt",
        "U hebt projecten ingevuld, maar niet geantwoord dat er projecten zijn.",
    ),
    (
        lambda plan: change(plan.risico_set, verantwoordelijke=" "),
        "risico-verantwoordelijke",
        "Vul bij het risico 'Uitloop' in wie dat doet.",
    ),
    (
        lambda plan: plan.betrokkene_set.filter(activiteit__doelstelling__landelijk_doel="dekkend").delete(),
        "activiteit-partners",
        "Kies welke partners meedoen aan de activiteit 'Activiteit ",
    ),
    (begin_without_money, "activiteit-eerste-jaren", "De activiteit 'Activiteit "),
    (spend_after_the_end, "kosten-buiten-activiteit", "De activiteit 'Activiteit "),
    (
        lambda plan: type(plan).objects.filter(pk=plan.pk).update(gevraagde_subsidie_cents=64_000_000),
        "subsidie-naar-leerlingen",
        "U vraagt €\u00a0640.000,00 subsidie. Met de leerlingen in uw tabel komt het hoogste bedrag uit op €\u00a0",
    ),
    (
        lambda plan: change(plan.partner_set.filter(soort="mbo"), taken="Wij geven les in 漢字."),
        "tekens-in-pdf",
        "Bij de partner '",
    ),
    (share_a_municipality, "gemeente-in-een-regio", "De gemeente Voorbeelddam hoort ook bij een andere regio."),
]


@pytest.mark.parametrize(("go_wrong", "code", "start"), WRONG, ids=[code for _, code, _ in WRONG])
def test_what_is_wrong_in_a_table_is_told_once(plan, go_wrong, code, start):
    go_wrong(plan)

    told = [text for found, text in findings(plan) if found == code]
    assert [text[: len(start)] for text in told] == [start]


def test_every_controle_is_tried():
    tried = {code for _, code, _ in (*OTHERS, *WRONG, *BREAKS.values())}

    assert set(CONTROLES) - tried == {"akkoord-bestuurder", "vestiging-ook-elders", "getekend-na-tekst"}


def test_only_dus_i_hears_which_region_has_the_municipality_too(plan):
    share_a_municipality(plan)

    (found,) = [each for each in check(type(plan).objects.get(pk=plan.pk)) if each.code == "gemeente-in-een-regio"]

    assert "STO90007" not in found.tekst
    assert found.intern == "De andere regio is STO90007."


@pytest.mark.parametrize("told", ["20", "20.0", "20.00"])
def test_a_share_may_be_told_in_as_many_decimals_as_one_likes(plan, told):
    tell_another_share(plan)
    answer(plan, "b1_32_percentage", told)

    assert "techniekarm-percentage" not in [code for code, _ in findings(plan)]


def test_what_only_informs_blocks_nothing(plan):
    type(plan).objects.filter(pk=plan.pk).update(gevraagde_subsidie_cents=64_000_000)

    (found,) = [each for each in check(type(plan).objects.get(pk=plan.pk)) if each.code == "subsidie-naar-leerlingen"]

    assert (found.ernst, found.blocks) == (Ernst.INFORMEERT, False)


def test_a_risk_without_measure_and_owner_is_told_twice_with_the_place(plan):
    Risico.objects.filter(plan=plan).update(maatregel="", verantwoordelijke="")
    risico = Risico.objects.get(plan=plan)

    found = [each for each in check(type(plan).objects.get(pk=plan.pk)) if each.code == "risico-verantwoordelijke"]

    assert [each.url for each in found] == [f"/aanvragen/STO90001-4/risicos/{risico.pk}/"] * 2


def test_a_school_that_is_no_vmbo_needs_no_pupils(plan):
    SchoolFactory(plan=plan, soort="vso_pro", naam="Vso")

    assert "school-zonder-leerlingen" not in [code for code, _ in findings(plan)]


def test_a_plan_that_was_filed_before_the_table_asked_more_is_not_blamed_for_it(anna, twente):
    aanvraag = complete_aanvraag(regio=twente)
    rows = Aanbod.objects.filter(plan=aanvraag.plan)
    rows.update(schooljaar=None, instroom=None, streef_leerlingen=None)
    before = {bevinding.code for bevinding in check(aanvraag.plan)}

    file_as_it_stands(aanvraag, anna)
    filed = Plan.objects.select_related("regio", "ronde__regelingversie__regeling").get(pk=aanvraag.plan.pk)

    assert {"aanbod-schooljaar", "instroom", "gewenst-aanbod"} <= before
    assert not {"aanbod-schooljaar", "instroom", "gewenst-aanbod"} & {b.code for b in check(filed)}

"""What docs/bijlage_b.md says that a controle checks, that controle does check: broken alone, it is told.

Beside it what a plan takes along that was bound to an earlier text or an earlier period.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.controles import CONTROLES, check
from applications.models import Antwoordversie, Partnersoort, Vastlegging, Vraag
from tests.applications.plans import agree, answer, complete_aanvraag
from tests.factories import PartnerFactory, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(twente):
    return complete_aanvraag(regio=twente).plan


def findings(plan):
    """(code, text) of everything that is wrong with the plan, with which the bestuurder agrees as it now stands."""
    agree(plan)
    return [(bevinding.code, bevinding.tekst) for bevinding in check(type(plan).objects.get(pk=plan.pk))]


def begin_after_the_first_mijlpaal(plan):
    day = plan.ronde.regelingversie.subsidie_van
    plan.activiteit_set.update(begin_datum=day.replace(year=day.year + 2), eind_datum=day.replace(year=day.year + 3))


def add_firms_that_sit_nowhere(plan):
    for letter in "ABCDE":
        sign(PartnerFactory(plan=plan, naam=f"Bedrijf {letter}", soort=Partnersoort.BEDRIJF, taken="Stages."))


def run_every_activiteit_too_late(plan):
    end = plan.ronde.regelingversie.subsidie_tot + timedelta(days=1)
    plan.activiteit_set.update(titel="Open dag", eind_datum=end)


def use_one_kind_of_costs(plan):
    plan.begrotingsregel_set.update(kostensoort="loon")


def leave_the_second_year_open(plan):
    plan.begrotingsregel_set.update(jaar=plan.ronde.regelingversie.subsidie_van.year)


def end_the_agreement_early(plan):
    day = plan.ronde.regelingversie.overeenkomst_minimaal_tot - timedelta(days=1)
    answer(plan, "b3_einddatum", day.isoformat())


BREAKS = {  # entry of Bijlage B: what breaks it, the controle that tells, how its text begins
    "b2_1_uit_mismatch": (
        lambda plan: plan.doelstelling_set.update(mismatch=""),
        "doel-uit-mismatch",
        "Vul bij het doel 'Doel ",
    ),
    "b2_2_haalbaar": (
        run_every_activiteit_too_late,
        "activiteit-in-periode",
        "3 activiteiten vallen niet helemaal in ",
    ),
    "b2_2_detail": (leave_the_second_year_open, "eerste-jaren-uitgewerkt", "Werk het jaar "),
    "b3_geldigheid": (end_the_agreement_early, "looptijd", "De overeenkomst loopt ten minste tot "),
    "b3_allen_tekenen": (
        lambda plan: plan.ondertekening_set.filter(partner__soort="bedrijf").delete(),
        "allen-getekend",
        "Nog niet getekend: ",
    ),
    "b4_loon_materieel": (use_one_kind_of_costs, "loon-en-materieel", "De begroting heeft geen materiële kosten."),
    "b2_2_relatie_doelen": (
        begin_after_the_first_mijlpaal,
        "mijlpaal-heeft-activiteit",
        "De mijlpaal 'Instroom' hoort er na twee jaar te zijn, maar de eerste activiteit voor dat doel begint pas op ",
    ),
    "b2_31_vertegenwoordiging": (
        add_firms_that_sit_nowhere,
        "partner-vertegenwoordigd",
        "Niet vertegenwoordigd in uw organisatie: Bedrijf A, Bedrijf B, Bedrijf C en 2 andere.",
    ),
    "b3_bijdrage_klopt": (
        lambda plan: plan.cofinanciering_set.update(vorm="natura"),
        "bijdrage-past-bij-kosten",
        "De bijdrage in natura is hoger dan de kosten van de partner: Bedrijf Voorbeeld (€\u00a0200,00 in natura, ",
    ),
}


def test_a_complete_plan_has_no_findings(plan):
    assert findings(plan) == []


def test_every_check_that_is_claimed_is_tried_here():
    claimed = set(Vraag.objects.filter(vastgelegd_in=Vastlegging.CONTROLE).values_list("code", flat=True))

    assert claimed == set(BREAKS)


@pytest.mark.parametrize("entry", BREAKS)
def test_the_controle_that_an_entry_names_tells_what_is_wrong_with_it(plan, entry):
    go_wrong, code, start = BREAKS[entry]
    go_wrong(plan)

    told = [text for found, text in findings(plan) if found == code]
    assert entry in CONTROLES[code].vragen
    assert [text[: len(start)] for text in told] == [start] * len(told)
    assert told


def test_activities_of_an_earlier_period_are_told_at_once(plan):
    run_every_activiteit_too_late(plan)

    told = [text for found, text in findings(plan) if found == "activiteit-in-periode"]
    start = "3 activiteiten vallen niet helemaal in de subsidieperiode: 'Open dag', 'Open dag' en 'Open dag'. Die loopt"
    assert [text[: len(start)] for text in told] == [start]


def change_the_agreement(plan, code="b3_bijdrage_beschrijving", **fields):
    vraag = Vraag.objects.get(code=code)
    Antwoordversie.objects.create(plan=plan, vraag=vraag, van_versie=1, versie=2, tekst="Anders.", **fields)


def test_who_signed_before_the_text_changed_is_named(plan):
    change_the_agreement(plan)
    plan.ondertekening_set.filter(partner__soort="mbo").update(datum=timezone.localdate() - timedelta(days=1))

    (told,) = [text for found, text in findings(plan) if found == "getekend-na-tekst"]
    assert told.partition(". ")[2] == (
        "Daarvoor tekende al: Mbo Voorbeeld. Laat opnieuw tekenen als de afspraken anders zijn geworden."
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: change_the_agreement(plan, code="b1_1_samenvatting"),
        lambda plan: change_the_agreement(plan, botsing=True),
        lambda plan: answer(plan, "b3_bijdrage_beschrijving", "Zonder geschiedenis."),
    ],
)
def test_another_text_or_one_that_was_not_saved_says_nothing_of_signatures(plan, change):
    change(plan)
    plan.ondertekening_set.update(datum=timezone.localdate() - timedelta(days=1))

    assert [code for code, _text in findings(plan)] == []

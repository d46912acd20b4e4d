"""Who writes hears which signs cannot stand in the PDF, at the question or row."""

import pytest

from applications.controles import Ernst, check
from applications.models import Plan
from tests.applications.plans import answer, complete_aanvraag

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(twente):
    return complete_aanvraag(regio=twente).plan


def told(plan):
    return [each for each in check(Plan.objects.get(pk=plan.pk)) if each.code == "tekens-in-pdf"]


def test_a_sign_that_can_be_drawn_or_has_another_form_is_not_told(plan):
    answer(plan, "b1_1_samenvatting", "Nguyễn ☐ ☒ CO₂ \ufb01 \u2011 \uf0b7 ‰ № ℃ שלום Ελλάδα \uff21\u000b 😀")

    assert told(plan) == []


def test_an_answer_is_named_with_its_question(plan):
    answer(plan, "b1_1_samenvatting", "De firma 漢字 doet mee, en 漢.")

    (found,) = told(plan)

    assert found.tekst == (
        "In uw antwoord op 'Samenvatting': de tekens 漢 (U+6F22) en 字 (U+5B57) kunnen niet in de PDF. "
        "Daar komen lege vierkantjes."
    )
    assert (found.ernst, found.url.partition("#")[2]) == (Ernst.WAARSCHUWT, "div_id_b1_1_samenvatting")


def test_a_row_of_every_table_is_named(plan):
    partner = plan.partner_set.get(soort="mbo")
    type(partner).objects.filter(pk=partner.pk).update(naam="漢 College")
    tables = {
        "doelstelling_set": "omschrijving", "mijlpaal_set": "omschrijving", "activiteit_set": "inhoud",
        "overleg_set": "taak", "zetel_set": "functie", "risico_set": "maatregel", "begrotingsregel_set": "omschrijving",
        "cofinanciering_set": "omschrijving", "leerlingenprognose_set": "bron", "nietdeelnemer_set": "toelichting",
        "lopendproject_set": "overlap", "ondertekening_set": "functie",
    }  # fmt: skip
    made = {name for name in tables if getattr(plan, name).exists()}
    for name in made:
        rows = getattr(plan, name)
        rows.filter(pk=rows.first().pk).update(**{tables[name]: "漢"})

    found = told(plan)

    assert made == set(tables)
    assert len(found) == len(tables) + 1
    assert [each.url for each in found if f"/partners/{partner.pk}/" in each.url] == [
        f"/aanvragen/{found[0].nummer}/partners/{partner.pk}/"
    ]

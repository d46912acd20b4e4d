"""What one member found not met does not disappear, and the texts of three members do not become one by themselves."""

import pytest

from assessment.actions.adviseren import save_advies, save_advies_deelaspect, settle
from assessment.actions.beoordelen import IncompleteError
from assessment.actions.besluiten import draft_besluit
from assessment.models import Advies, Adviesstatus, Conclusie, Oordeel, Strekking
from assessment.reports.stappen import read_steps
from tests.assessment.committee import step_data
from tests.tampering import unsealed

pytestmark = pytest.mark.django_db

FIELD = "c3-2-v1-afwijking_reden"


@pytest.fixture
def base(client, revealed, vera):
    """The address of the advice on the case of which Dina alone finds c3.2.v1 not met; Vera looks at it."""
    aanvraag, _beoordelingen = revealed
    client.force_login(vera)
    return f"/beoordeling/{aanvraag.nummer}/advies/"


@pytest.fixture
def written(base, revealed, vera):
    """A whole advice that finds everything met and does not say why Dina is not followed."""
    aanvraag, _beoordelingen = revealed
    for step in read_steps(aanvraag, None):
        oordelen = {each.code: {"uitkomst": "voldoet", "reden": "Goed."} for each in step.vereisten}
        values = {"oordelen": oordelen, "conclusie": "Goed.", "versie": 0}
        save_advies_deelaspect(aanvraag=aanvraag, deelaspect=step.deelaspect, by=vera, **values)
    save_advies(aanvraag=aanvraag, strekking=Strekking.POSITIEF, samenvatting="Kort.", versie=1, by=vera)
    return aanvraag


def explain(aanvraag, client, base, reden):
    return client.post(f"{base}deelaspect/3.2/", step_data(aanvraag, {FIELD: reden, "versie": "1"}, number="3.2"))


def test_the_form_shows_who_found_it_not_met_and_why_and_asks_a_reason(client, base):
    page = client.get(f"{base}deelaspect/3.2/")

    blocks = {block["vereiste"].code: block for block in page.context["form"].blocks}
    assert blocks["c3.2.v1"]["leden"] == [("Dina", "Reden van Dina.")]
    assert blocks["c3.2.v1"]["afwijking"].name == FIELD
    assert blocks["c3.2.v2"]["afwijking"] is None
    assert "Waarom gaat de commissie hierin niet mee, bij 3.2.1?" in page.content.decode()


def test_keeping_the_proposal_says_at_once_that_the_reason_is_missing(client, revealed, base):
    aanvraag, _beoordelingen = revealed

    response = client.post(f"{base}deelaspect/3.2/", step_data(aanvraag, number="3.2"), follow=True)

    told = [str(message) for message in response.context["messages"]]
    assert told[0] == "Schrijf bij 3.2.1 nog waarom de commissie niet meegaat met Dina."
    assert response.context["step"].status == "bezig"


def test_an_advice_that_passes_over_a_member_is_not_settled_without_a_reason(client, base, written, vera):
    response = client.post(f"{base}vaststellen/")

    assert response.status_code == 422
    assert [(gemis.anker, gemis.tekst) for gemis in response.context["missing"]] == [
        ("c3-2-v1", "3.2.1: schrijf waarom de commissie niet meegaat met Dina")
    ]
    with pytest.raises(IncompleteError):
        settle(aanvraag=written, by=vera)
    assert Advies.objects.get().status == Adviesstatus.CONCEPT


def test_the_page_of_settling_shows_the_member_the_reason_and_the_answer(client, base, written):
    explain(written, client, base, "De planning is ruim genoeg.")

    page = client.get(f"{base}vaststellen/")

    (afwijking,) = page.context["afwijkingen"]
    assert (afwijking.vereiste.code, afwijking.leden) == ("c3.2.v1", [("Dina", "Reden van Dina.")])
    assert afwijking.reden == "De planning is ruim genoeg."
    assert "Een beoordelaar zag het anders" in page.content.decode()


def test_the_settled_advice_and_the_comparison_keep_showing_it(client, base, written, leden):
    explain(written, client, base, "De planning is ruim genoeg.")
    client.post(f"{base}vaststellen/")

    advice = client.get(base)
    client.force_login(leden[1].user)
    compared = client.get(f"/beoordeling/{written.nummer}/vergelijken/")

    shown = [[each.reden for each in page.context["afwijkingen"]] for page in (advice, compared)]
    assert shown == [["De planning is ruim genoeg."]] * 2
    assert "De planning is ruim genoeg." in client.get(f"/beoordeling/{written.nummer}/vergelijken/").content.decode()


def test_the_page_of_settling_shows_every_other_difference_without_asking_a_reason(client, base, written):
    explain(written, client, base, "De planning is ruim genoeg.")
    with unsealed():
        Oordeel.objects.filter(vereiste__code="c4.1.v1", beoordeling__lid__user__naam="Ben").update(
            uitkomst="verduidelijken"
        )

    page = client.get(f"{base}vaststellen/")

    found = {each.vereiste.code: [naam for naam, _oordeel in each.leden] for each in page.context["verschillen"]}
    assert found == {"c1.1.v2": ["Ben", "Carla", "Dina"], "c4.1.v1": ["Ben"]}
    assert page.context["missing"] == []
    assert "Ben: voldoet, te verduidelijken" in page.content.decode()


def test_who_follows_the_member_needs_no_reason(client, base, written):
    changes = {"c3-2-v1-uitkomst": "voldoet_niet", "versie": "1"}
    client.post(f"{base}deelaspect/3.2/", step_data(written, changes, number="3.2"))
    client.post(base, {"versie": "2", "strekking": "negatief", "samenvatting": "Niet goed genoeg."})

    client.post(f"{base}vaststellen/")

    assert Advies.objects.get().status == Adviesstatus.VASTGESTELD
    assert client.get(base).context["afwijkingen"] == []


def test_passing_over_all_three_asks_a_reason_too(client, base, written, revealed):
    with unsealed():
        Oordeel.objects.filter(vereiste__code="c1.1.v1").update(uitkomst="voldoet_niet")

    response = client.post(f"{base}vaststellen/")

    texts = [gemis.tekst for gemis in response.context["missing"]]
    assert texts[0] == "1.1.1: schrijf waarom de commissie niet meegaat met Ben, Carla en Dina"


def test_three_conclusions_that_differ_are_offered_and_not_filled_in(client, base):
    page = client.get(f"{base}deelaspect/1.1/")

    form = page.context["form"]
    assert form.initial["conclusie"] == ""
    assert [(citaat.naam, citaat.tekst) for citaat in form.conclusion_quotes] == [
        (naam, f"Conclusie van {naam}.") for naam in ("Ben", "Carla", "Dina")
    ]
    assert "Neem deze tekst over" in page.content.decode()


def test_a_conclusion_that_all_three_wrote_alike_is_filled_in(client, base):
    with unsealed():
        Conclusie.objects.filter(deelaspect__code="c1.1").update(tekst="Helder en volledig.")

    form = client.get(f"{base}deelaspect/1.1/").context["form"]

    assert (form.initial["conclusie"], form.conclusion_quotes) == ("Helder en volledig.", [])


def test_a_reason_that_goes_into_the_letter_is_not_pasted_together(client, base):
    with unsealed():
        Oordeel.objects.filter(vereiste__code="c1.1.v1").update(uitkomst="voldoet_niet")

    form = client.get(f"{base}deelaspect/1.1/").context["form"]

    block = next(form.blocks)
    assert (form.initial["c1-1-v1-uitkomst"], form.initial["c1-1-v1-reden"]) == ("voldoet_niet", "")
    assert [citaat.tekst for citaat in block["quotes"]["reden"]] == [
        "Reden van Ben.", "Reden van Carla.", "Reden van Dina."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "Conclusie van Carla."),
        ("Conclusie van Ben.", "Conclusie van Carla."),
        ("Onze eigen tekst.", "Onze eigen tekst.\n\nConclusie van Carla."),
    ],
)
def test_taking_over_a_text_fills_the_field_and_saves_nothing(client, base, revealed, typed, expected):
    aanvraag, _beoordelingen = revealed
    changes = {"conclusie": typed, "c1-1-v1-reden": "Mijn reden.", "neem_over": "conclusie:1"}

    form = client.post(f"{base}deelaspect/1.1/", step_data(aanvraag, changes)).context["form"]

    assert (form["conclusie"].value(), form["c1-1-v1-reden"].value()) == (expected, "Mijn reden.")
    assert not Advies.objects.exists()


@pytest.mark.parametrize("choice", ["", "conclusie", "conclusie:9", "conclusie:-1", "x:0", "conclusie:²"])
def test_a_text_that_does_not_exist_leaves_what_was_typed(client, base, revealed, choice):
    aanvraag, _beoordelingen = revealed
    posted = step_data(aanvraag, {"conclusie": "Onze eigen tekst.", "neem_over": choice})

    response = client.post(f"{base}deelaspect/1.1/", posted)

    assert response.status_code == 200
    assert response.context["form"]["conclusie"].value() == "Onze eigen tekst."


def test_who_decides_reads_which_member_was_passed_over_and_why(client, base, written, behandelaar):
    explain(written, client, base, "De planning is ruim genoeg.")
    client.post(f"{base}vaststellen/")
    besluit = draft_besluit(aanvraag=written, by=behandelaar)
    client.force_login(behandelaar)

    facts = {fact["label"]: fact["value"] for fact in client.get(besluit.get_absolute_url()).context["facts"]}
    draft = client.get(f"{besluit.get_absolute_url()}opstellen/")

    line = "3.2.1 voldoet niet volgens Dina. De commissie: De planning is ruim genoeg."
    assert facts["Advies van de commissie"] == f"Positief\n{line}"
    assert [each.vereiste.nummer for each in draft.context["afwijkingen"]] == ["3.2.1"]

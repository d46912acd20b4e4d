"""What the committee and DUS-I type stays on their device until it is saved."""

import pytest
from playwright.sync_api import expect

from tests.infra.accessibility import assert_accessible
from tests.infra.browser import sign_in
from tests.scenario.case import press

pytestmark = pytest.mark.browser
BEOORDELAAR, VOORZITTER, BEHANDELAAR = "beoordelaar1@example.nl", "voorzitter@example.nl", "behandelaar@example.nl"
JUDGEMENT = "/beoordeling/STO00003-4/"
ADVICE = "/beoordeling/STO00039-4/advies/"
REQUEST = "/aanvragen/STO00012-4/aanvulling/vragen/"
DECISION = "/besluiten/STO00014-4/opstellen/"
PART = "Wat ontbreekt bij: Regiovisie"


def offer_on(page):
    return page.get_by_role("region", name="Tekst die niet is opgeslagen")


def close_lid(page, path):
    """The page is gone without being left; later the same person opens `path` on the same device."""
    context = page.context
    page.close()
    later = context.new_page()
    later.goto(path)
    return later


def end_session(page):
    page.context.clear_cookies(name="sessionid")


def kept_on(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('sto-tekst:'))")


def test_a_judgement_is_offered_back_after_a_closed_lid(open_page):
    page = open_page(BEOORDELAAR)
    page.goto(JUDGEMENT)
    page.get_by_label("Conclusie over dit deelaspect").fill("De regio kent haar scholen goed.")

    page = close_lid(page, JUDGEMENT)
    expect(offer_on(page)).to_contain_text("Het gaat om: Conclusie over dit deelaspect.")
    assert_accessible(page, exclude=[".sto-lezen"])
    offer_on(page).get_by_role("button", name="Zet mijn tekst terug").click()
    press(page, "Sla op")

    expect(page.locator("[data-success]")).to_contain_text("is opgeslagen")
    expect(page.get_by_label("Conclusie over dit deelaspect")).to_have_value("De regio kent haar scholen goed.")
    assert kept_on(page) == []


def test_what_was_typed_about_one_deelaspect_is_not_offered_at_another(open_page):
    page = open_page(BEOORDELAAR)
    page.goto(f"{JUDGEMENT}deelaspect/3.1/")
    page.get_by_label("Conclusie over dit deelaspect").fill("De begroting sluit niet.")

    other = close_lid(page, f"{JUDGEMENT}deelaspect/3.2/")
    expect(other.get_by_label("Conclusie over dit deelaspect")).to_be_visible()
    assert offer_on(other).count() == 0
    other.goto(f"{JUDGEMENT}deelaspect/3.1/")
    expect(offer_on(other)).to_be_visible()


def test_an_advice_that_was_sent_after_the_session_ended_is_offered_back(open_page):
    page = open_page(VOORZITTER)
    page.goto(ADVICE)
    page.get_by_label("Samenvatting van het advies").fill("Een plan dat past bij de regio.")
    end_session(page)

    press(page, "Sla het advies op")
    assert page.get_by_label("Uw tekst").last.input_value() == "Een plan dat past bij de regio."
    sign_in(page, VOORZITTER)
    page.goto(ADVICE)
    offer_on(page).get_by_role("button", name="Zet mijn tekst terug").click()

    expect(page.get_by_label("Samenvatting van het advies")).to_have_value("Een plan dat past bij de regio.")


def test_a_request_for_a_supplement_is_kept_until_its_letter_is_sent(open_page):
    page = open_page(BEHANDELAAR)
    page.goto(REQUEST)
    page.get_by_label(PART).fill("Leg uit welke scholen in de regio staan.")
    press(page, "Bekijk de brief")
    press(page, "Verander het verzoek")
    press(page, "Bekijk de brief")

    page = close_lid(page, REQUEST)
    offer_on(page).get_by_role("button", name="Zet mijn tekst terug").click()
    expect(page.get_by_label(PART)).to_have_value("Leg uit welke scholen in de regio staan.")
    press(page, "Bekijk de brief")
    assert kept_on(page) != []
    press(page, "Verstuur het verzoek")

    expect(page.locator("[data-success]")).to_contain_text("Het verzoek is verstuurd.")
    assert kept_on(page) == []


def test_a_decision_that_was_sent_after_the_session_ended_is_offered_back(open_page):
    page = open_page(BEHANDELAAR)
    page.goto(DECISION)
    page.get_by_label("Toelichting op het besluit").fill("Het plan past in de regeling.")
    end_session(page)

    press(page, "Sla het concept op")
    sign_in(page, BEHANDELAAR)
    page.goto(DECISION)
    expect(offer_on(page)).to_contain_text("Het gaat om: Toelichting op het besluit.")
    offer_on(page).get_by_role("button", name="Zet mijn tekst terug").click()
    press(page, "Sla het concept op")

    expect(page.locator("[data-success]")).to_contain_text("Het concept is opgeslagen.")
    assert kept_on(page) == []

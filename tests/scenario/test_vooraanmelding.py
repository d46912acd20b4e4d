"""A journey before the first round: a stranger registers a region, DUS-I merges it and makes it a region."""

import pytest
from playwright.sync_api import expect

from tests import pdfs
from tests.scenario.case import Case, fill, press
from tests.scenario.mails import link_in_mail
from tests.scenario.paginas import VOORAF

pytestmark = pytest.mark.browser

NEW, PASSWORD = "nieuw@example.nl", "paraplu kastanje molenwiek"
PDF = {"name": "intentie.pdf", "mimeType": "application/pdf", "buffer": pdfs.PDF}


def ask_link(case):
    page = case.visit("", "/vooraanmelden/")
    fill(page, naam="Nina Nieuweling", email=NEW)
    press(page, "Stuur mij een link")
    expect(page.locator("main")).to_contain_text(f"Wij sturen een e-mail naar {NEW}.")


def choose_password(case, link):
    """The stranger comes in by the link from the mail and signs in; that browser from then on."""
    page = case.visit("", link)
    press(page, "Ga verder")
    fill(page, password1=PASSWORD, password2=PASSWORD)
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/key/done/")
    page.goto("/account/login/")
    fill(page, login=NEW, password=PASSWORD)
    page.locator("form:has(input[name=password]) [type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat wilt u doen?")
    return page


def begin(case, page):
    press(page, "Een regio aanmelden")
    press(page, "Begin met de aanmelding")
    case.look(page, "nieuw")
    press(page, "Naam en soort")
    case.look(page)
    fill(page, naam="Nieuwland", soort="techniekregio")
    press(page, "Opslaan")


def choose_gemeenten(case, page):
    """One typed wrong, then two at once."""
    press(page, "Gemeenten")
    fill(page, gemeenten="Hoogven (demo)")
    press(page, "Voeg toe")
    expect(page.locator("main")).to_contain_text("Bedoelt u Hoogveen (demo)")
    fill(page, gemeenten="Hoogveen (demo), bosrand (demo)")
    press(page, "Voeg toe")
    case.look(page)
    press(page, "Terug naar de aanmelding")


def choose_scholen(case, page):
    """One of those of the municipalities, and one that is searched."""
    press(page, "Scholen")
    page.get_by_label("Vakcollege De Turfsteker").check()
    fill(page, zoek="branding")
    page.get_by_label("Naam, plaats of code").press("Enter")
    page.get_by_label("Vakschool De Branding").check()
    case.look(page)
    press(page, "Voeg de gekozen scholen toe")
    expect(page.locator("main")).to_contain_text("Vakcollege De Turfsteker (demo)")
    expect(page.locator("main")).to_contain_text("Vakschool De Branding (demo)")
    press(page, "Terug naar de aanmelding")


def name_people_and_upload(case, page):
    press(page, "Contactpersoon en vervanger")
    case.look(page)
    fill(page, contact_functie="Directeur", vervanger_naam="Vic Achtervang", vervanger_functie="Teamleider")
    fill(page, vervanger_email="vic@example.nl")
    press(page, "Opslaan")
    press(page, "Intentieverklaring")
    page.set_input_files("input[type=file]", PDF)
    press(page, "Voeg toe")
    case.look(page)
    press(page, "Terug naar de aanmelding")


def file_it(case, page):
    press(page, "Controleer en dien in")
    case.look(page)
    page.get_by_label("Ik meld deze regio aan").check()
    page.get_by_role("button", name="Dien de aanmelding in").dblclick(no_wait_after=True)
    expect(page.locator("main")).to_contain_text("DUS-I legt alle aanmeldingen naast elkaar")
    case.look(page, "ingediend")
    press(page, "Verander de aanmelding")
    case.look(page)
    press(page, "Annuleren")
    press(page, "Trek de aanmelding in")
    case.look(page)
    press(page, "Annuleren")


def merge_it(case):
    """The coordinator finds that two regions name one school, sees them side by side and merges them."""
    page = case.visit("coordinator", "/vooraanmeldingen/")
    press(page, "Verander de sluiting")
    case.look(page)
    press(page, "Terug zonder iets te doen")
    page.get_by_role("link", name="3 scholen").click()
    case.look(page)
    expect(page.locator("main")).to_contain_text("Vakcollege De Turfsteker")
    page.goto("/vooraanmeldingen/")
    for name in ("Hoogveen (demo)", "Nieuwland"):
        page.get_by_role("checkbox", name=name).check()
    press(page, "Leg de gekozen aanmeldingen naast elkaar")
    case.look(page)
    press(page, "Voeg deze aanmeldingen samen")
    case.look(page)
    fill(page, naam="Hoog en Nieuw", soort="techniekregio", reden="U deelt een school.")
    for field in ("contact", "vervanger"):
        people = page.locator(f"[name={field}]")
        people.nth({"contact": 2, "vervanger": 0}[field]).check()
    press(page, "Voeg de aanmeldingen samen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoog en Nieuw")
    case.look(page, "samengevoegd")
    return page


def decide(case, page):
    """Every page on which the coordinator may choose otherwise, and then the acceptance."""
    for link in ("Stuur terug", "Splits", "Maak het samenvoegen of splitsen ongedaan", "Wijs af"):
        press(page, link)
        case.look(page, link)
        press(page, "Terug zonder iets te doen")
    press(page, "Accepteer")
    case.look(page)
    fill(page, nummer="STO00090")
    press(page, "Accepteer de regio")
    expect(page.locator("main")).to_contain_text("De regio heeft nummer STO00090")


def test_a_stranger_registers_a_region_and_becomes_its_penvoerder(open_page, live_portal):
    case = Case(live_portal, open_page)

    ask_link(case)
    page = choose_password(case, link_in_mail(live_portal, "/vooraanmelden/bevestigen/"))
    begin(case, page)
    choose_gemeenten(case, page)
    choose_scholen(case, page)
    name_people_and_upload(case, page)
    file_it(case, page)
    decide(case, merge_it(case))

    page.goto("/aanvragen/nieuw/")
    expect(page.locator("main")).to_contain_text("Hoog en Nieuw")
    assert VOORAF - {name for name, _variant in case.looked_at} == set()

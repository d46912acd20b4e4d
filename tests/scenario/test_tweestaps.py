"""Someone sets up signing in with a second step, and signs in with it: an app, a passkey, a code on paper."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.accounts.stappen import code_of
from tests.infra.browser import sign_in
from tests.scenario.case import Case
from tests.scenario.paginas import TWEESTAPS

pytestmark = pytest.mark.browser

OVERVIEW = "/account/twee-stappen/"
BY_KEY = {"mfa_add_webauthn", "mfa_reauthenticate_webauthn"}
BY_BEHEERDER = {"user-factors"}
PENVOERDER = "penvoerder@example.nl"


@pytest.fixture
def case(live_portal, open_page):
    return Case(live_portal, open_page)


def at_localhost(case):
    """A browser with a passkey of its own: those exist for names of sites, not for numbers."""
    page = case.open_page()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": kind | {"automaticPresenceSimulation": True}})
    page.goto(f"http://localhost:{urlsplit(case.portal.next_url()).port}/account/login/")
    return page


def fill_in_password(page, email=PENVOERDER):
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill("demo")
    page.get_by_role("button", name="Inloggen").click()


def sign_out(page):
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("link", name="Inloggen", exact=True).first.click()


def set_up_app(case, person):
    """The codes on paper that someone gets who sets up an app, and the file in which they were kept."""
    page = case.visit(person, OVERVIEW)
    page.get_by_role("link", name="Instellen").click()
    case.look(page)
    page.get_by_label("Code uit de app").fill("000000")
    page.get_by_role("button", name="Zet de app aan").click()
    case.look(page, "verkeerd")
    secret = page.locator(".sto-code").inner_text().replace(" ", "")
    page.get_by_label("Code uit de app").fill(code_of(secret))
    page.get_by_role("button", name="Zet de app aan").click()
    case.look(page, "codes")
    codes = page.locator("[data-codes] li").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download als tekstbestand").click()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    return codes, download.value.path().read_text()


def test_an_app_is_set_up_used_and_taken_away(case):
    person = "medeauteur"
    codes, kept = set_up_app(case, person)
    page = case.page_of(person)
    sign_out(page)
    fill_in_password(page, f"{person}@example.nl")
    case.look(page)
    page.get_by_label("Code").fill(codes[0])
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible()
    for address, variant in (("", "ingesteld"), ("bevestigen/", ""), ("herstelcodes/", "")):
        case.visit(person, f"{OVERVIEW}{address}", variant)
    case.visit(person, "/account/sessies/")
    page.goto(OVERVIEW)
    page.get_by_role("link", name="Weghalen").click()
    case.look(page)
    page.get_by_role("button", name="Haal weg").click()

    assert (len(codes), all(code in kept for code in codes)) == (10, True)
    expect(page.locator("main")).to_contain_text("Deze tweede stap is weggehaald.")
    assert {name for name, _variant in case.looked_at} >= TWEESTAPS - BY_KEY - BY_BEHEERDER


def test_a_passkey_is_added_and_signs_in(case):
    page = at_localhost(case)
    fill_in_password(page)
    page.get_by_role("link", name="Inloggen in twee stappen").click()
    page.get_by_role("link", name="Toevoegen").click()
    case.look(page)
    page.get_by_label("Naam van de sleutel").fill("Laptop van het werk")
    page.get_by_role("button", name="Maak de sleutel").click()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    page.get_by_role("link", name="Inloggen in twee stappen").click()
    expect(page.locator("main")).to_contain_text("Laptop van het werk")
    sign_out(page)
    fill_in_password(page)
    case.look(page, "sleutel")
    page.get_by_role("button", name="Gebruik uw toegangssleutel").click()
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible()
    page.goto(f"{page.url.rstrip('/')}{OVERVIEW}bevestigen/sleutel/?next={OVERVIEW}")
    case.look(page)
    page.get_by_role("button", name="Gebruik uw toegangssleutel").click()
    page.wait_for_url(f"**{OVERVIEW}")
    page.get_by_role("link", name="Weghalen").click()
    page.get_by_role("button", name="Haal weg").click()

    expect(page.locator("main")).to_contain_text("Deze tweede stap is weggehaald.")


def test_a_browser_that_gives_no_passkey_says_so_and_the_form_stays(case):
    page = case.open_page()
    sign_in(page, PENVOERDER)
    page.goto(f"{OVERVIEW}sleutel/")
    page.get_by_label("Naam van de sleutel").fill("Laptop van het werk")
    page.get_by_role("button", name="Maak de sleutel").click()

    expect(page.get_by_role("alert")).to_contain_text("Er kwam geen sleutel.")
    expect(page.get_by_label("Naam van de sleutel")).to_have_value("Laptop van het werk")


def test_the_page_by_which_the_beheerder_takes_it_away(case):
    page = case.visit("beheerder", "/gebruikers/?zoek=behandelaar")
    page.get_by_role("link", name="Hanna Dossierhoek").click()
    page.goto(f"{page.url}tweede-stap/")
    case.look(page)
    page.get_by_role("button", name="Haal de tweede stap weg").click()

    expect(page.locator("main")).to_contain_text("Deze gebruiker heeft geen tweede stap.")

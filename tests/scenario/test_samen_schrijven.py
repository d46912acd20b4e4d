"""People write together in Chromium: nothing they typed gets lost, whatever happens to the line or the session."""

import pytest
from playwright.sync_api import expect

from tests.infra.accessibility import assert_accessible
from tests.infra.browser import sign_in

pytestmark = pytest.mark.browser

PLAN = "/aanvragen/STO00055-4/regiovisie"
ANNA, MIA = "penvoerder@example.nl", "medeauteur@example.nl"


class Veld:
    """One question on one opened page."""

    def __init__(self, page, paragraaf, code):
        self.page, self.code = page, code
        self.address = f"{PLAN}/{paragraaf}/"
        page.goto(self.address)

    @property
    def input(self):
        return self.page.locator(f"#id_{self.code}")

    @property
    def state(self):
        return self.page.locator(f"#staat-{self.code}")

    def type(self, tekst):
        """Replace what stands there, key by key."""
        self.input.fill("")
        self.input.press_sequentially(tekst)

    def saved(self):
        """What a page that is opened now shows."""
        page = self.page.context.new_page()
        page.goto(self.address)
        value = page.locator(f"[name={self.code}]").input_value()
        page.close()
        return value

    def saved_in_time(self, tekst):
        """Whether `tekst` is saved, of itself, after what was typed before it."""
        return any(self.saved() == tekst or self.page.wait_for_timeout(1000) for _try in range(15))

    @property
    def value(self):
        """What this page would send."""
        return self.page.locator(f"[name={self.code}]").input_value()


@pytest.fixture
def person(browser, live_portal):
    """Function that gives the page of someone who is signed in."""
    contexts = []

    def make(email):
        context = browser.new_context(base_url=live_portal.next_url(), locale="nl-NL", timezone_id="Europe/Amsterdam")
        contexts.append(context)
        page = context.new_page()
        sign_in(page, email)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def anna(person):
    return person(ANNA)


def test_what_anna_types_is_saved_by_itself(anna):
    veld = Veld(anna, "b1-36", "b1_36_sterk_zwak")

    veld.type("Sterk in metaal, zwak in bouw.")

    expect(veld.state).to_contain_text("Opgeslagen om")
    assert veld.saved() == "Sterk in metaal, zwak in bouw."
    assert_accessible(anna)


def test_headings_lists_and_tables_are_kept_and_shown_to_who_reads(anna, person):
    veld = Veld(anna, "b1-33", "b1_33_bewijs")
    veld.input.fill("")
    toolbar = anna.get_by_role("toolbar", name="Opmaak van Waaruit dit blijkt")
    expect(toolbar).to_be_visible()

    toolbar.get_by_role("button", name="Kop", exact=True).click()
    anna.keyboard.type("Drie bronnen")
    anna.keyboard.press("Enter")
    anna.keyboard.type("- vacatures")
    anna.keyboard.press("Enter")
    anna.keyboard.type("leerlingen")
    anna.keyboard.press("Enter")
    anna.keyboard.press("Enter")
    anna.keyboard.press("Control+b")
    anna.keyboard.type("Let op")
    anna.keyboard.press("Control+b")
    anna.keyboard.type(" de cijfers.")

    expect(veld.state).to_contain_text("Opgeslagen om")
    expect(anna.locator(f"[data-veld={veld.code}]")).to_have_text("8 van ongeveer 400 woorden")
    assert_accessible(anna)
    wanted = "### Drie bronnen\n\n- vacatures\n- leerlingen\n\n**Let op** de cijfers."
    expect(anna.locator(f"[name={veld.code}]")).to_have_value(wanted)
    reader = person(MIA)
    reader.goto("/aanvragen/STO00055-4/lezen/")
    shown = reader.locator(f"#vraag-{veld.code}")
    expect(shown.get_by_role("heading", name="Drie bronnen")).to_be_visible()
    expect(shown.get_by_role("listitem")).to_have_text(["vacatures", "leerlingen"])
    expect(shown.get_by_role("strong")).to_have_text("Let op")


def test_the_toolbar_is_walked_with_the_arrows(anna):
    veld = Veld(anna, "b1-33", "b1_33_kwaliteit")
    veld.input.fill("Tekst")
    anna.keyboard.press("Shift+Tab")
    anna.keyboard.press("ArrowRight")

    expect(anna.locator(":focus")).to_have_text("Kop")
    anna.keyboard.press("Enter")
    expect(veld.input.get_by_role("heading", name="Tekst")).to_be_visible()


def test_without_javascript_the_text_is_typed_in_a_plain_field(browser, live_portal):
    context = browser.new_context(base_url=live_portal.next_url(), java_script_enabled=False)
    page = context.new_page()
    sign_in(page, ANNA)
    page.goto(f"{PLAN}/b1-33/")
    page.locator("[name=b1_33_vaardigheden_nu]").fill("- lassen\n- meten")
    page.get_by_role("button", name="Opslaan", exact=True).click()

    expect(page.locator("[data-success]")).to_contain_text("Opgeslagen.")
    assert page.locator("[name=b1_33_vaardigheden_nu]").input_value() == "- lassen\n- meten"
    context.close()


def test_a_choice_is_saved_as_soon_as_it_is_made(anna):
    anna.goto(f"{PLAN}/b1-31/")

    anna.get_by_role("group", name="doorlopende leerlijnen").get_by_label("Ja").check()

    expect(anna.locator("#staat-voorwaarde_leerlijnen_bestaan")).to_contain_text("Opgeslagen om")
    anna.reload()
    assert anna.get_by_role("group", name="doorlopende leerlijnen").get_by_label("Ja").is_checked()


def test_a_line_that_is_cut_while_typing_loses_nothing(anna):
    veld = Veld(anna, "b1-36", "b1_36_voorzieningen")
    anna.context.set_offline(True)

    veld.type("Dit typte Anna in de trein.")
    expect(veld.state).to_contain_text("Niet opgeslagen: er is geen verbinding.")
    anna.context.set_offline(False)

    expect(veld.state).to_contain_text("Opgeslagen om")
    assert veld.saved() == "Dit typte Anna in de trein."


def test_after_a_closed_lid_the_text_is_offered_back(anna):
    veld = Veld(anna, "b1-36", "b1_36_docenten")
    anna.context.set_offline(True)
    veld.type("Twaalf docenten, van wie drie bijna met pensioen.")
    anna.close()
    context = anna.context
    context.set_offline(False)

    again = Veld(context.new_page(), "b1-36", "b1_36_docenten")
    offer = again.page.get_by_role("region", name="Tekst die niet is opgeslagen")
    expect(offer).to_contain_text("Docenten")
    assert_accessible(again.page)
    offer.get_by_role("button", name="Zet mijn tekst terug").click()

    expect(again.state).to_contain_text("Opgeslagen om")
    assert again.saved() == "Twaalf docenten, van wie drie bijna met pensioen."
    again.page.reload()
    expect(again.page.get_by_role("region", name="Tekst die niet is opgeslagen")).to_have_count(0)


def test_what_is_thrown_away_is_not_offered_again(anna):
    veld = Veld(anna, "b1-36", "b1_36_samenwerking")
    before = veld.value
    anna.context.set_offline(True)
    veld.type("Een vergissing.")
    expect(veld.state).to_contain_text("Niet opgeslagen")
    anna.close()
    context = anna.context
    context.set_offline(False)

    again = Veld(context.new_page(), "b1-36", "b1_36_samenwerking")
    again.page.get_by_role("button", name="Gooi deze tekst weg").click()
    again.page.reload()

    expect(again.page.get_by_role("region", name="Tekst die niet is opgeslagen")).to_have_count(0)
    assert again.value == before


def test_a_session_that_ended_while_typing_loses_nothing(anna):
    veld = Veld(anna, "b1-36", "b1_36_flexibiliteit")
    anna.context.clear_cookies(name="sessionid")

    veld.type("Het lab heeft sinds kort een lasrobot.")
    expect(veld.state).to_contain_text("U bent niet meer ingelogd. Uw tekst staat veilig op dit apparaat.")
    with anna.context.expect_page() as opened:
        veld.state.get_by_role("link", name="Log opnieuw in (nieuw tabblad)").click()
    sign_in(opened.value, ANNA)

    expect(veld.state).to_contain_text("Opgeslagen om", timeout=15_000)
    assert veld.saved_in_time("Het lab heeft sinds kort een lasrobot.")
    anna.get_by_role("button", name="Opslaan", exact=True).click()
    expect(anna.locator("[data-success]")).to_contain_text("Opgeslagen.")


def test_a_whole_form_that_was_sent_after_the_session_ended_is_offered_back(anna):
    anna.goto("/aanvragen/STO00055-4/doelen/nieuw/")
    anna.locator("#id_titel").fill("Meer meisjes in de techniek")
    anna.context.clear_cookies(name="sessionid")

    anna.get_by_role("button", name="Opslaan").first.click()
    sign_in(anna, ANNA)
    anna.goto("/aanvragen/STO00055-4/doelen/nieuw/")
    anna.get_by_role("button", name="Zet mijn tekst terug").click()

    assert anna.locator("#id_titel").input_value() == "Meer meisjes in de techniek"


def test_of_two_people_in_one_field_the_second_chooses_and_nothing_is_lost(person):
    anna, mia = Veld(person(ANNA), "b1-37", "b1_37_ambitie"), Veld(person(MIA), "b1-37", "b1_37_ambitie")
    anna.type("Elke leerling werkt een dag per week in een bedrijf.")
    expect(anna.state).to_contain_text("Opgeslagen om")

    mia.type("Elke school krijgt een eigen werkplaats.")
    expect(mia.state).to_contain_text("Pleun Voortouw heeft dit antwoord veranderd om")
    assert_accessible(mia.page)
    mia.state.get_by_role("button", name="Bekijk beide teksten").click()

    expect(mia.page.get_by_text("Nu opgeslagen")).to_be_visible()
    assert_accessible(mia.page)
    mia.page.get_by_label("Beide: eerst de tekst van Pleun Voortouw, dan die van mij").check()
    mia.page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(mia.page.locator("[data-success]")).to_contain_text("Opgeslagen.")
    both = "Elke leerling werkt een dag per week in een bedrijf.\n\nElke school krijgt een eigen werkplaats."
    assert mia.saved() == both


def test_earlier_texts_can_be_read_and_put_back(anna):
    veld = Veld(anna, "b1-38", "b1_38_nodig")
    before = veld.value
    veld.type("Iets heel anders.")
    expect(veld.state).to_contain_text("Opgeslagen om")

    anna.locator(f"#vraag-{veld.code}").get_by_role("link", name="Eerdere teksten").click()
    assert_accessible(anna)
    anna.get_by_role("button", name="Zet deze tekst terug").last.click()

    expect(anna.locator("[data-success]")).to_contain_text("De eerdere tekst staat weer bij het antwoord.")
    assert veld.value == before


def test_each_sees_that_the_other_has_the_paragraph_open(person):
    mia = Veld(person(MIA), "b1-1", "b1_1_samenvatting")
    expect(mia.page.locator("[data-aanwezig]")).to_be_attached()

    anna = Veld(person(ANNA), "b1-1", "b1_1_samenvatting")

    expect(anna.page.locator("[data-aanwezig]")).to_contain_text("Mees Schrijfveer heeft deze paragraaf nu ook open.")


def test_at_the_width_of_a_phone_nothing_sticks_out(anna):
    anna.set_viewport_size({"width": 320, "height": 720})
    veld = Veld(anna, "b1-36", "b1_36_aansluiting_regio")
    anna.context.set_offline(True)
    veld.type("Kort.")
    expect(veld.state).to_contain_text("Niet opgeslagen")

    assert anna.evaluate("document.documentElement.scrollWidth") == 320

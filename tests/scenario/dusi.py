"""c. and e. DUS-I: completeness, the three beoordelaars, and the decision with four eyes."""

from playwright.sync_api import expect

from tests.scenario.case import LEDEN, fill, message, press

GROUNDS = "de artikelen die voor deze proef zijn gekozen"
REASONING = "De regio heeft de begroting na overleg toegelicht. (proef)"


def accept(case):
    """The behandelaar finds the application, sees the same controles and takes it in treatment."""
    page = case.visit("behandelaar", "/", "behandelaar")
    page.goto("/aanvragen/")
    fill(page, zoek=case.nummer)
    press(page, "Toon aanvragen")
    case.look(page, "DUS-I")
    press(page, case.nummer)
    case.look(page, "DUS-I")
    press(page, "Toets of de aanvraag volledig is")
    case.look(page)
    expect(page.get_by_text("De controle vindt niets dat ontbreekt.")).to_be_visible()
    press(page, "Aanvraag is volledig")
    assert message(page) == "De aanvraag is volledig en in behandeling genomen."
    expect(page.locator(".sto-badge").first).to_have_text("In behandeling")


def assign(case):
    """The coordinator chooses three beoordelaars; two are refused at the form."""
    page = case.page_of("coordinator")
    page.goto("/beoordeling/toewijzen/")
    case.look(page)
    press_in_row(page, case.nummer, "Toewijzen")
    case.look(page)
    names = list(LEDEN.values())
    page.get_by_label(names[0]).check()
    page.get_by_label(names[1]).check()
    press(page, "Wijs toe")
    case.look(page, "met fouten")
    assert "drie beoordelaars" in page.locator(".sto-field__error").inner_text()
    expect(page.get_by_label(names[0])).to_be_checked()
    page.get_by_label(names[2]).check()
    press(page, "Wijs toe")
    assert message(page) == f"Toegewezen aan {', '.join(names)}."


def press_in_row(page, row, label):
    """Follow the link, or press the button, of one row of a table."""
    found = page.get_by_role("row").filter(has_text=row)
    with page.expect_navigation():
        found.get_by_role("link", name=label).or_(found.get_by_role("button", name=label)).click()


def check_advice(case, page):
    """The behandelaar reads the advice and what it rests on, and records that it was made with care."""
    press(page, "Lees het advies van de commissie")
    case.look(page)
    press(page, "Vergelijk de drie beoordelingen")
    case.look(page)
    page.go_back()
    press(page, "Leg de controle vast")
    case.look(page, "met fouten")
    for point in page.locator("main form [type=checkbox]").all():
        point.check()
    press(page, "Leg de controle vast")
    assert message(page) == "De controle van het advies is vastgelegd."
    case.look(page, "gecontroleerd")


def draft(case):
    """The behandelaar drafts the decision from the advice, reads the letter and offers it."""
    page = case.page_of("behandelaar")
    page.goto("/besluiten/")
    case.look(page)
    press_in_row(page, case.nummer, "Stel het besluit op")
    case.look(page)
    check_advice(case, page)
    page.goto(case.url("opstellen", under="besluiten"))
    fill(page, wettelijke_grondslag=GROUNDS, motivering=REASONING)
    press(page, "Sla het concept op")
    assert message(page) == "Het concept is opgeslagen."
    case.look(page, "concept")
    letter = page.locator(".sto-letter")
    expect(letter).to_contain_text(REASONING)
    expect(letter).to_contain_text("[naam van wie akkoord geeft]")
    press(page, "Leg ter akkoord")
    assert message(page) == "Het besluit ligt ter akkoord."
    expect(page.get_by_role("button", name="Geef akkoord")).to_have_count(0)


def wait_until_sent(page):
    """Look at the page of a decision again and again until the worker has sent it."""
    for _ in range(60):
        if page.locator(".sto-badge").first.inner_text() == "Verzonden":
            return
        page.wait_for_timeout(1000)
        page.reload()


def send(case):
    """The tekenbevoegde approves and sends; the worker makes the letter."""
    page = case.page_of("tekenbevoegde")
    page.goto("/besluiten/")
    press(page, f"{case.nummer}-B1")
    case.look(page, "ter akkoord")
    expect(page.get_by_role("button", name="Leg ter akkoord")).to_have_count(0)
    press(page, "Geef akkoord op deze brief")
    press(page, "Verzend het besluit")
    case.look(page)
    press(page, "Verzend het besluit")
    case.look(page, "wacht")
    page.goto(f"/besluiten/{case.nummer}/")
    wait_until_sent(page)
    case.look(page, "verzonden")
    expect(page.locator(".sto-badge").first).to_have_text("Verzonden")

"""The keyboard alone: signing in, writing an answer and judging a plan with Tab, Enter, Space and typing."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

REACHED = "selector => document.activeElement.matches(selector)"
SHOWN = """() => {
  const focused = document.activeElement;
  const box = focused.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth;
  const styles = [getComputedStyle(focused), getComputedStyle(focused, "::after")];
  return inside && styles.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none");
}"""
MAXIMUM_STOPS = 400
PATIENCE_MS = 3_000  # a page scrolls to the focus after it moved


def tab_to(page, selector):
    """Press Tab until the focus is on this element; wherever the focus stops it can be seen."""
    for _stop in range(MAXIMUM_STOPS):
        page.keyboard.press("Tab")
        page.wait_for_function(SHOWN, timeout=PATIENCE_MS)
        if page.evaluate(REACHED, selector):
            return
    raise AssertionError(f"Tab does not reach {selector} on {page.url}")


def choose(page, selector, key="Enter"):
    """Go to a link or button, press the key and wait for the next page."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)


def write(page, selector, text):
    tab_to(page, selector)
    page.keyboard.type(text)


def sign_in(page, person):
    page.goto("/")
    choose(page, "a[href^='/account/login/']")
    write(page, "[name=login]", f"{person}@example.nl")
    write(page, "[name=password]", "demo")
    choose(page, "button[type=submit]", key="Space")


def test_an_answer_is_written_by_keyboard(open_page):
    page = open_page()
    sign_in(page, "penvoerder")

    choose(page, "nav a[href='/aanvragen/']")
    choose(page, "a[href='/aanvragen/STO00055-4/']")
    choose(page, "a[href='/aanvragen/STO00055-4/regiovisie/']")
    choose(page, "a[href='/aanvragen/STO00055-4/regiovisie/b1-36/']")
    write(page, "#id_b1_36_flexibiliteit", "Wij passen elk jaar twee keuzevakken aan.")
    choose(page, "button[name=blijven]", key="Space")

    expect(page.locator("[data-success]")).to_have_text("Opgeslagen.")
    expect(page.locator("[name=b1_36_flexibiliteit]")).to_have_value("Wij passen elk jaar twee keuzevakken aan.")


def test_the_first_tab_skips_to_the_content(open_page):
    page = open_page("penvoerder@example.nl")
    page.goto("/aanvragen/STO00055-4/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_plan_is_judged_by_keyboard(open_page):
    page = open_page()
    sign_in(page, "beoordelaar1")

    choose(page, "nav a[href='/beoordeling/']")
    choose(page, "a[href='/beoordeling/STO00003-4/']")
    slug = page.locator("[name$=-reden]").first.get_attribute("name").removesuffix("-reden")
    tab_to(page, "a[href='#formulier']")
    page.keyboard.press("Enter")
    tab_to(page, f"[name='{slug}-uitkomst']")
    page.keyboard.press("Space")
    write(page, f"[name='{slug}-reden']", "Dat staat duidelijk in het plan.")
    write(page, "[name=conclusie]", "Dit deelaspect is goed uitgewerkt.")
    choose(page, "button[name=opslaan]", key="Enter")

    expect(page.get_by_text("is opgeslagen.")).to_be_visible()
    expect(page.locator(f"[name='{slug}-uitkomst']").first).to_be_checked()
    expect(page.locator(f"[name='{slug}-reden']")).to_have_value("Dat staat duidelijk in het plan.")

"""A penvoerder finds a school while typing, with the keyboard alone, and gets it filled in."""

import re

import pytest
from playwright.sync_api import expect

from tests.infra.accessibility import assert_accessible

pytestmark = pytest.mark.browser


def test_a_school_is_found_while_typing_and_chosen_with_the_keyboard(open_page):
    page = open_page("penvoerder@example.nl")
    page.goto("/aanvragen/STO00055-4/partners/nieuw/?soort=vmbo")
    page.get_by_label("Naam, plaats of BRIN").focus()

    page.keyboard.type("de lasboog", delay=20)

    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ scholen gevonden"))
    expect(page.get_by_text("Staat al in uw plan")).to_be_visible()
    assert_accessible(page)
    chosen = page.locator("#zoek-gevonden a").first
    naam = chosen.inner_text()
    page.keyboard.press("Tab")  # past the button that searches without JavaScript
    page.keyboard.press("Tab")
    expect(chosen).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_label("Naam", exact=True)).to_have_value(naam)
    expect(page.get_by_label("BRIN en vestigingsnummer")).to_have_value(re.compile(r"^99[A-Z]{2}\d\d$"))

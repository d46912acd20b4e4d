"""Somebody signs out on a shared computer, and the next one presses 'back'."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_page_before_is_gone_after_signing_out(open_page):
    page = open_page("penvoerder@example.nl")
    page.goto("/aanvragen/STO00055-4/")
    expect(page.locator("main")).to_contain_text("STO00055-4")
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url("**/")

    page.go_back()

    expect(page).to_have_title("Inloggen – STO-portaal")
    expect(page.locator("main")).not_to_contain_text("STO00055-4")

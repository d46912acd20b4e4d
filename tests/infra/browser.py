"""Chromium as a person at a desk or with a phone uses it."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 720}
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in this thread
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()


def sign_in(page, email, password="demo"):
    """Sign in through the form, and wait for the page after it."""
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("form:has(input[name=password]) [type=submit]").click()
    page.wait_for_url(lambda url: "/account/login/" not in url)


@pytest.fixture
def open_page(browser, live_portal):
    """Function that opens a page of `live_portal` as one person: open_page("penvoerder@example.nl", viewport=PHONE).

    Each call is another person with cookies of their own; without an address nobody is signed in. What the console
    reports (a refused script or style among them) fails the test at its end.
    """
    contexts, complaints = [], []

    def note(message):
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def open_one(email=None, *, viewport=DESKTOP, **options):
        context = browser.new_context(base_url=live_portal.next_url(), locale="nl-NL", viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if email:
            sign_in(page, email)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []

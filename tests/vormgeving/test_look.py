"""Every component in Chromium, under the portal's own content security policy."""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import override_settings

from tests.infra.accessibility import assert_accessible
from tests.infra.browser import DESKTOP, PHONE
from tests.vormgeving.showcase import show

pytestmark = pytest.mark.browser
POLICY = "; ".join(" ".join([name, *values]) for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items())
PAGES = ["onderdelen", "tabellen", "formulieren", "beoordelen"]
FOCUSED = "document.activeElement"


def answer(route):
    """A page of the showcase, or a static file."""
    path = urlsplit(route.request.url).path
    if path.startswith(settings.STATIC_URL):
        content = Path(settings.BASE_DIR(path.removeprefix("/"))).read_bytes()
        route.fulfill(body=content, content_type=mimetypes.guess_type(path)[0] or "application/octet-stream")
        return
    with override_settings(ROOT_URLCONF="tests.vormgeving.urls"):
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(body=show(path.strip("/")), headers=headers)


@pytest.fixture
def open_showcase(browser):
    """Function that opens one page; a refused script or style, or any other error in the console, fails the test."""
    contexts, complaints = [], []

    def open_one(name, viewport=DESKTOP, **options):
        context = browser.new_context(base_url="http://portal.test", viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route("**/*", answer)
        page.goto(f"/{name}")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("name", PAGES)
def test_every_component_is_accessible_at_both_widths(open_showcase, name):
    assert_accessible(open_showcase(name))


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(open_showcase):
    page = open_showcase("onderdelen", PHONE)
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    assert menu.is_visible() is False

    page.get_by_role("button", name="Menu").press("Enter")
    assert menu.is_visible() is True

    page.keyboard.press("Escape")
    assert menu.is_visible() is False
    assert page.evaluate(f"{FOCUSED}.textContent") == "Menu"


def test_the_menu_stays_open_without_javascript(open_showcase):
    page = open_showcase("onderdelen", PHONE, java_script_enabled=False)

    assert page.get_by_role("navigation", name="Hoofdmenu").is_visible() is True
    assert page.get_by_role("button", name="Menu").is_visible() is False


def test_a_form_with_errors_opens_at_its_summary(open_showcase):
    page = open_showcase("formulieren")

    assert page.evaluate(f"{FOCUSED}.matches('[data-error-summary]')") is True
    assert page.title() == "Fout: Partner toevoegen – STO-portaal"

    page.get_by_role("link", name="Heeft de partner getekend?").click()
    assert page.evaluate("location.hash") == "#id_oordeel_0"


def test_a_table_is_a_stop_for_the_keyboard_only_where_it_scrolls(open_showcase):
    stop = "document.querySelector('.sto-table-scroll').getAttribute('tabindex')"

    assert open_showcase("tabellen", PHONE).evaluate(stop) == "0"
    assert open_showcase("tabellen").evaluate(stop) is None


def test_the_first_stop_skips_to_the_content(open_showcase):
    page = open_showcase("tabellen")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("location.hash") == "#inhoud"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_everything_one_clicks_is_large_enough(open_showcase, name, viewport):
    page = open_showcase(name, viewport)

    small = page.evaluate(
        """() => [...document.querySelectorAll("button, select, input:not([type=hidden]), a.nl-button, summary")]
          .filter((element) => element.checkVisibility())
          .map((element) => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24)
          .map(([html]) => html)"""
    )

    assert small == []


def test_a_table_that_scrolls_sideways_says_so(open_showcase):
    told = {
        name: open_showcase("tabellen", viewport).get_by_text("Schuif de tabel opzij").first.is_visible()
        for name, viewport in (("phone", PHONE), ("desk", DESKTOP))
    }

    assert told == {"phone": True, "desk": False}

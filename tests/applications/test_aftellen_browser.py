"""The time left stays right while a page is open, in the same words as the server's."""

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from applications.aftellen import Aftelling

pytestmark = pytest.mark.browser

SCRIPT = f"{settings.BASE_DIR}/static/sto/aftellen.js"
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
TICKING = 20  # the clock of the page also runs on by itself


def banner(seconds):
    aftelling = Aftelling(sluit_op=timezone.now(), seconden=seconds)
    return render_to_string("applications/_aftelling.html", {"aftelling": aftelling})


@pytest.fixture
def page(browser):
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    yield page
    context.close()


@pytest.mark.parametrize("left", [2 * DAY + 3 * HOUR, 2 * DAY, DAY + HOUR, DAY - MINUTE, HOUR + MINUTE, 5 * MINUTE, 30])
def test_the_page_says_what_the_server_would_say_by_then(page, left):
    page.set_content(banner(left + HOUR + TICKING))
    page.add_script_tag(path=SCRIPT)

    page.clock.fast_forward(HOUR * 1000)

    told = Aftelling(sluit_op=None, seconden=left).tekst
    assert page.locator("[data-aftellen-tekst]").text_content() == told
    assert page.locator("[data-aftellen-gesloten]").is_visible() is False


def test_the_page_says_so_when_the_round_closes(page):
    page.set_content(banner(MINUTE))
    page.add_script_tag(path=SCRIPT)

    page.clock.fast_forward(2 * MINUTE * 1000)

    assert page.locator("[data-aftellen-gesloten]").is_visible() is True
    assert page.locator("[data-aftellen-open]").is_visible() is False

import pytest

from tests.infra.browser import sign_in

STEPS = ("besluit", "case", "commissie", "dusi", "indienen", "publiek", "schrijven")

pytest.register_assert_rewrite(*(f"{__package__}.{name}" for name in STEPS))


@pytest.fixture
def page(browser, portal):
    """Where the penvoerder is signed in at the `portal` of the test's module."""
    context = browser.new_context(base_url=portal.url, locale="nl-NL")
    page = context.new_page()
    sign_in(page, "penvoerder@example.nl")
    yield page
    context.close()

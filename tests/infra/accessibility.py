"""What axe-core and a narrow screen say of the page that is open."""

from axe_playwright_python.sync_playwright import Axe

from tests.infra.browser import DESKTOP, PHONE

ONLY_VIOLATIONS = {"resultTypes": ["violations"]}  # half the time on a long page
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def axe_violations(page, exclude=()):
    """Violations as 'rule: selector', best practices included; not inside the elements of selectors `exclude`."""
    context = {"exclude": [[selector] for selector in exclude]} if exclude else None
    found = Axe().run(page, context=context, options=ONLY_VIOLATIONS).response["violations"]
    return [f"{rule['id']}: {' '.join(map(str, node['target']))}" for rule in found for node in rule["nodes"]]


def assert_accessible(page, exclude=()):
    """No axe violation and nothing wider than the screen, at desktop width and at 320 px.

    `exclude`: selectors of long parts that were held against axe on another page.
    """
    before = page.viewport_size
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        width = viewport["width"]
        assert axe_violations(page, exclude) == [], f"{page.url} at {width} px"
        assert page.evaluate(WIDER_THAN_SCREEN) <= 0, f"{page.url} is wider than the screen at {width} px"
    page.set_viewport_size(before)

"""What axe-core and a narrow screen say of the page that is open."""

from axe_playwright_python.sync_playwright import Axe

from tests.infra.browser import DESKTOP, PHONE

WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def axe_violations(page):
    """Violations as 'rule: selector', best practices included."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {' '.join(map(str, node['target']))}" for rule in found for node in rule["nodes"]]


def assert_accessible(page):
    """No axe violation and nothing wider than the screen, at desktop width and at 320 px."""
    before = page.viewport_size
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        width = viewport["width"]
        assert axe_violations(page) == [], f"{page.url} at {width} px"
        assert page.evaluate(WIDER_THAN_SCREEN) <= 0, f"{page.url} is wider than the screen at {width} px"
    page.set_viewport_size(before)

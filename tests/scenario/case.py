"""What the people of the scenario share: one application, the pages they opened, what they found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import resolve

from tests.infra.accessibility import assert_accessible
from tests.infra.portal import Portal

NUMMER = "STO00055-4"
PATIENCE_MS = 15_000
PLAN = ".sto-lezen"
LEDEN = {
    "beoordelaar1": "Bo Eikenlezer",
    "beoordelaar2": "Cas Weegschaal",
    "beoordelaar3": "Dilan Scherpzicht",
}


@dataclass
class Case:
    """The application of the scenario. `looked_at` holds the URL name, and the variant, of every page axe has seen."""

    portal: Portal
    open_page: Callable
    nummer: str = NUMMER
    pages: dict = field(default_factory=dict)
    looked_at: set = field(default_factory=set)
    sha256: str = ""
    tables: dict = field(default_factory=dict)

    def page_of(self, person):
        """The browser of one person of the demo, signed in the first time; '' for a visitor."""
        if person not in self.pages:
            self.pages[person] = self.open_page(f"{person}@example.nl" if person else None)
            self.pages[person].set_default_timeout(PATIENCE_MS)
        return self.pages[person]

    def url(self, *parts, under="aanvragen"):
        return "/".join(["", under, self.nummer, *parts, ""])

    def visit(self, person, path, variant=""):
        """Open a page and look at it."""
        page = self.page_of(person)
        page.goto(path)
        self.look(page, variant)
        return page

    def look(self, page, variant=""):
        """Hold the open page against axe and a phone's width, once for each distinct page.

        A whole plan takes axe long: it counts on the page to read it and on the first page beside it.
        """
        name = resolve(urlsplit(page.url).path).view_name
        if (name, variant) not in self.looked_at:
            seen = any(place in {"beoordeling-detail", "beoordeling-deelaspect"} for place, _variant in self.looked_at)
            assert_accessible(page, exclude=[PLAN] if seen and name.startswith("beoordeling") else ())
            self.looked_at.add((name, variant))


def fill(page, **values):
    """Fill in fields by name, each as a person does: type, choose or tick; a number or a text."""
    for name, value in values.items():
        field_ = page.locator(f'[name="{name}"]:not([type=hidden])')
        kind = field_.first.evaluate("element => element.type")
        if kind == "radio":
            page.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind == "checkbox":
            field_.set_checked(value)
        elif kind == "select-one":
            field_.select_option(label=value)
        else:
            field_.fill(value)


def press(page, label):
    """Press the button or link with this text and wait for the page it leads to."""
    target = page.get_by_role("button", name=label, exact=True).or_(page.get_by_role("link", name=label, exact=True))
    with page.expect_navigation():
        target.click()


def message(page):
    """What the portal says after a step."""
    return page.locator(".sto-messages, .sto-alert").first.inner_text()


def download(page, path):
    """What stands at an address, as this person gets it: (bytes, headers)."""
    response = page.request.get(path)
    assert response.status == 200, f"{path}: {response.status}"
    return response.body(), response.headers


def await_result(case, page):
    """Wait on the page of work in the background until it is done; the address of the result."""
    case.look(page)
    result = page.get_by_role("link", name="Bekijk het resultaat")
    result.wait_for(timeout=60_000)
    return result.get_attribute("href")

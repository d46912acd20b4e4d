"""Rules that hold for every page: a stated permission, known variables, a title of its own, few queries."""

import re
from pathlib import Path

import allauth
import crispy_forms
import pytest
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from django.views import View

from tests.pages import PAGES, expected
from tests.rendering import TEMPLATES, render, strict_variables

ROOT = TEMPLATES.parent
APPS = ("sto_portal", "regions", "applications", "assessment", "monitoring")
LOOKERS = (
    *("anonymous", "anna", "lies", "dina", "vera", "behandelaar", "coordinator", "tekenbevoegde", "onderzoeker"),
    "beheerder",
)
FRAGMENTS = {"werk:progress", "werk:state", "partner-search"}  # parts of a page, that htmx puts into it
PAGE_BUDGET = 20
WHOLE_PLAN_BUDGET = 25  # these read every table of a plan, one query each
WHOLE_PLAN = {
    *(
        "aanvraag-detail",
        "controle",
        "rode-draad",
        "aanvraag-submit",
        "aanvraag-accept",
        "verschil",
        "beoordeling-verschil",
    ),
    *("supplement-draft", "supplement-submit"),
}
SERVER_PAGES = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}


def callbacks(resolver):
    """(route, callback) of every URL, the included ones too."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from callbacks(pattern)
        else:
            yield str(pattern.pattern), pattern.callback


def states_permission(callback):
    """Whether a view is open on purpose, or asks a permission before it does anything."""
    if not getattr(callback, "login_required", True):
        return True
    view = getattr(callback, "view_class", None)
    if view is None or not issubclass(view, PermissionRequiredMixin):
        return False
    order = view.mro()
    asks_first = order.index(PermissionRequiredMixin) < order.index(View)
    return asks_first and view.permission_required is not None


def test_every_view_of_ours_states_its_permission():
    silent = [
        route
        for route, callback in callbacks(get_resolver())
        if callback.__module__.split(".")[0] in APPS and not states_permission(callback)
    ]

    assert silent == []


@pytest.fixture(scope="module")
def looked(made_world):
    """Every page as several people see it, and every form as it comes back when nothing was filled in."""
    seen = []
    for case in ("{zaak}", "{onthuld}"):  # a filed plan is kept ready after the first look at it
        made_world.browser("vera").get(made_world.address(f"/beoordeling/{case}/lezen/", "vera"))
    with pytest.MonkeyPatch.context() as monkeypatch, strict_variables(monkeypatch) as unknown:
        for person in LOOKERS:
            browser = made_world.browser(person)
            for name, _access, path in PAGES:
                if expected(person)[path] == 200:
                    address = made_world.address(path, person)
                    seen.append(render(browser, name, path, person, address, unknown=unknown))
    return seen


def test_no_page_uses_a_variable_that_nobody_gives(looked):
    wrong = {}
    for page in looked:
        for unknown in page.unknown:
            wrong.setdefault(unknown, page.path)

    assert wrong == {}


def test_no_form_that_comes_back_uses_a_variable_that_nobody_gives(world, monkeypatch):
    wrong = {}
    with strict_variables(monkeypatch) as unknown:
        for person in ("anonymous", "anna", "dina", "vera", "behandelaar", "coordinator", "tekenbevoegde", "beheerder"):
            browser = world.browser(person)
            for name, access, path in PAGES:
                if expected(person)[path] == 200 and access not in {"public"}:
                    page = render(
                        browser, name, path, person, world.address(path, person), unknown=unknown, method="post"
                    )
                    wrong |= dict.fromkeys(page.unknown, path)

    assert wrong == {}


def test_every_page_has_one_title_that_no_other_page_has(looked):
    pages = [page for page in looked if page.content and page.name not in FRAGMENTS]
    views = {}
    for page in pages:
        for title in page.titles:
            views.setdefault(title, set()).add(page.view)

    assert [page.path for page in pages if len(page.titles) != 1] == []
    assert {title: found for title, found in views.items() if len(found) > 1} == {}
    assert [title for title in views if not title.removesuffix(" – STO-portaal").strip()] == []


def test_no_field_cuts_what_is_pasted_into_it(looked):
    assert {page.path for page in looked if "maxlength=" in page.content} == set()


def test_every_page_stays_within_its_budget_of_queries(looked):
    def budget(page):
        return WHOLE_PLAN_BUDGET if page.name in WHOLE_PLAN else PAGE_BUDGET

    assert {(page.path, page.person): page.queries for page in looked if page.queries > budget(page)} == {}


def test_every_template_is_used():
    product = [path for top in APPS for path in (ROOT / top).rglob("*.py")]
    shown = (ROOT / "tests" / "vormgeving" / "templates").glob("*.html")  # the parts that docs/vormgeving.md offers
    ours = [path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"}]
    packages = [Path(package.__file__).parent for package in (crispy_forms, allauth)]
    crispy, others = packages[0].rglob("*.py"), packages[1] / "templates"
    named = "\n".join(path.read_text() for path in [*product, *ours, *shown])
    pack = set(re.findall(r"%s/([\w/.-]+\.html)", "\n".join(path.read_text() for path in crispy)))
    unused = [
        name
        for name in (str(path.relative_to(TEMPLATES)) for path in ours)
        if f'"{name}"' not in named
        and f"'{name}'" not in named
        and name not in SERVER_PAGES
        and name.removeprefix("nlds/") not in pack
        and not (others / name).exists()
    ]

    assert unused == []

"""Who may come where: every URL of the portal, for everyone."""

import pytest
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLResolver

from tests.pages import CLASSES, PAGES, PEOPLE, expected
from tests.world import VISITOR

SHADOWED = "account-not-offered"  # stands before what allauth would serve at these addresses


def url_names(resolver, namespace=""):
    """The full name of every URL, the included ones too."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from url_names(pattern, inner)
        else:
            yield f"{namespace}{pattern.name}"


def test_every_url_has_an_access_class():
    assert sorted(set(url_names(get_resolver()))) == sorted({name for name, _access, _path in PAGES})


def test_every_class_says_what_each_person_gets():
    assert {access for _name, access, _path in PAGES} == set(CLASSES)
    assert {len(statuses.split()) for statuses in CLASSES.values()} == {len(PEOPLE)}


def test_every_address_is_that_of_its_url(world):
    found = {}
    for name, access, path in PAGES:
        try:
            found[name, path] = resolve(world.address(path, VISITOR).partition("?")[0]).view_name
        except Resolver404:
            found[name, path] = "nergens"
        if access == "closed" and found[name, path] == SHADOWED:
            found[name, path] = name

    assert found == {(name, path): name for name, _access, path in PAGES}


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_gets_what_the_table_says(world, person):
    browser = world.browser(person)
    answers = {path: browser.get(world.address(path, person)).status_code for path in expected(person)}

    assert differences(answers, expected(person)) == {}


@pytest.mark.parametrize("person", [person for person in PEOPLE if person != VISITOR])
def test_what_a_person_may_not_see_takes_no_form_either(world, person):
    refused = {path: status for path, status in expected(person).items() if status in {403, 404}}
    browser = world.browser(person)

    answers = {path: browser.post(world.address(path, person), {"opslaan": "1"}).status_code for path in refused}

    assert {path: status for path, status in answers.items() if status not in {403, 404, 405}} == {}


@pytest.mark.parametrize("person", ["lies", "anna_elsewhere", "behandelaar", "coordinator", "tekenbevoegde"])
def test_who_reads_a_plan_or_a_letter_writes_nothing_in_it(world, person):
    browser = world.browser(person)
    readable = {path for _name, access, path in PAGES if access in {"draft reader", "file reader"}}
    paths = {path for path in readable if not path.endswith(".pdf")}  # whoever reads a plan may have a PDF made of it

    answers = {path: browser.post(world.address(path, person), {"opslaan": "1"}).status_code for path in paths}

    assert {path: status for path, status in answers.items() if status not in {403, 404, 405}} == {}


def test_a_visitor_who_may_not_is_sent_to_signing_in(world):
    browser = world.browser(VISITOR)
    away = [path for path, status in expected(VISITOR).items() if status == 302]

    found = {path: browser.get(world.address(path, VISITOR)).url.partition("?")[0] for path in away}

    assert found == dict.fromkeys(away, "/account/login/") | {"/account/logout/": "/"}


def differences(found, wanted):
    """{address: (found, wanted)} where these are not the same."""
    return {path: (found[path], status) for path, status in wanted.items() if found[path] != status}

"""A list over more than one page: every row once, filters and sorting survive, and no address is a dead end."""

import re
from html import unescape

import pytest

from applications.models import Aanvraagstatus
from sto_portal.accounts.models import User
from tests.many import advise_many, assign_many, decide_many, join_many, many_cases, many_regios

ROWS = 120
NUMBER = re.compile(r'<th scope="row"[^>]*>\s*(?:<a [^>]*>)?\s*(STO8\d{4})')
NEXT = re.compile(r'rel="next"[^>]*href="([^"]+)"')
PLACE = re.compile(r"Pagina (\d+) van (\d+)")


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def walk(client, path, query):
    """Every number on the page and on those behind 'Volgende', in order; the address of the last page."""
    found, asked = [], query
    while asked:
        text = read(client, path + asked)
        found += NUMBER.findall(text)
        following = NEXT.search(text)
        last, asked = asked, unescape(following[1]) if following else ""
    return found, last


@pytest.fixture
def many(behandelaar, tekenbevoegde, dina, vera, mia, beheerder):
    """Function that fills one list with ROWS rows."""
    lid = dina.commissielid

    def cases(status=Aanvraagstatus.IN_BEHANDELING):
        return many_cases(ROWS, by=behandelaar, status=status)

    fill = {
        "aanvragen": cases,
        "mijn werk": lambda: assign_many(cases(), lid),
        "afgerond werk": lambda: assign_many(cases(Aanvraagstatus.VERLEEND), lid),
        "zaken": lambda: assign_many(cases(), lid),
        "afgeronde zaken": lambda: assign_many(cases(Aanvraagstatus.VERLEEND), lid),
        "toewijzen": cases,
        "besluiten": lambda: decide_many(cases(), drafter=behandelaar, approver=tekenbevoegde),
        "op te stellen": lambda: advise_many(cases()),
        "regio's": lambda: many_regios(ROWS),
        "regio's van iemand": lambda: join_many(mia, many_regios(ROWS)),
    }
    return lambda name: fill[name]()


LISTS = [  # what is listed, who looks, path, question, name of the page in the address
    ("aanvragen", "behandelaar", "/aanvragen/", "?status=in_behandeling&sorteer=nummer", "page"),
    ("mijn werk", "dina", "/beoordeling/", "?volgorde=nummer", "page"),
    ("afgerond werk", "dina", "/beoordeling/", "?toon=afgerond&volgorde=nummer", "page"),
    ("zaken", "vera", "/beoordeling/", "?toon=", "zaken"),
    ("afgeronde zaken", "vera", "/beoordeling/", "?toon=afgerond", "zaken"),
    ("toewijzen", "coordinator", "/beoordeling/toewijzen/", "?ronde=", "page"),
    ("besluiten", "behandelaar", "/besluiten/", "?status=verzonden&zoek=STO8", "page"),
    ("op te stellen", "behandelaar", "/besluiten/", "?status=verzonden", "opstellen"),
    ("regio's", "beheerder", "/regios/", "?zoek=STO8", "page"),
    ("regio's van iemand", "beheerder", "/gebruikers/{mia}/", "?van=", "page"),
]
lists = pytest.mark.parametrize(("what", "name", "path", "query", "page"), LISTS, ids=[line[0] for line in LISTS])


@lists
def test_the_pages_together_show_every_row_once(client, request, many, mia, what, name, path, query, page):
    many(what)
    client.force_login(request.getfixturevalue(name))

    found, last = walk(client, path.format(mia=mia.pk), query)

    assert [int(number[-4:]) for number in found] == list(range(1, ROWS + 1))
    assert query.strip("?") in last


@lists
@pytest.mark.parametrize("wrong", ["0", "-3", "999", "twee", "9" * 30, "", "%00"])
def test_a_page_that_is_not_there_shows_one_that_is(client, request, many, mia, what, name, path, query, page, wrong):
    many(what)
    client.force_login(request.getfixturevalue(name))

    text = read(client, f"{path.format(mia=mia.pk)}{query}&{page}={wrong}")

    place, pages = PLACE.search(text).groups()
    assert place == (pages if wrong in {"999", "9" * 30} else "1")


def test_the_pages_of_people_show_everyone_once(client, beheerder):
    User.objects.bulk_create(User(email=f"lid{place}@example.nl", naam=f"Lid {place:03d}") for place in range(ROWS))
    client.force_login(beheerder)
    found, asked = [], "?zoek=Lid&sorteer=email"

    while asked:
        text = read(client, "/gebruikers/" + asked)
        found += re.findall(r"Lid \d{3}", text)
        following = NEXT.search(text)
        asked = unescape(following[1]) if following else ""

    assert sorted(found) == [f"Lid {place:03d}" for place in range(ROWS)]


def test_what_the_voorzitter_can_do_now_stands_on_the_first_page(client, behandelaar, dina, vera):
    aanvragen = many_cases(ROWS, by=behandelaar)
    assign_many(aanvragen, dina.commissielid)
    advise_many(aanvragen[-2:], status="concept")
    client.force_login(vera)

    found, _last = walk(client, "/beoordeling/", "?toon=")

    assert [int(number[-4:]) for number in found[:3]] == [ROWS - 1, ROWS, 1]


def test_two_lists_on_one_page_each_have_pages_of_their_own(client, behandelaar, tekenbevoegde):
    aanvragen = many_cases(2 * ROWS, by=behandelaar)
    decide_many(aanvragen[:ROWS], drafter=behandelaar, approver=tekenbevoegde)
    advise_many(aanvragen[ROWS:])
    client.force_login(behandelaar)

    text = read(client, "/besluiten/?opstellen=3&page=2")

    assert PLACE.findall(text) == [("3", "5"), ("2", "2")]
    labels = re.findall(r'class="sto-pagination" aria-label="([^"]+)"', text)
    assert [unescape(label) for label in labels] == ["Pagina's met op te stellen besluiten", "Pagina's"]

"""The page of the background work, and trying again what failed."""

import logging

import pytest

from sto_portal.werk.actions import restart_failed
from sto_portal.werk.models import Werk, Werkstatus, seconds_from_now

pytestmark = pytest.mark.django_db

DAY = 24 * 60 * 60


@pytest.fixture
def tellen(kind):
    kind("tellen", lambda taak: None)


@pytest.fixture
def rows(tellen, anna):
    """Work of every status: what failed was asked by Anna and by the portal."""
    Werk.objects.create(soort="tellen", sleutel="brief-1", status=Werkstatus.MISLUKT, fout="Geen adres.", door=anna)
    Werk.objects.create(soort="tellen", sleutel="brief-2", status=Werkstatus.MISLUKT, pogingen=5)
    Werk.objects.create(soort="tellen", sleutel="loopt", status=Werkstatus.BEZIG, lease_tot=seconds_from_now(60))
    Werk.objects.create(soort="tellen", sleutel="wacht")
    Werk.objects.create(soort="oud", sleutel="klaar", status=Werkstatus.KLAAR, klaar_op=seconds_from_now(0))
    Werk.objects.filter(sleutel="brief-2").update(aangemaakt_op=seconds_from_now(-9 * DAY))


def listed(response):
    return [werk.sleutel for werk in response.context["object_list"]]


def failed():
    return set(Werk.objects.failed().values_list("sleutel", flat=True))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["brief-2", "brief-1", "klaar", "wacht", "loopt"]),
        ("sorteer=oud", ["brief-1", "brief-2", "loopt", "wacht", "klaar"]),
        ("sorteer=nieuw", ["klaar", "wacht", "loopt", "brief-2", "brief-1"]),
        ("sorteer=soort", ["klaar", "wacht", "loopt", "brief-2", "brief-1"]),
        ("status=bezig", ["loopt"]),
        ("soort=tellen&sorteer=oud", ["brief-1", "brief-2", "loopt", "wacht"]),
        ("door=ANN", ["brief-1"]),
        ("zoek=RIEF", ["brief-2", "brief-1"]),
        ("status=onzin&zoek=wacht", ["wacht"]),
        ("zoek=nergens", []),
    ],
)
def test_bas_finds_work(client, beheerder, rows, query, found):
    client.force_login(beheerder)

    response = client.get(f"/werk/?{query}")

    assert listed(response) == found


def test_bas_finds_work_of_a_period(client, beheerder, rows):
    client.force_login(beheerder)
    long_ago = Werk.objects.get(sleutel="brief-2").aangemaakt_op.date().isoformat()

    before = client.get(f"/werk/?tot={long_ago}")
    period = client.get(f"/werk/?vanaf={long_ago}&tot={long_ago}")
    ever = client.get("/werk/?vanaf=2000-01-01&tot=2099-12-31")

    assert (listed(before), listed(period)) == (["brief-2"], ["brief-2"])
    assert len(listed(ever)) == 5


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("tot=gisteren", "Voer een geldige datum in"),
        ("vanaf=0001-01-01", "Kies een dag na 1999."),
        ("tot=9999-12-31", "Kies een dag vóór 2100."),
    ],
)
def test_a_day_that_cannot_be_is_said(client, beheerder, rows, query, error):
    client.force_login(beheerder)

    page = client.get(f"/werk/?{query}").content.decode()

    assert error in page
    assert "Alles opnieuw proberen" not in page


def test_fifty_stand_on_a_page_and_a_page_beyond_the_last_is_the_last(client, beheerder, tellen):
    Werk.objects.bulk_create(Werk(soort="tellen", sleutel=str(number)) for number in range(60))
    client.force_login(beheerder)

    first, last = client.get("/werk/"), client.get("/werk/?page=9")

    assert (len(listed(first)), len(listed(last))) == (50, 10)


def test_an_empty_list_says_why(client, beheerder):
    client.force_login(beheerder)

    nothing, not_found = client.get("/werk/"), client.get("/werk/?zoek=nergens")

    assert "Er is nog geen werk" in nothing.content.decode()
    assert "Geen werk gevonden" in not_found.content.decode()


def test_the_part_that_renews_itself_says_only_what_is_new(client, beheerder, rows):
    client.force_login(beheerder)
    headers = {"HX-Request": "true"}
    summary = "2 stukken werk zijn mislukt."

    changed = client.get("/werk/stand/", headers=headers).content.decode()
    same = client.get("/werk/stand/", {"gezien": summary}, headers=headers).content.decode()

    assert f'<span hx-swap-oob="innerHTML:#werk-melding">{summary}</span>' in changed
    assert "hx-swap-oob" not in same
    assert "hx-get" not in same


def test_bea_tries_one_piece_again_and_comes_back_to_her_list(client, behandelaar, rows):
    client.force_login(behandelaar)
    pk = Werk.objects.get(sleutel="brief-1").pk

    response = client.post(f"/werk/{pk}/opnieuw/", {"lijst": "zoek=brief&page=2"}, follow=True)

    assert response.redirect_chain == [("/werk/?zoek=brief#lijst", 302)]
    assert "Tellen (brief-1) staat weer in de rij." in response.content.decode()
    assert failed() == {"brief-2"}


def test_bas_is_told_how_much_he_tries_again(client, beheerder, rows):
    client.force_login(beheerder)

    page = client.get("/werk/opnieuw/?zoek=brief").content.decode()

    assert "2 stukken werk opnieuw proberen?" in page
    assert "Tellen: 2" in page
    assert 'action="/werk/opnieuw/?zoek=brief"' in page


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", set()),
        ("zoek=brief-1", {"brief-2"}),
        ("door=anna", {"brief-2"}),
        ("status=klaar", {"brief-1", "brief-2"}),
        ("tot=gisteren", {"brief-1", "brief-2"}),
    ],
)
def test_bas_tries_again_what_his_list_shows_and_no_more(client, beheerder, rows, query, left):
    client.force_login(beheerder)

    client.post(f"/werk/opnieuw/?{query}")

    assert failed() == left


def test_clicking_twice_starts_nothing_twice(client, beheerder, rows):
    client.force_login(beheerder)

    first = client.post("/werk/opnieuw/", follow=True).content.decode()
    second = client.post("/werk/opnieuw/", follow=True).content.decode()

    assert "2 stukken werk staan weer in de rij." in first
    assert "Hier is niets mislukt" in second
    assert set(Werk.objects.filter(sleutel__startswith="brief").values_list("lease_nr", "pogingen")) == {(1, 0)}


def test_trying_all_again_leaves_what_did_not_fail_and_who_did_it_in_the_log(beheerder, rows, caplog):
    caplog.set_level(logging.INFO)
    before = Werk.objects.exclude(sleutel__startswith="brief").values()
    untouched = list(before)

    count = restart_failed(Werk.objects.all(), by=beheerder)

    assert count == 2
    assert list(before.all()) == untouched
    assert f"Gebruiker {beheerder.pk} zet mislukt werk weer in de rij: 2" in caplog.text


@pytest.mark.parametrize("count", [1, 300])
def test_trying_again_takes_the_same_queries_for_one_and_for_hundreds(
    beheerder, tellen, count, django_assert_num_queries
):
    Werk.objects.bulk_create(
        Werk(soort="tellen", sleutel=str(number), status=Werkstatus.MISLUKT) for number in range(count)
    )

    with django_assert_num_queries(4):  # with the savepoint of the transaction
        assert restart_failed(Werk.objects.all(), by=beheerder) == count


@pytest.mark.parametrize(("name", "shown"), [("beheerder", True), ("behandelaar", False)])
def test_only_bas_is_offered_to_try_all_again(client, request, rows, name, shown):
    client.force_login(request.getfixturevalue(name))

    page = client.get("/werk/").content.decode()

    assert ("Alles opnieuw proberen" in page) is shown
    assert page.count("Opnieuw proberen</button>") == 2


def test_bas_sees_the_facts_of_work_but_not_what_was_put_in(client, beheerder, anna, tellen):
    werk = Werk.objects.create(soort="tellen", sleutel="brief-1", invoer={"bsn": "geheim"}, door=anna, pogingen=2)

    client.force_login(beheerder)
    staff = client.get(f"/werk/{werk.pk}/").content.decode()
    client.force_login(anna)
    own = client.get(f"/werk/{werk.pk}/").content.decode()

    assert "door Anna" in staff
    assert "2 van 5" in staff
    assert "Terug naar het achtergrondwerk" in staff
    assert "geheim" not in staff
    assert "brief-1" not in own

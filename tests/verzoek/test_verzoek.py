"""The id of a request and its access line, in this process."""

import logging

import pytest
from django.test import Client, RequestFactory

from sto_portal.logs import RequestFilter
from sto_portal.verzoek import RequestMiddleware, current_request_id, read_request_id, with_request_id
from tests.factories import AanvraagFactory


@pytest.fixture
def said(caplog):
    """The access lines so far, as (method, route, nummer, status, user)."""
    caplog.set_level(logging.INFO, logger="sto_portal.verzoek")

    def read():
        records = [record for record in caplog.records if record.name == "sto_portal.verzoek"]
        return [(line.method, line.route, line.nummer, line.status, line.user) for line in records]

    return read


@pytest.mark.parametrize(
    ("behind", "given", "kept"),
    [
        (True, "van-de-proxy-1", True),
        (False, "van-de-proxy-1", False),
        (True, "x" * 64, True),
        (True, "x" * 65, False),
        (True, "met spatie", False),
        (True, "regel\nterug", False),
        (True, "", False),
    ],
)
def test_only_a_proxy_gives_the_id_and_only_a_sane_one(settings, behind, given, kept):
    settings.BEHIND_PROXY = behind

    number = read_request_id(RequestFactory().get("/", headers={"X-Request-ID": given}))

    assert (number == given) is kept
    assert len(number) == (len(given) if kept else 16)


def test_work_for_a_request_carries_its_id_and_nothing_after_it():
    before = current_request_id()

    with with_request_id("a"):
        with with_request_id("b"):
            inner = current_request_id()
        outer = current_request_id()

    assert (before, inner, outer, current_request_id()) == ("", "b", "a", "")


def test_a_visitor_leaves_a_line_without_a_person(client, db, said):
    client.get("/over/")

    assert said() == [("GET", "over/", None, 200, None)]


def test_who_is_signed_in_is_a_number_and_so_is_the_aanvraag(client, anna, twente, said):
    aanvraag = AanvraagFactory(regio=twente)
    client.force_login(anna)

    client.get(f"/aanvragen/{aanvraag.nummer}/")

    assert said() == [("GET", "aanvragen/<str:nummer>/", aanvraag.nummer, 200, anna.pk)]


def test_signing_in_says_who_did(client, anna, said):
    anna.set_password("een-lang-wachtwoord")
    anna.save()

    client.post("/account/login/", {"login": anna.email, "password": "een-lang-wachtwoord"})

    assert said() == [("POST", "account/login/", None, 302, anna.pk)]


def test_a_nummer_that_is_none_stays_out(client, anna, said):
    client.force_login(anna)

    client.get("/aanvragen/STO%0Agelogen/")

    assert said() == [("GET", "aanvragen/<str:nummer>/", None, 404, anna.pk)]


def test_the_line_costs_no_query(client, db, django_assert_num_queries):
    client.get("/over/")

    with django_assert_num_queries(0):
        client.get("/over/", headers={"cookie": "sessionid=geen"})


def test_a_request_that_nothing_answers_leaves_its_line_too(rf, said):
    def fail(_request):
        raise OSError("ook de foutpagina is weg")

    with pytest.raises(OSError, match="ook de foutpagina is weg"):
        RequestMiddleware(fail)(rf.get("/over/"))

    assert said() == [("GET", "onbekend adres", None, 500, None)]


@pytest.mark.parametrize("logger", ["django.request", "sto_portal.outages"])
def test_an_address_in_what_is_said_of_a_request_becomes_its_route(rf, logger):
    request = rf.get("/account/password/reset/key/1-geheim/")
    record = logging.LogRecord(logger, 30, "", 0, "%s: %s", ("Not Found", request.path), None)
    record.request = request

    RequestFilter().filter(record)

    assert record.getMessage() == "Not Found: onbekend adres"


@pytest.mark.urls("tests.verzoek.urls")
def test_who_sent_a_form_that_went_wrong_gets_back_what_was_typed(client):
    client.raise_request_exception = False

    answer = client.post("/proef/mis/geheim/", {"titel": "Meer meisjes in de techniek", "csrfmiddlewaretoken": "abc"})

    assert (answer.status_code, "<h2>Wat u typte</h2>" in answer.text) == (500, True)
    assert answer.text.count("Meer meisjes in de techniek") == 1


@pytest.mark.urls("tests.verzoek.urls")
def test_a_password_is_not_given_back(client):
    client.raise_request_exception = False

    answer = client.post("/proef/mis/geheim/", {"login": "anna@example.nl", "password": "een lang geheim woord"})

    assert (answer.status_code, "een lang geheim woord" in answer.text) == (500, False)


def test_a_form_that_stood_open_too_long_is_refused_and_what_was_typed_is_not_lost(db, anna):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(anna)

    answer = browser.post("/meedoen/", {"toelichting": "Onze school wil graag meedoen."})

    assert (answer.status_code, answer.text.count("Onze school wil graag meedoen.")) == (403, 1)


def test_a_password_is_not_given_back_there_either(db):
    sent = {"login": "anna@example.nl", "password": "een lang geheim woord"}

    answer = Client(enforce_csrf_checks=True).post("/account/login/", sent)

    assert (answer.status_code, "geheim woord" in answer.text, "anna@example.nl" in answer.text) == (403, False, False)

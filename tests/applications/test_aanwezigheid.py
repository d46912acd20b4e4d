"""Who has a paragraph open now: one row per person and part."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Aanwezigheid
from applications.work import forget_presence
from tests.applications.writing import url_of
from tests.factories import AanvraagFactory


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


def look(client, person, aanvraag, sleutel="b1-2"):
    client.force_login(person)
    return client.post(url_of(aanvraag, "regiovisie", sleutel, "aanwezig"))


def test_anna_sees_that_mia_and_lies_have_the_paragraph_open_too(client, anna, mia, lies, aanvraag):
    alone = look(client, anna, aanvraag)
    look(client, lies, aanvraag)
    look(client, mia, aanvraag)

    response = look(client, anna, aanvraag)

    assert alone.text.strip() == ""
    assert " ".join(response.text.split()).endswith("Lies en Mia hebben deze paragraaf nu ook open. </p>")


def test_who_is_in_another_paragraph_is_not_here(client, anna, mia, aanvraag):
    look(client, mia, aanvraag, sleutel="b1-1")

    assert look(client, anna, aanvraag).text.strip() == ""


def test_who_was_not_seen_for_a_while_has_gone(client, anna, mia, aanvraag):
    look(client, mia, aanvraag)
    Aanwezigheid.objects.update(gezien_op=timezone.now() - timedelta(seconds=80))

    assert look(client, anna, aanvraag).text.strip() == ""


def test_each_person_is_one_row_per_part(client, anna, aanvraag, django_assert_num_queries):
    look(client, anna, aanvraag)
    client.force_login(anna)
    with django_assert_num_queries(6):
        client.post(url_of(aanvraag, "regiovisie", "b1-2", "aanwezig"))
    look(client, anna, aanvraag, sleutel="b1-1")

    assert list(Aanwezigheid.objects.values_list("user__naam", "plek").order_by("plek")) == [
        ("Anna", "regiovisie/b1-1"),
        ("Anna", "regiovisie/b1-2"),
    ]


def test_the_overviews_tell_where_others_are_now(client, anna, mia, lies, aanvraag):
    look(client, mia, aanvraag)
    look(client, lies, aanvraag, sleutel="b1-1")
    client.force_login(anna)

    tasks = client.get(aanvraag.get_absolute_url()).context["tasks"]
    paragrafen = client.get(url_of(aanvraag, "regiovisie")).context["tasks"]

    assert [task["nu"] for task in tasks[:2]] == ["Lies, Mia", ""]
    assert [task["nu"] for task in paragrafen[:3]] == ["Lies", "Mia", ""]


@pytest.mark.parametrize(("name", "code"), [("lies", 200), ("bram", 404), ("dina", 403)])
def test_only_who_may_read_the_plan_is_noted(client, request, aanvraag, name, code):
    assert look(client, request.getfixturevalue(name), aanvraag).status_code == code
    assert Aanwezigheid.objects.count() == (code == 200)


def test_a_day_later_nothing_is_kept(client, anna, mia, aanvraag):
    look(client, anna, aanvraag)
    Aanwezigheid.objects.update(gezien_op=timezone.now() - timedelta(days=1))
    look(client, mia, aanvraag)

    forget_presence()

    assert list(Aanwezigheid.objects.values_list("user__naam", flat=True)) == ["Mia"]

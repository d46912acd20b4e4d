"""The coordinator changes when registering regions closes: later, earlier, and again after it closed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from regions.models import Vooraanmeldperiode
from regions.vooraanmelding.periodes import ClosingError, change_closing
from sto_portal.sporen.models import Spoor
from tests.regions.vooraanmeldingen import close, open_periode

pytestmark = pytest.mark.django_db

TYPED = {"datum": "2098-03-31", "tijd": "23:59", "reden": "De regio's vroegen om meer tijd."}
FIRST_TOO_LATE = datetime(2098, 3, 31, 22, tzinfo=UTC)


@pytest.fixture
def periode():
    return open_periode()


@pytest.fixture
def page(periode):
    return f"/vooraanmeldingen/periodes/{periode.pk}/"


@pytest.fixture
def dus_i(client, coordinator):
    client.force_login(coordinator)
    return client


def closes(periode):
    return Vooraanmeldperiode.objects.get(pk=periode.pk).sluit_op


def steps(periode):
    return [spoor.data for spoor in Spoor.objects.of(periode) if spoor.wat == "change_closing"]


def test_the_coordinator_gives_the_last_minute_and_reads_what_holds_now(dus_i, page, periode):
    response = dus_i.post(page, TYPED, follow=True)

    assert closes(periode) == FIRST_TOO_LATE
    assert response.redirect_chain == [(f"/vooraanmeldingen/?periode={periode.pk}", 302)]
    assert (
        "De sluiting is veranderd. Aanmelden voor STO demoregeling kan tot en met 31 maart 2098, 23.59" in response.text
    )


def test_the_form_begins_with_the_closing_as_it_is(dus_i, page, periode):
    Vooraanmeldperiode.objects.filter(pk=periode.pk).update(sluit_op=FIRST_TOO_LATE)

    form = dus_i.get(page).context["form"]

    assert [str(form["datum"].value()), f"{form['tijd'].value():%H:%M}"] == ["2098-03-31", "23:59"]


def test_the_change_leaves_a_trace_with_old_new_and_reason(dus_i, coordinator, page, periode):
    before = periode.sluit_op

    dus_i.post(page, TYPED)

    assert steps(periode) == [
        {"oud": before.isoformat(), "nieuw": FIRST_TOO_LATE.isoformat(), "reden": TYPED["reden"]},
    ]
    assert Spoor.objects.of(periode).get(wat="change_closing").door == coordinator


def test_two_clicks_change_it_once(dus_i, page, periode):
    dus_i.post(page, TYPED)
    again = dus_i.post(page, TYPED, follow=True)

    assert "Dit was de sluiting al. Er is niets veranderd." in again.text
    assert len(steps(periode)) == 1


def test_it_may_close_earlier_than_it_did(coordinator, periode):
    soon = timezone.now() + timedelta(hours=1)

    assert change_closing(periode=periode, sluit_op=soon, reden="Iedereen is er.", by=coordinator)
    assert closes(periode) == soon


def test_a_periode_that_closed_opens_again_for_who_wants_to_register(dus_i, page, periode, client):
    close(periode)
    assert "Kiest u een later moment, dan kan aanmelden weer." in " ".join(dus_i.get(page).text.split())

    dus_i.post(page, TYPED)

    client.logout()
    assert client.get("/vooraanmelden/").context["periodes"] == [periode]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"datum": ""}, "datum", "Vul een dag in, bijvoorbeeld 31-12-2027."),
        ({"datum": "31-02-2098"}, "datum", "Vul een datum in die bestaat, bijvoorbeeld 31-12-2027."),
        ({"datum": "99999-01-01"}, "datum", "Vul een datum in die bestaat, bijvoorbeeld 31-12-2027."),
        ({"datum": "2019-01-01"}, "datum", "Kies een moment in de toekomst."),
        ({"tijd": ""}, "tijd", "Vul een tijd in, bijvoorbeeld 23.59."),
        ({"tijd": "24:00"}, "tijd", "Vul een tijd in die bestaat, bijvoorbeeld 23.59."),
        (
            {"datum": "2027-03-28", "tijd": "02:30"},
            "tijd",
            "Deze tijd bestaat niet of komt twee keer voor, omdat de klok dan verspringt.",
        ),
        ({"reden": " "}, "reden", "Schrijf op waarom u de sluiting verandert."),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_lost(dus_i, page, periode, changes, field, message):
    before = periode.sluit_op

    form = dus_i.post(page, TYPED | changes).context["form"]

    assert form.errors == {field: [message]}
    assert form["reden"].value() == (TYPED | changes)["reden"]
    assert (closes(periode), steps(periode)) == (before, [])


def test_a_periode_that_has_to_open_yet_closes_after_that(coordinator, periode):
    opens = timezone.now() + timedelta(days=30)
    Vooraanmeldperiode.objects.filter(pk=periode.pk).update(opent_op=opens, sluit_op=opens + timedelta(days=9))

    with pytest.raises(ClosingError, match="Op dat moment is de periode nog niet open"):
        change_closing(periode=periode, sluit_op=opens - timedelta(days=1), reden="Eerder", by=coordinator)
    assert closes(periode) == opens + timedelta(days=9)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["behandelaar", "tekenbevoegde", "anna"])
def test_only_who_may_decide_changes_it(client, request, page, periode, method, name):
    client.force_login(request.getfixturevalue(name))

    assert getattr(client, method)(page, TYPED).status_code == 403
    assert steps(periode) == []


@pytest.mark.parametrize("number", [0, 999999, 10**20])
def test_a_periode_that_is_not_there_is_not_found(dus_i, number):
    assert dus_i.post(f"/vooraanmeldingen/periodes/{number}/", TYPED).status_code == 404


def test_only_who_may_decide_is_led_to_it_from_the_list(client, dus_i, behandelaar, page):
    assert f'href="{page}"' in dus_i.get("/vooraanmeldingen/").text

    client.force_login(behandelaar)

    assert f'href="{page}"' not in client.get("/vooraanmeldingen/").text

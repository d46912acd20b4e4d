"""The coordinator gives regions more time; who still has to file hears of it, and nobody takes it back."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from applications import zegels
from applications.actions import grant_uitstel
from applications.models import Herinnering, Uitstel, UitstelError
from sto_portal.sporen.models import Spoor
from sto_portal.vormgeving.templatetags.sto import deadline
from sto_portal.werk.actions import run_waiting
from tests.applications.plans import complete_aanvraag, file_plan
from tests.factories import AanvraagFactory, RondeFactory

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def ronde():
    return RondeFactory(nummer=7, naam="Ronde 7", sluit_op=timezone.now() + DAY)


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def asked(*regios, datum="2098-03-31", tijd="23:59", reden="Het portaal lag eruit."):
    """What the coordinator types; without regions it is for all."""
    voor = {"voor": "enkele", "regios": [regio.pk for regio in regios]} if regios else {"voor": "allen"}
    return voor | {"datum": datum, "tijd": tijd, "reden": reden}


def grant(ronde, by, regios, days=9, reden="Storing"):
    at = ronde.sluit_op + timedelta(days=days)
    return grant_uitstel(ronde=ronde, regios=regios, sluit_op=at, reden=reden, by=by)


def addressees():
    run_waiting()
    return sorted(address for message in mail.outbox for address in message.to)


def test_the_coordinator_checks_and_gives_one_region_more_time(as_coordinator, coordinator, ronde, twente, veluwe):
    checked = as_coordinator.post("/rondes/7/uitstel/", asked(twente))
    before = Uitstel.objects.count()
    given = as_coordinator.post("/rondes/7/uitstel/", asked(twente) | {"verlenen": "1"})

    uitstel = Uitstel.objects.get()
    assert (checked.status_code, before) == (200, 0)
    assert (given.status_code, given.url) == (302, "/rondes/7/")
    assert (uitstel.regio, uitstel.door, uitstel.reden) == (twente, coordinator, "Het portaal lag eruit.")
    assert uitstel.sluit_op == datetime(2098, 3, 31, 22, tzinfo=UTC)
    assert deadline(ronde.closes_for(twente)) == "31 maart 2098, 23.59 uur"
    assert ronde.closes_for(veluwe) == ronde.sluit_op


def test_the_page_before_says_who_is_concerned_and_which_reminders_still_come(
    as_coordinator, anna, bram, twente, veluwe
):
    ronde = RondeFactory(nummer=7, naam="Ronde 7", sluit_op=timezone.now() + DAY)
    Herinnering.objects.bulk_create(Herinnering(ronde=ronde, uren=uren) for uren in (336, 48))
    AanvraagFactory(regio=veluwe, ronde=ronde)
    file_plan(complete_aanvraag(regio=twente, ronde=ronde), anna)

    context = as_coordinator.post("/rondes/7/uitstel/", asked(twente, veluwe)).context

    assert [(each.regio, each.sluit_op, each.may_file) for each in context["betrokkenen"]] == [
        (twente, ronde.sluit_op, False),
        (veluwe, ronde.sluit_op, True),
    ]
    assert [(each.uren, each.op, each.is_now, each.concepten) for each in context["herinneringen"]] == [
        (336, context["sluit_op"] - 14 * DAY, False, 1),
        (48, context["sluit_op"] - 2 * DAY, False, 1),
    ]


def test_a_region_that_may_file_longer_already_is_not_concerned(as_coordinator, coordinator, ronde, twente, veluwe):
    grant(ronde, coordinator, [twente], days=90 * 365)

    context = as_coordinator.post("/rondes/7/uitstel/", asked(datum="2097-01-01")).context

    moved = {each.regio for each in context["betrokkenen"]}
    assert (twente in moved, veluwe in moved) == (False, True)


def test_only_the_penvoerders_who_still_have_to_file_get_a_mail(
    coordinator, ronde, twente, veluwe, anna, mia, lies, bram
):
    AanvraagFactory(regio=twente, ronde=ronde)
    file_plan(complete_aanvraag(regio=veluwe, ronde=ronde), bram)
    run_waiting()
    mail.outbox.clear()

    (uitstel,) = grant(ronde, coordinator, None)

    assert addressees() == ["anna@example.nl"]
    assert mail.outbox[0].subject == "Uw regio heeft meer tijd om een aanvraag in te dienen"
    assert f"Indienen kan tot en met: {deadline(uitstel.sluit_op)} (Nederlandse tijd)" in mail.outbox[0].body
    assert "Waarom krijgt u uitstel?\nStoring\n" in mail.outbox[0].body


def test_a_region_that_did_not_begin_yet_hears_of_it_too(coordinator, ronde, twente, veluwe, anna, bram):
    grant(ronde, coordinator, [twente])

    assert addressees() == ["anna@example.nl"]


def test_two_clicks_give_the_extension_once(as_coordinator, ronde, twente, veluwe, anna, bram):
    for _click in range(2):
        as_coordinator.post("/rondes/7/uitstel/", asked(twente, veluwe) | {"verlenen": "1"})

    assert list(Uitstel.objects.values_list("regio", flat=True)) == [twente.pk, veluwe.pk]
    assert addressees() == ["anna@example.nl", "bram@example.nl"]
    assert Spoor.objects.filter(wat="grant", soort="applications.uitstel").count() == 2


def test_an_extension_leaves_a_spoor_with_until_when_and_why(coordinator, ronde, twente):
    (uitstel,) = grant(ronde, coordinator, [twente])

    spoor = Spoor.objects.of(uitstel).get()
    assert (spoor.wat, spoor.door) == ("grant", coordinator)
    told = json.loads(spoor.gegevens)
    assert told.pop("zegel") == zegels.UITSTEL.of(uitstel)["zegel"]
    assert told == {
        "regio": twente.nummer,
        "reden": "Storing",
        "sluit_op": uitstel.sluit_op.isoformat(),
    }


@pytest.mark.parametrize("regios", [None, "twente"])
def test_it_must_be_later_than_what_holds(coordinator, ronde, twente, regios):
    chosen = [twente] if regios else None
    grant(ronde, coordinator, chosen, days=9)

    with pytest.raises(UitstelError):
        grant(ronde, coordinator, chosen, days=8, reden="Nog een storing")

    assert Uitstel.objects.count() == 1


def test_it_must_be_later_than_now(as_coordinator, twente):
    RondeFactory(nummer=7, sluit_op=timezone.now() - 9 * DAY)
    yesterday = (timezone.localdate() - DAY).isoformat()

    response = as_coordinator.post("/rondes/7/uitstel/", asked(twente, datum=yesterday))

    assert response.context["form"].errors == {"datum": ["Kies een moment in de toekomst."]}


def test_an_extension_is_followed_by_another_and_never_removed(coordinator, ronde, twente):
    (first,) = grant(ronde, coordinator, [twente], days=1)
    (second,) = grant(ronde, coordinator, None, days=2)

    with pytest.raises(UitstelError):
        first.delete()
    with pytest.raises(UitstelError):
        Uitstel.objects.filter(ronde=ronde).delete()

    assert list(ronde.uitstel.all()) == [first, second]
    assert ronde.closes_for(twente) == second.sluit_op


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"voor": ""}, "voor", "Kies voor wie het uitstel is."),
        ({"voor": "enkele"}, "regios", "Kies een of meer regio's."),
        ({"datum": "31-02-2098"}, "datum", "Vul een datum in die bestaat, bijvoorbeeld 31-12-2027."),
        ({"tijd": "24:00"}, "tijd", "Vul een tijd in die bestaat, bijvoorbeeld 23.59."),
        ({"reden": " "}, "reden", "Schrijf op waarom u uitstel geeft."),
        (
            {"datum": "2027-03-28", "tijd": "02:30"},
            "tijd",
            "Deze tijd bestaat niet of komt twee keer voor, omdat de klok dan verspringt.",
        ),
    ],
)
def test_what_is_typed_wrong_is_told_at_the_field(as_coordinator, ronde, typed, field, told):
    response = as_coordinator.post("/rondes/7/uitstel/", asked() | typed)

    assert response.context["form"].errors == {field: [told]}


def test_all_regions_and_some_regions_do_not_go_together(as_coordinator, ronde, twente):
    response = as_coordinator.post("/rondes/7/uitstel/", asked(twente) | {"voor": "allen"})

    assert list(response.context["form"].errors) == ["voor"]


def test_who_looks_again_finds_what_was_typed(as_coordinator, ronde, twente):
    response = as_coordinator.post("/rondes/7/uitstel/", asked(twente) | {"wijzigen": "1"})

    form = response.context["form"]
    assert response.templates[0].name == "applications/uitstel_form.html"
    assert (form["reden"].value(), form["regios"].value()) == ("Het portaal lag eruit.", [str(twente.pk)])


@pytest.mark.parametrize(("name", "code"), [("behandelaar", 403), ("tekenbevoegde", 403), ("anna", 403)])
def test_nobody_else_gives_it(client, request, ronde, twente, name, code):
    client.force_login(request.getfixturevalue(name))

    response = client.post("/rondes/7/uitstel/", asked(twente) | {"verlenen": "1"})

    assert (response.status_code, Uitstel.objects.count()) == (code, 0)


def test_dus_i_sees_how_a_round_stands(client, behandelaar, coordinator, ronde, twente, veluwe, anna):
    AanvraagFactory(regio=veluwe, ronde=ronde)
    file_plan(complete_aanvraag(regio=twente, ronde=ronde), anna)
    (uitstel,) = grant(ronde, coordinator, [veluwe])
    client.force_login(behandelaar)

    context = client.get("/rondes/7/").context

    shown = context["ronde"]
    assert (shown.concepten, shown.ingediend, shown.uitstellen, shown.laatste_op) == (1, 1, 1, uitstel.sluit_op)
    assert (context["stand"], list(context["uitstellen"]), context["may_grant"]) == (
        ("success", "Open"),
        [uitstel],
        False,
    )


@pytest.mark.parametrize(
    ("opens", "closes", "state"),
    [(DAY, 9 * DAY, "Nog niet open"), (-DAY, DAY, "Open"), (-DAY, -HOUR, "Alleen open met uitstel")],
)
def test_a_round_says_whether_it_is_open(client, behandelaar, twente, opens, closes, state):
    now = timezone.now()
    ronde = RondeFactory(nummer=7, opent_op=now + opens, sluit_op=now + closes)
    Uitstel.objects.create(ronde=ronde, regio=twente, sluit_op=now + 10 * DAY, reden="Storing")
    client.force_login(behandelaar)

    assert client.get("/rondes/7/").context["stand"][1] == state


def test_the_region_reads_until_when_it_may_file_and_why(client, anna, coordinator, ronde, twente):
    aanvraag = AanvraagFactory(regio=twente, ronde=ronde)
    (uitstel,) = grant(ronde, coordinator, [twente], reden="Het portaal lag eruit.")
    client.force_login(anna)

    text = " ".join(client.get(aanvraag.get_absolute_url()).content.decode().split())

    assert f"U kunt indienen tot en met <strong>{deadline(uitstel.sluit_op)}</strong> (Nederlandse tijd)." in text
    assert f"Uw regio kreeg uitstel. Zonder uitstel kon indienen tot en met {deadline(ronde.sluit_op)}." in text
    assert "Reden van het uitstel: Het portaal lag eruit." in text


def test_another_region_reads_nothing_of_it(client, bram, coordinator, ronde, twente, veluwe):
    aanvraag = AanvraagFactory(regio=veluwe, ronde=ronde)
    grant(ronde, coordinator, [twente])
    client.force_login(bram)

    response = client.get(aanvraag.get_absolute_url())

    assert (response.context["uitstel"], "uitstel" in response.content.decode()) == (None, False)

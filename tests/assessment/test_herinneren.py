"""Who judges is reminded some days before the last day, once for all that is not handed in."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.actions.herinneren import remind_beoordelaars
from assessment.actions.toewijzen import decline
from assessment.models import Beoordeling, Rondekader
from sto_portal.accounts.models import Aanstelling
from sto_portal.outbox.models import Bericht
from sto_portal.termijnen import today
from sto_portal.werk.actions import run_waiting
from tests.assessment.committee import fill, make_assigned, make_members
from tests.factories import RegioFactory, RondeFactory

pytestmark = pytest.mark.django_db

DAYS_BEFORE = 5


@pytest.fixture
def leden():
    return make_members("Dina", "Ben", "Carla")


@pytest.fixture
def beoordelingen(twente, leden, coordinator):
    """Three judgements of one case, of which Dina's comes first; their last day is 28 days from today."""
    Rondekader.objects.update(beoordelingstermijn_dagen=28, herinnering_dagen=DAYS_BEFORE)
    return make_assigned(twente, leden, by=coordinator)[1]


def reminders_of(day):
    """The addresses to which a reminder is written on this day."""
    known = set(Bericht.objects.values_list("pk", flat=True))
    remind_beoordelaars(day)
    return sorted(Bericht.objects.exclude(pk__in=known).values_list("aan", flat=True))


EVERYONE = ["ben@example.nl", "carla@example.nl", "dina@example.nl"]


@pytest.mark.parametrize(("days_left", "people"), [(6, []), (5, EVERYONE), (1, EVERYONE), (0, EVERYONE), (-1, [])])
def test_the_reminder_comes_from_five_days_before_the_last_day_until_that_day(beoordelingen, days_left, people):
    last_day = beoordelingen[0].uiterlijk_datum

    assert reminders_of(last_day - timedelta(days=days_left)) == people


def test_the_reminder_comes_once(beoordelingen):
    last_day = beoordelingen[0].uiterlijk_datum
    reminders_of(last_day - timedelta(days=4))

    assert reminders_of(last_day) == []


def test_one_mail_names_all_that_is_open_and_when_it_is_due(beoordelingen, leden, coordinator, veluwe):
    ronde = RondeFactory()
    Rondekader.objects.create(ronde=ronde, kader=Rondekader.objects.first().kader, herinnering_dagen=DAYS_BEFORE)
    _aanvraag, others = make_assigned(veluwe, leden, by=coordinator, ronde=ronde)
    run_waiting()
    mail.outbox.clear()

    remind_beoordelaars(beoordelingen[0].uiterlijk_datum)
    run_waiting()

    (sent,) = [sent for sent in mail.outbox if sent.to == ["dina@example.nl"]]
    numbers = [beoordelingen[0].aanvraag.nummer, others[0].aanvraag.nummer]
    assert sent.subject.startswith("Uw beoordeling is nodig: uiterlijk ")
    assert "Beste Dina,\n\nU hebt 2 aanvragen nog niet beoordeeld." in sent.body
    assert f"Nummers van de aanvragen: {', '.join(numbers)}" in sent.body
    assert f"- Open uw aanvragen: {settings.SITE_URL}/beoordeling/" in sent.body


def test_who_handed_in_or_withdrew_is_not_reminded(beoordelingen, leden):
    dinas, bens, _carlas = beoordelingen
    fill(dinas)
    dinas.transition("hand_in", by=leden[0].user)
    decline(beoordeling=bens, reden="Betrokken bij een school.", by=leden[1].user)

    assert reminders_of(dinas.uiterlijk_datum) == ["carla@example.nl"]


def test_who_is_no_longer_beoordelaar_is_not_reminded(beoordelingen, leden):
    Aanstelling.objects.filter(user=leden[0].user).end()

    assert reminders_of(beoordelingen[0].uiterlijk_datum) == ["ben@example.nl", "carla@example.nl"]


@pytest.mark.parametrize(("termijn", "herinnering"), [(5, 5), (3, 5), (28, None)])
def test_a_term_as_short_as_the_reminder_has_none(beoordelingen, termijn, herinnering):
    Rondekader.objects.update(beoordelingstermijn_dagen=termijn, herinnering_dagen=herinnering)
    Beoordeling.objects.update(uiterlijk_datum=today() + timedelta(days=termijn))

    assert reminders_of(today() + timedelta(days=termijn)) == []


@pytest.mark.parametrize(("regions", "groups"), [(1, 1), (4, 1), (1, 3)])
def test_looking_for_reminders_takes_two_queries_whatever_there_is(coordinator, regions, groups):
    for group in range(groups):
        leden = make_members(*(f"Lid{group}{each}" for each in "abc"))
        for _ in range(regions):
            make_assigned(RegioFactory(), leden, by=coordinator)
    last_day = Beoordeling.objects.first().uiterlijk_datum
    remind_beoordelaars(last_day)

    with CaptureQueriesContext(connection) as captured:
        remind_beoordelaars(last_day)

    assert Bericht.objects.filter(sleutel__startswith="herinnering-").count() == 3 * groups
    assert len(captured) == 2

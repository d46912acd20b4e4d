"""Who writes a draft is reminded before the round closes for the region, once for each reminder of the round."""

from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.actions.remind import request_reminders, send_reminders
from applications.models import Aanvraagronde, Herinnering, Plan, Uitstel
from applications.work import remind_of_closing
from regions.models import Lidmaatschap
from sto_portal.outbox.models import Bericht
from sto_portal.roles import Regiorol
from sto_portal.vormgeving.templatetags.sto import deadline
from sto_portal.werk.actions import run_waiting
from sto_portal.werk.models import Werk
from tests.applications.plans import answer, complete_aanvraag, file_plan
from tests.cast import join
from tests.factories import AanvraagFactory, RegioFactory, RondeFactory, UserFactory

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
UREN = (336, 48, 4)
QUERIES_A_MAIL = 15  # with savepoints: the template, the rows of work and of mail, each looked for first


def make_ronde(closes_in, uren=UREN):
    """A round that closes so long from now, with these reminders."""
    ronde = RondeFactory(opent_op=timezone.now() - 60 * DAY, sluit_op=timezone.now() + closes_in)
    Herinnering.objects.bulk_create(Herinnering(ronde=ronde, uren=each) for each in uren)
    return ronde


def draft_of(regio, ronde, begun=30 * DAY, make=AanvraagFactory):
    """A draft that was begun so long ago, by people who were members before."""
    aanvraag = make(regio=regio, ronde=ronde)
    Plan.objects.filter(pk=aanvraag.plan.pk).update(gemaakt_op=timezone.now() - begun)
    Lidmaatschap.objects.filter(regio=regio).update(vanaf=timezone.now() - 50 * DAY)
    return aanvraag


def remind():
    """Let the periodic work and the worker run; (address, key) of every reminder there is by then."""
    remind_of_closing()
    run_waiting()
    rows = Bericht.objects.filter(sleutel__startswith="herinnering-").order_by("pk")
    return [(bericht.aan, bericht.sleutel) for bericht in rows]


def reminded(aanvraag, uren, *people):
    return [(person.email, f"herinnering-{aanvraag.pk}-{uren}-{person.pk}") for person in people]


def test_who_writes_is_reminded_and_who_only_reads_is_not(twente, anna, mia, lies, bram):
    aanvraag = draft_of(twente, make_ronde(13 * DAY))

    assert remind() == reminded(aanvraag, 336, anna, mia)


def test_the_mail_says_what_by_when_and_how_much_is_missing(twente, anna, mia):
    aanvraag = draft_of(twente, make_ronde(47 * HOUR), make=complete_aanvraag)
    answer(aanvraag.plan, "b2_32_bijsturing", "")

    remind()

    to_anna, to_mia = mail.outbox
    assert to_anna.subject == f"Uw aanvraag {aanvraag.nummer} is nog niet ingediend"
    assert "Beste Anna,\n\nUw regio schrijft aan een aanvraag" in to_anna.body
    assert f"Indienen kan tot en met: {deadline(aanvraag.ronde.sluit_op)} (Nederlandse tijd)" in to_anna.body
    assert "De controle vindt nu 1 punt dat nog niet in orde is." in to_anna.body
    assert f"- Open de aanvraag: {settings.SITE_URL}/aanvragen/{aanvraag.nummer}/" in to_anna.body
    assert "- Dien de aanvraag in. Dat kan alleen de penvoerder: u dus." in to_anna.body
    assert "- Vraag de penvoerder om de aanvraag in te dienen." in to_mia.body


def test_a_draft_with_nothing_missing_is_told_so(twente, anna):
    draft_of(twente, make_ronde(47 * HOUR), make=complete_aanvraag)

    remind()

    assert "De controle vindt niets dat nog ontbreekt." in mail.outbox[0].body


def test_each_reminder_comes_once(twente, anna):
    aanvraag = draft_of(twente, make_ronde(13 * DAY))

    assert remind() == remind() == reminded(aanvraag, 336, anna)


def test_nobody_is_reminded_twice_when_the_rows_of_work_are_gone(twente, anna):
    aanvraag = draft_of(twente, make_ronde(13 * DAY))
    remind()
    Bericht.objects.update(werk=Werk.objects.create(soort="ander", sleutel="ander"))
    Werk.objects.exclude(soort="ander").delete()

    assert remind() == reminded(aanvraag, 336, anna)


def test_no_reminder_comes_before_its_time(twente, anna):
    draft_of(twente, make_ronde(14 * DAY + HOUR))

    assert remind() == []


def test_the_next_reminder_comes_when_its_time_has_come(twente, anna):
    ronde = make_ronde(13 * DAY)
    aanvraag = draft_of(twente, ronde)
    first = remind()

    Aanvraagronde.objects.filter(pk=ronde.pk).update(sluit_op=timezone.now() + 3 * HOUR)

    assert remind() == first + reminded(aanvraag, 4, anna)


@pytest.mark.parametrize(("closes_in", "uren"), [(13 * DAY, 336), (20 * HOUR, 48), (3 * HOUR, 4)])
def test_after_an_outage_only_the_nearest_reminder_comes(twente, anna, closes_in, uren):
    aanvraag = draft_of(twente, make_ronde(closes_in))

    assert remind() == reminded(aanvraag, uren, anna)


def test_a_draft_that_was_begun_late_gets_only_later_reminders(twente, anna):
    ronde = make_ronde(47 * HOUR)
    aanvraag = draft_of(twente, ronde, begun=timedelta(minutes=30))
    at_first = remind()

    Aanvraagronde.objects.filter(pk=ronde.pk).update(sluit_op=timezone.now() + 3.75 * HOUR)

    assert at_first == []
    assert remind() == reminded(aanvraag, 4, anna)


def test_who_joined_after_a_reminder_gets_only_later_ones(twente, anna, mia):
    aanvraag = draft_of(twente, make_ronde(47 * HOUR))
    Lidmaatschap.objects.filter(user=mia).update(vanaf=timezone.now() - timedelta(minutes=30))

    assert remind() == reminded(aanvraag, 48, anna)


def test_who_left_or_may_not_sign_in_is_not_reminded(twente, anna, mia):
    draft_of(twente, make_ronde(47 * HOUR))
    Lidmaatschap.objects.filter(user=mia).update(tot=timezone.now() - HOUR)
    anna.is_active = False
    anna.save()

    assert remind() == []


@pytest.mark.parametrize("whose", ["twente", None])
@pytest.mark.parametrize(("longer", "more"), [(40 * DAY, ()), (3 * HOUR, (4,))])
def test_an_extension_moves_what_is_still_to_come(twente, anna, whose, longer, more):
    ronde = make_ronde(47 * HOUR)
    aanvraag = draft_of(twente, ronde)
    first = remind()

    regio = twente if whose else None
    Uitstel.objects.create(ronde=ronde, regio=regio, sluit_op=timezone.now() + longer, reden="Storing")
    Aanvraagronde.objects.filter(pk=ronde.pk).update(sluit_op=timezone.now() - HOUR)

    assert first == reminded(aanvraag, 48, anna)
    assert remind() == first + [each for uren in more for each in reminded(aanvraag, uren, anna)]


def test_the_extension_of_another_region_moves_nothing(twente, veluwe, anna):
    ronde = make_ronde(47 * HOUR)
    aanvraag = draft_of(twente, ronde)
    Uitstel.objects.create(ronde=ronde, regio=veluwe, sluit_op=timezone.now() + 40 * DAY, reden="Storing")

    assert remind() == reminded(aanvraag, 48, anna)


def test_a_round_that_is_closed_reminds_nobody(twente, anna):
    draft_of(twente, make_ronde(-HOUR))

    assert remind() == []


def test_a_round_that_is_not_open_yet_reminds_nobody(twente, anna):
    ronde = make_ronde(3 * HOUR)
    draft_of(twente, ronde)
    Aanvraagronde.objects.filter(pk=ronde.pk).update(opent_op=timezone.now() + HOUR)

    assert remind() == []


def test_a_round_without_reminders_reminds_nobody(twente, anna):
    draft_of(twente, make_ronde(3 * HOUR, uren=()))

    assert remind() == []


def test_what_was_filed_or_withdrawn_is_not_reminded_of(twente, veluwe, anna, bram):
    ronde = make_ronde(47 * HOUR)
    file_plan(draft_of(twente, ronde), anna)
    draft_of(veluwe, ronde).transition("withdraw", by=bram, reason="Wij doen niet mee.")

    assert remind() == []


def test_what_is_filed_just_before_the_worker_comes_is_not_reminded_of(twente, anna):
    aanvraag = draft_of(twente, make_ronde(47 * HOUR))
    asked = request_reminders(timezone.now())
    file_plan(aanvraag, anna)

    run_waiting()

    assert asked == 1
    assert not Bericht.objects.exists()


def queries_of(function):
    with CaptureQueriesContext(connection) as captured:
        function()
    return len(captured)


def add_region(ronde, *, members):
    """A draft of a region where so many people write."""
    regio = RegioFactory()
    for _ in range(members):
        join(UserFactory(), regio, Regiorol.MEDE_AUTEUR)
    return draft_of(regio, ronde)


@pytest.mark.parametrize(("rounds", "regions", "members"), [(1, 1, 1), (3, 1, 1), (1, 4, 1), (1, 1, 4), (3, 4, 2)])
def test_looking_for_reminders_takes_three_queries_whatever_there_is(twente, rounds, regions, members):
    for number in range(rounds):
        ronde = make_ronde((10 - number) * DAY)
        for _ in range(regions):
            add_region(ronde, members=members)
    remind()

    assert len(mail.outbox) == rounds * regions * members
    assert queries_of(remind_of_closing) == 3


def test_each_mail_more_takes_the_same_few_queries(twente):
    def queries_for(members):
        aanvraag = add_region(make_ronde(10 * DAY), members=members)
        return queries_of(partial(send_reminders, aanvraag=aanvraag.pk, uren=336, at=timezone.now()))

    queries_for(1)  # the questions of Bijlage B are read once and kept

    assert queries_for(4) - queries_for(1) == 3 * QUERIES_A_MAIL


@pytest.mark.parametrize("uren", [0, -4])
def test_a_reminder_after_closing_cannot_be_stored(db, uren):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_ronde(HOUR, uren=(uren,))


def test_a_reminder_is_stored_once(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_ronde(HOUR, uren=(48, 48))

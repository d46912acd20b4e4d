"""What is tidied up each day: sessions that expired, and rows of work that were finished long ago."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.utils import timezone

from sto_portal.accounts.models import Sessie
from sto_portal.accounts.work import clear_sessions
from sto_portal.outbox.actions import send_mail_later
from sto_portal.outbox.models import Bericht
from sto_portal.werk.models import Werk, Werkstatus, seconds_from_now
from sto_portal.werk.work import BATCH, clear_finished_work

pytestmark = pytest.mark.django_db

DAY = 24 * 3600


def make_werk(sleutel, *, status=Werkstatus.KLAAR, days=91):
    return Werk.objects.create(soort="tellen", sleutel=sleutel, status=status, klaar_op=seconds_from_now(-days * DAY))


def keys():
    return set(Werk.objects.filter(soort="tellen").values_list("sleutel", flat=True))


def test_work_that_was_finished_long_ago_is_removed():
    make_werk("klaar")
    make_werk("mislukt", status=Werkstatus.MISLUKT)
    make_werk("kort geleden", days=89)

    clear_finished_work()

    assert keys() == {"kort geleden"}


def test_work_that_is_not_finished_stays_however_old(settings):
    Werk.objects.create(soort="tellen", sleutel="wacht", aangemaakt_op=seconds_from_now(-900 * DAY))
    busy = {"status": Werkstatus.BEZIG, "lease_tot": seconds_from_now(-900 * DAY)}
    Werk.objects.create(soort="tellen", sleutel="bezig", **busy)

    clear_finished_work()

    assert keys() == {"wacht", "bezig"}


def test_the_work_of_a_mail_stays_as_long_as_the_mail():
    bericht = send_mail_later(to="anna@example.nl", subject="Ontvangen", text="Beste Anna,", key="a")
    Werk.objects.update(status=Werkstatus.KLAAR, klaar_op=seconds_from_now(-91 * DAY))
    make_werk("klaar")

    clear_finished_work()

    assert list(Werk.objects.all()) == [bericht.werk]
    assert list(Bericht.objects.all()) == [bericht]


def test_how_long_work_is_kept_is_a_setting(settings):
    settings.WERK_KEEP_DAYS = 10
    make_werk("elf dagen", days=11)
    make_werk("negen dagen", days=9)

    clear_finished_work()

    assert keys() == {"negen dagen"}


def test_more_work_than_one_batch_is_removed():
    old = {"soort": "tellen", "status": Werkstatus.KLAAR, "klaar_op": timezone.now() - timedelta(days=91)}
    Werk.objects.bulk_create(Werk(sleutel=str(number), **old) for number in range(BATCH + 1))

    clear_finished_work()

    assert keys() == set()


def test_only_sessions_that_expired_are_removed(settings):
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for days in (-1, 1):
        session = store()
        session.set_expiry(timezone.now() + timedelta(days=days))
        session.create()

    clear_sessions()

    assert [session.expire_date > timezone.now() for session in Sessie.objects.all()] == [True]

"""Two people at once: on a database of their own, for a rollback cannot hold two connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.utils import timezone

from applications.actions import submit_aanvraag
from applications.integrity import check_indieningen
from applications.models import Indiening, Risico
from regions.models import Lidmaatschap
from sto_portal.outbox.models import Bericht
from sto_portal.roles import Regiorol
from tests.applications.plans import complete_aanvraag, file_as_it_stands
from tests.factories import UserFactory


def at_once(*actions):
    """What each action returned or raised, after starting all at the same moment on a connection each."""
    start = Barrier(len(actions))

    def run(action):
        start.wait()
        try:
            return action()
        except (IntegrityError, OperationalError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


@pytest.fixture
def aanvraag(own_database):
    return complete_aanvraag()


def test_two_penvoerders_at_once_file_one_plan(aanvraag):
    people = [UserFactory(), UserFactory()]
    for user in people:
        Lidmaatschap.objects.create(user=user, regio=aanvraag.regio, rol=Regiorol.PENVOERDER)
    now = timezone.now()

    first, second = at_once(*(lambda user=user: submit_aanvraag(aanvraag=aanvraag, by=user, at=now) for user in people))

    assert first == second == Indiening.objects.get()
    assert Bericht.objects.filter(sleutel__startswith="ontvangst-").count() == 1
    assert aanvraag.statuswijzigingen.filter(verb="submit").count() == 1


def test_who_writes_while_it_is_filed_is_in_it_or_is_refused(aanvraag):
    anna = UserFactory()

    def write():
        return Risico.objects.filter(plan=aanvraag.plan).update(omschrijving="Op het laatste moment")

    at_once(write, lambda: file_as_it_stands(aanvraag, anna))

    assert [uitslag.fout for uitslag in check_indieningen()] == [""]

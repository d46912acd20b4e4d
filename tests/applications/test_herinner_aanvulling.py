"""Who writes a supplement is reminded before its term ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.actions import recall_supplement
from applications.actions.herinner_aanvulling import request_supplement_reminders, send_supplement_reminders
from applications.models import Aanvulverzoek, Herinnering
from sto_portal.outbox.models import Bericht
from sto_portal.werk.actions import run_waiting
from tests.applications.supplements import make_supplement

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def verzoek(twente, anna, mia, behandelaar):
    verzoek = make_supplement(anna, behandelaar, regio=twente)
    Herinnering.objects.filter(ronde=verzoek.aanvraag.ronde).delete()
    for uren in (48, 4):
        Herinnering.objects.create(ronde=verzoek.aanvraag.ronde, uren=uren)
    return verzoek


def end_in(verzoek, hours):
    Aanvulverzoek.objects.filter(pk=verzoek.pk).update(sluit_op=timezone.now() + hours * HOUR)


def reminded():
    return sorted(Bericht.objects.filter(sleutel__startswith="aanvulling-herinnering").values_list("aan", flat=True))


def test_each_writer_is_reminded_once_for_each_moment(verzoek):
    asked_before = timezone.now() - 100 * HOUR
    Aanvulverzoek.objects.filter(pk=verzoek.pk).update(gevraagd_op=asked_before)
    end_in(verzoek, 47)

    counts = [request_supplement_reminders(timezone.now()) for _ in range(2)]
    run_waiting()

    assert counts == [1, 0]
    assert reminded() == ["anna@example.nl", "mia@example.nl"]
    text = Bericht.objects.get(sleutel__startswith="aanvulling-herinnering", aan="mia@example.nl").tekst
    assert "Onderdelen: Regiovisie, Meerjarenbegroting" in text


@pytest.mark.parametrize("hours", [49, -1])
def test_nothing_is_due_long_before_or_after_the_term(verzoek, hours):
    Aanvulverzoek.objects.filter(pk=verzoek.pk).update(gevraagd_op=timezone.now() - 100 * HOUR)
    end_in(verzoek, hours)

    assert request_supplement_reminders(timezone.now()) == 0


def test_who_was_asked_after_the_moment_is_not_reminded_of_it(verzoek):
    end_in(verzoek, 47)

    assert request_supplement_reminders(timezone.now()) == 0


def test_a_request_that_ended_is_not_reminded_of(verzoek, behandelaar):
    recall_supplement(aanvraag=verzoek.aanvraag, by=behandelaar, reden="Niet nodig.")

    assert send_supplement_reminders(verzoek=verzoek.pk, uren=4, at=timezone.now()) is False
    assert reminded() == []

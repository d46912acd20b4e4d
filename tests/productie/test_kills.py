"""What is left of 78 letters when the parts of the portal are killed in the middle of them: all 78, each once.

And when it is stopped in order and started again: still all 78.
"""

import email
from collections import Counter

import pytest

from assessment.actions.verzenden import SEND, request_sending
from assessment.models import Besluit, Besluitstatus
from regions.models import Regelingversie
from sto_portal.outbox.models import Bericht, Berichtstatus
from sto_portal.roles import Landelijkerol, Regiorol
from sto_portal.sporen.actions import verify_chain
from sto_portal.werk.models import Werk, Werkstatus
from tests.assessment.cases import make_advised, make_approved
from tests.cast import join
from tests.factories import RegioFactory, UserFactory
from tests.world import make_ronde

pytestmark = [pytest.mark.kill, pytest.mark.postgres]

LETTERS = 78
VICTIMS = [  # what is killed, words of its command line, whether a child of it
    ("a pool child", "celery --app sto_portal --quiet worker", True),
    ("a worker", "celery --app sto_portal --quiet worker", False),
    ("Redis", "redis-server", False),
    ("PostgreSQL", "postgres -D", False),
    ("gunicorn", "gunicorn", False),
]


def approve_letters(count):
    """This many decisions of regions with one penvoerder each, approved and not sent; who may send them."""
    drafter, approver = (UserFactory(rol=rol) for rol in (Landelijkerol.BEHANDELAAR, Landelijkerol.TEKENBEVOEGDE))
    ronde = make_ronde()
    besluiten = []
    for _ in range(count):
        regio = RegioFactory()
        join(UserFactory(), regio, Regiorol.PENVOERDER)
        besluiten.append(make_approved(make_advised(regio, ronde=ronde), drafter=drafter, approver=approver))
    return besluiten, approver


def letters_sent():
    return Besluit.objects.filter(status=Besluitstatus.VERZONDEN).count()


def test_a_batch_of_letters_survives_the_kill_of_every_part(production, django_db_blocker, settings, tmp_path):
    mail = tmp_path / "mail"
    own = {"WERK_LEASE_SECONDS": "3", "WERK_SWEEP_SECONDS": "1", "WORKERS": "2", "WORKER_PROCESSES": "1"}
    portal = production(**own, EMAIL_URL=f"filemail:///{mail}")
    settings.CELERY_BROKER_URL = portal.values["CELERY_BROKER_URL"]
    with portal.connected(django_db_blocker):
        assert Regelingversie.objects.exists()
        besluiten, approver = approve_letters(LETTERS)
        for besluit in besluiten:
            request_sending(besluit, by=approver)

        killed = []
        for number, (_name, words, child) in enumerate(VICTIMS, start=1):
            portal.wait_for(lambda target=number * 10: letters_sent() >= target, seconds=180)
            killed.append(portal.kill(words, child=child))
        portal.wait_for(everything_done, seconds=300)

        assert len(set(killed)) == len(VICTIMS)
        assert_each_letter_once(besluiten)
        assert_each_mail_known(mail)
    assert portal.answers() == 200
    assert portal.stop() == 0

    portal.start()

    with portal.connected(django_db_blocker):
        assert letters_sent() == LETTERS


def everything_done():
    return not Werk.objects.exclude(status=Werkstatus.KLAAR).exists()


def assert_each_letter_once(besluiten):
    """78 letters in the portal, none double."""
    sent = Besluit.objects.filter(status=Besluitstatus.VERZONDEN)
    steps = Counter(sent.values_list("statuswijzigingen__besluit", "statuswijzigingen__verb"))

    assert set(sent.values_list("pk", flat=True)) == {besluit.pk for besluit in besluiten}
    assert sent.filter(pdf__isnull=False).values("pdf").distinct().count() == LETTERS
    assert {count for (_pk, verb), count in steps.items() if verb == "send"} == {1}
    assert set(sent.values_list("aanvraag__status", flat=True)) == {"verleend"}
    assert Werk.objects.filter(soort=SEND).count() == LETTERS
    assert list(verify_chain()) == []


def assert_each_mail_known(folder):
    """A mail for each penvoerder; one that left twice has the same Message-ID and is known as perhaps double."""
    text = "".join(path.read_text() for path in folder.iterdir())
    left = Counter(
        email.message_from_string(part)["Message-ID"] for part in text.split("-" * 79 + "\n") if "Message-ID" in part
    )
    berichten = Bericht.objects.filter(sleutel__startswith="besluit-")

    assert set(berichten.values_list("status", flat=True)) == {Berichtstatus.VERZONDEN}
    assert set(left) == set(berichten.values_list("message_id", flat=True))
    assert len(left) == LETTERS
    doubles = {message_id for message_id, count in left.items() if count > 1}
    assert doubles <= set(berichten.filter(mogelijk_dubbel=True).values_list("message_id", flat=True))

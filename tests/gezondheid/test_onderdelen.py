"""Each part of the portal in order, and as it goes wrong."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now

from sto_portal.gezondheid import onderdelen
from sto_portal.gezondheid.ronde import GROUPS, look_at
from sto_portal.gezondheid.uitkomst import Stand, Uitkomst, overall
from sto_portal.outbox.actions import send_mail_later
from sto_portal.outbox.models import Bericht, Berichtstatus
from sto_portal.werk.models import Periodiek, Werk, Werker, Werkersoort, seconds_from_now

IN_ORDE, LET_OP, FOUT = Stand
PARTS = {onderdeel.naam: onderdeel for group in GROUPS for onderdeel in group}


class ForgetfulStorage(FileSystemStorage):
    """Takes a file and cannot give it back."""

    def _open(self, name, mode="rb"):
        raise OSError("leesfout")


def files_in(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def make_worker(seconds_ago=0):
    return Werker.objects.create(
        naam=f"werker-{seconds_ago}", soort=Werkersoort.LUS, gezien_op=seconds_from_now(-seconds_ago)
    )


def make_mail(key, minutes_ago=0, **fields):
    bericht = send_mail_later(to="anna@example.nl", subject="Uw aanvraag", text="Beste Anna", key=key)
    Bericht.objects.filter(pk=bericht.pk).update(aangemaakt_op=seconds_from_now(-60 * minutes_ago), **fields)


def test_a_database_that_answers_is_in_order_and_so_is_its_clock(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        stands = [onderdelen.database().stand, onderdelen.klok().stand]

    assert stands == [IN_ORDE, IN_ORDE]


@pytest.mark.parametrize(
    ("ahead", "stand", "way"),
    [(5, IN_ORDE, "gelijk"), (-5, IN_ORDE, "gelijk"), (6, LET_OP, "voor"), (-60, LET_OP, "achter"), (61, FOUT, "voor")],
)
def test_a_clock_may_differ_a_little(ahead, stand, way):
    uitkomst = onderdelen.judge_clock(ahead)

    assert (uitkomst.stand, uitkomst.cijfers) == (stand, {"seconden": abs(ahead)})
    assert uitkomst.tekst.split("loopt ")[1].split()[0] == way


def test_migrations_that_ran_are_not_asked_for_again(db, unknown_migrations, django_assert_num_queries):
    first = onderdelen.migraties()

    with django_assert_num_queries(0):
        second = onderdelen.migraties()

    assert first == second == Uitkomst(IN_ORDE, "Alle migraties zijn uitgevoerd.")


def test_a_migration_that_was_not_run_is_a_fault_and_only_the_log_names_it(db, unknown_migrations, caplog):
    MigrationRecorder.Migration.objects.filter(app="werk", name="0001_initial").delete()

    before = onderdelen.migraties()
    MigrationRecorder.Migration.objects.create(app="werk", name="0001_initial")
    after = onderdelen.migraties()

    assert (before.stand, before.cijfers, after.stand) == (FOUT, {"ontbreken": 1}, IN_ORDE)
    assert [record.getMessage() for record in caplog.records] == ["Niet uitgevoerde migraties: werk.0001_initial"]


def test_the_storage_is_tried_with_a_file_that_does_not_stay(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)

    uitkomst = onderdelen.opslag()

    assert (uitkomst.stand, list(uitkomst.cijfers)) == (IN_ORDE, ["vrij_mb"])
    assert files_in(tmp_path) == []


def test_a_storage_that_takes_no_file_is_a_fault(no_folder):
    assert look_at(PARTS["opslag"]) == Uitkomst(FOUT, "Bestanden kunnen niet worden bewaard of gelezen.")


def test_a_storage_that_gives_nothing_back_keeps_no_probe(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.ForgetfulStorage"}}

    uitkomst = look_at(PARTS["opslag"])

    assert (uitkomst.stand, files_in(tmp_path)) == (FOUT, [])


@pytest.mark.parametrize(("free", "stand"), [(None, IN_ORDE), (2**20, IN_ORDE), (2**20 - 1, LET_OP)])
def test_a_disk_that_is_nearly_full_asks_attention(settings, free, stand):
    settings.STORAGE_FREE_BYTES = 2**20

    assert onderdelen.judge_space(free).stand == stand


def test_without_a_broker_nothing_is_missing(settings):
    settings.CELERY_BROKER_URL = ""

    uitkomst = onderdelen.broker()

    assert (uitkomst.stand, uitkomst.tekst.partition(":")[0]) == (IN_ORDE, "Niet gebruikt")


def test_a_broker_that_stops_is_a_fault(settings, redis_server):
    settings.CELERY_BROKER_URL = redis_server.url

    before = look_at(PARTS["broker"])
    redis_server.stop()
    after = look_at(PARTS["broker"])

    assert before == Uitkomst(IN_ORDE, "De broker antwoordt.")
    assert after == Uitkomst(FOUT, "De broker antwoordt niet; nieuw werk begint later.")


@pytest.mark.parametrize(("seconds_ago", "stand", "alive"), [(0, IN_ORDE, 1), (30, IN_ORDE, 1), (90, FOUT, 0)])
def test_a_worker_that_was_not_seen_lately_does_nothing(db, seconds_ago, stand, alive):
    make_worker(seconds_ago)

    uitkomst = onderdelen.werkers()

    assert (uitkomst.stand, uitkomst.cijfers["werkers"]) == (stand, alive)


def test_work_that_waits_long_asks_attention(db, settings):
    settings.WERK_LATE_MINUTES = 15
    make_worker()
    make_mail("a")

    stands = []
    for minutes in (15, 16, -10):
        Werk.objects.update(beschikbaar_op=Now() - timedelta(minutes=minutes))
        uitkomst = onderdelen.werkers()
        stands.append((uitkomst.stand, uitkomst.cijfers["oudste_werk_minuten"]))

    assert stands == [(IN_ORDE, 15), (LET_OP, 16), (IN_ORDE, 0)]


def test_periodic_work_that_nobody_begins_asks_attention(db):
    make_worker()
    Periodiek.objects.create(naam="proef", volgende_op=seconds_from_now(-90))

    uitkomst = onderdelen.werkers()

    assert (uitkomst.stand, uitkomst.cijfers["periodiek_te_laat"]) == (LET_OP, 1)


@pytest.mark.parametrize(
    ("minutes", "status", "stand"),
    [
        (15, Berichtstatus.WACHTEND, IN_ORDE),
        (16, Berichtstatus.WACHTEND, LET_OP),
        (60, Berichtstatus.BEZIG, LET_OP),
        (61, Berichtstatus.BEZIG, FOUT),
    ],
)
def test_mail_that_waits_long_asks_attention_and_then_is_a_fault(db, minutes, status, stand):
    make_mail("nieuw")
    make_mail("oud", minutes, status=status)
    make_mail("verzonden", 500, status=Berichtstatus.VERZONDEN, verzonden_op=Now())

    uitkomst = onderdelen.outbox()

    assert (uitkomst.stand, uitkomst.cijfers) == (stand, {"oudste_minuten": minutes, "mislukt": 0})


@pytest.mark.parametrize("status", [Berichtstatus.MISLUKT, Berichtstatus.GEWEIGERD])
def test_mail_that_could_not_be_sent_asks_attention(db, status):
    make_mail("mislukt", 500, status=status)

    uitkomst = onderdelen.outbox()

    assert (uitkomst.stand, uitkomst.cijfers) == (LET_OP, {"oudste_minuten": 0, "mislukt": 1})


def test_all_parts_together_cost_seven_queries(db, django_assert_num_queries):
    onderdelen.migraties()
    make_worker()
    for number in range(3):
        make_mail(f"mail-{number}", number)

    with django_assert_num_queries(7):
        for onderdeel in PARTS.values():
            look_at(onderdeel)


@pytest.mark.parametrize(
    ("stands", "status"),
    [
        ({}, "in orde"),
        ({"klok": LET_OP}, "let op"),
        ({"opslag": LET_OP}, "let op"),
        ({"broker": FOUT, "opslag": LET_OP}, "beperkt"),
        ({"werkers": FOUT}, "beperkt"),
        ({"outbox": FOUT}, "beperkt"),
        ({"klok": FOUT}, "beperkt"),
        ({"database": FOUT}, "fout"),
        ({"migraties": FOUT}, "fout"),
        ({"opslag": FOUT, "broker": FOUT}, "beperkt"),
    ],
)
def test_only_what_every_page_needs_takes_the_portal_out(stands, status):
    uitkomsten = {naam: Uitkomst(stands.get(naam, IN_ORDE), "") for naam in PARTS}

    assert overall(uitkomsten) == status

import signal

import pytest
from django.db.models import Sum

from sto_portal.werk.models import Werk, Werkstatus

pytestmark = pytest.mark.kill


def items_done():
    """How many items the workers reported, over all pieces of work."""
    return Werk.objects.aggregate(done=Sum("voortgang"))["done"]


def pieces_done():
    return Werk.objects.filter(status=Werkstatus.KLAAR).count()


def everything_made(count):
    return sorted(f"batch-{number}/{item}" for number in range(count) for item in range(5))


def test_two_workers_of_which_one_dies_twice_make_everything_once(processes):
    processes.run("proef", "batches", "--count", "8", "--seconds", "0.1")
    processes.start("worker")

    for _ in range(2):
        victim = processes.start("worker")
        before = items_done()
        processes.wait_for(lambda before=before: items_done() > before + 5)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    processes.wait_for(lambda: pieces_done() == 8)

    assert processes.state()["effects"] == everything_made(8)


def test_the_work_of_a_killed_worker_is_finished_by_the_next(processes):
    processes.run("proef", "batches", "--count", "1", "--seconds", "0.5")
    victim = processes.start("worker")
    processes.wait_for(items_done)

    victim.send_signal(signal.SIGKILL)
    victim.wait()
    processes.run("worker", "--drain")

    state = processes.state()
    assert state["status"] == {"klaar": 1}
    assert state["attempts"] == {"batch-0": 2}
    assert state["effects"] == everything_made(1)


def test_a_worker_that_is_frozen_past_its_lease_writes_nothing_when_it_wakes(processes):
    processes.run("proef", "batches", "--count", "1", "--seconds", "0.5")
    frozen = processes.start("worker", "--once")
    processes.wait_for(items_done)

    frozen.send_signal(signal.SIGSTOP)
    processes.run("worker", "--drain")
    frozen.send_signal(signal.SIGCONT)
    _out, log = frozen.communicate(timeout=30)

    assert "door een ander overgenomen" in log
    assert processes.state()["effects"] == everything_made(1)


def test_silent_work_that_outlives_its_lease_is_begun_once(processes):
    processes.run("proef", "silent", "--seconds", "5")
    first, second = processes.start("worker", "--drain"), processes.start("worker", "--drain")

    codes = [process.wait(timeout=60) for process in (first, second)]

    assert codes == [0, 0]
    assert processes.state()["attempts"] == {"stil-0": 1}


def test_a_worker_that_is_asked_to_stop_finishes_what_it_holds(processes):
    processes.run("proef", "batches", "--count", "2", "--seconds", "0.3")
    worker = processes.start("worker")
    processes.wait_for(items_done)

    worker.send_signal(signal.SIGTERM)
    _out, log = worker.communicate(timeout=30)

    assert worker.returncode == 0
    assert "De worker is gestopt." in log
    assert processes.state()["status"] == {"klaar": 1, "wachtend": 1}


def test_a_worker_waits_for_a_database_that_is_away(processes):
    processes.database.extra["DATABASE_URL"] = "postgres://niemand@127.0.0.1:1/weg"
    worker = processes.start("worker", "--drain")
    log = [worker.stderr.readline() for _ in range(2)]

    worker.send_signal(signal.SIGTERM)
    code = worker.wait(timeout=30)

    assert "De worker is gestart." in log[0]
    assert "De database is niet bereikbaar" in log[1]
    assert code == 0


def test_mail_of_a_killed_worker_is_sent_with_one_message_id_each(processes, tmp_path):
    processes.run("proef", "mails", "--count", "40")
    victim = processes.start("worker")
    processes.wait_for(lambda: pieces_done() > 3)

    victim.send_signal(signal.SIGKILL)
    victim.wait()
    processes.run("worker", "--drain")

    lines = [line for path in (tmp_path / "mail").iterdir() for line in path.read_text().splitlines()]
    assert processes.state()["status"] == {"klaar": 40}
    assert len({line for line in lines if line.startswith("Message-ID:")}) == 40

import gc

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from sto_portal.werk.actions import claim_next, enqueue, perform, restart, run, run_waiting
from sto_portal.werk.models import Werk, Werkstatus, seconds_from_now
from sto_portal.werk.register import UnknownKindError, work
from sto_portal.werk.taak import UNKNOWN_FAILURE, LeaseLostError, Taak, WorkError

pytestmark = pytest.mark.django_db


def count(taak):
    taak.report(2, 3)
    return {"url": "/aanvragen/", "by": taak.by and taak.by.naam}


def let_lease_run_out(werk):
    Werk.objects.filter(pk=werk.pk).update(lease_tot=seconds_from_now(-1))


def test_what_anna_asks_is_done_and_the_result_stands_on_the_row(kind, anna):
    kind("tellen", count)
    werk = enqueue("tellen", sleutel="a", invoer={"tot": 3}, by=anna)

    done = run_waiting()

    werk.refresh_from_db()
    assert done == 1
    assert (werk.status, werk.voortgang, werk.totaal) == ("klaar", 3, 3)
    assert werk.resultaat == {"url": "/aanvragen/", "by": "Anna"}
    assert werk.klaar_op is not None


def test_anna_who_asks_twice_gets_one_piece_of_work(kind, anna):
    kind("tellen", count)

    first, second = (enqueue("tellen", sleutel="a", by=anna) for _ in range(2))

    assert first == second
    assert run_waiting() == 1


def test_asking_again_for_what_is_done_does_not_do_it_again(kind):
    kind("tellen", count)
    enqueue("tellen", sleutel="a")
    run_waiting()

    again = enqueue("tellen", sleutel="a")

    assert again.status == Werkstatus.KLAAR
    assert run_waiting() == 0


def test_bram_who_asks_for_what_failed_puts_it_back_with_his_input(kind, anna, bram):
    kind("tellen", count)
    werk = enqueue("tellen", sleutel="a", invoer={"oud": 1}, by=anna)
    Werk.objects.filter(pk=werk.pk).update(status=Werkstatus.MISLUKT, pogingen=5, fout="Weg")

    again = enqueue("tellen", sleutel="a", invoer={"nieuw": 1}, by=bram)

    assert (again.status, again.pogingen, again.fout) == ("wachtend", 0, "")
    assert (again.invoer, again.door) == ({"nieuw": 1}, bram)


def test_work_asked_in_a_step_that_fails_is_not_there(kind):
    kind("tellen", count)

    @transaction.atomic
    def fail():
        enqueue("tellen", sleutel="a")
        raise ValueError("stap mislukt")

    with pytest.raises(ValueError, match="stap"):
        fail()

    assert not Werk.objects.exists()


def test_work_that_no_app_knows_cannot_be_asked():
    with pytest.raises(UnknownKindError, match="'onbekend' is niet bekend"):
        enqueue("onbekend", sleutel="a")


def test_a_worker_leaves_work_of_a_kind_it_does_not_know():
    Werk.objects.create(soort="van_een_nieuwere_versie", sleutel="a")

    assert claim_next() is None


def test_two_apps_cannot_register_the_same_kind(kind):
    kind("tellen", count)

    with pytest.raises(ValueError, match="'tellen' bestaat al"):
        work("tellen")(lambda taak: None)


def test_two_workers_never_hold_the_same_work(kind):
    kind("tellen", count)
    enqueue("tellen", sleutel="a")

    first, second = claim_next(), claim_next()

    assert (first.status, first.lease_nr, first.pogingen) == ("bezig", 1, 1)
    assert second is None


def test_a_broker_that_delivers_an_id_twice_has_the_work_done_once(kind):
    kind("tellen", count)
    werk = enqueue("tellen", sleutel="a")

    assert [run(werk.pk), run(werk.pk)] == [True, False]


def test_a_worker_that_lost_its_lease_can_write_nothing_any_more(kind):
    kind("tellen", count)
    enqueue("tellen", sleutel="a")
    old = Taak(claim_next())
    let_lease_run_out(old)
    claim_next()

    for write in (lambda: old.report(1, 2), old.renew, lambda: old.finish({}), lambda: old.fail(ValueError())):
        with pytest.raises(LeaseLostError):
            write()
    with pytest.raises(LeaseLostError), old.fenced():
        Werk.objects.update(fout="geschreven")

    assert Werk.objects.get().fout == ""


def test_a_worker_that_was_overtaken_leaves_the_row_to_the_other(kind):
    def overtaken(taak):
        let_lease_run_out(taak)
        claim_next()
        taak.report(1, 1)

    kind("tellen", overtaken)
    enqueue("tellen", sleutel="a")

    perform(claim_next())

    assert (Werk.objects.get().status, Werk.objects.get().lease_nr) == ("bezig", 2)


def test_a_report_holds_the_work_longer(kind):
    kind("tellen", count)
    enqueue("tellen", sleutel="a")
    taak = Taak(claim_next())
    let_lease_run_out(taak)

    taak.report(1, 4)

    assert Werk.objects.running().get().voortgang == 1


def test_work_that_fails_is_tried_five_times_with_a_longer_pause_each_time(kind):
    def fail(taak):
        raise KeyError("inwendig")

    kind("tellen", fail)
    enqueue("tellen", sleutel="a")
    states = []
    for _ in range(5):
        run_waiting()
        werk = Werk.objects.get()
        states.append((werk.status, round((werk.beschikbaar_op - werk.gestart_op).total_seconds()), werk.fout))
        Werk.objects.update(beschikbaar_op=Now())

    pauses = [("wachtend", seconds, UNKNOWN_FAILURE) for seconds in (5, 10, 20, 40)]
    assert states[:4] == pauses
    assert (werk.status, werk.pogingen, werk.fout) == ("mislukt", 5, UNKNOWN_FAILURE)


def test_people_read_the_text_of_a_failure_and_the_log_has_the_traceback(kind, caplog):
    def fail(taak):
        raise WorkError("De brief heeft geen ondertekenaar.", retry=False)

    kind("tellen", fail)
    enqueue("tellen", sleutel="a")

    run_waiting()

    werk = Werk.objects.get()
    assert (werk.status, werk.pogingen, werk.fout) == ("mislukt", 1, "De brief heeft geen ondertekenaar.")
    assert "Traceback" in caplog.text


def test_work_whose_worker_dies_at_every_attempt_ends_as_failed(kind):
    kind("tellen", count)
    enqueue("tellen", sleutel="a")
    for _ in range(5):
        let_lease_run_out(claim_next())

    assert claim_next() is None
    assert Werk.objects.get().fout.startswith("De verwerking is steeds onverwacht gestopt.")


def test_what_a_worker_holds_is_not_restarted_under_its_hands(kind):
    kind("tellen", count)
    enqueue("tellen", sleutel="a")
    werk = claim_next()

    assert restart(werk, sources=Werkstatus.values) is False


@pytest.mark.parametrize(
    "wrong", [{"status": "weg"}, {"voortgang": 2, "totaal": 1}, {"status": "bezig", "lease_tot": None}]
)
def test_the_database_refuses_a_row_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Werk.objects.create(soort="tellen", sleutel="a", **wrong)


def test_a_worker_looks_no_more_through_what_it_loaded_before_it_began(kind):
    kind("tellen", lambda taak: {"kept": gc.get_freeze_count() > 0})
    werk = enqueue("tellen", sleutel="a")

    call_command("worker", "--drain")

    werk.refresh_from_db()
    assert werk.resultaat == {"kept": True}
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize(("option", "left"), [("--once", 2), ("--drain", 0)])
def test_the_worker_command_stops_after_one_or_after_all(kind, option, left):
    kind("tellen", count)
    for sleutel in "abc":
        enqueue("tellen", sleutel=sleutel)

    call_command("worker", option)

    assert Werk.objects.filter(status=Werkstatus.WACHTEND).count() == left

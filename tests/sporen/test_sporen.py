import pytest
from django.db import IntegrityError, connection, transaction

from sto_portal.sjablonen.models import Sjabloon
from sto_portal.sporen.actions import record, verify_chain
from sto_portal.sporen.models import Ketting, Spoor, SpoorError


@pytest.fixture
def brief(db):
    return Sjabloon.objects.create(slug="verlening", naam="Verlening 'met' é", soort="brief")


@pytest.fixture
def three_traces(anna, brief):
    return [record(anna, verb, brief, {"oud": None, "nieuw": verb}) for verb in ("draft", "approve", "send")]


def tamper(statement):
    """As someone who owns the database might do it: without the triggers."""
    on_table = " ON sporen_spoor" if connection.vendor == "postgresql" else ""
    connection.check_constraints()
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER sporen_spoor_no_{verb}{on_table}")
        cursor.execute(statement)


def test_a_trace_says_who_did_what_to_which_object(anna, brief):
    spoor = record(anna, "approve", brief, {"oud": "concept", "nieuw": "vastgesteld"})

    spoor = Spoor.objects.get(pk=spoor.pk)
    assert (spoor.door, spoor.wat, spoor.naam) == (anna, "approve", "Verlening 'met' é")
    assert (spoor.soort, spoor.sleutel) == ("sjablonen.sjabloon", str(brief.pk))
    assert spoor.data == {"oud": "concept", "nieuw": "vastgesteld"}
    assert list(Spoor.objects.of(brief)) == [spoor]


def test_a_chain_that_nobody_touched_has_no_breaks(three_traces):
    assert list(verify_chain()) == []
    assert [spoor.vorige_hash for spoor in three_traces[1:]] == [spoor.hash for spoor in three_traces[:-1]]


def test_an_empty_chain_has_no_breaks(db):
    assert list(verify_chain()) == []


def test_the_trace_of_a_step_that_fails_is_not_there(anna, brief):
    @transaction.atomic
    def fail():
        record(anna, "approve", brief)
        raise ValueError("stap mislukt")

    with pytest.raises(ValueError, match="stap"):
        fail()

    assert record(anna, "send", brief).nummer == 1


def test_the_portal_itself_leaves_traces_too(brief):
    assert record(None, "remind", brief).door is None


@pytest.mark.parametrize(
    "change",
    [
        lambda spoor: spoor.save(),
        lambda spoor: spoor.delete(),
        lambda _spoor: Spoor.objects.update(wat="anders"),
        lambda _spoor: Spoor.objects.all().delete(),
        lambda spoor: Spoor.objects.bulk_create([spoor]),
        lambda spoor: Spoor.objects.bulk_update([spoor], ["wat"]),
    ],
)
def test_nobody_changes_a_trace_through_django(three_traces, change):
    with pytest.raises(SpoorError):
        change(three_traces[1])


@pytest.mark.parametrize("statement", ["UPDATE sporen_spoor SET wat = 'anders'", "DELETE FROM sporen_spoor"])
def test_nobody_changes_a_trace_in_the_database(three_traces, statement):
    with pytest.raises(IntegrityError, match="een spoor ver"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert list(verify_chain()) == []


@pytest.mark.parametrize(
    ("statement", "breaks"),
    [
        ("UPDATE sporen_spoor SET wat = 'weigeren' WHERE nummer = 2", [(2, "De inhoud van dit spoor is veranderd.")]),
        ("DELETE FROM sporen_spoor WHERE nummer = 2", [(2, "De sporen 2 tot en met 2 ontbreken.")]),
        (
            "DELETE FROM sporen_spoor WHERE nummer = 3",
            [(3, "De ketting eindigt bij spoor 2, maar er zijn er 3 geschreven.")],
        ),
    ],
)
def test_who_gets_past_the_triggers_is_found_out(three_traces, statement, breaks):
    tamper(statement)

    assert [(breuk.nummer, breuk.reden) for breuk in verify_chain()] == breaks


def test_two_traces_cannot_follow_the_same_one(three_traces):
    second = Spoor.objects.get(nummer=2)
    fork = Spoor(nummer=9, wat="x", soort="x", sleutel="1", naam="x", gegevens="{}", gebeurd_op=second.gebeurd_op)
    fork.vorige_hash = second.vorige_hash
    fork.hash = fork.compute_hash()

    with pytest.raises(IntegrityError), transaction.atomic():
        fork.save()


def test_there_is_one_chain(three_traces):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ketting.objects.create(pk=2, hash="x")


@pytest.mark.kill
def test_four_people_at_once_make_one_chain(processes):
    processes.run("proef", "silent")
    people = [processes.start("proef", "traces", "--count", "25") for _ in range(4)]

    codes = [process.wait(timeout=60) for process in people]

    state = processes.state()
    assert codes == [0, 0, 0, 0]
    assert (state["traces"], state["breaks"]) == (100, [])

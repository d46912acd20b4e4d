"""An UPDATE that is made once does what the QuerySet does, with other values each time."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sto_portal.accounts.models import User
from sto_portal.prepared import PreparedUpdate

pytestmark = pytest.mark.django_db
MOMENT = datetime(1, 1, 2, tzinfo=UTC)


def rename(*, pk, naam, moment):
    return User.objects.filter(pk=pk, is_active=True), {"naam": naam, "aangemaakt_op": moment}


@pytest.fixture
def update():
    return PreparedUpdate(rename, pk=2_000_000_001, naam="\x01naam", moment=MOMENT)


def test_each_call_writes_its_own_values_to_its_own_row(anna, bram, update):
    now = timezone.now()

    changed = [update(pk=anna.pk, naam="Anna %s 'x'", moment=now), update(pk=bram.pk, naam="Bram", moment=now)]

    anna.refresh_from_db()
    bram.refresh_from_db()
    assert changed == [1, 1]
    assert [(anna.naam, anna.aangemaakt_op), (bram.naam, bram.aangemaakt_op)] == [("Anna %s 'x'", now), ("Bram", now)]


def test_a_row_that_the_question_leaves_out_stays_as_it_was(anna, update):
    User.objects.filter(pk=anna.pk).update(is_active=False)

    changed = update(pk=anna.pk, naam="Iemand anders", moment=timezone.now())

    assert changed == 0
    assert User.objects.get(pk=anna.pk).naam == anna.naam


def test_it_is_the_statement_of_the_queryset(anna, update):
    with CaptureQueriesContext(
        connection,
    ) as prepared:
        update(pk=anna.pk, naam="Anna", moment=MOMENT)
    with CaptureQueriesContext(connection) as ordinary:
        rows, new = rename(pk=anna.pk, naam="Anna", moment=MOMENT)
        rows.update(**new)

    assert [query["sql"] for query in prepared] == [query["sql"] for query in ordinary]


def test_a_mark_that_stands_nowhere_is_told(anna):
    update = PreparedUpdate(lambda pk, vergeten: (User.objects.filter(pk=pk), {"naam": "x"}), pk=7, vergeten=8)

    with pytest.raises(ValueError, match=r"^Not in the statement: vergeten\.$"):
        update(pk=anna.pk, vergeten=1)

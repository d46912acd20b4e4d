"""Writing behind the portal's back, as someone who owns the database can: its own guards taken away and put back."""

from contextlib import contextmanager

from django.db import connection

from assessment import settled
from assessment.controledelen import WACHTEN


@contextmanager
def without(*wachten):
    """Within the block the database refuses nothing that these Wachten (none named: all) guard."""
    wachten = wachten or WACHTEN
    connection.check_constraints()  # PostgreSQL changes no table that still has something to check
    for wacht in wachten:
        wacht.remove(connection)
    yield
    connection.check_constraints()
    for wacht in wachten:
        wacht.install(connection)


def unsealed():
    """Within the block a judgement that was handed in and an advice that was settled can be written."""
    return without(settled.WACHT)

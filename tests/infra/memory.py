"""What a process keeps in memory is forgotten before each test, so that no test rests on the one before it."""

import pytest

from applications.vragenlijsten import forget


@pytest.fixture(autouse=True)
def nothing_kept():
    forget()

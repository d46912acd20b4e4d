"""scripts/at_date.py: a command on another day, that waits as long as it does today."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "at_date.py"
CODE = """
import datetime, queue, subprocess, sys, threading, time
begin = time.monotonic()
time.sleep(0.1)
threading.Event().wait(0.1)
try:
    queue.Queue().get(timeout=0.1)
except queue.Empty:
    pass
waited = time.monotonic() - begin
ask = "import datetime; print(datetime.date.today())"
child = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
print(datetime.date.today(), child, 0.3 <= waited < 5)
"""


@pytest.mark.parametrize("day", ["2027-01-02", "2028-02-29", "2031-03-30"])
def test_every_process_sees_the_day_and_waits_as_usual(day):
    command = [sys.executable, str(SCRIPT), day, sys.executable, "-c", CODE]

    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.split() == [day, day, "True"]


def test_it_says_how_it_is_used():
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False)

    assert (done.returncode, "at_date.py DAY COMMAND" in done.stderr) == (1, True)

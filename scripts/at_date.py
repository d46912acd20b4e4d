#!/usr/bin/env python3
"""Run a command as if it were noon on another day: at_date.py DAY COMMAND [ARGUMENT ...], DAY as in 2031-03-30.

With libfaketime (package faketime). Every process of the command sees the same clock, so a PostgreSQL that the command
starts does too; waiting takes as long as it does today. Java keeps its own clock: with another it is
slow beyond use.
"""

import os
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

LIBRARIES = ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib/faketime/libfaketimeMT.so.1")
WAITING = Path(__file__).parent / "klok"


def find_library():
    found = [path for pattern in LIBRARIES for path in Path("/").glob(pattern.removeprefix("/"))]
    return str(found[0]) if found else sys.exit("libfaketime ontbreekt; installeer het systeempakket faketime.")


def make_environment(day, environ):
    """The environment in which it is noon (UTC) of `day` now; within a command on another day too."""
    now = datetime.now(UTC) - timedelta(seconds=float(environ.get("FAKETIME", 0)))
    offset = datetime.combine(day, time(12), UTC) - now
    paths = [str(WAITING), *filter(None, [environ.get("PYTHONPATH")])]
    return environ | {
        "LD_PRELOAD": find_library(),
        "FAKETIME": f"{offset.total_seconds():+.0f}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_SKIP_CMDS": "java",
        "PYTHONPATH": os.pathsep.join(paths),
    }


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    day = date.fromisoformat(sys.argv[1])
    os.execvpe(sys.argv[2], sys.argv[2:], make_environment(day, dict(os.environ)))

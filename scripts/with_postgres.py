#!/usr/bin/env python3
"""Run a command beside a PostgreSQL server of its own: with_postgres.py COMMAND [ARGUMENT ...].

The server lives in a temporary folder, on a free port of this machine, without fsync; DATABASE_URL tells
the command where. It stops with the command, and on SIGINT and SIGTERM. Exit code: that of the command.
"""

import os
import signal
import subprocess
import sys
import tempfile

from servers import THROW_AWAY, Postgres


def run_beside_server(command):
    """Exit code of `command`; a signal to this process goes on to the command, once, before the server stops."""
    with tempfile.TemporaryDirectory(prefix="sto-postgres-") as folder:
        server = Postgres(folder, THROW_AWAY)
        child = None

        def pass_on(number, _frame):
            if child is None:
                raise SystemExit(128 + number)
            child.send_signal(number)

        signal.signal(signal.SIGTERM, pass_on)
        signal.signal(signal.SIGINT, pass_on)
        try:
            url = server.start()
            child = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url}, start_new_session=True)
            return child.wait()
        finally:
            server.stop()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(run_beside_server(sys.argv[1:]))

"""Real processes on a database of one test, with the app of the kill tests installed."""

import json
import subprocess
import time

LEASE_SECONDS = 2


class Processes:
    """Commands in processes of their own: `run` waits for one, `start` leaves one running."""

    def __init__(self, database, mail_folder):
        self.database = database
        self.started = []
        mail_folder.mkdir()
        self.database.extra |= {
            "DJANGO_SETTINGS_MODULE": "tests.werk.proef.settings",
            "WERK_LEASE_SECONDS": str(LEASE_SECONDS),
            "WERK_POLL_SECONDS": "0.2",
            "EMAIL_FILE_PATH": str(mail_folder),
        }

    def run(self, *arguments):
        """What one command prints."""
        return self.database.manage(*arguments)

    def start(self, *arguments):
        """A running command."""
        process = self.database.popen(*arguments, stderr=subprocess.PIPE, text=True)
        self.started.append(process)
        return process

    def state(self):
        """How the work stands, as `proef state` says."""
        return json.loads(self.run("proef", "state"))

    def wait_for(self, condition, *, seconds=60):
        """Wait until `condition()`, asked of the database in this process, holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.state()
            time.sleep(0.05)

    def stop(self):
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.communicate()

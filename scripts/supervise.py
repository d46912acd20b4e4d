"""Processes side by side: started in order, started again when one stops by itself, stopped in the other order."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

STOP_SECONDS = 20
RESTARTS = 10
WITHIN_SECONDS = 60
FIRST_PAUSE_SECONDS = 0.2


@dataclass
class Part:
    """One process of the portal. `begin` starts it; one with `restart` is started again when it stops by itself."""

    name: str
    begin: Callable[[], subprocess.Popen]
    restart: bool = True
    is_server: bool = False
    process: subprocess.Popen | None = None
    begun: list[float] = field(default_factory=list)

    def start(self):
        self.begun = [moment for moment in self.begun if time.monotonic() - moment < WITHIN_SECONDS]
        self.begun.append(time.monotonic())
        self.process = self.begin()

    @property
    def runs(self):
        return self.process is not None and self.process.poll() is None

    @property
    def gives_up(self):
        """Whether it stopped too often in a short time to try once more."""
        return not self.restart or len(self.begun) > RESTARTS

    def wait_before_restart(self):
        time.sleep(min(FIRST_PAUSE_SECONDS * 2 ** (len(self.begun) - 1), 5))


def command(name, words, *, environment, folder, restart=True):
    """The Part that runs `words` in `folder`, in a process group of its own."""
    return Part(
        name,
        lambda: subprocess.Popen(words, cwd=folder, env=environment, start_new_session=True),
        restart=restart,
    )


def watch(parts):
    """Return the name of a part that stopped for good; until then start again what stopped."""
    while True:
        for part in parts:
            if part.runs:
                continue
            code = part.process.returncode
            if part.gives_up:
                return part.name
            print(f"{part.name} stopte ({code}) en wordt opnieuw gestart", flush=True)
            end_group(part.process)
            part.wait_before_restart()
            part.start()
        time.sleep(0.2)


def stop(parts):
    """Let the portal's own processes finish what they hold, then the servers they need."""
    for group in ([part for part in parts if not part.is_server], [part for part in parts if part.is_server]):
        running = [part for part in group if part.runs]
        for part in running:
            part.process.send_signal(signal.SIGINT if part.is_server else signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for part in running:
            try:
                part.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                part.process.kill()
                part.process.wait()
            end_group(part.process)


def end_group(process):
    """End what a process that is gone left running, such as the children of a worker that was killed."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)

"""The anchor: where the chain of sporen ended, written outside the database, so that a chain made anew differs from it.

A folder (ANCHOR_URL) holds one small file a day, 'sporen-2030-01-31.txt', with a line 'moment number hash' for each
time that the end was written down. Lines are only added.
"""

import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sto_portal.integriteit import Uitslag
from sto_portal.sporen.models import Ketting, Spoor

LINE = re.compile(r"(\S+) (\d+) ([0-9a-f]{64})")
BATCH = 500
TOO_OLD = timedelta(days=2)
NOWHERE = "niet gecontroleerd: er is geen anker buiten de database (ANCHOR_URL is leeg)"
NOTHING = "niet gecontroleerd: er is nog geen anker geschreven"


@dataclass(frozen=True)
class Anker:
    """One line: when it was written, and the number and hash of the last spoor then."""

    moment: datetime
    nummer: int
    hash: str


def folder():
    """The folder of the anchors; None where there is none."""
    return Path(settings.ANCHOR_FOLDER) if settings.ANCHOR_FOLDER else None


def write_anchor():
    """Write down where the chain ends now, unless the last line says so already; whether a line was written.

    Raises OSError where the folder cannot be written.
    """
    end = Ketting.objects.filter(pk=1).first()
    if folder() is None or end is None or not end.nummer:
        return False
    now = timezone.now()
    path = folder() / f"sporen-{timezone.localdate(now):%Y-%m-%d}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"{end.nummer} {end.hash}"
    if path.exists() and path.read_text().rstrip("\n").endswith(f" {line}"):
        return False
    with path.open("a") as file:
        file.write(f"{now.isoformat(timespec='seconds')} {line}\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def ankers():
    """Yield every Anker that can be read, in order."""
    for path in sorted(folder().glob("sporen-*.txt")) if folder() else ():
        yield from filter(None, map(read_line, path.read_text(errors="replace").splitlines()))


def check_anchor():
    """Yield an Uitslag for every line of every anchor: the chain must still have that spoor with that hash."""
    if folder() is None:
        yield Uitslag(ongezien=f"Het anker: {NOWHERE}.")
        return
    if not folder().is_dir():
        yield Uitslag(f"Het anker: de map {folder()} is er niet.")
        return
    newest = None
    for path in sorted(folder().glob("sporen-*.txt")):
        for anker, uitslag in check_file(path):
            newest = anker or newest
            yield uitslag
    yield from check_age(newest)


def check_file(path):
    """Yield (Anker or None, Uitslag) for each line of one file."""
    lines = path.read_text(errors="replace").splitlines()
    for start in range(0, len(lines), BATCH):
        found = [read_line(line) for line in lines[start : start + BATCH]]
        numbers = [anker.nummer for anker in found if anker]
        hashes = dict(Spoor.objects.filter(nummer__in=numbers).values_list("nummer", "hash"))
        for offset, anker in enumerate(found, start=start + 1):
            yield anker, Uitslag(fault_of(anker, hashes, f"{path.name}, regel {offset}"))


def read_line(line):
    """The Anker that a line tells; None where it tells none."""
    found = LINE.fullmatch(line)
    try:
        return Anker(datetime.fromisoformat(found[1]), int(found[2]), found[3]) if found else None
    except ValueError:
        return None


def fault_of(anker, hashes, place):
    if anker is None:
        return f"Het anker ({place}) is niet te lezen."
    if anker.nummer not in hashes:
        return f"Spoor {anker.nummer} staat in het anker ({place}), maar niet meer in de database."
    if hashes[anker.nummer] != anker.hash:
        return f"Spoor {anker.nummer} is een ander dan in het anker ({place}): de keten is opnieuw gemaakt."
    return ""


def check_age(newest):
    """Yield that there is no anchor yet, or none of the last days although sporen were left since."""
    last = Spoor.objects.order_by("-nummer").first()
    if newest is None:
        yield Uitslag(ongezien=f"Het anker: {NOTHING}.")
    elif last and last.nummer > newest.nummer and timezone.now() - newest.moment > TOO_OLD:
        since = timezone.localtime(newest.moment)
        yield Uitslag(
            ongezien=f"Het anker: het laatste is van {since:%d-%m-%Y}. Wat daarna kwam, is niet gecontroleerd."
        )

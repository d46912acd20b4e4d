"""What a backup says of itself: the last thing that is written, so a backup without it is not whole."""

import json
from dataclasses import asdict, dataclass, field

import django
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from django.utils.crypto import get_random_string

from sto_portal.reservekopie.fouten import BackupError

KIND = "reservekopie van het STO-portaal"
FORMAT = 1
NAME, DATABASE, FILES, LIST = "manifest.json", "database", "opslag/", "bestanden.txt"
MOST_BYTES = 64 * 2**20
KEYS = {"SECRET_KEY": "ondertekent links in mails, en versleutelt de geheimen van de tweede stap"}
OWN = ("DATABASE_URL", "APP_DATABASE_URL", "STORAGE_URL", "EMAIL_URL", "CELERY_BROKER_URL", "CACHE_URL", "CLAMAV_URL")
NEWER = "Deze reservekopie is van een nieuwere versie van het portaal. Zet eerst die versie neer."


@dataclass(frozen=True)
class Manifest:
    """A backup in figures.

    `delen` is {part: {"grootte", "sha256"}}, `migraties` 'app.name' of each that had run, `aantallen` rows by table,
    `sporen` the number and hash of the last spoor, `sleutels` a fingerprint of each key that is needed and not in it,
    `ontbreken` the places of files that were gone or damaged already.
    """

    database: dict
    migraties: list
    aantallen: dict
    sporen: dict
    delen: dict
    bestanden: dict
    ontbreken: list
    soort: str = KIND
    formaat: int = FORMAT
    django: str = django.__version__
    gemaakt_op: str = field(default_factory=lambda: timezone.now().isoformat(timespec="seconds"))
    sleutels: dict = field(default_factory=lambda: {name: fingerprint(getattr(settings, name)) for name in KEYS})
    niet_in_deze_kopie: list = field(default_factory=lambda: [*KEYS, *OWN, "ANCHOR_URL (het anker)", "sessies"])

    def as_bytes(self):
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    def other_keys(self):
        """The names of KEYS whose value is not the one with which the backup was made, nor that of an older key."""
        return [name for name, printed in self.sleutels.items() if not any(is_key(key, printed) for key in known(name))]


def fingerprint(key):
    """By which a key is recognised and cannot be found: salted, and slow to guess."""
    return PBKDF2PasswordHasher().encode(key, get_random_string(22))


def is_key(key, printed):
    """Whether this is the key of the fingerprint."""
    return PBKDF2PasswordHasher().verify(key, printed)


def known(name):
    """The value of a key, and of the older ones that still open what they closed."""
    return [getattr(settings, name, ""), *getattr(settings, f"{name}_FALLBACKS", [])]


def read_manifest(content):
    """The Manifest of these bytes; raises BackupError where they are none, or one of a newer kind of backup."""
    try:
        data = json.loads(content)
        if data["formaat"] > FORMAT:
            raise BackupError(NEWER)
        if data["soort"] != KIND:
            raise ValueError(data["soort"])
        return Manifest(**data)
    except (KeyError, TypeError, ValueError) as error:
        raise BackupError("Het bestand is geen reservekopie van het portaal: het overzicht klopt niet.") from error

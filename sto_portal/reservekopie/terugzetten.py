"""Putting a backup back: everything is looked at before anything is written, and the database comes last."""

import time

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.utils import Error

from sto_portal.integriteit import PROGRESS_SECONDS
from sto_portal.reservekopie.doel import DOELEN, has_files, has_tables, is_behind, newer_migrations, put_back
from sto_portal.reservekopie.fouten import BackupError, one_line, telling
from sto_portal.reservekopie.lezen import open_backup
from sto_portal.sporen.anker import ankers

NOT_EMPTY = "{what} niet leeg. Zet de reservekopie terug op een lege plek, of vervang wat er staat met {option}."
OPTION = "--vervang (make restore: VERVANG=1)"
OTHER_KEY = (
    "{names} is anders dan toen deze reservekopie werd gemaakt. Zet de bewaarde waarde terug. Is die weg? Ga dan "
    "verder met --andere-sleutel (make restore: ANDERE_SLEUTEL=1): links uit eerdere mails en de apps voor de tweede "
    "stap werken daarna niet meer (docs/beheer.md)."
)


def restore(path, *, replace=False, other_key=False, tell=lambda _text: None):
    """Put the backup at `path` into the database and the storage of this portal; its Manifest.

    Raises BackupError, in Dutch, where that cannot be or is not wanted; before the first file is written nothing has
    changed then. Files come first, and the database whole or not at all: one that stopped halfway is still empty.
    """
    with telling("De reservekopie is niet teruggezet."), open_backup(path) as kopie:
        tell("De reservekopie wordt gelezen en vergeleken …")
        manifest = kopie.check()
        refuse(manifest, replace=replace, other_key=other_key)
        for warning in warnings(manifest):
            tell(warning)
        put_files_back(kopie, tell)
        tell("De database wordt teruggezet …")
        DOELEN[connection.vendor]().load(kopie.database(), replace=has_tables())
        finish()
    return manifest


def refuse(manifest, *, replace, other_key):
    """Raise BackupError where this backup is not for this portal, or this portal not for a backup."""
    kind = manifest.database["soort"]
    if kind not in DOELEN or kind != connection.vendor:
        raise BackupError(f"Deze reservekopie is van een database van het soort '{kind}'. Kies die in DATABASE_URL.")
    if newer := newer_migrations(manifest.migraties):
        raise BackupError(
            f"Deze reservekopie is van een nieuwere versie van het portaal: zij heeft {newer[0]} "
            f"(en nog {len(newer) - 1} migraties). Zet eerst die versie neer."
        )
    if (names := manifest.other_keys()) and not other_key:
        raise BackupError(OTHER_KEY.format(names=" en ".join(names)))
    refuse_place(replace=replace)


def refuse_place(*, replace):
    """Raise BackupError where the database or the storage is not empty and may not be replaced, or is out of reach."""
    try:
        filled = has_tables()
        if filled and not replace:
            raise BackupError(NOT_EMPTY.format(what="De database is", option=OPTION))
        DOELEN[connection.vendor]().check(replace=filled)
    except Error as error:
        raise BackupError(f"De database is niet te bereiken ({one_line(error)}). Controleer DATABASE_URL.") from error
    if not replace and has_files():
        raise BackupError(NOT_EMPTY.format(what="De opslag van bestanden is", option=OPTION))


def warnings(manifest):
    """What was wrong when the backup was made, and what the anchor knows of later."""
    if manifest.ontbreken:
        yield f"Bij het maken ontbraken {len(manifest.ontbreken)} bestanden of waren zij beschadigd."
    last = manifest.sporen.get("nummer", 0)
    later = [anker for anker in ankers() if anker.nummer > last]
    if later:
        first = min(anker.moment for anker in later)
        yield (
            f"Deze reservekopie gaat tot en met spoor {last}; het anker kent er meer. Wat daarna kwam, is weg, en de "
            f"controle noemt die sporen. Is dat zo bedoeld, leg dan het anker vanaf {first:%d-%m-%Y} opzij."
        )


def put_files_back(kopie, tell):
    """Store every file of the backup that is not there yet."""
    told = time.monotonic()
    for number, (pad, sha256, content) in enumerate(kopie.files(), start=1):
        put_back(pad, content, sha256)
        if time.monotonic() - told > PROGRESS_SECONDS:
            told = time.monotonic()
            tell(f"{number} bestanden teruggezet …")


def finish():
    """Bring an older database up to this version, and give the role of the running portal its rights again."""
    if is_behind():
        call_command("migrate", interactive=False, verbosity=0)
    try:
        call_command("geef_rechten", verbosity=0)
    except CommandError as error:
        raise BackupError(f"De database staat er, maar de rechten zijn niet gegeven. {error}") from error

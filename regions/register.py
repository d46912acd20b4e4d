"""The register of approved regions as the report prints it (rapport Bijlage A): numbers and names, nothing else."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from regions.models import Regio
from sto_portal.spreadsheets.celfouten import cell_fault

COLUMNS = ["nr", "sto_nummer", "penvoerder", "markering"]


class RegisterError(Exception):
    """A register that cannot be used; the text says which row, in Dutch. Nothing was written."""


@dataclass(frozen=True)
class Importuitslag:
    """How many regions were added, renamed and already as the register has them."""

    nieuw: int
    gewijzigd: int
    gelijk: int


@transaction.atomic
def import_register(path):
    """Bring the regions up to the register at `path` (semicolons, UTF-8): a Regio is named after its penvoerder.

    Repeatable; regions that are not in the register stay. Raises RegisterError at the first row that is wrong.
    """
    counts = {"nieuw": 0, "gewijzigd": 0, "gelijk": 0}
    for line, row in enumerate(read_rows(path), start=2):
        counts[import_row(row, line)] += 1
    return Importuitslag(**counts)


def read_rows(path):
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter=";")
            if reader.fieldnames != COLUMNS:
                raise RegisterError(f"De eerste regel moet zijn: {';'.join(COLUMNS)}.")
            return list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegisterError(f"{path} is niet te lezen als CSV: {error}.") from error


def import_row(row, line):
    """Which count this row adds to: nieuw, gewijzigd or gelijk."""
    nummer, naam = (row["sto_nummer"] or "").strip(), (row["penvoerder"] or "").strip()
    if fault := cell_fault(naam) or cell_fault(nummer):
        raise RegisterError(f"Regel {line}: {fault}")
    regio = Regio.objects.filter(nummer=nummer).first()
    if regio and regio.naam == naam:
        return "gelijk"
    found = regio is not None
    regio = regio or Regio(nummer=nummer)
    regio.naam = naam
    try:
        regio.full_clean()
    except ValidationError as error:
        raise RegisterError(f"Regel {line}: {' '.join(error.messages)}") from error
    regio.save()
    return "gewijzigd" if found else "nieuw"

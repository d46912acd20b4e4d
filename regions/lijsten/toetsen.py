"""What is wrong with a row beside its cells."""

from regions.lijsten.bestand import LijstError
from regions.lijsten.rijen import Weigering


def keep_good(rows, veld):
    """{value of `veld`: row} of the rows that have nothing wrong, in the order of the file; raises LijstError if none.

    Of rows with the same value the first counts and a later one is refused.
    """
    good = {}
    for row in rows:
        if row.weigeringen:
            continue
        first = good.setdefault(row.waarden[veld], row)
        if first is not row:
            row.weigeringen.append(Weigering(row.nummer, "", f"{row.waarden[veld]} staat ook op rij {first.nummer}."))
    if not good:
        raise LijstError(f"Geen enkele rij is goed. {rows[0].weigeringen[0]}")
    return good

"""Tabel 2.1 and 2.2 beside one hand-written SQL question each that gives the same cells."""

from pathlib import Path

from django.db import connection

from bench.klok import in_turns
from bench.meting import at_most, dutch, within
from monitoring.population import default_population, end_of
from monitoring.tabellen import TABELLEN

SQL = {slug: (Path(__file__).parent / "sql" / f"{slug.replace('-', '_')}.sql") for slug in ("tabel-2-1", "tabel-2-2")}
SMALL, LARGE = 78, 7800
TIMES = 1.5
MILLISECONDS_MORE = 5
NOBODY = (0, None, None, 0, 0)  # the cells of a kind that no region has


def measure(options):
    """Each table at each size: in a small database within some milliseconds, in a large one within a ratio."""
    found = []
    for regios in options.sizes(SMALL, LARGE):
        with options.shared_demo(regios):
            found += [measure_table(slug, small=regios <= SMALL) for slug in SQL]
    return found


def measure_table(slug, *, small):
    populatie, question = default_population(), SQL[slug].read_text(encoding="utf-8")
    day = populatie.peildatum
    values = {"regeling": populatie.regeling, "peildatum": day, "eind": end_of(day)}

    def ask():
        with connection.cursor() as cursor:
            cursor.execute(question, values)
            return {code: tuple(cells) for code, *cells in cursor.fetchall()}

    check_equal(TABELLEN[slug](populatie), ask())
    ons, kaal = in_turns(lambda: TABELLEN[slug](populatie), ask, rounds=51 if small else 7)
    tabel = TABELLEN[slug](populatie)
    naam = f"{tabel.nummer} over {dutch(tabel.aantal_plannen)} plannen"
    if small:
        return within(naam, ons * 1000, kaal * 1000, eenheid="ms", verschil=MILLISECONDS_MORE)
    return at_most(naam, ons * 1000, kaal * 1000, eenheid="ms", keer=TIMES)


def check_equal(tabel, asked):
    """Raise AssertionError where the SQL gives another cell than the table; a kind that nobody has gives no row."""
    for rij in tabel.rijen:
        cells = tuple(rij[kolom.key] for kolom in tabel.kolommen if kolom.soort != "tekst")
        if cells != asked.get(rij["code"], NOBODY):
            raise AssertionError(f"{tabel.naam}, {rij['naam']}: {cells} naast {asked.get(rij['code'])}")

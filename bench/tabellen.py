"""Tabel 2.1 and 2.2 beside one hand-written SQL question each that gives the same cells."""

from pathlib import Path

from django.db import connection

from bench.klok import in_turns
from bench.meting import at_most, dutch, within
from monitoring.population import default_population, definitions
from monitoring.tabellen import TABELLEN

SQL = {slug: (Path(__file__).parent / "sql" / f"{slug.replace('-', '_')}.sql") for slug in ("tabel-2-1", "tabel-2-2")}
SMALL, LARGE = 78, 7800
TIMES = 1.5
MILLISECONDS_MORE = 5


def measure(options):
    """Each table at each size: in a small database within some milliseconds, in a large one within a ratio."""
    found = []
    for regios in options.sizes(SMALL, LARGE):
        with options.shared_demo(regios):
            found += [measure_table(slug, small=regios <= SMALL) for slug in SQL]
    return found


def measure_table(slug, *, small):
    populatie, question = default_population(), SQL[slug].read_text(encoding="utf-8")
    values = {"regeling": populatie.regeling, "peildatum": populatie.peildatum}

    def ask():
        with connection.cursor() as cursor:
            cursor.execute(question, values)
            return {soort: tuple(cells) for soort, *cells in cursor.fetchall()}

    check_equal(TABELLEN[slug](populatie), ask())
    ons, kaal = in_turns(lambda: TABELLEN[slug](populatie), ask, rounds=51 if small else 7)
    naam = f"{definitions()[slug]['nummer']} over {dutch(populatie.plans().count())} plannen"
    if small:
        return within(naam, ons * 1000, kaal * 1000, eenheid="ms", verschil=MILLISECONDS_MORE)
    return at_most(naam, ons * 1000, kaal * 1000, eenheid="ms", keer=TIMES)


def check_equal(tabel, asked):
    """Raise AssertionError where the SQL gives another cell than the table; a kind that nobody has gives no row."""
    words = definitions()[tabel.slug]
    soorten = [rij["soort"] for rij in words["rijen"]]
    soorten += ["totaal"] * (len(tabel.rijen) - len(soorten))
    for soort, rij in zip(soorten, tabel.rijen, strict=True):
        cells = tuple(rij[kolom.key] for kolom in tabel.kolommen[1:])
        if cells != asked.get(soort, (0,) * len(cells)):
            raise AssertionError(f"{tabel.naam}, {rij['naam']}: {cells} naast {asked.get(soort)}")

"""Where a table comes from: what every page and every file of it says about itself."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from monitoring.population import definitions


def describe_population(populatie, naam, slug=""):
    """'Plannen waarvoor op 31 januari 2020 subsidie was verleend …': in words, for the table with this slug."""
    words = definitions()
    sentence = words.get(slug, {}).get("populatie") or words["populaties"][populatie.soort]
    return sentence.format(regeling=naam, dag=date_format(populatie.peildatum, "j F Y"))


def describe_nothing(populatie, naam, slug=""):
    """What to tell where nothing is in the population, for the table with this slug."""
    words = definitions()
    sentence = words.get(slug, {}).get("leeg") or words["leeg"][populatie.soort]
    return sentence.format(regeling=naam, dag=date_format(populatie.peildatum, "j F Y"))


def permanent_url(tabel):
    """The whole address of the page of this table, with the population in it."""
    path = reverse("tabel-detail", args=[tabel.slug])
    return f"{settings.SITE_URL}{path}?{urlencode(tabel.populatie.parameters)}"


def make_metadata(tabel, naam):
    """{key: str, int or date} that goes along with every form of this Tabel; `naam` is that of its regeling."""
    words = definitions()["herkomst"]
    populatie = describe_population(tabel.populatie, naam, tabel.slug)
    return {
        "populatie": populatie,
        "peildatum": tabel.populatie.peildatum,
        "regeling": tabel.populatie.regeling,
        "regeling_naam": naam,
        "soort": str(tabel.populatie.soort),
        "aantal_plannen": tabel.aantal_plannen,
        "tabel": tabel.nummer,
        "versie": tabel.versie,
        "versie_van": tabel.gewijzigd_datum,
        "bron": words["bron"],
        "licentie": words["licentie"],
        "licentie_url": words["licentie_url"],
        "citaat": words["citaat"].format(
            uitgever=words["uitgever"],
            tabel=tabel.naam,
            versie=tabel.versie,
            populatie=populatie.removesuffix("."),
            aantal="1 plan" if tabel.aantal_plannen == 1 else f"{tabel.aantal_plannen} plannen",
            url=permanent_url(tabel),
        ),
    }


def file_name(tabel, formaat):
    """'tabel-2-2_sto-2020-2023_verleend_2020-01-31.csv': which table, over which population, on which day."""
    return f"{'_'.join([tabel.slug, *populated(tabel)])}.{formaat}"


def populated(tabel):
    populatie = tabel.populatie
    return populatie.regeling, str(populatie.soort), populatie.peildatum.isoformat()

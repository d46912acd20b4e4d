"""Which population someone asks for, in an address or on the command line."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from monitoring.population import Populatie, Populatiesoort, default_population, definitions
from regions.models import Regeling
from sto_portal.termijnen import today
from sto_portal.vormgeving.velden import DatumField

NAMES = ("regeling", "peildatum", "soort")


class KeuzeError(ValueError):
    """What was asked does not exist; the text says why, and what to do, to the person who asked."""


def read_regelingen():
    """{slug: naam} of every regeling; one query."""
    return dict(Regeling.objects.values_list("slug", "naam"))


def check_names(parameters, names):
    """Raise KeuzeError where the parameters of an address (QueryDict) have another name than these, or one twice.

    What we do not understand is refused: an answer that leaves it out would be quoted as if it were in.
    """
    for name, values in parameters.lists():
        if name not in names:
            raise KeuzeError(f"Wij kennen '{name}' niet. Gebruik alleen: {', '.join(names)}.")
        if len(values) > 1:
            raise KeuzeError(f"'{name}' staat meer dan één keer in het adres. Geef één waarde.")


def read_population(values, regelingen):
    """The Populatie that `values` ({name of NAMES: text}) ask for; an empty text means what is usual.

    Usual is the day of the report for its regeling, today for another. Raises KeuzeError.
    """
    default = default_population()
    regeling = values.get("regeling") or default.regeling
    if regeling not in {*regelingen, default.regeling}:
        raise KeuzeError(f"Er is geen regeling '{regeling}'. Kies uit: {', '.join(sorted(regelingen))}.")
    usual = default.peildatum if regeling == default.regeling else today()
    soort = values.get("soort") or Populatiesoort.VERLEEND.value
    if soort not in Populatiesoort.values:
        raise KeuzeError(f"'{soort}' is geen soort. Kies uit: {', '.join(Populatiesoort.values)}.")
    return Populatie(regeling=regeling, peildatum=read_day(values.get("peildatum")) or usual, soort=soort)


def check_soort(slug, populatie):
    """Raise KeuzeError where the table with this slug cannot be made of such a population."""
    if not is_made_of(slug, populatie):
        raise KeuzeError(f"Deze tabel bestaat niet voor '{populatie.soort}'. Laat 'soort' weg.")


def is_made_of(slug, populatie):
    return populatie.soort in definitions()[slug].get("soorten", Populatiesoort.values)


def read_day(text):
    """The day that was typed, None for nothing; raises KeuzeError for what is no day, and for one that is to come."""
    try:
        day = DatumField(required=False).clean(text)
    except ValidationError as error:
        raise KeuzeError(f"'{text}' is geen goede peildatum. {error.messages[0]}") from None
    if day and day > today():
        raise KeuzeError(f"{date_format(day, 'j F Y')} moet nog komen. Kies vandaag of een eerdere dag.")
    return day

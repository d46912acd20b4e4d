"""Where in the application something is mended: the place comes with the question, no paragraph is named here."""

from applications.controles.register import Plek
from applications.delen import OF_ONDERDEEL

# The page of a table that has one of its own; any other table stands on the page of its paragraph.
OWN_PAGE = {"partner": "partner-list", "begrotingsregel": "begroting", "cofinanciering": "begroting"}
AANVRAAG = Plek("aanvraag-detail")


def paragraaf_of(vraag, anchor=""):
    """The page of the paragraph of `vraag`."""
    return Plek("paragraaf-edit", (str(OF_ONDERDEEL[vraag.paragraaf.onderdeel]), vraag.paragraaf.sleutel), anchor)


def place_of(vraag):
    """The field of `vraag` on the page of its paragraph."""
    return paragraaf_of(vraag, f"div_id_{vraag.code}")


def field_about(inhoud, betekenis):
    """The field of the Vraag with this Betekenis; the aanvraag itself where its round has none."""
    vraag = inhoud.vraag_over(betekenis)
    return place_of(vraag) if vraag else AANVRAAG


def table_of(inhoud, model):
    """The table with the rows of this model, called after their Weergave; the aanvraag itself where none is asked."""
    if model in OWN_PAGE:
        return Plek(OWN_PAGE[model])
    home = inhoud.home_of(model)
    return paragraaf_of(home, f"tabel-{home.weergave}") if home else AANVRAAG

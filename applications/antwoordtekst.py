"""The stored text of an Antwoord as a value, and as people read it."""

from datetime import date
from decimal import Decimal, InvalidOperation

from applications.models import Antwoordsoort


def read_tekst(vraag, tekst):
    """The stored text of an Antwoord as the initial value of its field."""
    if vraag.invoer == Antwoordsoort.VERKLARING:
        return ["ja"] if tekst == "ja" else []
    try:
        if vraag.invoer == Antwoordsoort.DATUM and tekst:
            return date.fromisoformat(tekst)
        if vraag.invoer == Antwoordsoort.PERCENTAGE and tekst:
            return Decimal(tekst)
    except (ValueError, InvalidOperation):
        return tekst
    return tekst


def write_tekst(value):
    """A cleaned value as the text of an Antwoord: a day as ISO, a number with a point, a checked box as 'ja'."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "ja" if value else ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def has_opmaak(vraag, *rows):
    """Whether these answers to `vraag` are shown with their markup: no list of lines, and no file."""
    return vraag.invoer != Antwoordsoort.LIJST and not any(row and row.bestand_id for row in rows)


def shown_tekst(vraag, row):
    """An Antwoord or Antwoordversie as people read it; '' where there is none."""
    if row is None:
        return ""
    if row.bestand_id:
        return row.bestand.naam
    value = read_tekst(vraag, row.tekst)
    if vraag.invoer in {Antwoordsoort.JA_NEE, Antwoordsoort.VERKLARING}:
        return row.tekst.capitalize()
    return f"{value:%d-%m-%Y}" if vraag.invoer == Antwoordsoort.DATUM and not isinstance(value, str) else row.tekst

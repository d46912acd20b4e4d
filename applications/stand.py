"""What the page of a filed application tells about its state: to the region that filed it, and to DUS-I."""

from dataclasses import dataclass

from applications.models import Aanvraagstatus as S
from sto_portal.vormgeving.templatetags.sto import moment

READ_ONLY = "U kunt de aanvraag lezen, maar niet meer veranderen."
UNLESS_ASKED = "De regio kan haar niet meer veranderen, tenzij een behandelaar om een aanvulling vraagt."
TO_JUDGE = "De commissie beoordeelt de aanvraag. Daarna volgt het besluit."
DECIDED = {S.VERLEEND, S.AFGEWEZEN, S.VERLENING_INGETROKKEN}
STANDEN = {  # status: (kind of message, title, to the region, to DUS-I)
    S.INGEDIEND: (
        "success",
        "De aanvraag is ingediend",
        f"DUS-I kijkt eerst of de aanvraag compleet is. {READ_ONLY}",
        f"Een behandelaar toetst of de aanvraag compleet is. {UNLESS_ASKED}",
    ),
    S.AANVULLING_GEVRAAGD: (
        "warning",
        "DUS-I vroeg om een aanvulling",
        READ_ONLY,
        "De regio vult de gevraagde onderdelen aan. U leest de aanvraag zoals die voor het verzoek was.",
    ),
    S.IN_BEHANDELING: (
        "info",
        "De aanvraag is in behandeling",
        f"{TO_JUDGE} {READ_ONLY}",
        f"{TO_JUDGE} {UNLESS_ASKED}",
    ),
    S.VERLEEND: ("success", "De subsidie is verleend", READ_ONLY, ""),
    S.AFGEWEZEN: ("info", "De aanvraag is afgewezen", READ_ONLY, ""),
    S.BUITEN_BEHANDELING: (
        "warning",
        "De aanvraag is niet behandeld",
        "In de brief van DUS-I staat waarom, en hoe u bezwaar maakt.",
        "In de brief aan de regio staat waarom.",
    ),
    S.INGETROKKEN: (
        "info",
        "De aanvraag is ingetrokken",
        "Zij wordt niet verder behandeld. U kunt alles blijven lezen.",
        "De regio trok haar in. Zij wordt niet verder behandeld.",
    ),
    S.VERLENING_INGETROKKEN: ("warning", "De verlening is ingetrokken", READ_ONLY, ""),
}


@dataclass(frozen=True)
class Stand:
    """The message at the top: its kind, title and text, and whether there is a decision to read."""

    kind: str
    title: str
    text: str
    is_decided: bool


def describe_stand(aanvraag, indiening, *, is_own):
    """The Stand of an aanvraag that is no draft; `indiening` is None where a draft was withdrawn."""
    kind, title, to_region, to_dusi = STANDEN[aanvraag.status]
    arrived = f"De aanvraag kwam binnen op {moment(indiening.aangekomen_op)}." if indiening else ""
    text = f"{arrived} {to_region if is_own else to_dusi}".strip()
    return Stand(kind, title, text, is_decided=aanvraag.status in DECIDED)

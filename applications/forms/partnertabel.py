"""Handing in a table of partners: pasted text, or a file that is turned into such text."""

import uuid
from dataclasses import dataclass
from pathlib import PurePosixPath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from applications.partnertabel.kolommen import recognise
from sto_portal.bestanden.content import FILETYPES, OLD_OFFICE, HarmfulError, check_content
from sto_portal.bestanden.content import recognise as recognise_file
from sto_portal.bestanden.uploads import in_megabytes
from sto_portal.spreadsheets.lezen import TabelError, Tabelrij, as_text, decode, has_room, read_text, renumber
from sto_portal.spreadsheets.werkboek import read_sheet

TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
SHEETS = {
    ".xlsx": (FILETYPES["xlsx"], "Excel-bestand"),
    ".ods": (FILETYPES["ods"], "OpenDocument-bestand"),
}
SUFFIXES = (*TEXT_SUFFIXES, *SHEETS)
KINDS = "CSV, Excel (.xlsx) of OpenDocument (.ods)."
OTHER = "Kies een CSV-bestand, een Excel-bestand (.xlsx) of een OpenDocument-bestand (.ods)."
NOTHING = "Plak uw tabel in het veld, of kies een bestand."
RENUMBERED = "Uw bestand heeft heel veel lege regels. De rijen zijn hier opnieuw genummerd, zonder die regels."


@dataclass(frozen=True)
class Ingelezen:
    """The rows of a file, and what people must know of how they were read: which sheet, what is hidden in it."""

    rijen: list[Tabelrij]
    meldingen: tuple[str, ...] = ()

    @property
    def tekst(self):
        """The rows as text with tabs, to be mended."""
        return as_text(self.rijen)


class TabelField(forms.FileField):
    """A CSV, XLSX or ODS of which the content is what the name says; cleaned to Ingelezen.

    `recognise(cells)` counts the column names in a line (see `read_text`).
    """

    recognise = staticmethod(recognise)
    default_error_messages = {
        "empty": "Dit bestand is leeg. Kies een bestand met inhoud.",
        "too_large": "Dit bestand is %(size)s MB. Een tabel mag niet groter zijn dan %(limit)s MB.",
        "not_sheet": "De naam van dit bestand eindigt op %(suffix)s, maar het is geen %(kind)s. Sla het opnieuw op.",
        "not_text": "De naam van dit bestand eindigt op %(suffix)s, maar het is %(label)s. Geef het de juiste naam.",
        "old_office": "Dit is een oud of beveiligd Excel-bestand. Sla het zonder wachtwoord op als .xlsx of .ods.",
    }

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ",".join(SUFFIXES)}

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        limit = settings.PARTNERTABEL_MAX_BYTES
        if upload.size > limit:
            self.refuse("too_large", size=in_megabytes(upload.size), limit=in_megabytes(limit))
        suffix = PurePosixPath(upload.name).suffix.lower()
        if suffix not in SUFFIXES:
            raise ValidationError(OTHER, code="kind")
        try:
            return self.read(upload.read(), suffix)
        except (TabelError, HarmfulError) as error:
            raise ValidationError(str(error), code="unreadable") from error

    def read(self, content, suffix):
        """What is in the file: Ingelezen."""
        if content.startswith(OLD_OFFICE):
            self.refuse("old_office")
        filetype = recognise_file(content)
        if suffix in SHEETS:
            wanted, kind = SHEETS[suffix]
            if filetype is not wanted:
                self.refuse("not_sheet", suffix=suffix, kind=kind)
            check_content(content, filetype)
            return self.read_sheet(content, filetype)
        if filetype:
            self.refuse("not_text", suffix=suffix, label=filetype.label)
        return Ingelezen(read_text(decode(content), self.recognise))

    def read_sheet(self, content, filetype):
        """The sheet on which the column names were recognised."""
        most = settings.PARTNERTABEL_MAX_ROWS
        blad = read_sheet(content, filetype.key, max_rows=most, recognise=self.recognise)
        if has_room(blad.rijen):
            return Ingelezen(blad.rijen, tuple(blad.meldingen()))
        return Ingelezen(renumber(blad.rijen), (*blad.meldingen(), RENUMBERED))

    def refuse(self, code, **params):
        raise ValidationError(self.error_messages[code], code=code, params=params)


class SleutelField(forms.UUIDField):
    """The key of a page; a new one where it was lost on the way."""

    def to_python(self, value):
        try:
            return super().to_python(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()


class PartnertabelForm(forms.Form):
    """`cleaned_data["tekst"]` is the table as text; a file that was chosen counts before what stands in the field.

    `sleutel` belongs to one page: what was added from it is not added again by a second click.
    """

    use_required_attribute = False
    sleutel = SleutelField(widget=forms.HiddenInput, required=False)
    tekst = forms.CharField(
        label="Plak hier uw tabel",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 10, "class": "sto-tabeltekst", "wrap": "off", "spellcheck": "false"}),
        help_text="Kopieer de rijen in Excel, met de kolomkoppen erbij, en plak ze hier.",
    )
    bestand = TabelField(label="Of kies een bestand", required=False, help_text=KINDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sleutel", uuid.uuid4())
        for name in ("tekst", "bestand"):
            self.fields[name].asked = True
        self.fields["tekst"].validators = []  # a sign that cannot be kept is told at its cell

    def clean_tekst(self):
        text, limit = self.cleaned_data["tekst"], settings.PARTNERTABEL_MAX_BYTES
        if len(text.encode(errors="replace")) > limit:
            raise ValidationError(f"Deze tekst is te lang. Plak hoogstens {in_megabytes(limit)} MB tegelijk.")
        return text

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("bestand"):
            cleaned["tekst"] = cleaned["bestand"].tekst
            self.errors.pop("tekst", None)
        elif not self.errors and not cleaned["tekst"].strip():
            raise ValidationError(NOTHING)
        return cleaned

    @property
    def meldingen(self):
        """What must be told of a file that was read; nothing of a text that was pasted."""
        bestand = self.cleaned_data.get("bestand") if self.is_bound else None
        return bestand.meldingen if bestand else ()

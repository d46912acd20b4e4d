"""Handing in a table of partners: pasted text, or a file that is turned into such text."""

import uuid
from pathlib import PurePosixPath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from applications.partnertabel.kolommen import recognise
from sto_portal.bestanden.content import FILETYPES, OLD_OFFICE, HarmfulError, check_content
from sto_portal.bestanden.content import recognise as recognise_file
from sto_portal.bestanden.uploads import in_megabytes
from sto_portal.spreadsheets.lezen import TabelError, as_text, decode, read_text, read_xlsx
from sto_portal.spreadsheets.lezen_ods import read_ods

TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
SHEETS = {
    ".xlsx": (FILETYPES["xlsx"], "Excel-bestand", read_xlsx),
    ".ods": (FILETYPES["ods"], "OpenDocument-bestand", read_ods),
}
SUFFIXES = (*TEXT_SUFFIXES, *SHEETS)
KINDS = "CSV, Excel (.xlsx) of OpenDocument (.ods)."
OTHER = "Kies een CSV-bestand, een Excel-bestand (.xlsx) of een OpenDocument-bestand (.ods)."
NOTHING = "Plak uw tabel in het veld, of kies een bestand."


class TabelField(forms.FileField):
    """A CSV, XLSX or ODS of which the content is what the name says; cleaned to its rows as text with tabs.

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
            return as_text(self.read(upload.read(), suffix))
        except (TabelError, HarmfulError) as error:
            raise ValidationError(str(error), code="unreadable") from error

    def read(self, content, suffix):
        """The rows in the file."""
        if content.startswith(OLD_OFFICE):
            self.refuse("old_office")
        filetype = recognise_file(content)
        if suffix in SHEETS:
            wanted, kind, read_sheet = SHEETS[suffix]
            if filetype is not wanted:
                self.refuse("not_sheet", suffix=suffix, kind=kind)
            check_content(content, filetype)
            return read_sheet(content, settings.PARTNERTABEL_MAX_ROWS)
        if filetype:
            self.refuse("not_text", suffix=suffix, label=filetype.label)
        return read_text(decode(content), self.recognise)

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
            cleaned["tekst"] = cleaned["bestand"]
            self.errors.pop("tekst", None)
        elif not self.errors and not cleaned["tekst"].strip():
            raise ValidationError(NOTHING)
        return cleaned

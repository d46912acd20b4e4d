"""The form field through which every upload comes in."""

from pathlib import PurePosixPath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from sto_portal.bestanden.content import (
    DAMAGED,
    FILETYPES,
    OLD_OFFICE,
    HarmfulError,
    check_content,
    is_half_packed,
    recognise,
)
from sto_portal.bestanden.names import safe_name
from sto_portal.bestanden.ruimte import in_megabytes
from sto_portal.bestanden.virus import InfectedError, ScannerAwayError, scan


class UploadField(forms.FileField):
    """A file whose content was looked at: its kind is in `kinds`, its name agrees, it can be opened without harm.

    `kinds` are keys of content.FILETYPES; `ruimtes` (`bound` sets them) say how much there may be. The cleaned file has
    a safe `.name` and `.filetype`; `store` keeps it:
    `store(upload.read(), name=upload.name, kind="ondertekening", by=user)`.
    """

    default_error_messages = {
        "required": "Kies een bestand.",
        "invalid": "Kies een bestand.",
        "missing": "Kies een bestand.",
        "empty": "Dit bestand is leeg. Kies een bestand met inhoud.",
        "max_length": "De naam van het bestand is te lang. Geef het bestand een kortere naam.",
        "too_large": "Dit bestand is %(size)s MB. Een bestand mag niet groter zijn dan %(limit)s MB.",
        "kind": "Dit soort bestand kunt u hier niet uploaden. U kunt kiezen uit: %(allowed)s.",
        "old_office": "Dit is een oud of beveiligd Office-bestand. Sla het op zonder wachtwoord als %(allowed)s.",
        "suffix": "De inhoud van dit bestand is %(label)s, maar de naam eindigt op '%(suffix)s'. "
        "Geef het bestand de juiste naam: eindig op %(expected)s.",
    }

    def __init__(self, *, kinds=tuple(FILETYPES), max_bytes=None, **kwargs):
        self.filetypes = tuple(FILETYPES[key] for key in kinds)
        self.max_bytes = max_bytes
        self.ruimtes = ()
        super().__init__(**kwargs)

    @property
    def allowed(self):
        """The kinds as people call them: 'PDF, PNG of JPEG'."""
        *labels, last = [filetype.label for filetype in self.filetypes]
        return f"{', '.join(labels)} of {last}" if labels else last

    def widget_attrs(self, widget):
        suffixes = [suffix for filetype in self.filetypes for suffix in filetype.suffixes]
        return super().widget_attrs(widget) | {"accept": ",".join(suffixes)}

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        upload.name = safe_name(upload.name)
        limit = self.max_bytes or settings.UPLOAD_MAX_BYTES
        if upload.size > limit:
            self.refuse("too_large", size=in_megabytes(upload.size), limit=in_megabytes(limit))
        for ruimte in self.ruimtes:
            ruimte.check(upload.size)
        upload.seek(0)
        content = upload.read()
        upload.seek(0)
        upload.filetype = self.check(content, upload.name)
        return upload

    def check(self, content, name):
        """The Filetype of this content; ValidationError when kind, name or content is not acceptable."""
        filetype = recognise(content)
        if filetype is None and is_half_packed(content):
            raise ValidationError(DAMAGED, code="harmful")
        if filetype not in self.filetypes:
            self.refuse("old_office" if content.startswith(OLD_OFFICE) else "kind", allowed=self.allowed)
        suffix = PurePosixPath(name).suffix
        if suffix.lower() not in filetype.suffixes:
            expected = " of ".join(filetype.suffixes)
            self.refuse("suffix", label=filetype.label, suffix=suffix or name, expected=expected)
        try:
            check_content(content, filetype)
            scan(content)
        except (HarmfulError, InfectedError, ScannerAwayError) as error:
            raise ValidationError(str(error), code="harmful") from error
        return filetype

    def refuse(self, code, **params):
        raise ValidationError(self.error_messages[code], code=code, params=params)


def bound(form, *ruimtes):
    """The form, in which every upload has to fit in each Ruimte."""
    for field in form.fields.values():
        if isinstance(field, UploadField):
            field.ruimtes = ruimtes
    return form


def say_not_kept(form, error):
    """Tell in the form that a StorageError kept its file from being stored; the view answers with status 503."""
    form.add_error(
        None,
        f"{error} Er is niets opgeslagen. Laat deze pagina open, wacht een paar minuten, kies uw bestand opnieuw en "
        "sla nog een keer op.",
    )

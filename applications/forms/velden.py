"""Form fields that read what Dutch people type: amounts, numbers, shares and the numbers of organisations."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, ProhibitNullCharactersValidator
from stdnum.exceptions import ValidationError as NumberError
from stdnum.nl import brin, postcode

from applications.models.begroting import MAXIMUM_CENTS
from sto_portal.money import format_euro, format_number
from sto_portal.tekens import without_invisible
from sto_portal.vormgeving.forms import EuroInput, NumberInput

MAXIMUM_CHARACTERS = 20_000
MAXIMUM_NUMBER = 1_000_000
NUL_MESSAGE = "In uw tekst staat een teken dat het portaal niet kan bewaren. Haal het weg of typ de tekst opnieuw."
GROUPED = re.compile(r"^\d{1,3}(\.\d{3})+$")
AMOUNT = re.compile(r"^(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}|-{1,2}))?$")


def explain_nul(field):
    """Let `field` say in plain Dutch what is wrong with a NUL character."""
    if any(isinstance(validator, ProhibitNullCharactersValidator) for validator in field.validators):
        kept = [v for v in field.validators if not isinstance(v, ProhibitNullCharactersValidator)]
        field.validators = [*kept, ProhibitNullCharactersValidator(message=NUL_MESSAGE)]


def as_typed(value):
    """What was typed for a number, without blanks around it and signs that nobody sees."""
    return "" if value is None else without_invisible(str(value)).strip()


class TekstField(forms.CharField):
    """A long text, with Unix line ends; too long a text is told, never cut."""

    widget = forms.Textarea

    def __init__(self, *, rows=6, **kwargs):
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)
        explain_nul(self)

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > MAXIMUM_CHARACTERS:
            raise ValidationError(
                f"Deze tekst heeft {format_number(len(text))} tekens. "
                f"U mag niet meer dan {format_number(MAXIMUM_CHARACTERS)} tekens gebruiken. "
                f"Maak de tekst {format_number(len(text) - MAXIMUM_CHARACTERS)} tekens korter.",
                code="max_length",
            )
        return text


class LijstField(TekstField):
    """One item on each line; empty lines are left out."""

    def to_python(self, value):
        lines = (line.strip() for line in super().to_python(value).split("\n"))
        return "\n".join(line for line in lines if line)


class GetalField(forms.IntegerField):
    """A whole number from 0, with or without points between thousands."""

    widget = NumberInput

    def __init__(self, *, max_value=MAXIMUM_NUMBER, **kwargs):
        kwargs.setdefault("error_messages", {"invalid": "Vul een heel getal in, bijvoorbeeld 125."})
        super().__init__(**kwargs)
        self.validators += [
            MinValueValidator(0, "Vul een getal in van 0 of hoger."),
            MaxValueValidator(max_value, f"Dit getal is te groot. Vul hoogstens {format_number(max_value)} in."),
        ]

    def to_python(self, value):
        text = as_typed(value)
        text = text.replace(".", "") if GROUPED.match(text) else text
        if len(text) > 20 or not text.isascii():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


class PercentageField(forms.DecimalField):
    """A share of 100 with a comma, at most two decimals."""

    widget = NumberInput

    def __init__(self, **kwargs):
        message = "Vul een percentage in van 0 tot en met 100, bijvoorbeeld 7,5."
        super().__init__(max_digits=5, decimal_places=2, localize=False, error_messages={"invalid": message}, **kwargs)
        self.validators = [MinValueValidator(0, message), MaxValueValidator(100, message), *self.validators]

    def to_python(self, value):
        text = as_typed(value or "").removesuffix("%").strip().replace(",", ".")
        return None if not text else super().to_python(text) if text.isascii() else super().to_python("?")

    def prepare_value(self, value):
        return str(value).replace(".", ",") if isinstance(value, Decimal) else value


class EuroField(forms.Field):
    """An amount as '1.234,56', '€ 1.234,56' or '€ 12,-', cleaned to int euro cents; not negative, not absurd."""

    widget = EuroInput
    default_error_messages = {
        "invalid": "Vul een bedrag in, bijvoorbeeld 1.234,56.",
        "negative": "Vul een bedrag in van € 0 of hoger.",
        "too_much": f"Dit bedrag is te hoog. Vul hoogstens {format_euro(MAXIMUM_CENTS)} in.",
    }

    def to_python(self, value):
        text = re.sub(r"[\s\u00a0\u202f]", "", as_typed(value)).replace("€", "")
        if not text:
            return None
        if text.startswith("-"):
            raise ValidationError(self.error_messages["negative"], code="negative")
        match = AMOUNT.match(text) if text.isascii() else None
        if not match:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        euros, rest = match[1].replace(".", ""), (match[2] or "").replace("-", "")
        if len(euros.lstrip("0")) > 12 or int(euros) * 100 + int(rest.ljust(2, "0")) > MAXIMUM_CENTS:
            raise ValidationError(self.error_messages["too_much"], code="too_much")
        return int(euros) * 100 + int(rest.ljust(2, "0"))

    def prepare_value(self, value):
        return format_euro(value).removeprefix("€\u00a0") if isinstance(value, int) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class NumberField(forms.CharField):
    """A short number of an organisation; spaces, points and signs that nobody sees do not matter in it."""

    message = ""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        explain_nul(self)

    def to_python(self, value):
        text = re.sub(r"[\s.\-\u2010-\u2015]", "", as_typed(super().to_python(value))).upper()
        return self.read(text) if text else ""

    def read(self, text):
        raise NotImplementedError

    def refuse(self):
        raise ValidationError(self.message, code="invalid")


class VestigingscodeField(NumberField):
    """BRIN and site number together: six characters."""

    message = "Vul 6 tekens in: 2 cijfers, 2 letters en 2 cijfers, bijvoorbeeld 01AB00."

    def read(self, text):
        if len(text) != 6 or not text.isascii() or not brin.is_valid(text):
            self.refuse()
        return text


class PostcodeField(NumberField):
    """A Dutch postcode, kept as '1234 AB'; text that is none is for `clean_postcode` to judge."""

    message = "Vul een postcode in van 4 cijfers en 2 letters, bijvoorbeeld 1234 AB."

    def read(self, text):
        try:
            return postcode.validate(text) if text.isascii() else self.refuse()
        except NumberError:
            return self.refuse()


class DigitsField(NumberField):
    """A number of exactly `digits` digits, such as a KvK number (8) or a bevoegd gezag number (5)."""

    def __init__(self, *, digits, **kwargs):
        self.digits = digits
        self.message = f"Vul {digits} cijfers in, bijvoorbeeld {'1234567890'[:digits]}."
        super().__init__(**kwargs)

    def read(self, text):
        if len(text) != self.digits or not text.isascii() or not text.isdigit():
            self.refuse()
        return text

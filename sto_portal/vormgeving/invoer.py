"""The control of a form field in the look of the portal."""

from django import forms
from django.utils.html import format_html

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
NUMBER = f"sto-input sto-input--number {TEXTBOX}"
LOOKS = (
    (forms.CheckboxInput, "sto-choice__input utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.Select, "sto-input utrecht-select utrecht-select--html-select"),
    (forms.Textarea, "sto-input utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.FileInput, "sto-file__input"),
    (forms.NumberInput, NUMBER),
    ((forms.DateInput, forms.TimeInput), f"sto-input sto-input--date {TEXTBOX}"),
)


def draw_input(field):
    """The control of a bound field as HTML, with its sign before it where it has one.

    It takes all that is pasted: browsers cut at maxlength, the field tells what is too long.
    """
    widget = field.field.widget
    prefix = getattr(widget, "prefix", "")
    widget.attrs.pop("maxlength", None)
    control = field.as_widget(attrs={"class": classes_of(widget, prefix)})
    if prefix:
        sign = '<span class="sto-prefixed"><span class="sto-prefixed__prefix" aria-hidden="true">{}</span>{}</span>'
        return format_html(sign, prefix, control)
    return format_html('<div class="sto-file">{}</div>', control) if isinstance(widget, forms.FileInput) else control


def classes_of(widget, prefix):
    """Its own classes, the name of its kind, and the look that it has."""
    if prefix or getattr(widget, "numeric", False):
        look = NUMBER
    else:
        look = next((look for kinds, look in LOOKS if isinstance(widget, kinds)), f"sto-input {TEXTBOX}")
    own = [widget.attrs["class"]] if "class" in widget.attrs else []
    return " ".join([*own, type(widget).__name__.lower(), look])

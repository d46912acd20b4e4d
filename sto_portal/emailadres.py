"""One e-mail address is one text, however it was typed, pasted or written with signs of another language."""

import re

from django import forms
from django.db import models
from django.utils.encoding import punycode

from sto_portal.tekens import without_invisible

ESCAPED = re.compile(r"\\(.)")  # of a name in quotes
SAME_DOMAIN = {"googlemail.com": "gmail.com"}
WITHOUT_DOTS = {"gmail.com"}


def fold_address(text):
    """`text` in small letters without invisible signs, its domain as mail servers write it (xn--…)."""
    plain = without_invisible(text).strip().lower()
    name, at, domain = plain.rpartition("@")
    if not at or domain.isascii():
        return plain
    try:
        return f"{name}@{punycode(domain)}"
    except UnicodeError:
        return plain


def mailbox_of(text):
    """The mailbox in which mail to this address arrives, to compare by: 'anna+b@…' is that of 'anna@…'.

    What stands after a plus counts for nothing, nor do quotes around the name, nor dots where the provider says so.
    """
    name, at, domain = fold_address(text).rpartition("@")
    name = ESCAPED.sub(r"\1", name[1:-1]) if name[:1] == name[-1:] == '"' and len(name) > 2 else name
    name, domain = name.partition("+")[0] or name, SAME_DOMAIN.get(domain, domain)
    return f"{name.replace('.', '') if domain in WITHOUT_DOTS else name}{at}{domain}"


def is_same_mailbox(one, other):
    """Whether mail to both addresses arrives in one mailbox."""
    return mailbox_of(one) == mailbox_of(other)


class EmailadresField(forms.EmailField):
    """An address as `fold_address` makes it: the only way it is compared and stored."""

    def to_python(self, value):
        return fold_address(super().to_python(value))


class EmailadresModelField(models.EmailField):
    """Such an address in a row: folded in forms, on saving and in a look-up; its column is that of EmailField."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": EmailadresField, **kwargs})

    def get_prep_value(self, value):
        prepared = super().get_prep_value(value)
        return fold_address(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, row, add):
        value = getattr(row, self.attname)
        if isinstance(value, str):
            setattr(row, self.attname, fold_address(value))
        return super().pre_save(row, add)

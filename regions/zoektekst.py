"""Searching text as people type it: without capitals, accents and signs, alike on every database."""

from django.db import models

from sto_portal.namen import name_key


def contains_every_word(text, name="zoektekst"):
    """A Q: the column `name`, a ZoektekstField, holds each word of `text`, in any order; every row if there is none."""
    found = models.Q()
    for word in name_key(text).split():
        found &= models.Q(**{f"{name}__contains": word})
    return found


class ZoektekstField(models.TextField):
    """What other fields of the row say, folded, so that one plain column is searched; `of` are their names.

    Written anew by `save` and `bulk_create`, and by the imports; `update` and `bulk_update` do not know it.
    """

    def __init__(self, *args, of=(), **kwargs):
        self.of = tuple(of)
        super().__init__(*args, **kwargs | {"editable": False, "default": ""})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: value for key, value in kwargs.items() if key != "editable"} | {"of": self.of}

    def pre_save(self, row, add):
        setattr(row, self.attname, name_key(" ".join(str(getattr(row, name)) for name in self.of)))
        return getattr(row, self.attname)

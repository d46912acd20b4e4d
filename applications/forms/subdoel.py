"""Choosing a part of a national aim, grouped by aim."""

from itertools import groupby

from django.forms import ModelChoiceField
from django.forms.models import ModelChoiceIterator

from applications.models import Subdoel


class ByLandelijkdoel(ModelChoiceIterator):
    """The parts under the name of their aim, in the order of the fixture."""

    def __iter__(self):
        yield "", self.field.empty_label
        for label, subdoelen in groupby(self.queryset, key=lambda subdoel: subdoel.get_landelijk_doel_display()):
            yield label, [self.choice(subdoel) for subdoel in subdoelen]


class SubdoelField(ModelChoiceField):
    iterator = ByLandelijkdoel

    def __init__(self, **kwargs):
        super().__init__(queryset=Subdoel.objects.all(), **kwargs)

"""What holds from a moment until a moment: roles for the country and roles in a region."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class PeriodQuerySet(models.QuerySet):
    """Rows with `vanaf` and `tot` (empty: without end), on the clock of the database."""

    def current(self):
        """Those that hold now."""
        return self.filter(vanaf__lte=Now()).filter(Q(tot__isnull=True) | Q(tot__gt=Now()))

    def end(self):
        """End now what holds, take back what has not begun; how many rows that were."""
        open_rows = self.filter(Q(tot__isnull=True) | Q(tot__gt=Now()))
        taken_back, _per_model = open_rows.filter(vanaf__gte=Now()).delete()
        return taken_back + open_rows.filter(vanaf__lt=Now()).update(tot=Now())

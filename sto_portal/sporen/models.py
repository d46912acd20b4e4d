import hashlib
import json

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


def canonical_json(value):
    """JSON that is the same text for the same data: sorted keys, no spaces, letters as they are."""
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class SpoorError(Exception):
    """Someone tried to change or remove what may only be added to."""


class SpoorQuerySet(models.QuerySet):
    """Traces in the order in which they were left; they can be read only."""

    def of(self, obj):
        """The traces that one object carries, oldest first."""
        return self.filter(soort=obj._meta.label_lower, sleutel=str(obj.pk)).order_by("nummer")

    def update(self, **_values):
        raise SpoorError("Een spoor verandert niet.")

    def delete(self):
        raise SpoorError("Een spoor verdwijnt niet.")

    def bulk_create(self, *_args, **_options):
        raise SpoorError("Een spoor wordt alleen met record() toegevoegd.")


class Spoor(models.Model):
    """One trace of who did what to which object and when; each row's hash covers the hash of the row before.

    `gegevens` is canonical JSON as text: a JSONField would let PostgreSQL reorder what was hashed.
    """

    nummer = models.PositiveBigIntegerField(unique=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="sporen"
    )
    wat = models.CharField(max_length=60)
    soort = models.CharField(max_length=100)
    sleutel = models.CharField(max_length=64)
    naam = models.CharField(max_length=200)
    gegevens = models.TextField()
    gebeurd_op = models.DateTimeField()
    vorige_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = SpoorQuerySet.as_manager()

    class Meta:
        verbose_name = "spoor"
        verbose_name_plural = "sporen"
        ordering = ["nummer"]
        indexes = [models.Index(fields=["soort", "sleutel"], name="spoor_soort_sleutel")]

    def __str__(self):
        return f"{self.nummer}: {self.wat} {self.naam}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SpoorError("Een spoor verandert niet.")
        super().save(*args, **kwargs)

    def delete(self, *_args, **_kwargs):
        raise SpoorError("Een spoor verdwijnt niet.")

    @property
    def data(self):
        """What was recorded with the step, as it was given."""
        return json.loads(self.gegevens)

    def compute_hash(self):
        """SHA-256 over the previous hash and everything this row says."""
        content = {
            "nummer": self.nummer,
            "door": self.door_id,
            "wat": self.wat,
            "soort": self.soort,
            "sleutel": self.sleutel,
            "naam": self.naam,
            "gegevens": self.gegevens,
            "gebeurd_op": self.gebeurd_op.isoformat(timespec="microseconds"),
        }
        return hashlib.sha256(f"{self.vorige_hash}\n{canonical_json(content)}".encode()).hexdigest()


class Ketting(models.Model):
    """The end of the chain of sporen, one row: who adds a spoor locks it, so the chain never forks."""

    nummer = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "kettingen"
        constraints = [models.CheckConstraint(name="ketting_only_one", condition=models.Q(pk=1))]

    def __str__(self):
        return f"{self.nummer} sporen"

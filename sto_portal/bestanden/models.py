import hashlib

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q

from sto_portal.werk.taak import WorkError


class ImmutableError(Exception):
    """Someone tried to change a Bestand that is already stored."""


class StorageError(WorkError):
    """Files cannot be kept or fetched now; the text is for people, `detail` for the log."""

    def __init__(self, cause):
        super().__init__("De opslag van bestanden werkt nu niet.")
        self.detail = f"{type(cause).__name__}: {cause}"


class DamagedError(WorkError):
    """Stored content is gone or has lost its checksum; the text is for people, `detail` for the log."""

    def __init__(self, bestand, detail):
        super().__init__(f"Het bestand '{bestand.naam}' is beschadigd of verdwenen. Neem contact op met de beheerder.")
        self.bestand = bestand
        self.detail = f"bestand {bestand.pk} in {bestand.pad} {detail}"


class BestandQuerySet(models.QuerySet):
    def update(self, **_fields):
        """Refused: a Bestand never changes after it was stored."""
        raise ImmutableError("Een opgeslagen bestand verandert niet.")

    def bulk_update(self, *_args, **_kwargs):
        """Refused: a Bestand never changes after it was stored."""
        raise ImmutableError("Een opgeslagen bestand verandert niet.")


class Bestand(models.Model):
    """One file as it came in or was made, told by its SHA-256; it has no URL: each app serves it in its own scope.

    Rows are written by `actions.store` and never change. The same content is kept once on disk, whatever its names.
    """

    sha256 = models.CharField("controlegetal", max_length=64, db_index=True)
    naam = models.CharField("naam", max_length=255)
    soort = models.CharField("soort", max_length=40)
    mimetype = models.CharField("type", max_length=100)
    grootte = models.BigIntegerField("grootte in bytes")
    pad = models.CharField("plaats", max_length=120)
    geupload_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="bestanden"
    )
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)

    objects = BestandQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="bestand_not_empty", condition=Q(grootte__gt=0))]

    def __str__(self):
        return self.naam

    def save(self, **kwargs):
        if not self._state.adding:
            raise ImmutableError("Een opgeslagen bestand verandert niet.")
        super().save(**kwargs)

    def read(self):
        """The content as bytes; raises DamagedError when it is not what was stored, StorageError when out of reach."""
        try:
            with default_storage.open(self.pad) as stored:
                content = stored.read()
        except FileNotFoundError:
            raise DamagedError(self, "is er niet meer") from None
        except OSError as error:
            raise StorageError(error) from error
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise DamagedError(self, "heeft een andere inhoud")
        return content

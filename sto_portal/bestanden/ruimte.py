"""How much may be uploaded: a bound on what hangs on one plan, and on what one person sent in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Sum

from sto_portal.bestanden.models import Bestand

MEGABYTE = 2**20
UPLOADED = ("antwoord", "ondertekening", "intentieverklaring")
FULL = (
    "Er is geen ruimte meer voor dit bestand van %(size)s MB. %(where)s %(used)s van de %(limit)s MB gebruikt. Kies "
    "een kleiner bestand, bijvoorbeeld een scan in grijs, of vraag DUS-I om meer ruimte."
)


@dataclass(frozen=True)
class Ruimte:
    """A bound in bytes on the content of the Bestanden that `rows` gives; `where` begins the sentence about it."""

    rows: Callable
    limit: int
    where: str

    def check(self, size):
        """Raise ValidationError where `size` bytes more do not fit; one query, content that is there twice once."""
        content = self.rows().order_by().values("pad", "grootte").distinct()
        used = content.aggregate(bytes=Sum("grootte"))["bytes"] or 0
        if used + size > self.limit:
            params = {"size": in_megabytes(size), "used": in_megabytes(used), "limit": in_megabytes(self.limit)}
            raise ValidationError(FULL, code="full", params=params | {"where": self.where})


def of_person(user):
    """The Ruimte of what this person uploaded, whatever became of it."""
    rows = Bestand.objects.filter(geupload_door=user, soort__in=UPLOADED)
    return Ruimte(rows.all, settings.UPLOADS_PER_PERSON_BYTES, "U hebt zelf al")


def in_megabytes(size):
    """Bytes as people read them: '20' or '20,4', rounded up so that a refused file never reads as the limit."""
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10},{tenths % 10}".removesuffix(",0")

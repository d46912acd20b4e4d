"""The files of a plan."""

from django.db.models import Q

from applications.models import Antwoord, Ondertekening
from sto_portal.bestanden.models import Bestand


def plan_files(plan):
    """A QuerySet of the files under the answers and signatures of `plan`."""
    answers = Antwoord.objects.of(plan).values("bestand")
    signatures = Ondertekening.objects.of(plan).values("bestand")
    return Bestand.objects.filter(Q(pk__in=answers) | Q(pk__in=signatures))

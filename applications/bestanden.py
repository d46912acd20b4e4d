"""The files of a plan."""

from django.db.models import Q

from applications.models import Antwoord, Ondertekening, Plan
from sto_portal.bestanden.models import Bestand


def plan_files(plan):
    """A QuerySet of the files under the answers and signatures of `plan`."""
    return files_in(Plan.objects.filter(pk=plan.pk))


def files_in(plans):
    """The same of a QuerySet of plans."""
    answers = Antwoord.objects.filter(plan__in=plans).values("bestand")
    signatures = Ondertekening.objects.filter(plan__in=plans).values("bestand")
    return Bestand.objects.filter(Q(pk__in=answers) | Q(pk__in=signatures))

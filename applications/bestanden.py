"""The files of a plan."""

from django.conf import settings
from django.db.models import Q

from applications.models import Antwoord, Antwoordversie, Ondertekening, Plan
from sto_portal.bestanden.models import Bestand
from sto_portal.bestanden.ruimte import Ruimte


def plan_files(plan):
    """A QuerySet of the files under the answers and signatures of `plan`."""
    return files_in(Plan.objects.filter(pk=plan.pk))


def files_in(plans):
    """The same of a QuerySet of plans."""
    answers = Antwoord.objects.filter(plan__in=plans).values("bestand")
    signatures = Ondertekening.objects.filter(plan__in=plans).values("bestand")
    return Bestand.objects.filter(Q(pk__in=answers) | Q(pk__in=signatures))


def ruimte_of(plan):
    """The Ruimte for the files of `plan`, those that an answer had before included."""
    earlier = Antwoordversie.objects.filter(plan=plan, bestand__isnull=False).values("bestand")

    def rows():
        return plan_files(plan) | Bestand.objects.filter(pk__in=earlier)

    return Ruimte(rows, settings.UPLOADS_PER_PLAN_BYTES, "Bij deze aanvraag is al")

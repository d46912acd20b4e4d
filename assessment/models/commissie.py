from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from applications.models import Partner
from regions.models import Organisatie
from sto_portal.accounts.models import Aanstelling
from sto_portal.roles import roles_with

INTERESTS = ("organisatie", "organisatie__bestuur")
PARTNERS = ("organisatie", "organisatie__bestuur", "vestiging__organisatie", "vestiging__organisatie__bestuur")
NUMBERS = ("bevoegd_gezag_nummer", "kvk_nummer")


def matches():
    """Pairs (path from a Belang, path from a Partner) that mean a conflict where both lead to the same, not to nothing.

    The organisation of the interest or its bestuur is the partner, the owner of its vestiging or the bestuur of
    either; or they share a number of bevoegd gezag or KvK, for a partner that is not tied to an organisation.
    """
    yield from ((interest, partner) for interest in INTERESTS for partner in PARTNERS)
    for number in NUMBERS:
        yield from ((f"{interest}__{number}", number) for interest in INTERESTS)


class CommissielidQuerySet(models.QuerySet):
    def able_to_judge(self):
        """Those who hold the role beoordelaar now."""
        roles = roles_with("assessment.judge_aanvraag")
        current = Aanstelling.objects.current().filter(user=OuterRef("user"), rol__in=roles)
        return self.filter(Exists(current), user__is_active=True)


class Commissielid(models.Model):
    """A member of the independent beoordelingscommissie (rapport 1.1)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="commissielid")

    objects = CommissielidQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "commissieleden"
        ordering = ["user__naam"]

    def __str__(self):
        return str(self.user)


class BelangQuerySet(models.QuerySet):
    def of_user(self, user):
        """The interests of one person."""
        return self.filter(lid__user=user)

    def touches(self, plan):
        """Condition, for a filter on rows with a Plan at path `plan`: one of these interests is among its partners.

        That there is any interest at all is asked first, once: most people have none, and a list has many partners.
        """
        shared = Q()
        for interest, partner in matches():
            shared |= Q(**{interest: OuterRef(partner)}) & not_empty(interest)
        partners = Partner.objects.filter(Exists(self.filter(shared)), plan=OuterRef(plan))
        return Q(Exists(self), Exists(partners))


def not_empty(path):
    return ~Q(**{path: ""}) if path.endswith(NUMBERS) else Q()


class Belang(models.Model):
    """An organisation a member is tied to: every case in which it, or a school of that board, is partner is hidden."""

    lid = models.ForeignKey(Commissielid, on_delete=models.CASCADE, related_name="belangen")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    toelichting = models.CharField(max_length=200)

    objects = BelangQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "belangen"
        constraints = [models.UniqueConstraint(fields=["lid", "organisatie"], name="belang_once")]

    def __str__(self):
        return f"{self.lid}: {self.organisatie}"

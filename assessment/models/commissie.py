from functools import lru_cache

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from applications.models import Partner
from regions.models import Organisatie
from sto_portal.accounts.models import Aanstelling
from sto_portal.namen import NameKey
from sto_portal.roles import roles_with
from sto_portal.termijnen import today

KEPT = 256
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
    """A member of the independent beoordelingscommissie (rapport 1.1); Aanstellingen say in which role, and when."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="commissielid")

    objects = CommissielidQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "commissieleden"
        ordering = [NameKey("user__naam"), "pk"]

    def __str__(self):
        return str(self.user)


class BelangQuerySet(models.QuerySet):
    def current(self, day=None):
        """Those that hold on `day`, today; what has no first or last day holds on that side without end."""
        day = day or today()
        begun = Q(vanaf_datum__isnull=True) | Q(vanaf_datum__lte=day)
        return self.filter(begun).filter(Q(tot_datum__isnull=True) | Q(tot_datum__gte=day))

    def touches(self, plan, day=None):
        """Condition, for a filter on rows with a Plan at path `plan`: one of these interests is among its partners now.

        That there is any interest at all is asked first, once: most people have none, and a list has many partners.
        """
        now = self.current(day)
        partners = Partner.objects.filter(Exists(now.filter(shared())), plan=OuterRef(plan))
        return Q(Exists(now), Exists(partners))


def hidden_from(user, plan):
    """Condition, for a filter on rows with a Plan at path `plan`: an interest of this person is among its partners."""
    return hidden_on(user.pk, plan, today())


@lru_cache(maxsize=KEPT)
def hidden_on(user_pk, plan, day):
    """The same on one day, asked anew with every query it stands in: to build it takes longer than to ask it."""
    return Belang.objects.filter(lid__user=user_pk).touches(plan, day)


def shared():
    """Condition on a Belang: one of the pairs of `matches` leads from it and from the outer Partner to the same."""
    pairs = Q()
    for interest, partner in matches():
        pairs |= Q(**{interest: OuterRef(partner)}) & not_empty(interest)
    return pairs


def not_empty(path):
    return ~Q(**{path: ""}) if path.endswith(NUMBERS) else Q()


def interested(user, plan):
    """Condition, for a filter on rows with a person at path `user`: he or she has an interest in a Plan now.

    `plan` is an expression for its pk: an OuterRef, once more for each query around the rows.
    """
    now = Belang.objects.current()
    own = now.filter(shared(), lid__user=OuterRef(OuterRef(user)))
    partners = Partner.objects.filter(Exists(own), plan=plan)
    return Q(Exists(now.filter(lid__user=OuterRef(user))), Exists(partners))


def free_leaders(permission, *, aanvraag="pk", plan="plan"):
    """The Aanstellingen with `permission` of who may lead a case: no interest in it and not withdrawn from it.

    For an Exists on rows with the Aanvraag and the Plan at these paths.
    """
    withdrawn = Commissielid.objects.filter(
        user=OuterRef("user"), verhinderingen__aanvraag=OuterRef(OuterRef(aanvraag))
    )
    leaders = Aanstelling.objects.current().filter(rol__in=roles_with(permission), user__is_active=True)
    return leaders.exclude(Exists(withdrawn)).exclude(interested("user", OuterRef(OuterRef(plan))))


def led_by(user, *, aanvraag="pk", plan="plan"):
    """Condition, for a filter on rows with the Aanvraag and the Plan at these paths: `user` leads that case.

    A voorzitter leads every case; a deputy those of which no voorzitter is free; nobody else leads any. That the user
    has no interest in it is another question.
    """
    if user.has_perm("assessment.lead_every_case"):
        return Q(pk__isnull=False)
    if user.has_perm("assessment.write_advies"):
        return ~Q(Exists(free_leaders("assessment.lead_every_case", aanvraag=aanvraag, plan=plan)))
    return Q(pk__in=[])


class Belangsoort(models.TextChoices):
    WERKGEVER = "werkgever", "Werkt er of werkte er"
    BESTUUR = "bestuur", "Zit in het bestuur"
    TOEZICHT = "toezicht", "Houdt toezicht"
    ADVIES = "advies", "Adviseert, of schreef mee aan het plan"
    FINANCIEEL = "financieel", "Heeft een financieel belang"
    NAASTE = "naaste", "Een naaste heeft een band"
    ANDERS = "anders", "Anders"


class Belang(models.Model):
    """An organisation a member is tied to: every case in which it, or a school of that board, is partner is hidden.

    It holds from and including `vanaf_datum` (empty: always did) until and including `tot_datum` (empty: no end). It is
    never deleted: what is over stays readable. `gemeld_door` is who wrote it down, None for who came with the data.
    """

    lid = models.ForeignKey(Commissielid, on_delete=models.CASCADE, related_name="belangen")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField("soort belang", max_length=20, choices=Belangsoort, default=Belangsoort.ANDERS)
    toelichting = models.CharField("toelichting", max_length=200)
    vanaf_datum = models.DateField("vanaf", null=True, blank=True)
    tot_datum = models.DateField("tot en met", null=True, blank=True)
    gemeld_op = models.DateTimeField(auto_now_add=True, null=True)
    gemeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = BelangQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "belangen"
        ordering = [NameKey("organisatie__naam"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lid", "organisatie", "soort"], condition=Q(tot_datum__isnull=True), name="belang_open_once"
            ),
            models.CheckConstraint(name="belang_soort_known", condition=Q(soort__in=Belangsoort.values)),
            models.CheckConstraint(
                name="belang_tot_not_before_vanaf",
                condition=Q(vanaf_datum__isnull=True) | Q(tot_datum__isnull=True) | Q(tot_datum__gte=F("vanaf_datum")),
            ),
        ]

    def __str__(self):
        return f"{self.lid}: {self.organisatie}"

    @property
    def is_over(self):
        return self.tot_datum is not None and self.tot_datum < today()

    @property
    def begins_later(self):
        return self.vanaf_datum is not None and self.vanaf_datum > today()

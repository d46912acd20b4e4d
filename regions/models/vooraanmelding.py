"""The registration of a region before its first aanvraag: who makes it, and what DUS-I does with it."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from regions.models.organisatie import Gemeente, Vestiging
from regions.models.regeling import Regelingversie
from regions.models.regio import Regio, Regiosoort
from sto_portal import workflow
from sto_portal.bestanden.models import Bestand
from sto_portal.emailadres import EmailadresModelField


class VooraanmeldperiodeQuerySet(models.QuerySet):
    def open_at(self, moment):
        """Those in which a region may be registered at `moment`."""
        return self.filter(opent_op__lte=moment, sluit_op__gt=moment).select_related("regelingversie__regeling")

    def remind_at(self, moment):
        """Those of which the reminder is due at `moment`."""
        rows = [row for row in self.open_at(moment) if row.sluit_op - moment <= timedelta(hours=row.herinnering_uren)]
        return self.filter(pk__in=[row.pk for row in rows])


class Vooraanmeldperiode(models.Model):
    """When regions are registered for a Regelingversie, before the first round.

    `sluit_op` is the first moment that is too late; `herinnering_uren` before it who has an unfiled draft is reminded
    (0: never). The number of an accepted region begins with `nummerreeks`: STO and two digits of a year.
    """

    regelingversie = models.OneToOneField(Regelingversie, on_delete=models.PROTECT, related_name="vooraanmeldperiode")
    opent_op = models.DateTimeField()
    sluit_op = models.DateTimeField()
    herinnering_uren = models.PositiveSmallIntegerField(default=0)
    nummerreeks = models.CharField(
        max_length=5, validators=[RegexValidator(r"^STO\d{2}$", "Gebruik STO en twee cijfers.")]
    )

    objects = VooraanmeldperiodeQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vooraanmeldperiodes"
        ordering = ["-opent_op"]
        constraints = [
            models.CheckConstraint(name="vooraanmeldperiode_runs_forward", condition=Q(opent_op__lt=F("sluit_op")))
        ]

    def __str__(self):
        return str(self.regelingversie.regeling)

    def is_open_at(self, moment):
        return self.opent_op <= moment < self.sluit_op


class Vooraanmeldingstatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    INGEDIEND = "ingediend", "Ingediend"
    GEACCEPTEERD = "geaccepteerd", "Geaccepteerd"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    SAMENGEVOEGD = "samengevoegd", "Samengevoegd"
    GESPLITST = "gesplitst", "Gesplitst"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    VERVALLEN = "vervallen", "Niet meer geldig"


S = Vooraanmeldingstatus
TRANSITIONS = {
    "submit": ({S.CONCEPT}, S.INGEDIEND),
    "reopen": ({S.INGEDIEND}, S.CONCEPT),
    "send_back": ({S.INGEDIEND}, S.CONCEPT),
    "withdraw": ({S.CONCEPT, S.INGEDIEND}, S.INGETROKKEN),
    "merge": ({S.INGEDIEND}, S.SAMENGEVOEGD),
    "split": ({S.INGEDIEND}, S.GESPLITST),
    "restore": ({S.SAMENGEVOEGD, S.GESPLITST}, S.INGEDIEND),
    "dissolve": ({S.INGEDIEND, S.CONCEPT}, S.VERVALLEN),
    "accept": ({S.INGEDIEND}, S.GEACCEPTEERD),
    "refuse": ({S.INGEDIEND, S.CONCEPT}, S.AFGEWEZEN),
}


@dataclass(frozen=True)
class Contact:
    """A person of a Vooraanmelding, as it was typed; every field may be empty in a draft."""

    naam: str
    functie: str
    email: str
    telefoon: str

    @property
    def is_known(self):
        return bool(self.naam and self.functie and self.email)


def owned_by(user):
    """A Q of what `of` gives."""
    made = Vooraanmelding.aanmelders.through.objects.filter(user=user).values("vooraanmelding")
    return Q(pk__in=made) | Q(contact_email__iexact=user.email) | Q(vervanger_email__iexact=user.email)


UNFILED = ("withdraw", "refuse", "dissolve")  # steps after which a draft stays as it was being written


class VooraanmeldingQuerySet(models.QuerySet):
    def filed(self):
        """Those that were filed at some time, or came from what was filed."""
        steps = Vooraanmeldingwijziging.objects.filter(vooraanmelding=OuterRef("pk"))
        return self.filter(Exists(steps.filter(naar=Vooraanmeldingstatus.INGEDIEND)))

    def standing(self):
        """Those that claim their schools and municipalities now: filed or accepted."""
        return self.filter(status__in=[Vooraanmeldingstatus.INGEDIEND, Vooraanmeldingstatus.GEACCEPTEERD])

    def of(self, user):
        """Those that `user` made, or of which `user` is the contact or the substitute: an address is proved by mail."""
        return self.filter(owned_by(user))

    def visible_to(self, user):
        """Those of `user`; for DUS-I also every one that was filed. What it says `readable_by` answers."""
        own = owned_by(user)
        if user.has_perm("regions.view_every_vooraanmelding"):
            return self.filter(own | Q(pk__in=self.model.objects.filed()))
        return self.filter(own)

    def readable_by(self, user):
        """Those of which `user` may read what they say: for DUS-I only what was filed, not what is being written.

        What was withdrawn while it was being changed says what was never filed.
        """
        unfiled = Vooraanmeldingwijziging.objects.filter(van=Vooraanmeldingstatus.CONCEPT, verb__in=UNFILED)
        written = Q(status=Vooraanmeldingstatus.CONCEPT) | Q(pk__in=unfiled.values("vooraanmelding"))
        return self.visible_to(user).filter(owned_by(user) | ~written)


class Vooraanmelding(workflow.WorkflowModel):
    """A region that wishes to apply, as its future penvoerder registers it; DUS-I merges, splits, accepts or refuses.

    `aanmelders` are the people who made it or wrote in it; they, the contact and the substitute read it and write in
    it. `herkomst` are the registrations that it was made from by merging or splitting, `ingediende_naam` the name as it
    was filed last: what others see while it is being changed. DUS-I sent it back to be filed before `terug_tot`, the
    first moment too late. `regio` is the Regio that accepting it made. `status` changes only through `transition`.
    """

    TRANSITIONS = TRANSITIONS

    periode = models.ForeignKey(Vooraanmeldperiode, on_delete=models.PROTECT, related_name="vooraanmeldingen")
    naam = models.CharField("naam van de regio", max_length=120, blank=True)
    soort = models.CharField("soort regio", max_length=20, choices=Regiosoort, blank=True)
    gemeenten = models.ManyToManyField(Gemeente, blank=True, related_name="+")
    vestigingen = models.ManyToManyField(Vestiging, blank=True, related_name="+")
    verklaringen = models.ManyToManyField(Bestand, blank=True, related_name="+")
    contact_naam = models.CharField(max_length=120, blank=True)
    contact_functie = models.CharField(max_length=120, blank=True)
    contact_email = EmailadresModelField(blank=True)
    contact_telefoon = models.CharField(max_length=20, blank=True)
    vervanger_naam = models.CharField(max_length=120, blank=True)
    vervanger_functie = models.CharField(max_length=120, blank=True)
    vervanger_email = EmailadresModelField(blank=True)
    vervanger_telefoon = models.CharField(max_length=20, blank=True)
    aanmelders = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="vooraanmeldingen")
    herkomst = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="vervolg")
    regio = models.OneToOneField(Regio, null=True, blank=True, on_delete=models.PROTECT, related_name="vooraanmelding")
    status = models.CharField(max_length=20, choices=Vooraanmeldingstatus, default=Vooraanmeldingstatus.CONCEPT)

    ingediende_naam = models.CharField(max_length=120, blank=True, editable=False)
    terug_tot = models.DateTimeField(null=True, blank=True)

    objects = VooraanmeldingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vooraanmeldingen"
        ordering = ["pk"]
        permissions = [
            ("write_vooraanmelding", "mag een regio aanmelden"),
            ("view_every_vooraanmelding", "mag elke aangemelde regio zien"),
            ("decide_vooraanmelding", "mag aangemelde regio's samenvoegen, splitsen, accepteren en afwijzen"),
        ]
        constraints = [
            models.CheckConstraint(
                name="vooraanmelding_status_known", condition=Q(status__in=Vooraanmeldingstatus.values)
            ),
            models.CheckConstraint(name="vooraanmelding_soort_known", condition=Q(soort__in=["", *Regiosoort.values])),
            models.CheckConstraint(
                name="vooraanmelding_accepted_has_regio",
                condition=~Q(status=Vooraanmeldingstatus.GEACCEPTEERD) | Q(regio__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.kenmerk} {self.ingediende_naam or self.naam or 'Regio zonder naam'}"

    def get_absolute_url(self):
        return reverse("vooraanmelding-detail", args=[self.pk])

    @property
    def kenmerk(self):
        """'VA00012': how people name it to each other."""
        return f"VA{self.pk:05d}"

    @property
    def is_writable(self):
        return self.status == Vooraanmeldingstatus.CONCEPT

    @property
    def contact(self):
        return Contact(self.contact_naam, self.contact_functie, self.contact_email, self.contact_telefoon)

    @property
    def vervanger(self):
        return Contact(self.vervanger_naam, self.vervanger_functie, self.vervanger_email, self.vervanger_telefoon)


class Vooraanmeldingwijziging(workflow.Statuswijziging):
    """A step in the way of a Vooraanmelding."""

    vooraanmelding = models.ForeignKey(Vooraanmelding, on_delete=models.PROTECT, related_name="statuswijzigingen")

    class Meta(workflow.Statuswijziging.Meta):
        verbose_name_plural = "vooraanmeldingwijzigingen"

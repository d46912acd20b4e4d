from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now, Replace

from sto_portal.werk.models import Werk, Werkstatus, seconds_from_now

MINUTE_SECONDS = 60
HOUR_SECONDS = 60 * MINUTE_SECONDS
HIDDEN = "[persoonlijke link]"


class Berichtstatus(models.TextChoices):
    WACHTEND = "wachtend", "Wacht op verzending"
    BEZIG = "bezig", "Wordt verzonden"
    VERZONDEN = "verzonden", "Verzonden"
    MISLUKT = "mislukt", "Niet verzonden"
    GEWEIGERD = "geweigerd", "Geweigerd door de mailserver"


def longest_link_seconds():
    """How long a link in a mail works at most."""
    days = max(settings.AKKOORD_DAYS, settings.AANMELDLINK_DAYS)
    return max(settings.PASSWORD_RESET_TIMEOUT, days * 24 * HOUR_SECONDS)


UNSENT = (Berichtstatus.WACHTEND, Berichtstatus.BEZIG, Berichtstatus.MISLUKT)


class BerichtQuerySet(models.QuerySet):
    """Mail by how it fared."""

    def half_sent(self):
        """Mail of which the worker died in the act: nobody knows whether it left."""
        return self.filter(status=Berichtstatus.BEZIG).exclude(werk__in=Werk.objects.running())

    def undelivered(self):
        """Mail that certainly did not leave and of which all attempts were used; a worker may have died before it."""
        given_up = Q(status=Berichtstatus.WACHTEND, werk__status=Werkstatus.MISLUKT)
        return self.filter(Q(status=Berichtstatus.MISLUKT) | given_up)

    def to_retry(self):
        """Undelivered mail that the portal itself tries again: MAIL_RETRY_HOURS long after it was written."""
        written_after = seconds_from_now(-settings.MAIL_RETRY_HOURS * HOUR_SECONDS)
        return self.undelivered().filter(werk__status=Werkstatus.MISLUKT, aangemaakt_op__gt=written_after)

    def overdue(self):
        """Mail written longer than OUTBOX_ALARM_MINUTES ago that did not leave; what is refused stands apart."""
        late = seconds_from_now(-settings.OUTBOX_ALARM_MINUTES * MINUTE_SECONDS)
        return self.filter(status__in=UNSENT, aangemaakt_op__lt=late)

    def with_spent_link(self):
        """Mail with a link that is of no use here any more: it left, or is so old that no link in it works."""
        written_before = seconds_from_now(-longest_link_seconds())
        spent = Q(status=Berichtstatus.VERZONDEN) | Q(aangemaakt_op__lt=written_before)
        return self.filter(spent).exclude(geheim="")

    def wipe_links(self):
        """Put a word in the place of each link; how many mails had one."""
        text = Replace("tekst", F("geheim"), Value(HIDDEN))
        return self.exclude(geheim="").update(tekst=text, geheim="", is_gewist=True)

    def needs_attention(self):
        """What staff should look at: given up, refused, half sent, or sent again while the first may have arrived."""
        given_up = Q(pk__in=self.undelivered().values("pk")) & ~Q(pk__in=self.to_retry().values("pk"))
        half_sent = Q(pk__in=self.half_sent().values("pk"))
        return self.filter(given_up | half_sent | Q(status=Berichtstatus.GEWEIGERD) | Q(mogelijk_dubbel=True))


class Bericht(models.Model):
    """A mail as it leaves, written in the transaction of the step that it tells of and sent by its Werk.

    `geheim` is the part of `tekst` that nobody but the recipient may read, empty where all may be read by staff. It is
    wiped from both once the mail left, or when the link in it works no more: from then on `is_gewist`.
    `sleutel` makes asking twice one mail; `message_id` never changes, so a mail sent again is the same mail.
    """

    aan = models.EmailField(max_length=254)
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    geheim = models.CharField(max_length=500, blank=True)
    is_gewist = models.BooleanField(default=False)
    sleutel = models.CharField(max_length=200, unique=True)
    status = models.CharField(choices=Berichtstatus, default=Berichtstatus.WACHTEND, max_length=10)
    pogingen = models.PositiveIntegerField(default=0)
    mogelijk_dubbel = models.BooleanField(default=False)
    message_id = models.CharField(max_length=200, unique=True)
    werk = models.OneToOneField(Werk, on_delete=models.PROTECT, related_name="+")
    aangemaakt_op = models.DateTimeField(db_default=Now())
    verzonden_op = models.DateTimeField(null=True, blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        permissions = [("resend_bericht", "mag een bericht opnieuw versturen")]
        constraints = [
            models.CheckConstraint(name="bericht_status_known", condition=Q(status__in=Berichtstatus.values)),
            models.CheckConstraint(
                name="bericht_verzonden_has_moment",
                condition=~Q(status=Berichtstatus.VERZONDEN) | Q(verzonden_op__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.onderwerp} aan {self.aan}"

    @property
    def leesbaar(self):
        """The text for staff: without what only the recipient may read."""
        return self.tekst.replace(self.geheim, HIDDEN) if self.geheim else self.tekst

    @property
    def is_overdue(self):
        return Bericht.objects.overdue().filter(pk=self.pk).exists()

    @property
    def can_resend(self):
        """Whether staff may send it again: not while it waits for an attempt, nor without the link it was about."""
        return not self.is_gewist and self.werk.status in {Werkstatus.KLAAR, Werkstatus.MISLUKT}

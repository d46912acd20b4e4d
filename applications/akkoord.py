"""Whether the bestuurder agrees with the plan as it now stands."""

from dataclasses import dataclass
from functools import partial

from django.core import signing
from django.core.cache import cache
from django.db.models import Exists, Q
from django.urls import reverse

from applications.canonical import checksum, plan_json
from applications.models import (
    Aanvraag,
    Aanvulverzoek,
    Akkoord,
    Akkoordstatus,
    Antwoordversie,
    Groep,
    Herstelpunt,
    Indiening,
    Plan,
)
from applications.stempel import stamp
from regions.models import Lidmaatschap
from sto_portal.accounts.models import User
from sto_portal.emailadres import mailbox_of
from sto_portal.roles import roles_with

KEPT_SECONDS = 60 * 60
CODE = "akkoord-bestuurder"
WRITERS = roles_with("applications.change_plan")
SIGNER = signing.Signer(salt="applications.akkoord")


@dataclass(frozen=True)
class Akkoordstand:
    """How a Plan stands: the last answer and the question that waits (None: there is none).

    `holds`: the last answer is an akkoord with the text as it now stands.
    """

    antwoord: Akkoord | None
    vraag: Akkoord | None
    holds: bool

    @property
    def is_lapsed(self):
        """Whether the akkoord was given for an earlier text."""
        return self.antwoord is not None and self.antwoord.status == Akkoordstatus.AKKOORD and not self.holds

    def is_waiting(self, moment):
        """Whether a bestuurder can answer at `moment`."""
        return self.vraag is not None and self.vraag.geldig_tot > moment

    @property
    def badge(self):
        """(colour, label) of how it stands."""
        if self.holds:
            return "success", "Akkoord"
        if self.vraag is not None:
            return "info", "Gevraagd"
        if self.antwoord is None:
            return "neutral", "Nog niet gevraagd"
        return ("warning", "Geldt niet meer") if self.is_lapsed else ("error", "Geen akkoord")


def read_akkoord(plan):
    """The Akkoordstand of a Plan: two queries, and those of the checksum where it was saved since.

    What was filed is not asked again: of that stands in its Indiening whether the akkoord was missing.
    """
    rows = list(Akkoord.objects.filter(plan=plan).exclude(status=Akkoordstatus.VERVANGEN))
    vraag = next((row for row in rows if row.is_open), None)
    answers = sorted((row for row in rows if not row.is_open), key=lambda row: row.beantwoord_op)
    antwoord = answers[-1] if answers else None
    given = antwoord is not None and antwoord.status == Akkoordstatus.AKKOORD
    stempel = stamp(plan) if given else ""
    if given and antwoord.stempel == stempel:
        return Akkoordstand(antwoord, vraag, holds=True)
    confirmed = Indiening.objects.filter(plan=plan).values_list("bevestigde_bevindingen", flat=True).first()
    if confirmed is not None:
        return Akkoordstand(antwoord, vraag, holds=all(each["code"] != CODE for each in confirmed))
    return Akkoordstand(antwoord, vraag, holds=given and antwoord.sha256 == checksum_at(plan, stempel))


def checksum_at(plan, stempel):
    """The checksum of a Plan with this stamp; kept, for one stamp is one text."""
    make = partial(checksum_of, plan)
    return cache.get_or_set(f"sha256-{plan.pk}-{stempel}", make, KEPT_SECONDS)


def checksum_of(plan):
    return checksum(plan_json(plan))


def needs_akkoord(plan):
    """Whether a bestuurder is asked about this Plan: about a supplement only where DUS-I asks for the akkoord."""
    asked = Herstelpunt.objects.filter(verzoek__plan=plan, groep=Groep.AKKOORD)
    supplements = Plan.objects.filter(pk=plan.vorige_id, ronde=plan.ronde_id).exclude(Exists(asked))
    return plan.vorige_id is None or not supplements.exists()


def aanvraag_of(plan):
    """A QuerySet of the one Aanvraag that this Plan was written for, also where it is the draft of a supplement."""
    return Aanvraag.objects.filter(regio=plan.regio_id, ronde=plan.ronde_id)


def find_writer(plan, *emails):
    """The User who writes for the region of this plan, or wrote in it, and reads mail to one of `emails`; else None.

    Such a person cannot agree with the own work, at whichever address.
    """
    of_region = Lidmaatschap.objects.filter(regio=plan.regio_id, rol__in=WRITERS).values("user")
    in_plan = Antwoordversie.objects.filter(plan=plan, door__isnull=False).values("door")
    asked = Akkoord.objects.filter(plan=plan).values("gevraagd_door")
    people = User.objects.filter(Q(pk__in=of_region) | Q(pk__in=in_plan) | Q(pk__in=asked))
    wanted = {mailbox_of(email) for email in emails}
    return next((user for user in people.only("naam", "email") if mailbox_of(user.email) in wanted), None)


def is_asked(aanvraag, plan, moment):
    """Whether a bestuurder may be asked and may answer about `plan` at `moment`: a draft, or a supplement that asks."""
    if plan.pk == aanvraag.plan_id:
        return aanvraag.is_writable
    verzoek = Aanvulverzoek.objects.open().filter(plan=plan, herstelpunten__groep=Groep.AKKOORD).first()
    return verzoek is not None and verzoek.is_open_at(moment)


def closes_at(plan):
    """The first moment at which this Plan can be filed no more: that of its round, or of the supplement."""
    asked = Aanvulverzoek.objects.filter(plan=plan).values_list("sluit_op", flat=True).first()
    return asked or plan.ronde.closes_for(plan.regio)


def akkoord_path(akkoord):
    """The address at which the bestuurder answers, signed: whoever has it needs no account."""
    return reverse("akkoord-open", args=[SIGNER.sign(akkoord.pk)])


def find_akkoord(token):
    """The Akkoord of the address with this token, with its plan; None for a token that we did not sign."""
    try:
        pk = int(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Akkoord.objects.select_related("plan__regio", "plan__ronde__regelingversie__regeling").filter(pk=pk).first()

from django.db import transaction
from django.utils import timezone

from sto_portal.sjablonen.beproeven import try_version
from sto_portal.sjablonen.models import Sjabloon, SjabloonError, Sjabloonsoort, Sjabloonversie
from sto_portal.sjablonen.sandbox import render_text
from sto_portal.sporen.actions import record

OWN = "U hebt deze tekst zelf voorgelegd. Iemand anders moet akkoord geven."
WAITING = "Er wacht al een tekst op akkoord: versie %s. Die moet eerst worden gebruikt, teruggestuurd of ingetrokken."
TWO = "De tekst van een brief wordt pas gebruikt als iemand anders akkoord geeft. Leg de tekst voor."
DECIDED = "Deze tekst wacht niet meer op akkoord."
OVERTAKEN = (
    "Na dit voorstel kwam versie %s in gebruik. Stuur dit voorstel terug of trek het in, en leg de tekst opnieuw voor."
)


def render(slug, context):
    """The newest settled version of a template filled with `context`: (Sjabloonversie, onderwerp, tekst).

    A letter's text is HTML with all values escaped, a mail's is plain text; the onderwerp is always one plain line.
    Raises SjabloonError when the template is not there, a variable is missing or unknown, or a value is not plain data.
    """
    versie = Sjabloonversie.objects.settled().select_related("sjabloon").filter(sjabloon__slug=slug).first()
    if versie is None:
        raise SjabloonError(f"Het sjabloon '{slug}' is er niet. Laad de sjablonen of stel een versie vast.")
    onderwerp, tekst = render_version(versie, context)
    return versie, onderwerp, tekst


def render_version(versie, context):
    """This very version filled with `context`: (onderwerp, tekst). Raises SjabloonError as `render` does."""
    absent = [name for name in versie.variabelen if name not in context]
    if absent:
        raise SjabloonError(f"Voor {versie} ontbreekt: {', '.join(absent)}.")
    listed = {name: context[name] for name in versie.variabelen}
    is_letter = versie.sjabloon.soort == Sjabloonsoort.BRIEF
    onderwerp = " ".join(render_text(versie.onderwerp, listed, autoescape=False).split())
    return onderwerp, render_text(versie.tekst, listed, autoescape=is_letter)


@transaction.atomic
def settle_version(sjabloon, *, onderwerp, tekst, example, parts=(), by=None):
    """Add a version that from now on is the one in use; `example` has a value for each variable that may stand in it.

    The version is tried first and must hold its `parts` (of type Onderdeel). `by` wrote it (None: it came with the
    portal). Raises SjabloonError, also where a letter asks the akkoord of another person.
    """
    versie = make_version(sjabloon, onderwerp=onderwerp, tekst=tekst, example=example)
    if by is not None and versie.twee_personen:
        raise SjabloonError(TWO)
    versie.vastgesteld_op, versie.door = timezone.now(), by
    try_version(versie, example=example, parts=parts)
    versie.save()
    if by is not None:
        record(by, "settle", versie, {"nummer": versie.nummer})
    return versie


@transaction.atomic
def propose_version(sjabloon, *, onderwerp, tekst, example, parts=(), by=None):
    """Add a version that is not in use yet: of `by`, for another to give akkoord to, or of the portal (None).

    Raises SjabloonError, also while another text of staff waits.
    """
    versie = make_version(sjabloon, onderwerp=onderwerp, tekst=tekst, example=example)
    waiting = versie.sjabloon.versies.pending().first()
    if by is not None and waiting is not None:
        raise SjabloonError(WAITING % waiting.nummer)
    versie.door = by
    try_version(versie, example=example, parts=parts)
    versie.save()
    if by is not None:
        record(by, "propose", versie, {"nummer": versie.nummer})
    return versie


def make_version(sjabloon, *, onderwerp, tekst, example):
    """The next Sjabloonversie of a template under lock, not stored yet."""
    sjabloon = Sjabloon.objects.select_for_update().get(pk=sjabloon.pk)
    newest = sjabloon.versies.order_by("nummer").last()
    return Sjabloonversie(
        sjabloon=sjabloon,
        nummer=newest.nummer + 1 if newest else 1,
        onderwerp=onderwerp,
        tekst=tekst,
        variabelen=sorted(example),
        twee_personen=sjabloon.needs_two,
    )


@transaction.atomic
def approve_version(versie, *, by, example, parts=()):
    """Use a text that another person laid before `by`. Raises SjabloonError: own text, decided before, overtaken."""
    versie = lock_pending(versie)
    if versie.door_id == by.pk:
        raise SjabloonError(OWN)
    newer = versie.sjabloon.versies.settled().filter(nummer__gt=versie.nummer).first()
    if newer is not None:
        raise SjabloonError(OVERTAKEN % newer.nummer)
    try_version(versie, example=example, parts=parts)
    versie.akkoord_door, versie.vastgesteld_op = by, timezone.now()
    versie.save()
    record(by, "approve", versie, {"nummer": versie.nummer, "voorgelegd_door": versie.door_id})
    return versie


@transaction.atomic
def send_back_version(versie, *, by, reden):
    """Close a text that waits, with the reason its writer reads. Raises SjabloonError as `approve_version` does."""
    versie = lock_pending(versie)
    if versie.door_id == by.pk:
        raise SjabloonError(OWN)
    return close(versie, by, "send_back", reden)


@transaction.atomic
def withdraw_version(versie, *, by):
    """Take back a text that `by` laid before another. Raises SjabloonError."""
    versie = lock_pending(versie)
    if versie.door_id != by.pk:
        raise SjabloonError("Alleen wie de tekst voorlegde, trekt die in.")
    return close(versie, by, "withdraw", "")


def lock_pending(versie):
    """The version as it is now, its template locked; SjabloonError where it waits no longer."""
    Sjabloon.objects.select_for_update().get(pk=versie.sjabloon_id)
    versie = Sjabloonversie.objects.select_related("sjabloon").get(pk=versie.pk)
    if not versie.is_pending:
        raise SjabloonError(DECIDED)
    return versie


def close(versie, by, verb, reden):
    versie.gesloten_op, versie.gesloten_door, versie.reden = timezone.now(), by, reden
    versie.save()
    record(by, verb, versie, {"nummer": versie.nummer, "reden": reden})
    return versie

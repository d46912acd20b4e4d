"""Asking the bestuurder whether the plan may be filed, and the answer."""

from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from applications.akkoord import aanvraag_of, akkoord_path, closes_at, find_writer, is_asked
from applications.canonical import checksum, plan_json
from applications.models import Akkoord, Akkoordstatus, Plan
from applications.stempel import stamp
from applications.zegels import AKKOORD
from sto_portal.emailadres import is_same_mailbox
from sto_portal.outbox.actions import send_mail_later
from sto_portal.sjablonen.actions import render
from sto_portal.sporen.actions import record
from sto_portal.termijnen import today

NOT_ONESELF = "U kunt uzelf niet om akkoord vragen. Vul het adres van de bestuurder in."
NOT_A_WRITER = (
    "Mail aan dit adres komt bij {}, die aan deze aanvraag schrijft. Vraag het akkoord aan iemand anders: een "
    "bestuurder die niet meeschrijft."
)
OWN_WORK = (
    "U schrijft zelf mee aan deze aanvraag. U kunt er geen akkoord op geven. Dat doet een bestuurder die niet "
    "meeschrijft: die opent de link in een eigen browser."
)


class AkkoordError(Exception):
    """This cannot be asked or answered now; its text says why, in Dutch."""


class TextChangedError(AkkoordError):
    """The plan is another than the bestuurder read; nothing was answered."""


@transaction.atomic
def ask_akkoord(*, aanvraag, naam, functie, email, by):
    """Ask this bestuurder about the plan of `aanvraag` by mail; a question that waits is replaced. The new Akkoord.

    Asking the same person again while the question waits mails the same question. Raises AkkoordError once filed, and
    for the mailbox of who asks or of anyone who writes for this region.
    """
    plan = lock_draft(aanvraag.plan)
    require_another(plan, email, by)
    waiting = Akkoord.objects.filter(plan=plan, status=Akkoordstatus.GEVRAAGD)
    values = {"naam": naam, "functie": functie, "email": email.lower()}
    now = timezone.now()
    same = waiting.filter(**values, geldig_tot__gt=now).first()
    if same is not None:
        mail_question(same)
        return same
    waiting.update(status=Akkoordstatus.VERVANGEN)
    term = timedelta(days=settings.AKKOORD_DAYS)
    akkoord = Akkoord.objects.create(plan=plan, gevraagd_door=by, gevraagd_op=now, geldig_tot=now + term, **values)
    mail_question(akkoord)
    record(by, "ask", akkoord, values)
    return akkoord


@transaction.atomic
def remind_bestuurder(*, akkoord, by):
    """Mail the question that waits again, at most once a day; raises AkkoordError where it waits no more."""
    akkoord = lock_open(akkoord)
    mail_question(akkoord)
    record(by, "remind", akkoord)


@transaction.atomic
def answer_akkoord(*, akkoord, agrees, opmerking, sha256, by=None):
    """Write whether the bestuurder agrees with the text of this checksum; the link then works no more.

    `by` is who is signed in where the link is open, None for nobody. Raises AkkoordError where the question waits no
    more or the answer is of who writes for this region, TextChangedError where the plan was changed meanwhile.
    """
    akkoord = lock_open(akkoord)
    if is_own_work(akkoord, by):
        raise AkkoordError(OWN_WORK)
    if checksum(plan_json(akkoord.plan)) != sha256:
        raise TextChangedError("De aanvraag is veranderd terwijl u las. Lees haar opnieuw en kies dan nog een keer.")
    akkoord.status = Akkoordstatus.AKKOORD if agrees else Akkoordstatus.GEEN_AKKOORD
    akkoord.opmerking, akkoord.sha256, akkoord.beantwoord_op = opmerking, sha256, timezone.now()
    akkoord.stempel = stamp(akkoord.plan)
    akkoord.save()
    mail_answer(akkoord)
    who = {"naam": akkoord.naam, "email": akkoord.email}
    answer = {"status": akkoord.status, "sha256": sha256, "opmerking": opmerking}
    record(None, "answer", akkoord, who | answer | AKKOORD.of(akkoord))
    return akkoord


def require_another(plan, email, by):
    """Raise AkkoordError unless mail to `email` arrives with someone who did not write the plan."""
    if is_same_mailbox(email, by.email):
        raise AkkoordError(NOT_ONESELF)
    if writer := find_writer(plan, email):
        raise AkkoordError(NOT_A_WRITER.format(writer.naam))


def is_own_work(akkoord, by):
    """Whether who was asked, or who is signed in where the link is open, writes for this region."""
    return find_writer(akkoord.plan, akkoord.email, *([by.email] if by else [])) is not None


def lock_draft(plan):
    """The plan under the lock of its Aanvraag, so that nobody files it; raises AkkoordError where none is asked."""
    aanvraag = aanvraag_of(plan).select_for_update(of=("self",)).get()
    if not is_asked(aanvraag, plan, timezone.now()):
        raise AkkoordError("De aanvraag is al ingediend of ingetrokken. Akkoord is niet meer nodig.")
    return Plan.objects.select_related("regio", "ronde").get(pk=plan.pk)


def lock_open(akkoord):
    """The Akkoord read afresh under lock while it can be answered; raises AkkoordError where it cannot."""
    lock_draft(akkoord.plan)
    rows = Akkoord.objects.select_related("plan__regio", "plan__ronde__regelingversie", "gevraagd_door")
    akkoord = rows.get(pk=akkoord.pk)
    if not akkoord.is_open:
        raise AkkoordError("Deze vraag is al beantwoord of vervangen door een nieuwe.")
    if akkoord.geldig_tot <= timezone.now():
        raise AkkoordError("De link is verlopen. Er is een nieuwe vraag nodig.")
    return akkoord


def mail_question(akkoord):
    """Send the bestuurder the personal link; at most once a day."""
    plan = akkoord.plan
    link = urljoin(settings.SITE_URL, akkoord_path(akkoord))
    context = {
        "naam": akkoord.naam,
        "vrager": akkoord.gevraagd_door.naam,
        "regio": plan.regio.naam,
        "ronde": plan.ronde.naam,
        "nummer": f"{plan.regio.nummer}-{plan.ronde.nummer}",
        "sluit_op": closes_at(plan),
        "geldig_tot": akkoord.geldig_tot,
        "link": link,
    }
    _versie, subject, text = render("akkoord_gevraagd", context)
    key = f"akkoord-{akkoord.pk}-{today():%Y-%m-%d}"
    send_mail_later(to=akkoord.email, subject=subject, text=text, key=key, secret=link)


def mail_answer(akkoord):
    """Tell who asked what the bestuurder answered."""
    plan = akkoord.plan
    nummer = f"{plan.regio.nummer}-{plan.ronde.nummer}"
    context = {
        "naam": akkoord.gevraagd_door.naam,
        "bestuurder": akkoord.naam,
        "is_akkoord": akkoord.status == Akkoordstatus.AKKOORD,
        "opmerking": akkoord.opmerking,
        "nummer": nummer,
        "sluit_op": closes_at(plan),
        "link": urljoin(settings.SITE_URL, f"/aanvragen/{nummer}/akkoord/"),
    }
    _versie, subject, text = render("akkoord_beantwoord", context)
    key = f"akkoord-{akkoord.pk}-antwoord"
    send_mail_later(to=akkoord.gevraagd_door.email, subject=subject, text=text, key=key)

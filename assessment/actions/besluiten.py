"""From the settled advice to a sent decision: drafted by one, approved by another, sent by the worker."""

from django.db import transaction
from django.utils import timezone

from applications.models import Aanvraag, Aanvraagstatus
from applications.reports import cijfers
from assessment.brief import make_pdf, write_letter
from assessment.models import (
    Advies,
    Adviesstatus,
    Besluit,
    Besluitsoort,
    Besluitstatus,
    Jaarbedrag,
    Strekking,
    Uitkomst,
    Verplichting,
    Verplichtingsoort,
)
from sto_portal.bestanden.actions import store
from sto_portal.money import spread
from sto_portal.outbox.actions import send_mail_later
from sto_portal.sjablonen.actions import render
from sto_portal.sporen.actions import record
from sto_portal.termijnen import BEZWAAR, last_day
from sto_portal.werk.actions import enqueue
from sto_portal.workflow import TransitionError

SEND = "besluit_verzenden"


class BesluitError(Exception):
    """A decision that cannot be taken like this; the text says why, to the person who tried."""


@transaction.atomic
def draft_besluit(*, aanvraag, by):
    """The Besluit of an aanvraag with a settled Advies, proposed from that advice; the existing one if there is one.

    Raises BesluitError when the aanvraag is not being handled or has no settled advice.
    """
    Aanvraag.objects.select_for_update().get(pk=aanvraag.pk)
    existing = Besluit.objects.filter(aanvraag=aanvraag).first()
    if existing:
        return existing
    advies = Advies.objects.filter(aanvraag=aanvraag, status=Adviesstatus.VASTGESTELD).first()
    if advies is None or aanvraag.status != Aanvraagstatus.IN_BEHANDELING:
        raise BesluitError("U kunt nog geen besluit opstellen. De commissie heeft nog geen advies vastgesteld.")
    granted = advies.strekking == Strekking.POSITIEF
    besluit = Besluit.objects.create(
        aanvraag=aanvraag,
        plan=advies.plan,
        advies=advies,
        regelingversie=aanvraag.ronde.regelingversie,
        soort=Besluitsoort.VERLENING if granted else Besluitsoort.AFWIJZING,
        bedrag_cents=advies.plan.gevraagde_subsidie_cents if granted else 0,
        opsteller=by,
    )
    propose_conditions(besluit)
    record(by, "draft_besluit", besluit)
    return besluit


def propose_conditions(besluit):
    """Write the amounts per year and the obligations that follow from the kind, the amount and the advice."""
    besluit.jaarbedragen.all().delete()
    besluit.verplichtingen.all().delete()
    if not besluit.is_grant:
        return
    jaren = list(besluit.regelingversie.jaren)
    kosten = cijfers([besluit.plan])[besluit.plan_id].kosten_per_jaar
    weights = [kosten.get(jaar, 0) for jaar in jaren]
    amounts = spread(besluit.bedrag_cents, weights if any(weights) else [1] * len(jaren))
    Jaarbedrag.objects.bulk_create(
        Jaarbedrag(besluit=besluit, jaar=jaar, bedrag_cents=amount) for jaar, amount in zip(jaren, amounts, strict=True)
    )
    Verplichting.objects.bulk_create(Verplichting(besluit=besluit, **fields) for fields in obligations(besluit))


def obligations(besluit):
    """What the recipient must do: clarify what the committee asked, report on the regeling's days, tell at once.

    The words are those of the Sjablonen verplichting_verduidelijking, verplichting_rapportage, verplichting_melding.
    """
    for oordeel in besluit.advies.oordelen.filter(uitkomst=Uitkomst.VERDUIDELIJKEN):
        words = {"verduidelijken": oordeel.verduidelijken}
        yield obligation(Verplichtingsoort.VERDUIDELIJKING, words, oordeel.verduidelijken_voor_datum)
    for moment in besluit.regelingversie.rapportagemomenten.all():
        words = {"rapportage": moment.naam[0].lower() + moment.naam[1:]}
        yield obligation(Verplichtingsoort.RAPPORTAGE, words, moment.uiterlijk_datum)
    yield obligation(Verplichtingsoort.MELDING, {}, None)


def obligation(soort, words, day):
    """The fields of one Verplichting, in the words of the Sjabloon of its kind."""
    _versie, _onderwerp, tekst = render(f"verplichting_{soort.value}", words)
    return {"soort": soort, "omschrijving": tekst, "uiterlijk_datum": day}


@transaction.atomic
def change_besluit(besluit, *, versie, by, **fields):
    """Write the fields of a draft if it still has `versie`; raise BesluitError where it may not be so.

    Amounts per year and obligations follow anew when the kind or the amount changed.
    """
    current = Besluit.objects.select_for_update().select_related("advies", "plan", "regelingversie").get(pk=besluit.pk)
    if current.status != Besluitstatus.CONCEPT:
        raise BesluitError("Dit besluit is geen concept meer. U kunt het niet meer veranderen.")
    if current.versie != versie:
        raise BesluitError(
            "Iemand anders heeft dit besluit intussen veranderd. Bekijk de nieuwe tekst en probeer het opnieuw."
        )
    before = (current.soort, current.bedrag_cents)
    for name, value in fields.items():
        setattr(current, name, value)
    check_draft(current)
    current.versie += 1
    current.save()
    if (current.soort, current.bedrag_cents) != before:
        propose_conditions(current)
    record(by, "change_besluit", current)
    return current


def check_draft(besluit):
    """Raise BesluitError where law or regeling forbids the draft: a grant needs a plan that meets every vereiste."""
    positive = besluit.advies.strekking == Strekking.POSITIEF
    if besluit.is_grant and besluit.advies.onvoldaan:
        raise BesluitError("U kunt geen subsidie verlenen. Het plan voldoet niet aan alle minimale vereisten.")
    if besluit.is_grant and not 0 < besluit.bedrag_cents <= besluit.plan.gevraagde_subsidie_cents:
        raise BesluitError("Het bedrag moet meer zijn dan nul en niet meer dan de gevraagde subsidie.")
    if besluit.is_grant != positive and not besluit.afwijking_reden.strip():
        raise BesluitError("U wijkt af van het advies van de commissie. Geef daarvoor een reden.")


@transaction.atomic
def offer_besluit(besluit, *, by):
    """Ask another to approve; raise BesluitError for a draft that is not complete."""
    besluit = lock(besluit)
    check_draft(besluit)
    if not besluit.wettelijke_grondslag.strip():
        raise BesluitError("Vul eerst de artikelen in waarop het besluit rust.")
    besluit.transition("offer", by=by)
    record(by, "offer_besluit", besluit)


@transaction.atomic
def return_besluit(besluit, *, by, reason):
    """Give a decision back to its drafter, with the reason."""
    besluit = lock(besluit)
    besluit.transition("return", by=by, reason=reason)
    record(by, "return_besluit", besluit, {"reden": reason})


@transaction.atomic
def approve_besluit(besluit, *, by):
    """Four eyes: agree as someone who is not the drafter; raise BesluitError for the drafter."""
    besluit = lock(besluit)
    if by.pk == besluit.opsteller_id:
        raise BesluitError("U hebt dit besluit zelf opgesteld. Een ander moet akkoord geven.")
    check_draft(besluit)
    if besluit.can("approve"):
        besluit.akkoord_door = by
        besluit.save(update_fields=["akkoord_door"])
    besluit.transition("approve", by=by)
    record(by, "approve_besluit", besluit)


@transaction.atomic
def request_sending(besluit, *, by):
    """Ask the worker to make and send the letter, dated today; the Werk, the same one for a second click."""
    besluit = lock(besluit)
    if besluit.status != Besluitstatus.VASTGESTELD:
        raise TransitionError(f"Dit kan niet. De status is nu: {besluit.get_status_display().lower()}.")
    if besluit.besluit_datum is None:
        besluit.besluit_datum = timezone.localdate()
        besluit.save(update_fields=["besluit_datum"])
    return enqueue(SEND, sleutel=str(besluit.pk), invoer={"besluit": besluit.pk, "door": by.pk}, by=by)


def send_besluit(besluit, *, by):
    """Make the letter and send it: PDF, status of besluit and aanvraag, mail, all or nothing; once.

    Called by the worker; a second call on a sent decision does nothing.
    """
    if besluit.status == Besluitstatus.VERZONDEN:
        return besluit
    besluit.sjabloonversie, besluit.onderwerp, besluit.brief = write_letter(besluit)
    content = make_pdf(besluit)
    with transaction.atomic():
        current = lock(besluit)
        if current.status == Besluitstatus.VERZONDEN:
            return current
        besluit.pdf = store_letter(besluit, content, by=by)
        besluit.save(update_fields=["sjabloonversie", "onderwerp", "brief", "pdf"])
        besluit.transition("send", by=by)
        besluit.aanvraag.transition("grant" if besluit.is_grant else "reject", by=by)
        mail_regio(besluit)
        record(by, "send_besluit", besluit, {"sha256": besluit.pdf.sha256})
    return besluit


def store_letter(besluit, content, *, by):
    return store(content, name=f"besluit-{besluit.aanvraag.nummer}.pdf", kind="besluit", by=by)


def ensure_pdf(besluit):
    """The Bestand of a sent letter, made from the text that was sent where there is none yet."""
    if besluit.pdf is None:
        content = make_pdf(besluit)
        with transaction.atomic():
            besluit = lock(besluit)
            if besluit.pdf is None:
                besluit.pdf = store_letter(besluit, content, by=None)
                besluit.save(update_fields=["pdf"])
    return besluit.pdf


def mail_regio(besluit):
    """Tell every penvoerder of the region that the decision is there, and until when they may object."""
    aanvraag, dated = besluit.aanvraag, besluit.besluit_datum
    for lid in aanvraag.regio.lidmaatschappen.current().filter(rol="penvoerder").select_related("user"):
        _versie, subject, text = render(
            "besluit_beschikbaar",
            {
                "naam": lid.user.naam,
                "regio": aanvraag.regio.naam,
                "nummer": aanvraag.nummer,
                "verzonden_datum": dated,
                "bezwaar_tot_datum": last_day(dated, BEZWAAR, besluit.regelingversie),
            },
        )
        key = f"besluit-{besluit.pk}-{lid.user_id}"
        send_mail_later(to=lid.user.email, subject=subject, text=text, key=key)


def lock(besluit):
    """The Besluit under lock with all that its letter needs."""
    return (
        Besluit.objects.select_for_update(of=("self",))
        .select_related(
            "advies", "plan__regio", "plan__indiening", "regelingversie__regeling", "akkoord_door", "pdf",
            "aanvraag__regio", "aanvraag__ronde",
        )
        .get(pk=besluit.pk)
    )  # fmt: skip

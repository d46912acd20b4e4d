"""From the settled advice to an approved decision: drafted by some, approved by another who saw the letter."""

from django.db import transaction
from django.db.models import Max

from applications.models import Aanvraag, Aanvraagstatus
from applications.reports import cijfers
from assessment.brief import write_letter
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
from sto_portal.money import spread
from sto_portal.sjablonen.actions import render
from sto_portal.sporen.actions import record

LETTER = ("akkoord_door", "sjabloonversie", "onderwerp", "brief", "brief_sha256")  # what an approval fixes


class BesluitError(Exception):
    """A decision that cannot be taken like this; the text says why, to the person who tried."""


@transaction.atomic
def draft_besluit(*, aanvraag, by):
    """The Besluit that is being made about an aanvraag; a new one, proposed from its settled Advies, where none is.

    Raises BesluitError when the aanvraag is not being handled or has no settled advice.
    """
    Aanvraag.objects.select_for_update().get(pk=aanvraag.pk)
    existing = Besluit.objects.open().filter(aanvraag=aanvraag).first()
    if existing:
        return existing
    advies = Advies.objects.filter(aanvraag=aanvraag, status=Adviesstatus.VASTGESTELD).first()
    if advies is None or aanvraag.status != Aanvraagstatus.IN_BEHANDELING:
        raise BesluitError("U kunt nog geen besluit opstellen. De commissie heeft nog geen advies vastgesteld.")
    granted = advies.strekking == Strekking.POSITIEF
    besluit = start_besluit(
        aanvraag,
        by=by,
        plan=advies.plan,
        advies=advies,
        soort=Besluitsoort.VERLENING if granted else Besluitsoort.AFWIJZING,
        bedrag_cents=advies.plan.gevraagde_subsidie_cents if granted else 0,
    )
    propose_conditions(besluit)
    record(by, "draft_besluit", besluit)
    return besluit


def start_besluit(aanvraag, *, by, **fields):
    """A new concept with the next number about an aanvraag that the caller holds under lock."""
    newest = Besluit.objects.filter(aanvraag=aanvraag).aggregate(number=Max("volgnummer"))["number"] or 0
    besluit = Besluit.objects.create(
        aanvraag=aanvraag,
        volgnummer=newest + 1,
        regelingversie=aanvraag.ronde.regelingversie,
        opsteller=by,
        **fields,
    )
    contribute(besluit, by)
    return besluit


def contribute(besluit, by):
    """Remember that `by` worked on the draft, and so can never approve it."""
    besluit.bijdragen.get_or_create(persoon=by)


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
    current = lock(besluit)
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
    current.gewijzigd_door = by
    current.save()
    contribute(current, by)
    if (current.soort, current.bedrag_cents) != before:
        propose_conditions(current)
    record(by, "change_besluit", current)
    return current


def check_draft(besluit):
    """Raise BesluitError where law or regeling forbids the draft: a grant needs a plan that meets every vereiste."""
    if besluit.is_set_aside:
        return
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
    if not besluit.is_set_aside and not besluit.wettelijke_grondslag.strip():
        raise BesluitError("Vul eerst de artikelen in waarop het besluit rust.")
    besluit.aangeboden_door = by
    besluit.transition("offer", by=by, fields=("aangeboden_door",))
    contribute(besluit, by)
    record(by, "offer_besluit", besluit)


@transaction.atomic
def return_besluit(besluit, *, by, reason):
    """Give a decision back to its drafter, with the reason."""
    besluit = lock(besluit)
    besluit.transition("return", by=by, reason=reason)
    record(by, "return_besluit", besluit, {"reden": reason})


@transaction.atomic
def approve_besluit(besluit, *, by, sha256):
    """Four eyes: agree with the letter of checksum `sha256`, which is kept and later sent as it is.

    Raises BesluitError for who worked on the draft, and where the letter is not (any more) the one that was seen.
    """
    besluit = lock(besluit)
    if besluit.can("approve"):
        check_eyes(besluit, by)
        check_draft(besluit)
        take_letter(besluit, signer=by, sha256=sha256)
    besluit.transition("approve", by=by, fields=LETTER)
    record(by, "approve_besluit", besluit, {"sha256": besluit.brief_sha256})


def check_eyes(besluit, by):
    """Raise BesluitError for who ever started, changed or offered this decision."""
    if besluit.bijdragen.filter(persoon=by).exists():
        raise BesluitError("U hebt zelf aan dit besluit gewerkt. Een ander moet akkoord geven.")


def take_letter(besluit, *, signer, sha256):
    """Give the Besluit the letter that `signer` approves; BesluitError where its checksum is another than `sha256`."""
    letter = write_letter(besluit, signer=signer)
    if letter.sha256 != sha256:
        raise BesluitError(
            "De brief is veranderd sinds u hem opende. U hebt daarom nog geen akkoord gegeven. "
            "Lees de nieuwe brief en geef dan akkoord."
        )
    besluit.akkoord_door, besluit.sjabloonversie = signer, letter.sjabloonversie
    besluit.onderwerp, besluit.brief, besluit.brief_sha256 = letter.onderwerp, letter.tekst, letter.sha256


def lock(besluit):
    """The Besluit under lock with all that its letter needs."""
    return (
        Besluit.objects.select_for_update(of=("self",))
        .select_related(
            "advies", "plan__regio", "plan__indiening", "regelingversie__regeling", "akkoord_door", "pdf",
            "aanvraag__regio", "aanvraag__ronde", "vervangt__aanvraag__regio", "vervangt__aanvraag__ronde",
        )
        .get(pk=besluit.pk)
    )  # fmt: skip

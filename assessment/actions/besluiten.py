"""From the settled advice to an approved decision: drafted by some, approved by another who saw the letter."""

from django.db import transaction
from django.db.models import Max

from applications.models import Aanvraag, Aanvraagstatus
from assessment.actions.voorwaarden import (
    ConditionError,
    check_amounts,
    left_out,
    propose_amounts,
    propose_conditions,
    write_amounts,
    write_obligations,
)
from assessment.besluitteksten import find_grondslag
from assessment.brief import require_lost_signs, write_letter
from assessment.models import Advies, Adviescontrole, Adviesstatus, Besluit, Besluitsoort, Besluitstatus, Strekking
from assessment.zegels import BESLUIT
from regions.models import Afzender
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
    versie = aanvraag.ronde.regelingversie
    besluit = Besluit.objects.create(
        aanvraag=aanvraag,
        volgnummer=newest + 1,
        regelingversie=versie,
        opsteller=by,
        **{"wettelijke_grondslag": find_grondslag(versie, fields["soort"])} | fields,
    )
    contribute(besluit, by)
    return besluit


def contribute(besluit, by):
    """Remember that `by` worked on the draft, and so can never approve it."""
    besluit.bijdragen.get_or_create(persoon=by)


@transaction.atomic
def change_besluit(besluit, *, versie, by, jaarbedragen=None, verplichtingen=None, **fields):
    """Write the fields of a draft if it still has `versie`; raise BesluitError where it may not be so.

    `jaarbedragen` {year: int euro cents} and `verplichtingen` (as `write_obligations`) replace those of a grant. Where
    the kind changed both follow anew from the advice; where only the amount did, amounts that are not given do.
    """
    current = lock(besluit)
    if current.status != Besluitstatus.CONCEPT:
        raise BesluitError("Dit besluit is geen concept meer. U kunt het niet meer veranderen.")
    if current.versie != versie:
        raise BesluitError(
            "Iemand anders heeft dit besluit intussen veranderd. Bekijk de nieuwe tekst en probeer het opnieuw."
        )
    before = (current.soort, current.bedrag_cents)
    set_fields(current, fields)
    check_draft(current)
    current.versie += 1
    current.gewijzigd_door = by
    current.save()
    contribute(current, by)
    change_conditions(current, before, jaarbedragen, verplichtingen)
    record(by, "change_besluit", current)
    return current


def set_fields(besluit, fields):
    """Give a draft these values; articles that only stood there beforehand change with the kind of decision."""
    before = find_grondslag(besluit.regelingversie, besluit.soort)
    kind = besluit.soort
    for name, value in fields.items():
        setattr(besluit, name, value)
    if besluit.soort != kind and besluit.wettelijke_grondslag == before:
        besluit.wettelijke_grondslag = find_grondslag(besluit.regelingversie, besluit.soort)


def change_conditions(besluit, before, jaarbedragen, verplichtingen):
    """Write what a grant pays per year and asks, after a change from `before` (kind, amount)."""
    kind, cents = before
    if besluit.soort != kind:
        propose_conditions(besluit)
        return
    if not besluit.is_grant:
        return
    if jaarbedragen is None and besluit.bedrag_cents != cents:
        jaarbedragen = propose_amounts(besluit)
    if jaarbedragen is not None:
        write_amounts(besluit, jaarbedragen)
    if verplichtingen is not None:
        write_obligations(besluit, verplichtingen)
    check_conditions(besluit)


def check_conditions(besluit):
    """Raise BesluitError where the years do not make the grant, or what the committee asks is left out in silence."""
    if not besluit.is_grant:
        return
    try:
        check_amounts(besluit, dict(besluit.jaarbedragen.values_list("jaar", "bedrag_cents")))
    except ConditionError as error:
        raise BesluitError(str(error)) from error
    if not besluit.weggelaten_reden.strip() and (missing := left_out(besluit)):
        numbers = ", ".join(oordeel.vereiste.nummer for oordeel in missing)
        raise BesluitError(
            f"De commissie vraagt om een verduidelijking bij {numbers}, maar die staat niet bij de verplichtingen. "
            "Geef daarvoor een reden."
        )


def check_draft(besluit):
    """Raise BesluitError where law or regeling forbids the draft: a grant needs a plan that meets every vereiste."""
    if besluit.is_set_aside:
        return
    asked, positive = besluit.plan.gevraagde_subsidie_cents, besluit.advies.strekking == Strekking.POSITIEF
    if besluit.is_grant and besluit.advies.onvoldaan:
        raise BesluitError("U kunt geen subsidie verlenen. Het plan voldoet niet aan alle minimale vereisten.")
    if besluit.is_grant and not 0 < besluit.bedrag_cents <= asked:
        raise BesluitError("Het bedrag moet meer zijn dan nul en niet meer dan de gevraagde subsidie.")
    if besluit.is_lower and not besluit.lager_reden.strip():
        raise BesluitError("U verleent minder subsidie dan de regio vraagt. Geef daarvoor een reden.")
    if besluit.is_grant != positive and not besluit.afwijking_reden.strip():
        raise BesluitError("U wijkt af van het advies van de commissie. Geef daarvoor een reden.")


@transaction.atomic
def offer_besluit(besluit, *, by):
    """Ask another to approve; raise BesluitError for a draft that is not complete."""
    besluit = lock(besluit)
    check_draft(besluit)
    check_offer(besluit)
    besluit.aangeboden_door = by
    besluit.transition("offer", by=by, fields=("aangeboden_door",))
    contribute(besluit, by)
    record(by, "offer_besluit", besluit)


def check_offer(besluit):
    """Raise BesluitError where the letter would not be complete: articles, care for the advice, where to object.

    Awb 3:47, 3:9 and 3:45.
    """
    if not Afzender.objects.filter(regeling=besluit.regelingversie.regeling_id).exists():
        raise BesluitError("Vul eerst de afzender van deze regeling in, met het adres voor bezwaar.")
    if besluit.is_set_aside:
        return
    if not besluit.wettelijke_grondslag.strip():
        raise BesluitError("Vul eerst de artikelen in waarop het besluit rust.")
    if not Adviescontrole.objects.filter(advies=besluit.advies_id).exists():
        raise BesluitError("Lees eerst het advies van de commissie en leg vast dat u het hebt gecontroleerd.")
    check_conditions(besluit)


@transaction.atomic
def return_besluit(besluit, *, by, reason):
    """Give a decision back to its drafter, with the reason."""
    besluit = lock(besluit)
    besluit.transition("return", by=by, reason=reason)
    record(by, "return_besluit", besluit, {"reden": reason})


@transaction.atomic
def approve_besluit(besluit, *, by, sha256, confirmed=""):
    """Four eyes: agree with the letter of checksum `sha256`, which is kept and later sent as it is.

    Raises BesluitError for who worked on the draft and for another letter than was seen; LostSignsError where its PDF
    lacks signs that are not in `confirmed`.
    """
    besluit = lock(besluit)
    if besluit.can("approve"):
        check_eyes(besluit, by)
        check_draft(besluit)
        take_letter(besluit, signer=by, sha256=sha256)
        require_lost_signs(besluit, confirmed)
    besluit.transition("approve", by=by, fields=LETTER)
    record(by, "approve_besluit", besluit, {"sha256": besluit.brief_sha256} | BESLUIT.of(besluit))


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
            "advies__controle", "plan__regio", "plan__indiening", "regelingversie__regeling__afzender", "opsteller",
            "akkoord_door", "pdf",
            "aanvraag__regio", "aanvraag__ronde", "vervangt__aanvraag__regio", "vervangt__aanvraag__ronde",
        )
        .defer("plan__indiening__json")
        .get(pk=besluit.pk)
    )  # fmt: skip

"""The amounts per year and the obligations of a grant: what follows from the advice, what a drafter makes of it."""

from applications.reports import cijfers
from assessment.models import Jaarbedrag, Uitkomst, Verplichting, Verplichtingsoort
from sto_portal.money import format_euro, spread
from sto_portal.sjablonen.actions import render


class ConditionError(Exception):
    """Amounts or obligations that cannot be those of this grant; the text says why, in Dutch."""


def propose_conditions(besluit):
    """Write the amounts per year and the obligations that follow from the kind, the amount and the advice."""
    besluit.jaarbedragen.all().delete()
    besluit.verplichtingen.all().delete()
    if besluit.is_grant:
        write_amounts(besluit, propose_amounts(besluit))
        rows = (Verplichting(besluit=besluit, **fields) for fields in obligations(besluit))
        Verplichting.objects.bulk_create(rows)


def propose_amounts(besluit):
    """{year: int euro cents}: the grant over the years of the subsidy period, in proportion to the costs."""
    jaren = list(besluit.regelingversie.jaren)
    kosten = cijfers([besluit.plan])[besluit.plan_id].kosten_per_jaar
    weights = [kosten.get(jaar, 0) for jaar in jaren]
    amounts = spread(besluit.bedrag_cents, weights if any(weights) else [1] * len(jaren))
    return dict(zip(jaren, amounts, strict=True))


def write_amounts(besluit, amounts):
    """Keep {year: int euro cents} as the Jaarbedragen of a grant."""
    besluit.jaarbedragen.all().delete()
    rows = [Jaarbedrag(besluit=besluit, jaar=jaar, bedrag_cents=cents) for jaar, cents in sorted(amounts.items())]
    Jaarbedrag.objects.bulk_create(rows)


def check_amounts(besluit, amounts):
    """Raise ConditionError unless the amounts per year make the grant, to the cent."""
    difference = sum(amounts.values()) - besluit.bedrag_cents
    if difference:
        told = "meer" if difference > 0 else "minder"
        raise ConditionError(
            f"De bedragen per jaar zijn samen {format_euro(sum(amounts.values()))}. Dat is "
            f"{format_euro(abs(difference))} {told} dan het bedrag van de subsidie ({besluit.bedrag})."
        )


def write_obligations(besluit, rows):
    """Keep these obligations of a grant, dicts with `pk` (None: new), soort, omschrijving and uiterlijk_datum.

    What is not among them goes. One that follows the advice keeps its kind and its origin.
    """
    kept = {row.pk: row for row in besluit.verplichtingen.all()}
    besluit.verplichtingen.exclude(pk__in=[fields["pk"] for fields in rows if fields["pk"]]).delete()
    for fields in rows:
        row = kept.get(fields["pk"]) or Verplichting(besluit=besluit)
        row.soort = row.soort if row.adviesoordeel_id else fields["soort"]
        row.omschrijving, row.uiterlijk_datum = fields["omschrijving"], fields["uiterlijk_datum"]
        row.save()


def obligations(besluit):
    """What the recipient must do: clarify what the committee asked, report on the regeling's days, tell at once.

    The words are those of the Sjablonen verplichting_verduidelijking, verplichting_rapportage, verplichting_melding.
    """
    for oordeel in to_clarify(besluit.advies):
        words = {"verduidelijken": oordeel.verduidelijken}
        fields = obligation(Verplichtingsoort.VERDUIDELIJKING, words, oordeel.verduidelijken_voor_datum)
        yield fields | {"adviesoordeel": oordeel}
    for moment in besluit.regelingversie.rapportagemomenten.all():
        words = {"rapportage": moment.naam[0].lower() + moment.naam[1:]}
        yield obligation(Verplichtingsoort.RAPPORTAGE, words, moment.uiterlijk_datum)
    yield obligation(Verplichtingsoort.MELDING, {}, None)


def obligation(soort, words, day):
    """The fields of one Verplichting, in the words of the Sjabloon of its kind."""
    _versie, _onderwerp, tekst = render(f"verplichting_{soort.value}", words)
    return {"soort": soort, "omschrijving": tekst, "uiterlijk_datum": day}


def to_clarify(advies):
    """The Adviesoordelen of which the committee asks to clarify the plan."""
    return advies.oordelen.filter(uitkomst=Uitkomst.VERDUIDELIJKEN)


def left_out(besluit):
    """The Adviesoordelen that ask to clarify the plan and of which this grant makes no obligation; one query."""
    if not besluit.is_grant:
        return []
    kept = besluit.verplichtingen.filter(adviesoordeel__isnull=False).values("adviesoordeel")
    return list(to_clarify(besluit.advies).exclude(pk__in=kept).select_related("vereiste"))

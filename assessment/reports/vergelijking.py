"""The three revealed judgements beside each other, and what they propose for the advice."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from applications.invulvelden import fill_in
from assessment.models import Beoordeling, Beoordelingstatus, Uitkomst, Vereiste
from assessment.reports.scores import median
from assessment.reports.stappen import Stap
from sto_portal.namen import NameKey

MAJORITY = 2


@dataclass(frozen=True)
class Rij:
    """One Vereiste with the judgement of each member, in the order of the members."""

    vereiste: Vereiste
    oordelen: list
    namen: list

    @property
    def by_name(self):
        """(Name of the member, judgement) in order."""
        return list(zip(self.namen, self.oordelen, strict=True))

    @property
    def differs(self):
        """Whether the members do not all find the same."""
        return len({oordeel.uitkomst for oordeel in self.oordelen}) > 1

    @property
    def proposal(self):
        """What most members find; empty when no two agree. A proposal only: the committee decides."""
        uitkomst, count = Counter(oordeel.uitkomst for oordeel in self.oordelen).most_common(1)[0]
        return uitkomst if count >= MAJORITY else ""


@dataclass(frozen=True)
class Vergelijking:
    """The revealed judgements on a case: members by name, rows by pk of Vereiste, conclusions by pk of Deelaspect.

    `scores` are by pk of Deelaspect one for each member in order, None where none was given; empty unless they count.
    """

    namen: list
    rijen: dict
    conclusies: dict
    scores: dict


def compare(aanvraag, user):
    """All revealed judgements that `user` may see, or None before the reveal; four queries, five with scores."""
    return compare_group(aanvraag, Beoordeling.objects.visible_to(user))


def compare_group(aanvraag, beoordelingen):
    """The revealed ones of `beoordelingen` (a QuerySet) on a case beside each other; None where there is none."""
    revealed = beoordelingen.filter(aanvraag=aanvraag, status=Beoordelingstatus.ONTHULD)
    related = ["oordelen__vereiste", "conclusies"]
    if aanvraag.regio.is_techniekarm:
        related.append("scores")
    group = list(
        revealed.select_related("lid__user").prefetch_related(*related).order_by(NameKey("lid__user__naam"), "pk")
    )
    if not group:
        return None
    namen, rijen, conclusies = [row.lid.user.naam for row in group], {}, {}
    versie = aanvraag.ronde.regelingversie
    for beoordeling in group:
        for oordeel in beoordeling.oordelen.all():
            rij = Rij(fill_in(oordeel.vereiste, versie), [], namen)
            rijen.setdefault(oordeel.vereiste_id, rij).oordelen.append(oordeel)
        for conclusie in beoordeling.conclusies.all():
            conclusies.setdefault(conclusie.deelaspect_id, []).append((beoordeling.lid.user.naam, conclusie.tekst))
    return Vergelijking(namen, rijen, conclusies, scores_of(group) if aanvraag.regio.is_techniekarm else {})


def scores_of(group):
    """{pk of Deelaspect: [score or None]} with one for each Beoordeling of `group`, in its order."""
    given = [{score.deelaspect_id: score.punten for score in beoordeling.scores.all()} for beoordeling in group]
    return {deelaspect: [each.get(deelaspect) for each in given] for deelaspect in set().union(*given)}


@dataclass(frozen=True)
class Deel:
    """What the comparison shows of one Stap: the rows asked for, and conclusions where all is shown."""

    step: Stap
    rows: list
    conclusies: list


def parts_of(steps, vergelijking, *, only_differences=False):
    """The comparison in the order of Bijlage C; with `only_differences` what all agree on is left out."""
    parts = []
    for step in steps:
        rows = rows_of(step, vergelijking)
        key = step.deelaspect.pk
        if not only_differences:
            parts.append(Deel(step, rows, vergelijking.conclusies.get(key, [])))
        elif differing := [row for row in rows if row.differs]:
            parts.append(Deel(step, differing, []))
    return parts


def rows_of(step, vergelijking):
    """The Rij of each vereiste of a Stap that was judged, in order."""
    return [vergelijking.rijen[vereiste.pk] for vereiste in step.vereisten if vereiste.pk in vergelijking.rijen]


@dataclass(frozen=True)
class Verschil:
    """A vereiste on which the advice finds something else than `leden`, [(name, their judgement)]."""

    vereiste: Vereiste
    oordeel: object
    leden: list


def differing(steps, vergelijking):
    """A Verschil for every vereiste of these steps that was judged otherwise by a member, but for an Afwijking."""
    found = []
    for step in steps:
        told = {afwijking.vereiste.pk for afwijking in step.afwijkingen}
        for vereiste, oordeel in step.judged:
            row = vergelijking.rijen.get(vereiste.pk)
            given = row.by_name if row and oordeel.uitkomst and vereiste.pk not in told else []
            if leden := [(naam, each) for naam, each in given if each.uitkomst != oordeel.uitkomst]:
                found.append(Verschil(vereiste, oordeel, leden))
    return found


@dataclass(frozen=True)
class Citaat:
    """What one member wrote for a field of the advice."""

    naam: str
    tekst: str


def proposals(step, vergelijking):
    """Initial values by field name for the advice on one Stap: the majority, with the reasons of who found it.

    What goes into the letter (the conclusion, why something is not met, what to clarify) is one text of the committee:
    proposed where the members wrote the same, else left empty, with their texts in `quotes`.
    """
    values = {"conclusie": one_text(text for _naam, text in vergelijking.conclusies.get(step.deelaspect.pk, []))}
    values["score"] = median(vergelijking.scores.get(step.deelaspect.pk, []))
    for vereiste in step.vereisten:
        row = vergelijking.rijen.get(vereiste.pk)
        if row is None or not row.proposal:
            continue
        agreeing = [oordeel for oordeel in row.oordelen if oordeel.uitkomst == row.proposal]
        reasons = [oordeel.reden for oordeel in agreeing]
        in_letter = row.proposal == Uitkomst.VOLDOET_NIET
        values[f"{vereiste.slug}-uitkomst"] = row.proposal
        values[f"{vereiste.slug}-reden"] = one_text(reasons) if in_letter else unique_lines(reasons)
        if row.proposal == Uitkomst.VERDUIDELIJKEN:
            values[f"{vereiste.slug}-verduidelijken"] = one_text(oordeel.verduidelijken for oordeel in agreeing)
            values[f"{vereiste.slug}-verduidelijken_voor_datum"] = latest(agreeing)
    return values


def quotes(step, vergelijking):
    """{field name: [Citaat]} for the texts of one Stap that `proposals` leaves to the voorzitter."""
    proposed, found = proposals(step, vergelijking), {}
    found["conclusie"] = [Citaat(naam, text) for naam, text in vergelijking.conclusies.get(step.deelaspect.pk, [])]
    for row in rows_of(step, vergelijking):
        for name in ("reden", "verduidelijken"):
            given = [Citaat(naam, getattr(oordeel, name)) for naam, oordeel in row.by_name]
            found[f"{row.vereiste.slug}-{name}"] = given
    return {
        field: given for field, citaten in found.items() if not proposed.get(field) and (given := distinct(citaten))
    }


def distinct(citaten):
    """Those with a text, each text once."""
    by_text = {}
    for citaat in citaten:
        if citaat.tekst.strip():
            by_text.setdefault(citaat.tekst.strip(), citaat)
    return list(by_text.values())


def latest(oordelen) -> date | None:
    days = [oordeel.verduidelijken_voor_datum for oordeel in oordelen if oordeel.verduidelijken_voor_datum]
    return max(days, default=None)


def one_text(texts):
    """The text that all wrote alike; '' where they differ."""
    given = {text.strip() for text in texts}
    return given.pop() if len(given) == 1 else ""


def unique_lines(texts):
    """Every different text once, each in a paragraph of its own."""
    return "\n\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))

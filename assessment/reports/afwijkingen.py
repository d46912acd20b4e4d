"""Where the advice goes another way than a member who found a vereiste not met."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from applications.invulvelden import fill_in
from assessment.models import Adviesoordeel, Beoordelingstatus, Oordeel, Uitkomst, Vereiste
from sto_portal.namen import NameKey


@dataclass(frozen=True)
class Afwijking:
    """A vereiste that `leden`, [(name, reason)], found not met but the committee did; `reden` says why."""

    vereiste: Vereiste
    uitkomst: str
    leden: list
    reden: str

    @property
    def namen(self):
        """Of those who found it not met."""
        return [naam for naam, _reden in self.leden]

    @property
    def uitkomst_label(self):
        """What the committee found instead."""
        return Uitkomst(self.uitkomst).label


def unmet_by(aanvraag):
    """{pk of Vereiste: [(name, reason)]} of who found it not met in a revealed judgement on an Aanvraag; one query."""
    rows = Oordeel.objects.filter(
        beoordeling__aanvraag=aanvraag,
        beoordeling__status=Beoordelingstatus.ONTHULD,
        uitkomst=Uitkomst.VOLDOET_NIET,
    ).order_by(NameKey("beoordeling__lid__user__naam"), "pk")
    found = {}
    for vereiste, naam, reden in rows.values_list("vereiste_id", "beoordeling__lid__user__naam", "reden"):
        found.setdefault(vereiste, []).append((naam, reden))
    return found


def deviates(oordeel, leden):
    """Whether an outcome of the committee passes over `leden`, who found this vereiste not met."""
    return bool(leden) and oordeel.uitkomst not in ("", Uitkomst.VOLDOET_NIET)


def read_afwijkingen(advies):
    """Every Afwijking of an Advies in the order of Bijlage C; one query where no member found anything not met."""
    unmet = unmet_by(advies.aanvraag_id)
    if not unmet:
        return []
    versie = advies.aanvraag.ronde.regelingversie
    rows = advies.oordelen.filter(vereiste__in=unmet).select_related("vereiste__deelaspect")
    return [
        Afwijking(fill_in(row.vereiste, versie), row.uitkomst, unmet[row.vereiste_id], row.afwijking_reden)
        for row in rows
        if deviates(row, unmet[row.vereiste_id])
    ]


def passes_over(advies):
    """Condition, for rows with an Advies at this path: it says why it passes over a member."""
    return Exists(Adviesoordeel.objects.filter(advies=OuterRef(advies)).exclude(afwijking_reden=""))


def describe_advies(besluit):
    """What the advice under a Besluit says, with a line for every vereiste on which it passes over a member.

    The Besluit has `passes_over`, so that nothing is asked where it does not.
    """
    lines = [besluit.advies.get_strekking_display()]
    for afwijking in read_afwijkingen(besluit.advies) if besluit.passes_over else ():
        names = ", ".join(afwijking.namen)
        lines.append(f"{afwijking.vereiste.nummer} voldoet niet volgens {names}. De commissie: {afwijking.reden}")
    return "\n".join(lines)

"""When the portal, or what it needs, could not be reached: for who judges whether people had enough time."""

from dataclasses import dataclass
from datetime import datetime

from sto_portal.beschikbaarheid.actions import NOT_MEASURED_AFTER
from sto_portal.beschikbaarheid.models import PORTAL, Periode, Periodesoort


@dataclass(frozen=True)
class Onderbreking:
    """An outage, or a time in which nobody measured; `storing` is the Periode of an outage, else None."""

    wat: str
    begin_op: datetime
    eind_op: datetime
    bron: str
    toelichting: str = ""
    storing: Periode | None = None

    @property
    def duur(self):
        """'2 uur en 5 minuten', in whole minutes, rounded up."""
        minutes = -(-int((self.eind_op - self.begin_op).total_seconds()) // 60)
        parts = [(minutes // 1440, "dag", "dagen"), (minutes // 60 % 24, "uur", "uur")]
        parts.append((minutes % 60, "minuut", "minuten"))
        words = [f"{number} {one if number == 1 else more}" for number, one, more in parts if number]
        return ", ".join(words) or "minder dan een minuut"


def find_onderbrekingen(*, begin_op, eind_op):
    """Each Onderbreking in the window, in order of beginning; two queries.

    `eind_op` is at most now. Outages keep their own length, also where they began before or ended after.
    """
    storingen = Periode.objects.storingen().within(begin_op, eind_op)
    rows = [
        Onderbreking(
            wat=storing.wat,
            begin_op=storing.begin_op,
            eind_op=storing.eind_op,
            bron=storing.get_bron_display(),
            toelichting=storing.toelichting,
            storing=storing,
        )
        for storing in storingen
    ]
    return sorted([*rows, *find_gaps(begin_op, eind_op)], key=lambda row: row.begin_op)


def find_gaps(begin_op, eind_op):
    """The times in the window in which the portal was not measured, as Onderbrekingen."""
    measured = Periode.objects.measured().within(begin_op, eind_op).values_list("begin_op", "eind_op")
    edge = begin_op
    for begin, eind in [*measured, (eind_op, eind_op)]:
        if begin - edge > NOT_MEASURED_AFTER:
            yield Onderbreking(wat=PORTAL, begin_op=edge, eind_op=begin, bron="Niet gemeten")
        edge = max(edge, eind)


def find_storing(pk):
    """The outage with this pk as text or number; None if there is none."""
    if not str(pk).isascii() or not str(pk).isdigit():
        return None
    return Periode.objects.filter(soort=Periodesoort.STORING, pk=int(pk)).first()

"""Until when DUS-I may decide on an application, with the days that the term stood still counted in."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.utils import timezone

from applications.models import Aanvulverzoek, Indiening
from sto_portal.termijnen import BESLIS, last_day, today
from sto_portal.vormgeving.templatetags.sto import datum


@dataclass(frozen=True)
class Beslistermijn:
    """The last day to decide; `stilstand` days were added. While `staat_stil` the last day moves on with every day."""

    uiterlijk_datum: date
    stilstand: int
    staat_stil: bool

    @property
    def tekst(self):
        """The last day in words, with what moved it."""
        days = f"{self.stilstand} {'dag' if self.stilstand == 1 else 'dagen'}"
        if self.staat_stil:
            return f"{datum(self.uiterlijk_datum)}; de termijn staat nu stil ({days})"
        return f"{datum(self.uiterlijk_datum)} ({days} stilgestaan)" if self.stilstand else datum(self.uiterlijk_datum)


def find_beslistermijnen(aanvragen):
    """{pk: Beslistermijn} of these filed aanvragen, whose ronde and regelingversie are at hand; two queries.

    The term of the Regelingversie runs from the day after the first filing arrived, and stands still while the region
    was asked to supplement (Awb 4:13 and 4:15).
    """
    pks = [aanvraag.pk for aanvraag in aanvragen]
    filings = Indiening.objects.filter(aanvraag__in=pks).order_by()
    first = dict(filings.values_list("aanvraag").annotate(Min("aangekomen_op")))
    stilstand, still = {}, set()
    for verzoek in Aanvulverzoek.objects.filter(aanvraag__in=pks):
        days = verzoek.stilstand_dagen
        if days is None:
            still.add(verzoek.aanvraag_id)
            days = max((today() - timezone.localdate(verzoek.gevraagd_op)).days, 0)
        stilstand[verzoek.aanvraag_id] = stilstand.get(verzoek.aanvraag_id, 0) + days
    return {
        aanvraag.pk: make_termijn(aanvraag, first[aanvraag.pk], stilstand.get(aanvraag.pk, 0), aanvraag.pk in still)
        for aanvraag in aanvragen
        if aanvraag.pk in first
    }


def make_termijn(aanvraag, arrived, stilstand, staat_stil):
    ends = last_day(arrived, BESLIS, aanvraag.ronde.regelingversie, stilstand=stilstand)
    return Beslistermijn(ends, stilstand, staat_stil)

"""Until when DUS-I may decide on an application, and until when it may tell that one is not treated."""

from dataclasses import dataclass
from datetime import date

from applications.actions.steps import may_set_aside
from applications.models import Aanvulverzoek, Uitstel
from sto_portal.termijnen import BUITEN_BEHANDELING, closing_day, count, make_termijn, today
from sto_portal.vormgeving.templatetags.sto import datum


@dataclass(frozen=True)
class Beslistermijn:
    """The last day to decide and how it was found; `stilstand` days were added.

    While `staat_stil` the last day moves on with every day.
    """

    uiterlijk_datum: date
    stilstand: int
    staat_stil: bool
    uitleg: str

    @property
    def tekst(self):
        """The last day in words, with what moved it."""
        days = count(self.stilstand, "dagen")
        if self.staat_stil:
            return f"{datum(self.uiterlijk_datum)}; de termijn staat nu stil ({days})"
        return f"{datum(self.uiterlijk_datum)} ({days} stilgestaan)" if self.stilstand else datum(self.uiterlijk_datum)

    @property
    def feiten(self):
        """The last day and how it was found, as rows of a list of facts."""
        return [
            {"label": "Beslis uiterlijk op", "value": self.tekst},
            {"label": "Hoe die dag is berekend", "value": self.uitleg},
        ]


@dataclass(frozen=True)
class Bekendmaking:
    """The last day on which a region may hear that its application is not treated, and how it was found."""

    uiterlijk_datum: date
    uitleg: str

    @property
    def tekst(self):
        """The last day in words, and that it passed where it did."""
        return f"{datum(self.uiterlijk_datum)}{'; die dag is voorbij' if self.uiterlijk_datum < today() else ''}"

    @property
    def feiten(self):
        """The last day and how it was found, as rows of a list of facts."""
        return [
            {"label": "Verzend 'buiten behandeling' uiterlijk op", "value": self.tekst},
            {"label": "Hoe die dag is berekend", "value": self.uitleg},
        ]


def find_termijnen(besluiten, known=None):
    """{pk: [Bekendmaking or Beslistermijn, the earliest first]} of these Besluiten; at most three queries.

    A decision not to treat an application has both terms, any other the term to decide alone; `known` are those of
    `find_beslistermijnen` where the caller has them.
    """
    termijnen = find_beslistermijnen([besluit.aanvraag for besluit in besluiten]) if known is None else known
    aside = [besluit.aanvraag for besluit in besluiten if besluit.is_set_aside]
    told = find_bekendmakingen(aside) if aside else {}
    found = {}
    for besluit in besluiten:
        both = [told.get(besluit.aanvraag_id) if besluit.is_set_aside else None, termijnen[besluit.aanvraag_id]]
        found[besluit.pk] = sorted(filter(None, both), key=lambda termijn: termijn.uiterlijk_datum)
    return found


def find_bekendmakingen(aanvragen):
    """{pk: Bekendmaking} of those of these aanvragen that may be left untreated, regelingversie at hand; one query.

    The term runs from the day after that of the supplement, or after the last one to supplement (Awb 4:5).
    """
    rows = Aanvulverzoek.objects.filter(aanvraag__in=[row.pk for row in aanvragen]).order_by("gevraagd_op", "pk")
    newest = {verzoek.aanvraag_id: verzoek for verzoek in rows}
    return {
        aanvraag.pk: find_bekendmaking(newest[aanvraag.pk], aanvraag.ronde.regelingversie)
        for aanvraag in aanvragen
        if may_set_aside(newest.get(aanvraag.pk))
    }


def find_bekendmaking(verzoek, versie):
    """The Bekendmaking after a request that was answered or lapsed."""
    begin = verzoek.voorbij_datum
    if verzoek.is_answered:
        told = f"De regio vulde haar aanvraag aan op {datum(begin)}."
    else:
        told = f"De laatste dag om aan te vullen was {datum(begin)}, en de regio vulde niet aan."
    termijn = make_termijn(begin, BUITEN_BEHANDELING, versie)
    return Bekendmaking(termijn.last_day, f"{told} {termijn.uitleg}")


def find_beslistermijnen(aanvragen):
    """{pk: Beslistermijn} of these filed aanvragen, whose ronde and regelingversie are at hand; two queries at most.

    The term of the Regelingversie runs from the day after the last one on which this region could file, so with its
    Uitstel, whenever it filed (Kaderregeling 4.1). It stands still while the region was asked to supplement (Awb 4:13
    and 4:15).
    """
    if not aanvragen:
        return {}
    rows = list(Aanvulverzoek.objects.filter(aanvraag__in=[row.pk for row in aanvragen]).order_by("gevraagd_op", "pk"))
    given = Uitstel.objects.filter(ronde__in={row.ronde_id for row in aanvragen})
    later = list(given.values_list("ronde", "regio", "sluit_op"))
    return {
        aanvraag.pk: find_termijn(aanvraag, later, [row for row in rows if row.aanvraag_id == aanvraag.pk])
        for aanvraag in aanvragen
    }


def find_termijn(aanvraag, later, verzoeken):
    """The Beslistermijn of one aanvraag; `later` holds (ronde, regio or None, closing) of each Uitstel."""
    ronde, who, now = aanvraag.ronde, (None, aanvraag.regio_id), today()
    own = [closing for key, regio, closing in later if key == ronde.pk and regio in who]
    begin = closing_day(max([ronde.sluit_op, *own]))
    still = [days for verzoek in verzoeken if (days := verzoek.stilstand(begin, now))]
    stilstand = sum((last - first).days + 1 for first, last in still)
    termijn = make_termijn(begin, ronde.regelingversie.beslissoort, ronde.regelingversie, stilstand=stilstand)
    told = [tell_begin(begin, now, is_extended=begin > closing_day(ronde.sluit_op)), termijn.uitleg, *tell_still(still)]
    if ronde.regelingversie.extern_advies:
        told.insert(1, "Over de aanvragen adviseert een commissie, dus de langere termijn geldt.")
    return Beslistermijn(
        uiterlijk_datum=termijn.last_day,
        stilstand=stilstand,
        staat_stil=now > begin and any(verzoek.is_open for verzoek in verzoeken),
        uitleg=" ".join(told),
    )


def tell_begin(begin, now, *, is_extended):
    verb = "was" if begin < now else "is"
    return f"De laatste dag om in te dienen {verb} {datum(begin)}{', met uitstel' if is_extended else ''}."


def tell_still(periods):
    """A sentence for each (first, last) day of a period in which the term stood still."""
    return [
        f"De termijn stond stil van {datum(first)} tot en met {datum(last)}: de regio kon haar aanvraag aanvullen."
        for first, last in periods
    ]

"""What acts of the committee and on a decision settle, each as a seal in the Spoor of that act."""

from django.db.models import Q

from applications.models import Aanvraagronde, Herinnering
from assessment.models import (
    Advies,
    Adviesconclusie,
    Adviescontrole,
    Adviesoordeel,
    Adviesscore,
    Adviesstatus,
    Advieswijziging,
    Belang,
    Beoordeling,
    Beoordelingstatus,
    Beoordelingwijziging,
    Besluit,
    Besluitbijdrage,
    Besluitwijziging,
    Conclusie,
    Deelaspectscore,
    Jaarbedrag,
    Oordeel,
    Rondekader,
    Verhindering,
    Verplichting,
)
from assessment.models.besluit import WRITTEN
from sto_portal.sporen.zegel import Zegel

NUMMER = ("aanvraag__regio", "aanvraag__ronde")
SEALED = (Beoordelingstatus.INGELEVERD, Beoordelingstatus.ONTHULD)

BEOORDELING = Zegel(
    Beoordeling,
    "beoordelingen",
    parts=dict.fromkeys((Oordeel, Conclusie, Deelaspectscore, Beoordelingwijziging), "beoordeling"),
    settled=Q(status__in=SEALED),
    free=frozenset({"bijgewerkt_op"}),
    related=(*NUMMER, "lid__user"),
)
ADVIES = Zegel(
    Advies,
    "adviezen",
    parts=dict.fromkeys((Adviesoordeel, Adviesconclusie, Adviesscore, Advieswijziging), "advies"),
    settled=Q(status=Adviesstatus.VASTGESTELD),
    related=NUMMER,
)
CONTROLE = Zegel(Adviescontrole, "adviescontroles", related=("advies__aanvraag__regio", "advies__aanvraag__ronde"))
BESLUIT = Zegel(
    Besluit,
    "besluiten",
    parts=dict.fromkeys((Jaarbedrag, Verplichting, Besluitbijdrage, Besluitwijziging), "besluit"),
    settled=Q(status__in=WRITTEN),
    free=frozenset({"pdf_id"}),
    related=NUMMER,
)
VERHINDERING = Zegel(Verhindering, "verhinderingen", related=(*NUMMER, "lid__user"))
BELANG = Zegel(Belang, "belangen", related=("lid__user", "organisatie"))
RONDE = Zegel(
    Aanvraagronde,
    "rondes",
    parts=dict.fromkeys((Herinnering, Rondekader), "ronde"),
    waits="niet gecontroleerd: pas geladen, de worker legt haar binnen een uur vast",
)

ZEGELS = (BEOORDELING, ADVIES, CONTROLE, BESLUIT, VERHINDERING, BELANG, RONDE)

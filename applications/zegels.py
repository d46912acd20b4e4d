"""What acts on a dossier settle, each as a seal in the Spoor of that act."""

from django.db.models import Q

from applications.models import (
    Aanvraag,
    Aanvulverzoek,
    Akkoord,
    Dossierbrief,
    Herstelpunt,
    Indiening,
    Statuswijziging,
    Uitstel,
)
from applications.models.akkoord import ANSWERED
from sto_portal.sporen.zegel import Zegel

NUMMER = ("aanvraag__regio", "aanvraag__ronde")

AANVRAAG = Zegel(Aanvraag, "stappen", parts={Statuswijziging: "aanvraag"}, related=("regio", "ronde"))
INDIENING = Zegel(Indiening, "indieningen", free=frozenset({"json", "sha256", "dossier_id"}), related=NUMMER)
BRIEF = Zegel(Dossierbrief, "brieven", related=NUMMER)
VERZOEK = Zegel(Aanvulverzoek, "verzoeken", parts={Herstelpunt: "verzoek"}, related=NUMMER)
AKKOORD = Zegel(Akkoord, "akkoorden", settled=Q(status__in=ANSWERED))
UITSTEL = Zegel(Uitstel, "uitstel", related=("ronde",))

ZEGELS = (AANVRAAG, INDIENING, BRIEF, VERZOEK, AKKOORD, UITSTEL)

from applications.models.aanbod import (
    BEROEPSGERICHT,
    HARD_TECHNISCH,
    TECHNISCH,
    Aanbod,
    Docententekort,
    Leerlingenprognose,
    Leerweg,
    Profiel,
)
from applications.models.activiteit import Activiteit, Doelstelling, Grootte, Landelijkdoel, Mijlpaal, Risico
from applications.models.begroting import Begrotingsregel, Bijdragevorm, Cofinanciering, Kostensoort
from applications.models.dossier import Aanvraag, Aanvraagstatus, Indiening, Statuswijziging
from applications.models.overeenkomst import Ondertekening
from applications.models.partner import BEDRIJFSLEVEN, IN_ONE_REGIO, ONDERWIJS, VMBO, Partner, Partnersoort
from applications.models.plan import Antwoord, Plan
from applications.models.planonderdeel import Planonderdeel, VersieConflictError
from applications.models.ronde import Aanvraagronde, Herinnering, Uitstel
from applications.models.vragen import (
    Aard,
    Antwoordsoort,
    Onderdeel,
    Ondertekenaareis,
    Paragraaf,
    Vastlegging,
    Verplicht,
    Voorwaarde,
    Vraag,
    Vragenlijst,
)

__all__ = [
    "BEDRIJFSLEVEN",
    "BEROEPSGERICHT",
    "HARD_TECHNISCH",
    "IN_ONE_REGIO",
    "ONDERWIJS",
    "TECHNISCH",
    "VMBO",
    "Aanbod",
    "Aanvraag",
    "Aanvraagronde",
    "Aanvraagstatus",
    "Aard",
    "Activiteit",
    "Antwoord",
    "Antwoordsoort",
    "Begrotingsregel",
    "Bijdragevorm",
    "Cofinanciering",
    "Docententekort",
    "Doelstelling",
    "Grootte",
    "Herinnering",
    "Indiening",
    "Kostensoort",
    "Landelijkdoel",
    "Leerlingenprognose",
    "Leerweg",
    "Mijlpaal",
    "Onderdeel",
    "Ondertekenaareis",
    "Ondertekening",
    "Paragraaf",
    "Partner",
    "Partnersoort",
    "Plan",
    "Planonderdeel",
    "Profiel",
    "Risico",
    "Statuswijziging",
    "Uitstel",
    "Vastlegging",
    "Verplicht",
    "VersieConflictError",
    "Voorwaarde",
    "Vraag",
    "Vragenlijst",
]

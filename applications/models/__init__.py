from applications.models.aanbod import (
    BEROEPSGERICHT,
    HARD_TECHNISCH,
    TECHNISCH,
    Aanbod,
    Docententekort,
    Leerlingenprognose,
    Leerweg,
    Profiel,
    goes_together,
    profiel_label,
    schooljaar_label,
)
from applications.models.aanvulling import Aanvulverzoek, Dossierbrief, Herstelpunt, Verzoekuitkomst
from applications.models.aanwezigheid import Aanwezigheid
from applications.models.activiteit import (
    Activiteit,
    Betrokkene,
    Doelstelling,
    Grootte,
    Mijlpaal,
    Mismatch,
    Risico,
)
from applications.models.akkoord import ANSWERED, Akkoord, Akkoordstatus
from applications.models.begroting import Begrotingsregel, Bijdragevorm, Cofinanciering, Kostensoort
from applications.models.conceptcheck import CHECKED, Conceptcheck, Conceptopmerking
from applications.models.dossier import Aanvraag, Aanvraagstatus, Indiening, Statuswijziging
from applications.models.geschiedenis import Antwoordversie
from applications.models.landelijk import Landelijkdoel, Subdoel
from applications.models.nietdeelnemer import Nietdeelnemer, Redenafzien
from applications.models.overeenkomst import Ondertekening
from applications.models.overleg import Overleg, Overlegsoort, Zetel
from applications.models.partner import BEDRIJFSLEVEN, BY_NAME, IN_ONE_REGIO, ONDERWIJS, VMBO, Partner, Partnersoort
from applications.models.plan import Antwoord, Plan
from applications.models.planonderdeel import Planonderdeel, VersieConflictError
from applications.models.project import LopendProject, Projectpartner, Projectsoort
from applications.models.ronde import Aanvraagronde, Herinnering, Rondesoort, Uitstel, UitstelError
from applications.models.vragen import (
    Aard,
    Antwoordsoort,
    Groep,
    Onderdeel,
    Ondertekenaareis,
    Paragraaf,
    Vastlegging,
    Verplicht,
    Voorwaarde,
    Vraag,
    Vragenlijst,
)
from applications.models.weergave import TOONT, Betekenis, Weergave

__all__ = [
    "ANSWERED",
    "BEDRIJFSLEVEN",
    "BEROEPSGERICHT",
    "BY_NAME",
    "CHECKED",
    "HARD_TECHNISCH",
    "IN_ONE_REGIO",
    "ONDERWIJS",
    "TECHNISCH",
    "TOONT",
    "VMBO",
    "Aanbod",
    "Aanvraag",
    "Aanvraagronde",
    "Aanvraagstatus",
    "Aanvulverzoek",
    "Aanwezigheid",
    "Aard",
    "Activiteit",
    "Akkoord",
    "Akkoordstatus",
    "Antwoord",
    "Antwoordsoort",
    "Antwoordversie",
    "Begrotingsregel",
    "Betekenis",
    "Betrokkene",
    "Bijdragevorm",
    "Cofinanciering",
    "Conceptcheck",
    "Conceptopmerking",
    "Docententekort",
    "Doelstelling",
    "Dossierbrief",
    "Groep",
    "Grootte",
    "Herinnering",
    "Herstelpunt",
    "Indiening",
    "Kostensoort",
    "Landelijkdoel",
    "Leerlingenprognose",
    "Leerweg",
    "LopendProject",
    "Mijlpaal",
    "Mismatch",
    "Nietdeelnemer",
    "Onderdeel",
    "Ondertekenaareis",
    "Ondertekening",
    "Overleg",
    "Overlegsoort",
    "Paragraaf",
    "Partner",
    "Partnersoort",
    "Plan",
    "Planonderdeel",
    "Profiel",
    "Projectpartner",
    "Projectsoort",
    "Redenafzien",
    "Risico",
    "Rondesoort",
    "Statuswijziging",
    "Subdoel",
    "Uitstel",
    "UitstelError",
    "Vastlegging",
    "Verplicht",
    "VersieConflictError",
    "Verzoekuitkomst",
    "Voorwaarde",
    "Vraag",
    "Vragenlijst",
    "Weergave",
    "Zetel",
    "goes_together",
    "profiel_label",
    "schooljaar_label",
]

"""Which part of an application (Groep) a question or a table belongs to."""

from applications.models import Groep, Onderdeel
from applications.vragenlijsten import read_paragrafen

OF_ONDERDEEL = {
    Onderdeel.REGIOVISIE: Groep.REGIOVISIE,
    Onderdeel.ACTIVITEITENPLAN: Groep.ACTIVITEITENPLAN,
    Onderdeel.OVEREENKOMST: Groep.OVEREENKOMST,
    Onderdeel.BEGROTING: Groep.BEGROTING,
}
ASKED = tuple(Groep)  # parts that DUS-I can ask to supplement
OWN_PAGE = {
    "partner": Groep.PARTNERS,
    "begrotingsregel": Groep.BEGROTING,
    "cofinanciering": Groep.BEGROTING,
    "ondertekening": Groep.OVEREENKOMST,
    "projectpartner": Groep.REGIOVISIE,
}


def groep_of(model_name, vragenlijst_id):
    """The Groep on whose pages the rows of this model are written: its own, else that of the first Vraag for it."""
    if model_name in OWN_PAGE:
        return OWN_PAGE[model_name]
    for paragraaf in read_paragrafen(vragenlijst_id):
        if any(vraag.model == model_name for vraag in paragraaf.vragen.all()):
            return OF_ONDERDEEL[paragraaf.onderdeel]
    return Groep.ACTIVITEITENPLAN

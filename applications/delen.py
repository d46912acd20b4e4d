"""Which part of an application (Groep) a question or a table belongs to."""

from applications.models import Groep, Onderdeel
from applications.vragenlijsten import find_home, read_vragen

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


def groep_of(model_name, ronde):
    """The Groep on whose pages the rows of this model are written: its own, else that of their place."""
    if model_name in OWN_PAGE:
        return OWN_PAGE[model_name]
    home = find_home(read_vragen(ronde).values(), model_name)
    return OF_ONDERDEEL[home.paragraaf.onderdeel] if home else Groep.ACTIVITEITENPLAN

from regions.models.lidmaatschap import Lidmaatschap
from regions.models.organisatie import Gemeente, Organisatie, Organisatiesoort, Vestiging
from regions.models.regeling import Rapportagemoment, Regeling, Regelingversie
from regions.models.regio import Regio, Regiosoort, Regiovestiging

__all__ = [
    "Gemeente",
    "Lidmaatschap",
    "Organisatie",
    "Organisatiesoort",
    "Rapportagemoment",
    "Regeling",
    "Regelingversie",
    "Regio",
    "Regiosoort",
    "Regiovestiging",
    "Vestiging",
]

from regions.models.deelnamewens import Deelnamewens
from regions.models.lidmaatschap import Lidmaatschap
from regions.models.organisatie import Bronlijst, Gemeente, Lijstsoort, Organisatie, Organisatiesoort, Vestiging
from regions.models.regeling import Rapportagemoment, Regeling, Regelingversie
from regions.models.regio import Regio, Regiosoort, Regiovestiging

__all__ = [
    "Bronlijst",
    "Deelnamewens",
    "Gemeente",
    "Lidmaatschap",
    "Lijstsoort",
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

from regions.models.deelnamewens import Deelnamewens
from regions.models.leerlingtelling import Leerlingtelling, Tellingbron
from regions.models.lidmaatschap import Lidmaatschap
from regions.models.organisatie import Bronlijst, Gemeente, Lijstsoort, Organisatie, Organisatiesoort, Vestiging
from regions.models.regeling import Rapportagemoment, Regeling, Regelingversie
from regions.models.regio import Regio, Regiosoort, Regiovestiging

__all__ = [
    "Bronlijst",
    "Deelnamewens",
    "Gemeente",
    "Leerlingtelling",
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
    "Tellingbron",
    "Vestiging",
]

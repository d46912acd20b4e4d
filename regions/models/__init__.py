from regions.models.afzender import Afzender
from regions.models.deelnamewens import Deelnamewens
from regions.models.leerlingtelling import Leerlingtelling, Tellingbron
from regions.models.lidmaatschap import Lidmaatschap
from regions.models.organisatie import Bronlijst, Gemeente, Lijstsoort, Organisatie, Organisatiesoort, Vestiging
from regions.models.regeling import Rapportagemoment, Rapportagesoort, Regeling, Regelingversie
from regions.models.regio import Regio, Regiosoort, Regiovestiging
from regions.models.vooraanmelding import (
    Contact,
    Vooraanmelding,
    Vooraanmeldingstatus,
    Vooraanmeldingwijziging,
    Vooraanmeldperiode,
)

__all__ = [
    "Afzender",
    "Bronlijst",
    "Contact",
    "Deelnamewens",
    "Gemeente",
    "Leerlingtelling",
    "Lidmaatschap",
    "Lijstsoort",
    "Organisatie",
    "Organisatiesoort",
    "Rapportagemoment",
    "Rapportagesoort",
    "Regeling",
    "Regelingversie",
    "Regio",
    "Regiosoort",
    "Regiovestiging",
    "Tellingbron",
    "Vestiging",
    "Vooraanmelding",
    "Vooraanmeldingstatus",
    "Vooraanmeldingwijziging",
    "Vooraanmeldperiode",
]

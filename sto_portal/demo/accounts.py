"""The people of the demo: those of the login list, and a penvoerder for each region."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from assessment.models import Commissielid
from regions.models import Lidmaatschap
from sto_portal.accounts.models import Aanstelling, User
from sto_portal.roles import Landelijkerol, Regiorol, roles_with

WACHTWOORD = "demo"
DOMEIN = "example.nl"
PENVOERDER, MEDEAUTEUR = "penvoerder", "medeauteur"
REGIONALEN = {
    PENVOERDER: ("Pleun Voortouw", "Directeur vmbo-school"),
    MEDEAUTEUR: ("Mees Schrijfveer", "Kwaliteitsmedewerker"),
}
AANMELDERS = {
    "aanmelder": ("Aafke Beginpunt", "Teamleider vmbo"),
    "aanmelder2": ("Bram Veenloper", "Directeur vmbo-school"),
    "aanmelder3": ("Cato Slootkant", "Directeur vmbo-school"),
    "aanmelder4": ("Daan Boomgrens", "Teamleider vmbo"),
    "aanmelder5": ("Eva Zeewind", "Directeur vmbo-school"),
}
COMMITTEE = roles_with("assessment.view_beoordeling")
LANDELIJKEN = {
    "beoordelaar1": ("Bo Eikenlezer", "Lid beoordelingscommissie", Landelijkerol.BEOORDELAAR),
    "beoordelaar2": ("Cas Weegschaal", "Lid beoordelingscommissie", Landelijkerol.BEOORDELAAR),
    "beoordelaar3": ("Dilan Scherpzicht", "Lid beoordelingscommissie", Landelijkerol.BEOORDELAAR),
    "beoordelaar4": ("Elif Toetssteen", "Lid beoordelingscommissie", Landelijkerol.BEOORDELAAR),
    "beoordelaar5": ("Floor Vergrootglas", "Lid beoordelingscommissie", Landelijkerol.BEOORDELAAR),
    "beoordelaar6": ("Gijs Potloodstreep", "Lid beoordelingscommissie", Landelijkerol.BEOORDELAAR),
    "voorzitter": ("Vera Hamerslag", "Voorzitter beoordelingscommissie", Landelijkerol.VOORZITTER),
    "plaatsvervanger": ("Wim Reservestoel", "Lid beoordelingscommissie", Landelijkerol.PLAATSVERVANGER),
    "behandelaar": ("Hanna Dossierhoek", "Behandelaar subsidies", Landelijkerol.BEHANDELAAR),
    "coordinator": ("Koos Rondeplanner", "Coördinator subsidies", Landelijkerol.COORDINATOR),
    "tekenbevoegde": ("Tess Inktpot", "Hoofd subsidies onderwijs", Landelijkerol.TEKENBEVOEGDE),
    "onderzoeker": ("Oscar Telraam", "Onderzoeker", Landelijkerol.ONDERZOEKER),
    "beheerder": ("Bente Sleutelbos", "Beheerder van het portaal", Landelijkerol.BEHEERDER),
}


@dataclass(frozen=True)
class Mensen:
    """Users by their address before '@', the committee in order, and each region's penvoerder by volgnummer."""

    gebruikers: dict
    leden: list
    penvoerders: dict

    def __getitem__(self, naam):
        return self.gebruikers[naam]


def make_people(regios, inhouden, eigen):
    """Create everyone; the penvoerder of the region with volgnummer `eigen` is penvoerder@example.nl.

    `inhouden` {volgnummer: Planinhoud}: the penvoerder of any other region is who signs for its first partner. One
    hash serves all, so the demo's password needs no validator.
    """
    hashed = make_password(WACHTWOORD)
    named = {naam: fields[:2] for naam, fields in (REGIONALEN | AANMELDERS | LANDELIJKEN).items()}
    others = {regio.volgnummer: address_of(regio) for regio in regios if regio.volgnummer != eigen}
    for volgnummer, naam in others.items():
        signatory = inhouden[volgnummer].partners[0].ondertekenaars[0]
        named[naam] = (signatory.naam, signatory.functie)
    users = [
        User(email=f"{key}@{DOMEIN}", naam=naam, functie=functie, password=hashed)
        for key, (naam, functie) in named.items()
    ]
    gebruikers = dict(zip(named, User.objects.bulk_create(users), strict=True))
    Aanstelling.objects.bulk_create(
        Aanstelling(user=gebruikers[naam], rol=rol) for naam, (_, _, rol) in LANDELIJKEN.items()
    )
    penvoerders = {volgnummer: gebruikers[naam] for volgnummer, naam in others.items()}
    return Mensen(gebruikers, make_committee(gebruikers), penvoerders | {eigen: gebruikers[PENVOERDER]})


def address_of(regio):
    """'penvoerder-sto00012': how the penvoerder of a region signs in."""
    return f"{PENVOERDER}-{regio.nummer.lower()}"


def make_committee(gebruikers):
    """Enrol everyone with a role in the committee; the members who judge, in order."""
    roles = {naam: rol for naam, (_, _, rol) in LANDELIJKEN.items() if rol in COMMITTEE}
    leden = Commissielid.objects.bulk_create(Commissielid(user=gebruikers[naam]) for naam in roles)
    return [lid for lid, rol in zip(leden, roles.values(), strict=True) if rol == Landelijkerol.BEOORDELAAR]


def join_regions(mensen, regios, *, eigen, gelezen):
    """Give everyone their role: `regios` {volgnummer: Regio}; medeauteur@ writes in `eigen` and reads in `gelezen`."""
    rollen = [
        Lidmaatschap(user=user, regio=regios[volgnummer], rol=Regiorol.PENVOERDER)
        for volgnummer, user in mensen.penvoerders.items()
    ]
    rollen.append(Lidmaatschap(user=mensen[MEDEAUTEUR], regio=regios[eigen], rol=Regiorol.MEDE_AUTEUR))
    if gelezen and gelezen != eigen:
        rollen.append(Lidmaatschap(user=mensen[MEDEAUTEUR], regio=regios[gelezen], rol=Regiorol.MEELEZER))
    Lidmaatschap.objects.bulk_create(rollen)

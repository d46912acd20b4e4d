"""The only table of role → permissions.

Roles in a region come from `regions.Lidmaatschap` and hold for that region; the others come from
`accounts.Aanstelling` and hold everywhere. Who has none of the latter is an Aanmelder: such a person may register a
region. Nobody has a permission in any other way.
"""

from functools import cache

from django.db import models


class Regiorol(models.TextChoices):
    PENVOERDER = "penvoerder", "Penvoerder"
    MEDE_AUTEUR = "mede_auteur", "Mede-auteur"
    MEELEZER = "meelezer", "Meelezer"


class Landelijkerol(models.TextChoices):
    BEOORDELAAR = "beoordelaar", "Beoordelaar"
    VOORZITTER = "voorzitter", "Voorzitter"
    PLAATSVERVANGER = "plaatsvervanger", "Plaatsvervangend voorzitter"
    BEHANDELAAR = "behandelaar", "Behandelaar"
    COORDINATOR = "coordinator", "Coördinator"
    TEKENBEVOEGDE = "tekenbevoegde", "Tekenbevoegde"
    ONDERZOEKER = "onderzoeker", "Onderzoeker"
    BEHEERDER = "beheerder", "Beheerder"


class Basisrol(models.TextChoices):
    AANMELDER = "aanmelder", "Aanmelder"


READ_PLAN = {"applications.view_aanvraag", "assessment.view_sent_besluit", "regions.view_lidmaatschap"}
WRITE_PLAN = READ_PLAN | {"applications.change_plan"}
READ_EVERY_PLAN = {
    "applications.view_aanvraag",
    "applications.view_every_aanvraag",
    "applications.view_aanvraagronde",
    "assessment.view_voortgang",
    "assessment.view_advies",
    "assessment.view_besluit",
    "assessment.view_sent_besluit",
    "regions.view_regio",
    "regions.view_lidmaatschap",
    "regions.view_every_deelnamewens",
    "regions.view_vooraanmelding",
    "regions.view_every_vooraanmelding",
    "werk.view_every_werk",
}

PERMISSIONS = {
    Basisrol.AANMELDER: {"regions.view_vooraanmelding", "regions.write_vooraanmelding"},
    Regiorol.MEELEZER: READ_PLAN,
    Regiorol.MEDE_AUTEUR: WRITE_PLAN,
    Regiorol.PENVOERDER: WRITE_PLAN
    | {"applications.start_aanvraag", "applications.submit_aanvraag", "applications.withdraw_aanvraag"}
    | {"regions.change_lidmaatschap", "applications.share_concept"},
    Landelijkerol.BEOORDELAAR: {"assessment.view_beoordeling", "assessment.judge_aanvraag"},
    Landelijkerol.VOORZITTER: {
        "assessment.view_beoordeling",
        "assessment.write_advies",
        "assessment.lead_every_case",
    },
    Landelijkerol.PLAATSVERVANGER: {"assessment.view_beoordeling", "assessment.write_advies"},
    Landelijkerol.BEHANDELAAR: READ_EVERY_PLAN
    | {
        "applications.accept_aanvraag",
        "applications.answer_conceptcheck",
        "applications.request_supplement",
        "applications.set_aside_aanvraag",
    }
    | {"assessment.draft_besluit"},
    Landelijkerol.COORDINATOR: READ_EVERY_PLAN
    | {
        "assessment.assign_beoordelaars",
        "assessment.change_besluittekst",
        "assessment.change_commissielid",
        "applications.change_ronde",
        "applications.grant_uitstel",
    }
    | {"beschikbaarheid.record_storing", "outbox.view_bericht"}
    | {"sjablonen.view_sjabloon", "sjablonen.change_sjabloon", "applications.answer_conceptcheck"}
    | {"regions.decide_vooraanmelding"},
    Landelijkerol.TEKENBEVOEGDE: READ_EVERY_PLAN
    | {"assessment.approve_besluit", "assessment.send_besluit"}
    | {"sjablonen.view_sjabloon", "sjablonen.approve_sjabloon"},
    Landelijkerol.ONDERZOEKER: {"monitoring.view_onderzoeksdata"},
    Landelijkerol.BEHEERDER: {
        "accounts.change_user",
        "regions.view_regio",
        "regions.view_lidmaatschap",
        "regions.change_lidmaatschap",
        "regions.appoint_penvoerder",
        "sjablonen.view_sjabloon",
        "sjablonen.change_sjabloon",
        "outbox.view_bericht",
        "outbox.resend_bericht",
        "werk.view_every_werk",
        "werk.retry_every_werk",
    },
}

SIGN_IN_TWICE = {"accounts.need_second_factor"}  # no right but a duty: who reads or decides for the country
PERMISSIONS |= {rol: PERMISSIONS[rol] | SIGN_IN_TWICE for rol in Landelijkerol}


@cache
def roles_with(permission):
    """The roles that hold `permission`, as a set."""
    return {role for role, permissions in PERMISSIONS.items() if permission in permissions}

"""What stands on the page of one application: its tasks, and the way it went."""

from django.urls import reverse

from applications.akkoord import read_akkoord
from applications.models import Aanvraagstatus, Groep, Onderdeel
from sto_portal.vormgeving.templatetags.sto import moment

PAGES = {
    Groep.REGIOVISIE: "regiovisie",
    Groep.ACTIVITEITENPLAN: "activiteitenplan",
    Groep.PARTNERS: "partner-list",
    Groep.OVEREENKOMST: "overeenkomst",
    Groep.BEGROTING: "begroting",
    Groep.AKKOORD: "akkoord",
}
STAPPEN = {
    "start": "Aanvraag gestart",
    "submit": "Aanvraag ingediend",
    "request_supplement": "DUS-I vroeg om een aanvulling",
    "supplement": "Aanvulling ingediend",
    "recall_supplement": "DUS-I trok het verzoek om een aanvulling in",
    "lapse": "De termijn voor de aanvulling is voorbij",
    "accept": "Aanvraag is compleet en in behandeling genomen",
    "set_aside": "Aanvraag is buiten behandeling gelaten",
    "grant": "Subsidie verleend",
    "reject": "Aanvraag afgewezen",
    "withdraw": "Aanvraag ingetrokken",
    "revoke": "Verlening ingetrokken",
}
STILL_TO_COME = {
    Aanvraagstatus.INGEDIEND: ["Controle of de aanvraag compleet is", "Beoordeling door de commissie", "Besluit"],
    Aanvraagstatus.AANVULLING_GEVRAAGD: ["Aanvulling van de regio", "Beoordeling door de commissie", "Besluit"],
    Aanvraagstatus.IN_BEHANDELING: ["Besluit"],
}


def counted(number, one, more):
    return f"{number} {one if number == 1 else more}"


def make_tasks(aanvraag, voortgang, user, anderen):
    """The draft as the items of a task list, in the order in which people fill it in; `anderen` as `name_others`."""
    aantallen = voortgang.aantallen
    visie, plan = voortgang.of_onderdeel(Onderdeel.REGIOVISIE), voortgang.of_onderdeel(Onderdeel.ACTIVITEITENPLAN)
    vragen, tekens = voortgang.of_onderdeel(Onderdeel.OVEREENKOMST), voortgang.handtekeningen
    doelen = counted(aantallen["doelstelling"], "doel", "doelen")
    activiteiten = counted(aantallen["activiteit"], "activiteit", "activiteiten")
    regels = counted(aantallen["begrotingsregel"], "begrotingsregel", "begrotingsregels")
    bijdragen = counted(aantallen["cofinanciering"], "bijdrage van een partner", "bijdragen van partners")
    signed = f"{tekens.gedaan} van {tekens.totaal} handtekeningen"
    items = [
        ("Regiovisie", "regiovisie", visie, visie.vragen),
        ("Partners", "partner-list", voortgang.partners, counted(aantallen["partner"], "partner", "partners")),
        ("Activiteitenplan", "activiteitenplan", plan, f"{plan.vragen}, {doelen}, {activiteiten}"),
        ("Meerjarenbegroting", "begroting", voortgang.begroting, f"{regels}, {bijdragen}"),
        ("Samenwerkingsovereenkomst", "overeenkomst", vragen + tekens, f"{vragen.vragen}, {signed}"),
    ]
    tasks = [
        task(label, reverse(name, args=[aanvraag.nummer]), done, hint) | {"nu": anderen[name]}
        for label, name, done, hint in items
    ]
    return [*tasks, *last_tasks(aanvraag, user)]


def task(label, url, done, hint):
    return {"label": label, "url": url, "status": done.status, "status_label": done.label, "hint": hint}


def last_tasks(aanvraag, user):
    """The check, the akkoord of the bestuurder, and filing for who may."""
    check = {
        "label": "Controleren",
        "url": reverse("controle", args=[aanvraag.nummer]),
        "status": "neutral",
        "status_label": "Altijd mogelijk",
        "hint": "Zie wat er nog nodig is, met een link naar de plek.",
    }
    may_submit = user.has_perm("applications.submit_aanvraag", aanvraag)
    submit = {
        "label": "Indienen",
        "url": reverse("aanvraag-submit", args=[aanvraag.nummer]) if may_submit else "",
        "status": "neutral",
        "status_label": "Nog niet ingediend",
        "hint": "Een concept is geen aanvraag. Dien op tijd in."
        if may_submit
        else "Alleen de penvoerder kan indienen.",
    }
    return [check, akkoord_task(aanvraag), submit]


def akkoord_task(aanvraag):
    status, label = read_akkoord(aanvraag.plan).badge
    return {
        "label": "Akkoord van de bestuurder",
        "url": reverse("akkoord", args=[aanvraag.nummer]),
        "status": status,
        "status_label": label,
        "hint": "Vraag dit als alles klaar is: na een wijziging geldt het akkoord niet meer.",
    }


def make_supplement_tasks(aanvraag, verzoek):
    """What is asked in a supplement: per part its page and what is missing there."""
    return [
        {
            "groep": punt.groep,
            "label": punt.get_groep_display(),
            "url": reverse(PAGES[punt.groep], args=[aanvraag.nummer]),
            "tekst": punt.tekst,
        }
        for punt in verzoek.punten
    ]


def make_timeline(aanvraag):
    """The steps that were taken, then those that are still to come."""
    steps = aanvraag.statuswijzigingen.select_related("door")
    taken = [
        {
            "title": STAPPEN[step.verb],
            "moment": moment(step.op),
            "by": step.door.naam if step.door else "",
            "text": step.reden,
            "state": "done",
        }
        for step in steps
    ]
    coming = [{"title": title, "state": "todo"} for title in STILL_TO_COME.get(aanvraag.status, [])]
    if coming:
        coming[0]["state"] = "current"
    return taken + coming

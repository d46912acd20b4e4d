"""What stands on the page of one application: its tasks, and the way it went."""

from collections import Counter

from django.urls import reverse

from applications.controles import blocking, check
from applications.models import Aanvraagstatus, Groep, Onderdeel
from applications.voortgang import measure_inhoud
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
    "correct_grant": "Nieuw besluit: subsidie verleend",
    "correct_reject": "Nieuw besluit: aanvraag afgewezen",
    "correct_set_aside": "Nieuw besluit: aanvraag is buiten behandeling gelaten",
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


def make_tasks(aanvraag, inhoud, user, anderen):
    """The draft as the items of a task list, in the order in which people fill it in, with what is not in order yet.

    `inhoud` is the Planinhoud of its plan, of which everything is read; `anderen` as `name_others`.
    """
    voortgang, wrong = measure_inhoud(inhoud), Counter(found.groep for found in blocking(check(inhoud.plan, inhoud)))
    aantallen = voortgang.aantallen
    visie, plan = voortgang.of_onderdeel(Onderdeel.REGIOVISIE), voortgang.of_onderdeel(Onderdeel.ACTIVITEITENPLAN)
    vragen, tekens = voortgang.of_onderdeel(Onderdeel.OVEREENKOMST), voortgang.handtekeningen
    doelen = counted(aantallen["doelstelling"], "doel", "doelen")
    activiteiten = counted(aantallen["activiteit"], "activiteit", "activiteiten")
    regels = counted(aantallen["begrotingsregel"], "begrotingsregel", "begrotingsregels")
    bijdragen = counted(aantallen["cofinanciering"], "bijdrage van een partner", "bijdragen van partners")
    signed = f"{tekens.gedaan} van {tekens.totaal} handtekeningen"
    items = [
        (Groep.REGIOVISIE, visie, visie.vragen),
        (Groep.PARTNERS, voortgang.partners, counted(aantallen["partner"], "partner", "partners")),
        (Groep.ACTIVITEITENPLAN, plan, f"{plan.vragen}, {doelen}, {activiteiten}"),
        (Groep.BEGROTING, voortgang.begroting, f"{regels}, {bijdragen}"),
        (Groep.OVEREENKOMST, vragen + tekens, f"{vragen.vragen}, {signed}"),
    ]
    tasks = [
        task(aanvraag.nummer, groep, done, hint, wrong[groep]) | {"nu": anderen[PAGES[groep]]}
        for groep, done, hint in items
    ]
    return [
        *tasks,
        check_task(aanvraag, wrong.total()),
        akkoord_task(aanvraag, inhoud.akkoord),
        submit_task(aanvraag, user),
    ]


def task(nummer, groep, done, hint, wrong):
    """One part; it is not done as long as something in it is not in order."""
    is_not_yet = wrong and done.status == "klaar"
    return {
        "label": groep.label,
        "url": reverse(PAGES[groep], args=[nummer]),
        "status": "bezig" if is_not_yet else done.status,
        "status_label": "Bezig" if is_not_yet else done.label,
        "hint": hint,
        "note": f"{counted(wrong, 'punt', 'punten')} nog niet in orde" if wrong else "",
        "note_url": reverse("controle", args=[nummer]) + f"#groep-{groep}",
    }


def check_task(aanvraag, wrong):
    return {
        "label": "Controleren",
        "url": reverse("controle", args=[aanvraag.nummer]),
        "status": "warning" if wrong else "success",
        "status_label": f"{counted(wrong, 'punt', 'punten')} open" if wrong else "In orde",
        "hint": "Zie wat er nog nodig is, met een link naar de plek.",
    }


def submit_task(aanvraag, user):
    """Filing, for who may."""
    may_submit = user.has_perm("applications.submit_aanvraag", aanvraag)
    return {
        "label": "Indienen",
        "url": reverse("aanvraag-submit", args=[aanvraag.nummer]) if may_submit else "",
        "status": "neutral",
        "status_label": "Nog niet ingediend",
        "hint": "Een concept is geen aanvraag. Dien op tijd in."
        if may_submit
        else "Alleen de penvoerder kan indienen.",
    }


def akkoord_task(aanvraag, akkoord):
    status, label = akkoord.badge
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

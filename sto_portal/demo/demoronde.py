"""The open round of the demo: one region for every state that a screen can show."""

from dataclasses import dataclass, replace

from django.db.models import F

from applications.canonical import plan_documents
from applications.copying import copy_plan
from applications.models import Activiteit, Begrotingsregel, Leerlingenprognose
from sto_portal.demo.delen import share
from sto_portal.demo.inhoud import Planinhoud
from sto_portal.demo.oordelen import Mening, choose_unmet
from sto_portal.demo.plan_inhoud import make_plan
from sto_portal.demo.regios import Demoregio
from sto_portal.demo.rijen import write_rows
from sto_portal.demo.standen import STANDEN, read_verloop
from sto_portal.demo.verloop import open_ronde, orders, served_by, weaken, write_cases
from sto_portal.demo.zaken import Zaak, agree, make_plans

NUMMER = 4
SECOND_ATTEMPT = "concept_herkansing"
# Left open in the draft that can be finished by hand: each is mended with a few words.
TO_ANSWER = (
    "b1_36_flexibiliteit",
    "b1_37_verwachting_bedrijven",
    "b2_31_deskundigheid",
    "b2_32_evaluatie_wie",
    "b2_32_bijsturing",
)
FORGOTTEN = TO_ANSWER[2:4]


@dataclass(frozen=True)
class Plek:
    """Which region shows which state in the open round, who judges it and who may not."""

    regio: Demoregio
    naam: str
    leden: tuple = ()
    belang: int | None = None


def places(regios, *, standard):
    """A Plek per region of the open round: as the file says for the standard demo, else in the order of `regios`."""
    entries = read_verloop()["demoronde"]
    by_number = {regio.volgnummer: regio for regio in regios}
    chosen = [by_number[entry["regio"]] for entry in entries] if standard else regios
    return [
        Plek(regio, entry["stand"], tuple(entry.get("leden", ())), entry.get("belang"))
        for regio, entry in zip(chosen, entries, strict=False)
    ]


def write_demoronde(plekken, rows, mensen, register, kader, earlier):
    """The applications of the open round, with the years of the demo regeling.

    `earlier` {volgnummer: the Plan that the region filed last}: a second attempt goes on from it.
    """
    ronde = open_ronde(NUMMER, mensen)
    vragen = served_by()
    zaken = [make_zaak(plek, ronde, mensen, vragen) for plek in plekken]
    go_on(plekken, zaken, ronde, earlier)
    fresh = [zaak for zaak in zaken if zaak.plan is None]
    plans = make_plans(ronde.ronde, rows, [zaak.inhoud for zaak in fresh])
    for zaak, plan in zip(fresh, plans, strict=True):
        zaak.plan = plan
    write_rows(orders(ronde, fresh), register)
    write_cases(ronde, zaken, kader)
    ready = [zaak for plek, zaak in zip(plekken, zaken, strict=True) if plek.naam == "concept_klaar"]
    agree(ronde, ready, plan_documents([zaak.plan.pk for zaak in ready]))
    share(ronde, ready)


def go_on(plekken, zaken, ronde, earlier):
    """Give a second attempt the copy of what the region filed before, moved to the years of this regeling."""
    for plek, zaak in zip(plekken, zaken, strict=True):
        if plek.naam == SECOND_ATTEMPT and zaak.volgnummer in earlier:
            before = earlier[zaak.volgnummer]
            zaak.plan = copy_plan(before, ronde=ronde.ronde)
            zaak.plan.regio = before.regio
            move(zaak.plan, zaak.inhoud.eerste_jaar - before.ronde.regelingversie.subsidie_van.year)


def move(plan, years):
    """Let the activities, costs and forecast of a copied plan be so many years later."""
    activiteiten = list(Activiteit.objects.of(plan))
    for activiteit in activiteiten:
        activiteit.begin_datum = later(activiteit.begin_datum, years)
        activiteit.eind_datum = later(activiteit.eind_datum, years)
    Activiteit.objects.bulk_update(activiteiten, ["begin_datum", "eind_datum"])
    Begrotingsregel.objects.of(plan).order_by().update(jaar=F("jaar") + years)
    for row in Leerlingenprognose.objects.of(plan).order_by("-jaar"):
        row.jaar, row.peil_datum = row.jaar + years, later(row.peil_datum, years)
        row.save(update_fields=["jaar", "peil_datum"])


def later(day, years):
    """The same day of the month so many years later; never 29 February, on which nothing of the demo begins or ends."""
    return day.replace(year=day.year + years)


def make_zaak(plek, ronde, mensen, vragen):
    stand = STANDEN[plek.naam]
    whole = make_plan(plek.regio, ronde.ronde.regelingversie.subsidie_van.year)
    mening = Mening(
        beeld=whole.beeld,
        ronde=NUMMER,
        onvoldaan=() if stand.is_positief else choose_unmet(plek.regio, 1),
        verduidelijken_voor=ronde.rooster.verduidelijken_voor,
    )
    inhoud = weaken(CHANGES.get(plek.naam, keep)(whole), mening.onvoldaan, vragen)
    leden = [mensen.leden[number - 1] for number in plek.leden]
    return Zaak(inhoud=inhoud, plan=None, stand=stand, mening=mening, leden=leden)


def keep(inhoud):
    return inhoud


def empty(inhoud):
    """A draft in which nobody wrote anything."""
    parts = {name: () for name in vars(inhoud) if isinstance(getattr(inhoud, name), tuple)}
    return replace(inhoud, subsidie_cents=0, antwoorden={}, **parts)


def halve(inhoud):
    """A draft with the first half of its answers, goals and partners, but no budget and no signatures yet."""
    codes = list(inhoud.antwoorden)
    return replace(
        inhoud,
        subsidie_cents=0,
        antwoorden={code: inhoud.antwoorden[code] for code in codes[: len(codes) // 2]},
        partners=tuple(replace(partner, ondertekenaars=()) for partner in inhoud.partners),
        activiteiten=(),
        risicos=(),
        begrotingsregels=(),
        cofinanciering=(),
    )


def almost_finish(inhoud):
    """A draft to finish by hand in ten minutes: five answers, a signature, a number and a task are missing."""
    partners = list(inhoud.partners)
    partners[-1] = replace(partners[-1], ondertekenaars=partners[-1].ondertekenaars[1:])
    number = max(len(partners) - 2, 0)
    partners[number] = replace(partners[number], kvk_nummer="")
    partners[0] = replace(partners[0], taken="")
    return replace(without_answers(inhoud, TO_ANSWER), partners=tuple(partners))


def forget(inhoud):
    """A plan that is filed incomplete: two answers are missing, and signatures of business and of the last partner."""
    inhoud = leave_unsigned(inhoud)
    *others, last = inhoud.partners
    partners = (*others, replace(last, ondertekenaars=last.ondertekenaars[1:]))
    return replace(without_answers(inhoud, FORGOTTEN), partners=partners)


def leave_unsigned(inhoud):
    """A plan whose last two firms did not sign."""
    late = [partner.sleutel for partner in inhoud.partners if partner.soort == "bedrijf"][-2:]
    partners = (
        replace(partner, ondertekenaars=()) if partner.sleutel in late else partner for partner in inhoud.partners
    )
    return replace(inhoud, partners=tuple(partners))


def without_answers(inhoud: Planinhoud, codes):
    antwoorden = {code: tekst for code, tekst in inhoud.antwoorden.items() if code not in codes}
    return replace(inhoud, antwoorden=antwoorden)


CHANGES = {
    "concept_leeg": empty,
    SECOND_ATTEMPT: halve,
    "concept_bijna_klaar": almost_finish,
    "deels_verleend": leave_unsigned,
    "ingediend_onvolledig": forget,
    "aanvulling_gevraagd": forget,
    "aanvulling_verlopen": forget,
    "buiten_behandeling": forget,
}

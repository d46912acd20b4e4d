"""The decisions of the demo with amounts, obligations and, once approved, a letter. PDFs are made when asked for."""

from functools import partial

from django.utils import timezone

from assessment.actions.besluiten import LETTER
from assessment.actions.voorwaarden import propose_conditions
from assessment.besluitteksten import find_grondslag
from assessment.brief import write_letter
from assessment.models import (
    Adviescontrole,
    Besluit,
    Besluitbijdrage,
    Besluitsoort,
    Besluitstatus,
    Besluitwijziging,
    Strekking,
)
from assessment.models.besluit import WRITTEN
from sto_portal.demo.oordelen import texts
from sto_portal.demo.rijen import store
from sto_portal.demo.standen import walk


def write_besluiten(ronde, zaken):
    """The Besluit of each Zaak that has one; its letter and its end come last: then nothing changes any more."""
    chosen = [zaak for zaak in zaken if zaak.stand.besluit is not None]
    steps, ends = [], {}
    for zaak in chosen:
        zaak.besluit = make_besluit(ronde, zaak)
        row = partial(Besluitwijziging, besluit=zaak.besluit)
        steps += walk(zaak.besluit, zaak.stand.besluit, row, partial(ronde.take, zaak))
        ends[zaak.volgnummer] = zaak.besluit.status
        if zaak.besluit.status in WRITTEN:
            zaak.besluit.status = Besluitstatus.TER_AKKOORD
    store(Besluit, [zaak.besluit for zaak in chosen])
    store(Besluitwijziging, steps)
    store(Besluitbijdrage, [Besluitbijdrage(besluit=zaak.besluit, persoon=zaak.besluit.opsteller) for zaak in chosen])
    store(Adviescontrole, [check_of(ronde, zaak) for zaak in chosen if zaak.advies and zaak.besluit.aangeboden_door])
    for zaak in chosen:
        propose_conditions(zaak.besluit)
        if ends[zaak.volgnummer] in WRITTEN:
            finish(ronde, zaak, ends[zaak.volgnummer])


def check_of(ronde, zaak):
    """That who offered the decision checked the advice on the day that it was settled."""
    return Adviescontrole(advies=zaak.advies, door=ronde.who(zaak, "offer"), op=zaak.advies.vastgesteld_op)


def make_besluit(ronde, zaak):
    offered = "offer" in zaak.stand.besluit
    return Besluit(
        aanvraag=zaak.aanvraag,
        plan=zaak.plan,
        regelingversie=ronde.ronde.regelingversie,
        opsteller=ronde.mensen["behandelaar"],
        aangeboden_door=ronde.who(zaak, "offer") if offered else None,
        **(content_from_advice(ronde, zaak) if zaak.advies else content_without_advice(zaak)),
    )


def content_from_advice(ronde, zaak):
    """What a grant or a rejection decides, as the advice says."""
    granted = zaak.advies.strekking == Strekking.POSITIEF
    soort = Besluitsoort.VERLENING if granted else Besluitsoort.AFWIJZING
    cents = zaak.toe_te_kennen_cents if granted else 0
    grondslag = find_grondslag(ronde.ronde.regelingversie, soort)
    return {
        "advies": zaak.advies,
        "soort": soort,
        "bedrag_cents": cents,
        "lager_reden": zaak.mening.reden("lager") if granted and cents < zaak.plan.gevraagde_subsidie_cents else "",
        "wettelijke_grondslag": grondslag or (texts()["redenen"]["wettelijke_grondslag"] if zaak.stand.besluit else ""),
    }


def content_without_advice(zaak):
    """What the decision not to treat an application says."""
    return {"soort": Besluitsoort.BUITEN_BEHANDELING, "motivering": zaak.mening.reden("set_aside")}


def finish(ronde, zaak, end):
    """Keep the letter as it was approved, and its day where it was sent."""
    besluit = zaak.besluit
    besluit.akkoord_door = ronde.who(zaak, "approve")
    letter = write_letter(besluit)
    besluit.sjabloonversie, besluit.onderwerp = letter.sjabloonversie, letter.onderwerp
    besluit.brief, besluit.brief_sha256 = letter.tekst, letter.sha256
    besluit.status = end
    if end == Besluitstatus.VERZONDEN:
        besluit.besluit_datum = timezone.localdate(ronde.rooster.moment("send", zaak.volgnummer))
    besluit.save(update_fields=[*LETTER, "status", "besluit_datum"])

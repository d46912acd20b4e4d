"""The decisions of the demo: their amounts, obligations and, once sent, their letters. PDFs are made when asked for."""

from functools import partial

from django.utils import timezone

from assessment.actions.besluiten import propose_conditions
from assessment.brief import write_letter
from assessment.models import Besluit, Besluitsoort, Besluitstatus, Besluitwijziging, Strekking
from sto_portal.demo.oordelen import texts
from sto_portal.demo.rijen import store
from sto_portal.demo.standen import walk


def write_besluiten(ronde, zaken):
    """The Besluit of each Zaak that has one; it is marked as sent last, because then nothing of it changes any more."""
    chosen = [zaak for zaak in zaken if zaak.stand.besluit is not None]
    steps = []
    for zaak in chosen:
        zaak.besluit = make_besluit(ronde, zaak)
        row = partial(Besluitwijziging, besluit=zaak.besluit)
        steps += walk(zaak.besluit, zaak.stand.besluit, row, partial(ronde.take, zaak))
    sent = [zaak.besluit for zaak in chosen if zaak.besluit.status == Besluitstatus.VERZONDEN]
    for besluit in sent:
        besluit.status = Besluitstatus.VASTGESTELD
    store(Besluit, [zaak.besluit for zaak in chosen])
    store(Besluitwijziging, steps)
    for zaak in chosen:
        propose_conditions(zaak.besluit)
    for besluit in sent:
        send(besluit)


def make_besluit(ronde, zaak):
    granted = zaak.advies.strekking == Strekking.POSITIEF
    approved = "approve" in zaak.stand.besluit
    sent = "send" in zaak.stand.besluit
    return Besluit(
        aanvraag=zaak.aanvraag,
        plan=zaak.plan,
        advies=zaak.advies,
        regelingversie=ronde.ronde.regelingversie,
        soort=Besluitsoort.VERLENING if granted else Besluitsoort.AFWIJZING,
        bedrag_cents=zaak.toe_te_kennen_cents if granted else 0,
        wettelijke_grondslag=texts()["redenen"]["wettelijke_grondslag"] if zaak.stand.besluit else "",
        opsteller=ronde.mensen["behandelaar"],
        akkoord_door=ronde.who(zaak, "approve") if approved else None,
        besluit_datum=timezone.localdate(ronde.rooster.moment("send", zaak.volgnummer)) if sent else None,
    )


def send(besluit):
    """Keep the text of the letter as it was sent."""
    besluit.sjabloonversie, besluit.onderwerp, besluit.brief = write_letter(besluit)
    besluit.status = Besluitstatus.VERZONDEN
    besluit.save(update_fields=["sjabloonversie", "onderwerp", "brief", "status"])

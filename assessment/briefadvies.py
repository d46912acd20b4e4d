"""What a letter says of the committee's advice: its outcome, and the whole of it as an annex (Awb 3:8, 3:9, 3:49)."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from applications.invulvelden import fill
from assessment.models import Adviesconclusie, Uitkomst


def advice_facts(besluit):
    """The advice that a grant or a rejection rests on, as plain data in the order of Bijlage C.

    `advies_gecontroleerd_op` is the day on which DUS-I checked it, None as long as nobody did.
    """
    advies, versie = besluit.advies, besluit.regelingversie
    controle = getattr(advies, "controle", None)
    conclusies = Adviesconclusie.objects.filter(advies=advies, deelaspect=OuterRef("vereiste__deelaspect"))
    oordelen = advies.oordelen.select_related("vereiste__deelaspect")
    oordelen = oordelen.annotate(conclusie=Subquery(conclusies.values("tekst")))
    unmet = [oordeel for oordeel in oordelen if oordeel.uitkomst == Uitkomst.VOLDOET_NIET]
    return {
        "commissie_datum": timezone.localdate(advies.vastgesteld_op),
        "advies_gecontroleerd_op": timezone.localdate(controle.op) if controle else None,
        "advies_strekking": advies.get_strekking_display().lower(),
        "advies_samenvatting": advies.samenvatting,
        "oordelen": judgement_facts(oordelen, versie),
        "niet_voldaan": [fact | {"reden": oordeel.reden} for oordeel, fact in demand_facts(unmet, versie)],
        "onvoldaan": len(unmet),
    }


def judgement_facts(oordelen, versie):
    """What the committee finds of each vereiste; with the first of a deelaspect its conclusion."""
    facts = []
    for oordeel, fact in demand_facts(oordelen, versie):
        unclear = oordeel.uitkomst == Uitkomst.VERDUIDELIJKEN
        fact |= {
            "conclusie": oordeel.conclusie or "" if fact["kop"] else "",
            "oordeel": oordeel.get_uitkomst_display().lower(),
            "reden": oordeel.reden,
            "verduidelijken": oordeel.verduidelijken if unclear else "",
            "uiterlijk": oordeel.verduidelijken_voor_datum if unclear else None,
            "afwijking_reden": oordeel.afwijking_reden,
        }
        facts.append(fact)
    return facts


def demand_facts(oordelen, versie):
    """(Oordeel, what its vereiste asks), in order; `kop` names its deelaspect, '' where the one before did."""
    before = None
    for oordeel in oordelen:
        vereiste, deelaspect = oordeel.vereiste, oordeel.vereiste.deelaspect
        kop = "" if deelaspect.pk == before else f"{deelaspect.nummer} {deelaspect.korte_titel}"
        yield oordeel, {"kop": kop, "nummer": vereiste.nummer, "tekst": fill(vereiste.tekst, versie)}
        before = deelaspect.pk

"""The work of the committee of the demo: judgements of the members, and the advice they led to."""

from functools import partial

from assessment.models import (
    Advies,
    Adviesconclusie,
    Adviesoordeel,
    Adviesscore,
    Adviesstatus,
    Advieswijziging,
    Beoordeling,
    Beoordelingstatus,
    Beoordelingwijziging,
    Conclusie,
    Deelaspectscore,
    Oordeel,
    Strekking,
    Verhindering,
)
from sto_portal.demo.oordelen import COMMISSIE
from sto_portal.demo.rijen import store
from sto_portal.demo.standen import walk
from sto_portal.termijnen import BEOORDEEL, last_day


def write_beoordelingen(ronde, zaken, kader):
    """The Beoordelingen of each Zaak with all that was written in them."""
    steps = []
    for zaak in zaken:
        for place, (lid, verbs) in enumerate(zip(zaak.leden, zaak.stand.leden, strict=True)):
            steps += add_beoordeling(ronde, zaak, place, lid, verbs)
    rows = [beoordeling for zaak in zaken for beoordeling in zaak.beoordelingen]
    ends = [(beoordeling.status, beoordeling.bijgewerkt_op) for beoordeling in rows]
    for beoordeling in rows:
        beoordeling.status = Beoordelingstatus.TOEGEWEZEN
    store(Beoordeling, rows)
    store(Beoordelingwijziging, steps)
    write_contents(zaken, kader)
    for beoordeling, (status, moment) in zip(rows, ends, strict=True):
        beoordeling.status, beoordeling.bijgewerkt_op = status, moment
    Beoordeling.objects.bulk_update(rows, ["status", "bijgewerkt_op"])
    write_verhinderingen(ronde, zaken)


def add_beoordeling(ronde, zaak, place, lid, verbs):
    """Add the Beoordeling of one member to the Zaak; its steps, unsaved."""
    key = (zaak.volgnummer, place)
    assigned = ronde.rooster.moment("assign", zaak.volgnummer)
    ends = last_day(assigned, BEOORDEEL, ronde.ronde.rondekader)
    beoordeling = Beoordeling(aanvraag=zaak.aanvraag, plan=zaak.plan, lid=lid, uiterlijk_datum=ends)
    last = max(ronde.rooster.moment("hand_in", zaak.volgnummer, each) for each in range(len(zaak.leden)))

    def take(verb):
        moment = last if verb == "reveal" else ronde.rooster.moment(verb, *key)
        return None if verb == "reveal" else lid.user, moment, zaak.mening.reden(verb)

    steps = walk(beoordeling, verbs, partial(Beoordelingwijziging, beoordeling=beoordeling), take)
    beoordeling.bijgewerkt_op = steps[-1].op if steps else assigned
    zaak.beoordelingen.append(beoordeling)
    return steps


def write_contents(zaken, kader):
    """Oordelen, conclusies and, for a techniekarme regio, scores: whole when handed in, half while someone is busy."""
    found = {Oordeel: [], Conclusie: [], Deelaspectscore: []}
    for zaak in zaken:
        for place, (beoordeling, verbs) in enumerate(zip(zaak.beoordelingen, zaak.stand.leden, strict=True)):
            if "start" in verbs:
                done = kader.deelaspecten if "hand_in" in verbs else kader.deelaspecten[: len(kader.deelaspecten) // 2]
                found[Oordeel] += [
                    Oordeel(beoordeling=beoordeling, vereiste=vereiste, **zaak.mening.oordeel(vereiste.code, place))
                    for vereiste in kader.vereisten
                    if vereiste.deelaspect in done
                ]
                found[Conclusie] += [
                    Conclusie(beoordeling=beoordeling, deelaspect=each, tekst=zaak.mening.conclusie(each, place))
                    for each in done
                ]
                scores = scores_of(zaak, place, done)
                found[Deelaspectscore] += [Deelaspectscore(beoordeling=beoordeling, **score) for score in scores]
    for model, rows in found.items():
        store(model, rows)


def scores_of(zaak, stem, done):
    """The fields of the score on each deelaspect that is done; none unless the region is techniekarm."""
    if not zaak.inhoud.regio.is_techniekarm:
        return []
    return [{"deelaspect": each, "punten": zaak.mening.punten(each, stem)} for each in done]


def write_verhinderingen(ronde, zaken):
    """A Verhindering for each member who declined."""
    rows = [
        Verhindering(aanvraag=zaak.aanvraag, lid=lid, reden=zaak.mening.reden("decline"), gemeld_door=lid.user)
        for zaak in zaken
        for lid, verbs in zip(zaak.leden, zaak.stand.leden, strict=True)
        if "decline" in verbs
    ]
    Verhindering.objects.bulk_create(rows)


def write_adviezen(ronde, zaken, kader):
    """The Advies of each Zaak that has one; a draft has the first half of its deelaspecten and no strekking yet."""
    chosen = [zaak for zaak in zaken if zaak.stand.advies is not None]
    steps = []
    for zaak in chosen:
        zaak.advies = make_advies(zaak)
        row = partial(Advieswijziging, advies=zaak.advies)
        taken = walk(zaak.advies, zaak.stand.advies, row, partial(ronde.take, zaak))
        zaak.advies.vastgesteld_op = taken[-1].op if taken else None
        steps += taken
    ends = [zaak.advies.status for zaak in chosen]
    for zaak in chosen:
        zaak.advies.status = Adviesstatus.CONCEPT
    store(Advies, [zaak.advies for zaak in chosen])
    store(Advieswijziging, steps)
    write_contents_of_adviezen(chosen, kader)
    for zaak, status in zip(chosen, ends, strict=True):
        zaak.advies.status = status
    Advies.objects.bulk_update([zaak.advies for zaak in chosen], ["status"])


def write_contents_of_adviezen(zaken, kader):
    """What the committee as a whole found: before the advice is settled, for then nothing is added any more."""
    oordelen, conclusies, scores = [], [], []
    for zaak in zaken:
        done = kader.deelaspecten if zaak.stand.advies else kader.deelaspecten[: len(kader.deelaspecten) // 2]
        oordelen += [
            Adviesoordeel(advies=zaak.advies, vereiste=vereiste, **zaak.mening.oordeel(vereiste.code, COMMISSIE))
            for vereiste in kader.vereisten
            if vereiste.deelaspect in done
        ]
        conclusies += [
            Adviesconclusie(advies=zaak.advies, deelaspect=each, tekst=zaak.mening.conclusie(each, COMMISSIE))
            for each in done
        ]
        scores += [Adviesscore(advies=zaak.advies, **score) for score in scores_of(zaak, COMMISSIE, done)]
    store(Adviesoordeel, oordelen)
    store(Adviesscore, scores)
    store(Adviesconclusie, conclusies)


def make_advies(zaak):
    if not zaak.stand.advies:
        return Advies(aanvraag=zaak.aanvraag, plan=zaak.plan)
    strekking = zaak.mening.strekking
    return Advies(
        aanvraag=zaak.aanvraag,
        plan=zaak.plan,
        strekking=strekking,
        onvoldaan=0 if strekking == Strekking.POSITIEF else len(zaak.mening.onvoldaan),
        samenvatting=zaak.mening.samenvatting(),
        versie=2,
    )

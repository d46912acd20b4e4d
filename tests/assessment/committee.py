"""The committee at work, as far as a test needs it: members, groups, and judgements that are filled in."""

from datetime import timedelta

from assessment.actions.beoordelen import hand_in
from assessment.actions.toewijzen import assign_beoordelaars
from assessment.models import Beoordeling, Conclusie, Deelaspect, Deelaspectscore, Oordeel, Uitkomst, Vereiste
from assessment.reports.stappen import read_steps
from sto_portal.termijnen import today
from tests.assessment.cases import make_filed
from tests.factories import CommissielidFactory

FIRST = "1.1"


def make_members(*names):
    """Commissieleden who are beoordelaar."""
    return [CommissielidFactory(user__naam=name, user__email=f"{name.lower()}@example.nl") for name in names]


def make_assigned(regio, leden, *, by, **fields):
    """A filed case of `regio` with these three members; their Beoordelingen in the same order."""
    aanvraag = make_filed(regio, **fields)
    assign_beoordelaars(aanvraag=aanvraag, leden=leden, by=by)
    own = {row.lid_id: row for row in aanvraag.beoordelingen.select_related("lid__user")}
    return aanvraag, [own[lid.pk] for lid in leden]


def fill(beoordeling, *, unmet=(), clarify=(), points=3):
    """Write a complete judgement: everything 'voldoet' except the vereisten with these codes."""
    name = beoordeling.lid.user.naam
    Oordeel.objects.bulk_create(
        judge(beoordeling, vereiste, name, unmet, clarify) for vereiste in Vereiste.objects.all()
    )
    Conclusie.objects.bulk_create(
        Conclusie(beoordeling=beoordeling, deelaspect=deelaspect, tekst=f"Conclusie van {name}.")
        for deelaspect in Deelaspect.objects.all()
    )
    if beoordeling.aanvraag.regio.is_techniekarm:
        Deelaspectscore.objects.bulk_create(
            Deelaspectscore(beoordeling=beoordeling, deelaspect=deelaspect, punten=points)
            for deelaspect in Deelaspect.objects.all()
        )


def judge(beoordeling, vereiste, name, unmet, clarify):
    row = Oordeel(beoordeling=beoordeling, vereiste=vereiste, uitkomst=Uitkomst.VOLDOET, reden=f"Reden van {name}.")
    if vereiste.code in unmet:
        row.uitkomst = Uitkomst.VOLDOET_NIET
    if vereiste.code in clarify:
        row.uitkomst, row.verduidelijken = Uitkomst.VERDUIDELIJKEN, f"Vraag van {name}."
        row.verduidelijken_voor_datum = today() + timedelta(days=60)
    return row


def make_revealed(regio, leden, *, by, unmet=(), clarify=(), **fields):
    """A case of which all three handed in; the first finds `unmet` not met, all ask to clarify `clarify`."""
    aanvraag, beoordelingen = make_assigned(regio, leden, by=by, **fields)
    for place, beoordeling in enumerate(beoordelingen):
        fill(beoordeling, unmet=() if place else unmet, clarify=clarify, points=3 + place // 2)
        hand_in(beoordeling=beoordeling, by=beoordeling.lid.user)
    return aanvraag, list(Beoordeling.objects.filter(pk__in=[row.pk for row in beoordelingen]))


def step_data(aanvraag, changes=None, *, number=FIRST):
    """What the form of one deelaspect posts when everything is met, with `changes` by field name."""
    step = next(step for step in read_steps(aanvraag, None) if step.deelaspect.nummer == number)
    data = {"versie": "0", "conclusie": "Het is goed."}
    for vereiste in step.vereisten:
        data |= {f"{vereiste.slug}-uitkomst": "voldoet", f"{vereiste.slug}-reden": f"Reden bij {vereiste.code}."}
    return data | (changes or {})

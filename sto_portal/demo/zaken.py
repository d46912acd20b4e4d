"""Cases of the demo: their applications, what was filed and each step, written for a whole round at once."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from django.conf import settings

from applications.canonical import checksum, plan_documents
from applications.controles import blocking, check
from applications.models import (
    Aanvraag,
    Aanvraagronde,
    Aanvraagstatus,
    Akkoord,
    Akkoordstatus,
    Indiening,
    Plan,
    Statuswijziging,
)
from sto_portal.demo.accounts import DOMEIN, Mensen
from sto_portal.demo.inhoud import Planinhoud
from sto_portal.demo.oordelen import Mening
from sto_portal.demo.standen import WHO, Rooster, Stand, walk
from sto_portal.sporen.actions import record

WAITED = timedelta(hours=2)  # between the question to a bestuurder and the answer


@dataclass
class Zaak:
    """One application of one region: its content, how far it came, who judges it and what they think.

    `aanvraag`, `beoordelingen`, `advies` and `besluit` are filled in while the case is written.
    """

    inhoud: Planinhoud
    plan: Plan
    stand: Stand
    mening: Mening
    leden: list = field(default_factory=list)
    aanvraag: Aanvraag | None = None
    beoordelingen: list = field(default_factory=list)
    advies: object = None
    besluit: object = None

    @property
    def volgnummer(self):
        return self.inhoud.regio.volgnummer

    @property
    def toe_te_kennen_cents(self):
        """What the region gets where it is granted: never more than it asks, of some regions less."""
        return min(self.inhoud.regio.subsidie_eur * 100, self.plan.gevraagde_subsidie_cents)


@dataclass(frozen=True)
class Ronde:
    """What the cases of one round share."""

    ronde: Aanvraagronde
    rooster: Rooster
    mensen: Mensen

    def who(self, zaak, verb):
        """The user who takes this step; None where the portal does."""
        role = WHO[verb]
        if role == "penvoerder":
            return self.mensen.penvoerders[zaak.volgnummer]
        return self.mensen[role] if role else None

    def take(self, zaak, verb):
        """(Who, when, why) of a step in this case."""
        return self.who(zaak, verb), self.rooster.moment(verb, zaak.volgnummer), zaak.mening.reden(verb)


def make_plans(ronde, regios, inhouden):
    """Store an empty Plan in `ronde` for each Planinhoud, with the subsidy it asks; `regios` {volgnummer: Regio}."""
    plans = [
        Plan(regio=regios[inhoud.regio.volgnummer], ronde=ronde, gevraagde_subsidie_cents=inhoud.subsidie_cents)
        for inhoud in inhouden
    ]
    return Plan.objects.bulk_create(plans)


def write_aanvragen(ronde, zaken):
    """The Aanvraag of each Zaak with its steps; whatever was filed is frozen."""
    steps = []
    for zaak in zaken:
        zaak.aanvraag = Aanvraag(regio=zaak.plan.regio, ronde=ronde.ronde, plan=zaak.plan)
        row = partial(Statuswijziging, aanvraag=zaak.aanvraag)
        door, op, _reden = ronde.take(zaak, "begin")
        steps.append(row(verb="start", van="", naar=Aanvraagstatus.CONCEPT, door=door, op=op))
        steps += walk(zaak.aanvraag, zaak.stand.aanvraag, row, partial(ronde.take, zaak))
        zaak.plan.gemaakt_op = op
    Plan.objects.bulk_update([zaak.plan for zaak in zaken], ["gemaakt_op"])
    Aanvraag.objects.bulk_create(zaak.aanvraag for zaak in zaken)
    Statuswijziging.objects.bulk_create(steps)
    file_plans(ronde, [zaak for zaak in zaken if zaak.stand.is_ingediend])


def file_plans(ronde, zaken):
    """Freeze the plans: an Indiening with the canonical JSON and its checksum, and the Spoor of that."""
    documents = plan_documents([zaak.plan.pk for zaak in zaken])
    agree(ronde, [zaak for zaak in zaken if zaak.stand.heeft_akkoord], documents)
    rows = []
    for zaak in zaken:
        door, op, _reden = ronde.take(zaak, "submit")
        content = documents[zaak.plan.pk]
        rows.append(
            Indiening(
                aanvraag=zaak.aanvraag,
                plan=zaak.plan,
                nummer=1,
                json=content,
                sha256=checksum(content),
                aangekomen_op=op,
                door=door,
                bevestigde_bevindingen=[] if zaak.stand.is_volledig else findings(zaak.plan),
                regio_naam=zaak.plan.regio.naam,
                regio_soort=zaak.plan.regio.soort,
            )
        )
    for indiening in Indiening.objects.bulk_create(rows):
        record(indiening.door, "submit", indiening, {"sha256": indiening.sha256})


def agree(ronde, zaken, documents):
    """The akkoord of a bestuurder with each of these plans, of which `documents` has the canonical JSON."""
    rows = []
    for zaak in zaken:
        _door, op, _reden = ronde.take(zaak, "submit" if zaak.stand.is_ingediend else "begin")
        bestuurder = zaak.inhoud.partners[0].ondertekenaars[0]
        rows.append(
            Akkoord(
                plan=zaak.plan,
                naam=bestuurder.naam,
                functie=bestuurder.functie,
                email=f"bestuurder{zaak.volgnummer}@{DOMEIN}",
                status=Akkoordstatus.AKKOORD,
                gevraagd_door=ronde.mensen.penvoerders[zaak.volgnummer],
                gevraagd_op=op - WAITED,
                geldig_tot=op + timedelta(days=settings.AKKOORD_DAYS),
                beantwoord_op=op,
                sha256=checksum(documents[zaak.plan.pk]),
            )
        )
    Akkoord.objects.bulk_create(rows)


def findings(plan):
    """What blocks, as the penvoerder confirmed it."""
    return [{"code": bevinding.code, "tekst": bevinding.tekst} for bevinding in blocking(check(plan))]

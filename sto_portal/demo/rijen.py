"""A Planinhoud as rows of a Plan, for many plans at once: a fixed number of writes per table."""

from dataclasses import dataclass
from typing import Any

from applications.models import (
    Aanbod,
    Activiteit,
    Antwoord,
    Begrotingsregel,
    Betrokkene,
    Cofinanciering,
    Docententekort,
    Doelstelling,
    Leerlingenprognose,
    LopendProject,
    Mijlpaal,
    Nietdeelnemer,
    Ondertekenaareis,
    Ondertekening,
    Overleg,
    Partner,
    Plan,
    Projectpartner,
    Risico,
    Subdoel,
    Vraag,
    Zetel,
)
from sto_portal.bestanden.models import Bestand
from sto_portal.demo import namen
from sto_portal.demo.inhoud import Planinhoud

BATCH = 2000


@dataclass(frozen=True)
class Opdracht:
    """Which Planinhoud goes into which Plan, and on which days, all dates, its agreement was signed."""

    plan: Plan
    inhoud: Planinhoud
    tekendagen: list


@dataclass(frozen=True)
class Register:
    """What rows point to: vragen and subdoelen by code, eisen by (partnersoort, volgorde), vestigingen by code, and
    the signed file.
    """

    vragen: dict
    subdoelen: dict
    eisen: dict
    vestigingen: dict
    getekend: Bestand

    @classmethod
    def read(cls, vragenlijst, vestigingen, getekend):
        vragen = Vraag.objects.filter(paragraaf__vragenlijst=vragenlijst)
        eisen = Ondertekenaareis.objects.filter(vragenlijst=vragenlijst)
        return cls(
            vragen={vraag.code: vraag for vraag in vragen},
            subdoelen={subdoel.code: subdoel for subdoel in Subdoel.objects.all()},
            eisen={(eis.partnersoort, eis.volgorde): eis for eis in eisen},
            vestigingen=vestigingen,
            getekend=getekend,
        )


@dataclass(frozen=True)
class Sleutels:
    """The stored rows of one kind, found by plan and by the sleutel of the Planinhoud."""

    rows: dict

    def pk(self, plan, sleutel) -> Any:
        return self.rows[plan.pk, sleutel].pk

    def get(self, plan, row) -> Any:
        """The stored row of a row of the Planinhoud of `plan`."""
        return self.rows[plan.pk, row.sleutel]


def write_rows(opdrachten, register):
    """Store every row of each Opdracht, whose Plan is stored already and not frozen."""
    partners = write_keyed(opdrachten, "partners", lambda plan, row: make_partner(plan, row, register))
    doelen = write_keyed(opdrachten, "doelstellingen", lambda plan, row: make_doelstelling(plan, row, register))
    activiteiten = write_keyed(
        opdrachten, "activiteiten", lambda plan, row: make_activiteit(plan, row, doelen, partners)
    )
    write_loose(opdrachten, register, doelen, partners, activiteiten)
    write_links(opdrachten, partners, activiteiten)
    store(Antwoord, (row for opdracht in opdrachten for row in make_antwoorden(opdracht, register)))
    store(Ondertekening, (row for opdracht in opdrachten for row in make_ondertekeningen(opdracht, partners, register)))


def sign_copies(opdrachten, register):
    """Sign plans that were copied from an earlier round: a signature belongs to the text of one plan."""
    plans = [opdracht.plan for opdracht in opdrachten]
    found = {(row.plan_id, row.naam): row for row in Partner.objects.filter(plan__in=plans)}
    partners = Sleutels(
        {
            (opdracht.plan.pk, row.sleutel): found[opdracht.plan.pk, row.naam]
            for opdracht in opdrachten
            for row in opdracht.inhoud.partners
        }
    )
    store(Ondertekening, (row for opdracht in opdrachten for row in make_ondertekeningen(opdracht, partners, register)))


def write_loose(opdrachten, register, doelen, partners, activiteiten):
    """The rows that no other row points to."""
    found = {
        model: []
        for model in (Aanbod, Leerlingenprognose, Docententekort, Mijlpaal, Risico, Begrotingsregel, Cofinanciering)
    }
    store(Nietdeelnemer, (row for opdracht in opdrachten for row in make_nietdeelnemers(opdracht, register)))
    for opdracht in opdrachten:
        plan, inhoud = opdracht.plan, opdracht.inhoud
        found[Aanbod] += [with_partner(Aanbod, plan, row, partners) for row in inhoud.aanbod]
        found[Leerlingenprognose] += [
            Leerlingenprognose(plan_id=plan.pk, **vars(row)) for row in inhoud.leerlingenprognose
        ]
        found[Docententekort] += [Docententekort(plan_id=plan.pk, **vars(row)) for row in inhoud.docententekort]
        found[Risico] += [Risico(plan_id=plan.pk, **vars(row)) for row in inhoud.risicos]
        found[Cofinanciering] += [with_partner(Cofinanciering, plan, row, partners) for row in inhoud.cofinanciering]
        found[Begrotingsregel] += [
            with_partner(Begrotingsregel, plan, row, partners, activiteit_id=activiteiten.pk(plan, row.activiteit))
            for row in inhoud.begrotingsregels
        ]
        found[Mijlpaal] += [
            Mijlpaal(plan_id=plan.pk, doelstelling_id=doelen.pk(plan, doel.sleutel), **vars(row))
            for doel in inhoud.doelstellingen
            for row in doel.mijlpalen
        ]
    for model, rows in found.items():
        store(model, rows)


def write_links(opdrachten, partners, activiteiten):
    """Who takes part in which activity and project, and who sits where."""
    projecten = write_keyed(opdrachten, "projecten", lambda plan, row: make_loose(LopendProject, plan, row, "partners"))
    overleggen = write_keyed(opdrachten, "overleggen", lambda plan, row: make_loose(Overleg, plan, row, "leden"))
    found = {Betrokkene: [], Projectpartner: [], Zetel: []}
    for plan, inhoud in ((opdracht.plan, opdracht.inhoud) for opdracht in opdrachten):
        for row in inhoud.activiteiten:
            found[Betrokkene] += tied(Betrokkene, plan, row.betrokken, partners, activiteit=activiteiten.get(plan, row))
        for row in inhoud.projecten:
            found[Projectpartner] += tied(
                Projectpartner, plan, row.partners, partners, project=projecten.get(plan, row)
            )
        for row in inhoud.overleggen:
            overleg = overleggen.get(plan, row)
            found[Zetel] += [with_partner(Zetel, plan, lid, partners, overleg=overleg) for lid in row.leden]
    for model, rows in found.items():
        store(model, rows)


def tied(model, plan, sleutels, partners, **reference):
    return [model(plan_id=plan.pk, partner_id=partners.pk(plan, sleutel), **reference) for sleutel in sleutels]


def make_loose(model, plan, row, *names):
    return model(plan_id=plan.pk, **without(row, "sleutel", *names))


def store(model, rows):
    return model.objects.bulk_create(rows, batch_size=BATCH)


def write_keyed(opdrachten, onderdeel, make):
    """Store the rows of one part of each plan; the Sleutels by which others point to them."""
    rows = {
        (opdracht.plan.pk, row.sleutel): make(opdracht.plan, row)
        for opdracht in opdrachten
        for row in getattr(opdracht.inhoud, onderdeel)
    }
    if rows:
        made = list(rows.values())
        store(type(made[0]), made)
    return Sleutels(rows)


def without(row, *names):
    """The fields of a row of Planinhoud, but for `names`."""
    return {name: value for name, value in vars(row).items() if name not in names}


def with_partner(model, plan, row, partners, **references):
    fields = without(row, "partner", "activiteit")
    return model(plan_id=plan.pk, partner_id=partners.pk(plan, row.partner), **references, **fields)


def make_partner(plan, row, register):
    fields = without(row, "sleutel", "ondertekenaars")
    return Partner(plan_id=plan.pk, vestiging=register.vestigingen.get(row.vestigingscode), **fields)


def make_nietdeelnemers(opdracht, register):
    for row in opdracht.inhoud.nietdeelnemers:
        vestiging = register.vestigingen.get(row.vestigingscode)
        yield Nietdeelnemer(plan_id=opdracht.plan.pk, vestiging=vestiging, **vars(row))


def make_doelstelling(plan, row, register):
    subdoel = register.subdoelen[row.subdoel]
    return Doelstelling(plan_id=plan.pk, subdoel=subdoel, **without(row, "sleutel", "subdoel", "mijlpalen"))


def make_activiteit(plan, row, doelen, partners):
    return Activiteit(
        plan_id=plan.pk,
        doelstelling_id=doelen.pk(plan, row.doelstelling),
        uitvoerder_id=partners.pk(plan, row.uitvoerder),
        **without(row, "sleutel", "doelstelling", "uitvoerder", "betrokken"),
    )


def make_antwoorden(opdracht, register):
    for code, tekst in opdracht.inhoud.antwoorden.items():
        if (vraag := register.vragen[code]).is_of_ronde(opdracht.plan.ronde):
            yield Antwoord(plan_id=opdracht.plan.pk, vraag=vraag, tekst=tekst)


def make_ondertekeningen(opdracht, partners, register):
    plan, key = opdracht.plan, (opdracht.inhoud.regio.volgnummer, opdracht.tekendagen[0])
    for partner in opdracht.inhoud.partners:
        for tekenaar in partner.ondertekenaars:
            yield Ondertekening(
                plan_id=plan.pk,
                partner_id=partners.pk(plan, partner.sleutel),
                eis=register.eisen[partner.soort, tekenaar.volgorde],
                naam=tekenaar.naam,
                functie=tekenaar.functie,
                datum=namen.pick(opdracht.tekendagen, *key, partner.sleutel, tekenaar.volgorde, "tekent"),
                bestand=register.getekend,
            )

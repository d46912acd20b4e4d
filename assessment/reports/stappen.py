"""A judgement or an advice step by step: one Stap per deelaspect of Bijlage C."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import OuterRef, Subquery

from applications.invulvelden import fill_in
from assessment.models import Conclusie, Criterium, Deelaspect, Oordeel, Schaalwaarde, Scorepunt, Uitkomst, Vereiste
from assessment.reports.afwijkingen import Afwijking, deviates

STATUS_LABELS = {"klaar": "Klaar", "bezig": "Bezig", "te_doen": "Nog te doen"}


@dataclass(frozen=True)
class Gemis:
    """Something that is still missing: what, in which deelaspect, and the id of its block on that page."""

    deelaspect: Deelaspect
    anker: str
    tekst: str


@dataclass(frozen=True)
class Stap:
    """One deelaspect with what was written about it; a vereiste or conclusion without a row has an unsaved one.

    `schaal` is {punten: word}, empty unless scores count; then `score` is what was given, None for nothing yet, and
    `scorepunten` is what it looks at: [(Scorepunt, its parts)]. `unmet_by` is that of `reports.afwijkingen`, for an
    advice only.
    """

    deelaspect: Deelaspect
    vereisten: list
    oordelen: dict
    conclusie: object
    scorepunten: list = field(default_factory=list)
    schaal: dict = field(default_factory=dict)
    score: int | None = None
    unmet_by: dict = field(default_factory=dict)

    @property
    def total(self):
        """How many vereisten are to be judged."""
        return len(self.vereisten)

    @property
    def done(self):
        """How many of them have a complete judgement."""
        unexplained = {each.vereiste.pk for each in self.unexplained}
        judged = ((vereiste, oordeel) for vereiste, oordeel in self.judged if vereiste.pk not in unexplained)
        return sum(not missing_of(vereiste, oordeel) for vereiste, oordeel in judged)

    @property
    def missing(self):
        """A Gemis for everything that is still needed, in the order of the page."""
        found = []
        for vereiste in self.vereisten:
            names = missing_of(vereiste, self.oordelen[vereiste.pk])
            if names:
                found.append(Gemis(self.deelaspect, vereiste.slug, f"{vereiste.nummer}: vul {enumerate_nl(names)} in"))
        for each in self.unexplained:
            text = f"{each.vereiste.nummer}: schrijf waarom de commissie niet meegaat met {enumerate_nl(each.namen)}"
            found.append(Gemis(self.deelaspect, each.vereiste.slug, text))
        if not self.conclusie.tekst.strip():
            found.append(Gemis(self.deelaspect, "conclusie", "schrijf de conclusie"))
        if self.schaal and self.score is None:
            found.append(Gemis(self.deelaspect, "score", "geef een score"))
        return found

    @property
    def afwijkingen(self):
        """An Afwijking for every vereiste on which the advice passes over a member."""
        found = []
        for vereiste, oordeel in self.judged:
            leden = self.unmet_by.get(vereiste.pk)
            if deviates(oordeel, leden):
                found.append(Afwijking(vereiste, oordeel.uitkomst, leden, oordeel.afwijking_reden))
        return found

    @property
    def unexplained(self):
        """Those of which the advice does not say why."""
        return [afwijking for afwijking in self.afwijkingen if not afwijking.reden.strip()]

    @property
    def unmet(self):
        """How many vereisten are not met."""
        return sum(oordeel.uitkomst == Uitkomst.VOLDOET_NIET for oordeel in self.oordelen.values())

    @property
    def status(self):
        """One of the keys of STATUS_LABELS."""
        if not self.missing:
            return "klaar"
        return "bezig" if self.conclusie.pk else "te_doen"

    @property
    def status_label(self):
        return STATUS_LABELS[self.status]

    @property
    def judged(self):
        """(Vereiste, its judgement) in order."""
        return [(vereiste, self.oordelen[vereiste.pk]) for vereiste in self.vereisten]

    @property
    def score_text(self):
        """'4: goed', or '' without a score."""
        return "" if self.score is None else f"{self.score}: {self.schaal.get(self.score, '')}"


def missing_of(vereiste, oordeel):
    """What is missing of a judgement; 'niet van toepassing' counts only where the kader gives a condition."""
    if oordeel.uitkomst == Uitkomst.NIET_VAN_TOEPASSING and not vereiste.voorwaarde:
        return ["een ander oordeel dan 'niet van toepassing'"]
    return oordeel.missing


def enumerate_nl(names):
    """'a, b en c'."""
    return f"{', '.join(names[:-1])} en {names[-1]}" if len(names) > 1 else names[0]


def read_steps(aanvraag, judgement, unmet=None):
    """The steps of a Beoordeling or an Advies (None: nothing written yet), in the order of the kader.

    `unmet` is `unmet_by(aanvraag)` for an advice: what members found not met asks a reason where the advice does not.
    Three queries; two more for the scorepunten and the scale of a techniekarme regio.
    """
    kader, versie = aanvraag.ronde.rondekader.kader_id, aanvraag.ronde.regelingversie
    vereisten = Vereiste.objects.filter(deelaspect__criterium__kader=kader).select_related("deelaspect__criterium")
    oordelen, conclusies, scorepunten, schaal = {}, {}, {}, {}
    if judgement is not None:
        oordelen = {row.vereiste_id: row for row in judgement.oordelen.all()}
        conclusies = {row.deelaspect_id: row for row in judgement.conclusies.all()}
    if aanvraag.regio.is_techniekarm:
        scorepunten = read_scorepunten(kader, versie)
        schaal = dict(Schaalwaarde.objects.filter(kader=kader).values_list("punten", "woord"))
        vereisten = with_score(vereisten, judgement)
    steps = []
    for deelaspect, group in groupby(vereisten, key=lambda vereiste: vereiste.deelaspect):
        rows = [fill_in(row, versie) for row in group]
        fill_in(deelaspect, versie)
        steps.append(
            Stap(
                deelaspect=deelaspect,
                vereisten=rows,
                oordelen={row.pk: oordelen.get(row.pk) or Oordeel(vereiste=row) for row in rows},
                conclusie=conclusies.get(deelaspect.pk) or Conclusie(deelaspect=deelaspect, versie=0),
                scorepunten=scorepunten.get(deelaspect.pk, []),
                schaal=schaal,
                score=getattr(rows[0], "score", None),
                unmet_by=unmet or {},
            )
        )
    return steps


def with_score(vereisten, judgement):
    """Each with `score`: what this judgement gives its deelaspect; as they are without a judgement."""
    if judgement is None:
        return vereisten
    given = judgement.scores.filter(deelaspect=OuterRef("deelaspect")).order_by().values("punten")
    return vereisten.annotate(score=Subquery(given))


def read_scorepunten(kader, versie):
    """{pk of Deelaspect: [(Scorepunt, its parts)]} of a kader (pk), in the order of Bijlage C; one query."""
    found, parts = {}, {}
    for row in Scorepunt.objects.filter(deelaspect__criterium__kader=kader):
        punt = fill_in(row, versie)
        if punt.onderdeel_van_id:
            parts.setdefault(punt.onderdeel_van_id, []).append(punt)
        else:
            found.setdefault(punt.deelaspect_id, []).append((punt, parts.setdefault(punt.pk, [])))
    return found


def missing_in(steps):
    """Every Gemis of all steps."""
    return [gemis for step in steps for gemis in step.missing]


def criteria_of(steps):
    """(Criterium, its steps) in order, for a page that shows all of them."""
    return [(criterium, list(group)) for criterium, group in groupby(steps, key=criterium_of)]


def criterium_of(step) -> Criterium:
    return step.deelaspect.criterium

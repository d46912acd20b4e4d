"""The thread from Bijlage B to Bijlage C: what a plan offers for each vereiste so far."""

from dataclasses import dataclass
from html import unescape

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import strip_tags

from applications.antwoordtekst import shown_tekst
from applications.controles import Bevinding, check
from applications.controles.plekken import OWN_PAGE, place_of
from applications.invulvelden import fill_in
from applications.models import Antwoordsoort, Vastlegging, Vraag
from applications.reading.lezen import is_shown
from applications.rijen import BY_MODEL
from assessment.models import Vereiste
from sto_portal.vormgeving.opmaak import render_opmaak

FILLED_IN = [Vastlegging.ANTWOORD, Vastlegging.MODEL]
FIXED_LABELS = {"klaar": "Ingevuld", "neutral": "Niet gevraagd"}
EXCERPT, READ = 160, 2000  # characters that are shown, and that are read to show them


@dataclass(frozen=True)
class Draadpunt:
    """One entry of Bijlage B that serves a vereiste: `url` of its field, `inhoud` what is there now, '' for nothing.

    `is_gevraagd`: this region must fill it in.
    """

    vraag: Vraag
    url: str
    inhoud: str
    is_gevraagd: bool


@dataclass(frozen=True)
class Draadvereiste:
    """A vereiste with what serves it and the findings of the controles that rest on it."""

    vereiste: Vereiste
    punten: list[Draadpunt]
    bevindingen: list[Bevinding]

    @property
    def gevraagd(self):
        """How many of the entries must be filled in."""
        return sum(punt.is_gevraagd for punt in self.punten)

    @property
    def gevuld(self):
        """How many of those hold something."""
        return sum(punt.is_gevraagd and bool(punt.inhoud) for punt in self.punten)

    @property
    def status(self):
        """'neutral' where this region was asked nothing for it, and wrote nothing of its own accord."""
        if not self.gevraagd and not self.bevindingen and not any(punt.inhoud for punt in self.punten):
            return "neutral"
        if self.gevuld < self.gevraagd:
            return "bezig" if self.gevuld else "te_doen"
        return "bezig" if self.bevindingen else "klaar"

    @property
    def status_label(self):
        if self.status in FIXED_LABELS:
            return FIXED_LABELS[self.status]
        if not self.gevraagd:
            return "Nog niet in orde"
        return f"{self.gevuld} van {self.gevraagd} ingevuld"


def serving():
    """A Prefetch of the entries that serve a vereiste and that people fill in, with their paragraph."""
    vragen = Vraag.objects.filter(vastgelegd_in__in=FILLED_IN).select_related("paragraaf")
    return Prefetch("vragen", vragen.order_by("paragraaf__onderdeel", "paragraaf__volgorde", "volgorde"))


def read_rode_draad(inhoud, kader):
    """[(Deelaspect, its Draadvereisten)] of a Planinhoud against a Beoordelingskader, in the order of Bijlage C."""
    vragen = {vraag.pk: vraag for vraag in inhoud.vragen if is_shown(vraag, inhoud)}
    found, asked = check(inhoud.plan, inhoud), {vraag.pk for vraag in inhoud.asked}
    vereisten = Vereiste.objects.filter(deelaspect__criterium__kader=kader).select_related("deelaspect__criterium")
    threads = {}
    for vereiste in vereisten.prefetch_related(serving()):
        punten = [make_punt(vragen[v.pk], inhoud, v.pk in asked) for v in vereiste.vragen.all() if v.pk in vragen]
        told = [bevinding for bevinding in found if vereiste.code in bevinding.bron.split("; ")]
        thread = Draadvereiste(fill_in(vereiste, inhoud.versie), punten, told)
        threads.setdefault(vereiste.deelaspect, []).append(thread)
    return list(threads.items())


def make_punt(vraag, inhoud, is_gevraagd):
    if vraag.vastgelegd_in == Vastlegging.MODEL:
        return Draadpunt(vraag, table_url(vraag, inhoud.nummer), describe_rows(vraag, inhoud), is_gevraagd)
    plek = place_of(vraag)
    url = reverse(plek.name, args=[inhoud.nummer, *plek.args]) + f"#{plek.anchor}"
    return Draadpunt(vraag, url, describe_antwoord(vraag), is_gevraagd)


def table_url(vraag, nummer):
    """The page on which the rows stand, at their table."""
    if vraag.model in OWN_PAGE:
        return reverse(OWN_PAGE[vraag.model], args=[nummer])
    plek = place_of(vraag)
    return reverse(plek.name, args=[nummer, *plek.args]) + f"#tabel-{BY_MODEL[vraag.model].slug}"


def describe_rows(vraag, inhoud):
    """'12 rijen', or '' where there is none."""
    number = len(inhoud.rows_of(vraag.model))
    return f"{number} {'rij' if number == 1 else 'rijen'} in de tabel" if number else ""


def describe_antwoord(vraag):
    """The beginning of the answer as people read it, without its markup."""
    if vraag.antwoord is None or not vraag.antwoord.is_given:
        return ""
    shown = shown_tekst(vraag, vraag.antwoord)
    if vraag.invoer == Antwoordsoort.TEKST:
        shown = unescape(strip_tags(render_opmaak(shown[:READ]).replace("<", " <")))
    if vraag.invoer == Antwoordsoort.LIJST:
        shown = "; ".join(line.strip() for line in shown.splitlines() if line.strip())
    shown = " ".join(shown.split())
    return shown if len(shown) <= EXCERPT else f"{shown[: EXCERPT - 1].rstrip()}…"

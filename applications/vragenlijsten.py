"""The paragraphs of a Vragenlijst with their vragen, kept for a short while in the memory of each process.

Nearly every page of an aanvraag asks for them, and they change only when `load_regeling` brings a new text.
"""

import time
from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field

from applications.invulvelden import fill_in
from applications.models import Paragraaf, Voorwaarde, Vraag
from regions.models import Regelingversie

KEEP_SECONDS = 60
_kept = {}


@dataclass(frozen=True)
class Bewaard:
    """What the database has of one Vragenlijst, with the versies it is asked under by pk, good `until` that second.

    `verwoord` has the paragraphs as a round shows them, by what they depend on.
    """

    paragrafen: list
    vragen: dict
    versies: dict
    until: float
    verwoord: dict = field(default_factory=dict)


def read_paragrafen(ronde):
    """Every Paragraaf in order as this round shows it, at most KEEP_SECONDS old; `gevraagd` are its Vragen in order.

    Only what this round asks, worded for its Regelingversie. Shared, so to be read only and never saved.
    `for_techniekarm` says that a Paragraaf is of a techniekarme regio: one of its questions is asked of such a region
    alone (Bijlage B.1 §3.2).
    """
    kept = _kept.get(ronde.vragenlijst_id)
    if kept is None or time.monotonic() >= kept.until:
        kept = _kept[ronde.vragenlijst_id] = find_rows(ronde.vragenlijst_id)
    key = (ronde.regelingversie_id, ronde.nummer)
    if key not in kept.verwoord:
        kept.verwoord[key] = [word_paragraaf(paragraaf, ronde, kept) for paragraaf in kept.paragrafen]
    return kept.verwoord[key]


def find_rows(vragenlijst_id):
    """The Bewaard of one Vragenlijst as the database has it now; four queries."""
    paragrafen = list(Paragraaf.objects.filter(vragenlijst=vragenlijst_id).order_by("onderdeel", "volgorde"))
    vragen = defaultdict(list)
    for vraag in Vraag.objects.filter(paragraaf__in=[each.pk for each in paragrafen]).order_by("volgorde"):
        vragen[vraag.paragraaf_id].append(vraag)
    versies = Regelingversie.objects.filter(rondes__vragenlijst=vragenlijst_id).distinct()
    by_pk = {versie.pk: versie for versie in versies.prefetch_related("rapportagemomenten")}
    return Bewaard(paragrafen, vragen, by_pk, time.monotonic() + KEEP_SECONDS)


def word_paragraaf(paragraaf, ronde, kept):
    """A copy of this Paragraaf with copies of what `ronde` asks in it."""
    versie = kept.versies.get(ronde.regelingversie_id) or ronde.regelingversie
    shown = fill_in(copy(paragraaf), versie)
    asked = [vraag for vraag in kept.vragen[paragraaf.pk] if vraag.is_of_ronde(ronde)]
    shown.gevraagd = [fill_in(copy(vraag), versie) for vraag in asked]
    for vraag in shown.gevraagd:
        vraag.paragraaf = shown
    shown.for_techniekarm = any(vraag.voorwaarde == Voorwaarde.TECHNIEKARM for vraag in shown.gevraagd)
    return shown


def read_vragen(ronde):
    """{pk: Vraag} of all that this round asks, in order, each with its Paragraaf; as `read_paragrafen` has them."""
    return {vraag.pk: vraag for paragraaf in read_paragrafen(ronde) for vraag in paragraaf.gevraagd}


def find_home(vragen, model):
    """Which of these Vragen has the place of the table `model`: the first that shows its rows; None if none asks."""
    asked = [vraag for vraag in vragen if vraag.model == model]
    return next((vraag for vraag in asked if vraag.weergave), asked[0] if asked else None)


def forget():
    """Read everything afresh from now on, in this process."""
    _kept.clear()

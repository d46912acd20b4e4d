"""A plan as HTML. What was filed never changes, so its page is kept and made once for many readers."""

from dataclasses import dataclass

from django.core.cache import cache
from django.template.loader import render_to_string

from applications.contents import Planinhoud
from applications.models import Vastlegging
from applications.reading.lezen import is_shown, read_plan
from applications.voortgang import count_rows

KEPT_SECONDS = 60 * 60


@dataclass(frozen=True)
class Leespagina:
    """`inhoud`: the list of links into `plan`; both are HTML without anything about who reads it.

    `codes` are the entries of Bijlage B that have a place in it, id 'vraag-<code>': {code: whether it holds anything}.
    """

    inhoud: str
    plan: str
    codes: dict


def make_page(plan, *, bestand_url):
    """The Leespagina of a Plan as it stands now, 12 queries; files are links to `bestand_url`."""
    inhoud = Planinhoud(plan)
    context = {"leesplan": read_plan(plan, inhoud), "bestand_url": bestand_url}
    return Leespagina(
        inhoud=render_to_string("applications/_plan_inhoud.html", context),
        plan=render_to_string("applications/_plan_lezen.html", context),
        codes=shown_codes(inhoud, lambda model: len(inhoud.rows_of(model))),
    )


def kept_page(plan, sha256, *, bestand_url):
    """The Leespagina of a filed Plan with this checksum; no query where another reader came before."""
    return keep(f"leespagina-{bestand_url}-{plan.pk}-{sha256}-zacht", lambda: make_page(plan, bestand_url=bestand_url))


def kept_codes(plan, sha256):
    """The `codes` of its Leespagina, for who does not show it; three queries if new."""
    return keep(f"leescodes-{plan.pk}-{sha256}-gevuld", lambda: shown_codes(Planinhoud(plan), count_rows(plan).get))


def shown_codes(inhoud, count):
    """The `codes` of a Leespagina; `count(model name)` is the number of its rows."""
    return {vraag.code: is_filled(vraag, count) for vraag in inhoud.vragen if is_shown(vraag, inhoud)}


def is_filled(vraag, count):
    """Whether the plan holds anything for this entry."""
    if vraag.vastgelegd_in == Vastlegging.MODEL:
        return count(vraag.model) > 0
    return vraag.antwoord is not None and vraag.antwoord.is_given


def keep(key, make):
    """What is kept under `key`, else what `make()` gives, from then on kept."""
    return cache.get_or_set(key, make, KEPT_SECONDS)

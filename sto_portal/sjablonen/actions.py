from django.db import transaction
from django.utils import timezone

from sto_portal.sjablonen.models import Sjabloon, SjabloonError, Sjabloonsoort, Sjabloonversie
from sto_portal.sjablonen.sandbox import render_text
from sto_portal.sporen.actions import record


def render(slug, context):
    """The newest settled version of a template filled with `context`: (Sjabloonversie, onderwerp, tekst).

    A letter's text is HTML with all values escaped, a mail's is plain text; the onderwerp is always one plain line.
    Raises SjabloonError when the template is not there, a variable is missing or unknown, or a value is not plain data.
    """
    versie = Sjabloonversie.objects.settled().select_related("sjabloon").filter(sjabloon__slug=slug).first()
    if versie is None:
        raise SjabloonError(f"Het sjabloon '{slug}' is er niet. Laad de sjablonen of stel een versie vast.")
    onderwerp, tekst = render_version(versie, context)
    return versie, onderwerp, tekst


def render_version(versie, context):
    """This very version filled with `context`: (onderwerp, tekst). Raises SjabloonError as `render` does."""
    absent = [name for name in versie.variabelen if name not in context]
    if absent:
        raise SjabloonError(f"Voor {versie} ontbreekt: {', '.join(absent)}.")
    listed = {name: context[name] for name in versie.variabelen}
    is_letter = versie.sjabloon.soort == Sjabloonsoort.BRIEF
    onderwerp = " ".join(render_text(versie.onderwerp, listed, autoescape=False).split())
    return onderwerp, render_text(versie.tekst, listed, autoescape=is_letter)


@transaction.atomic
def settle_version(sjabloon, *, onderwerp, tekst, example, by=None):
    """Add a version that from now on is the one in use; `example` has a value for each variable that may stand in it.

    The version is tried with the example first. `by` wrote it (None: it came with the portal). Raises SjabloonError.
    """
    versie = make_version(sjabloon, onderwerp=onderwerp, tekst=tekst, example=example)
    versie.vastgesteld_op, versie.door = timezone.now(), by
    render_version(versie, example)
    versie.save()
    if by is not None:
        record(by, "settle", versie, {"nummer": versie.nummer})
    return versie


@transaction.atomic
def propose_version(sjabloon, *, onderwerp, tekst, example):
    """Add a version that is not in use until staff settles its text. Raises SjabloonError."""
    versie = make_version(sjabloon, onderwerp=onderwerp, tekst=tekst, example=example)
    render_version(versie, example)
    versie.save()
    return versie


def make_version(sjabloon, *, onderwerp, tekst, example):
    """The next Sjabloonversie of a template under lock, not stored yet."""
    sjabloon = Sjabloon.objects.select_for_update().get(pk=sjabloon.pk)
    newest = sjabloon.versies.order_by("nummer").last()
    return Sjabloonversie(
        sjabloon=sjabloon,
        nummer=newest.nummer + 1 if newest else 1,
        onderwerp=onderwerp,
        tekst=tekst,
        variabelen=sorted(example),
    )

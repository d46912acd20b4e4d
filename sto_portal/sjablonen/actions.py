from django.db import transaction
from django.utils import timezone

from sto_portal.sjablonen.models import Sjabloon, SjabloonError, Sjabloonsoort, Sjabloonversie
from sto_portal.sjablonen.sandbox import render_text


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
def settle_version(sjabloon, *, onderwerp, tekst, example):
    """Add a version that from now on is the one in use; `example` has a value for each variable that may stand in it.

    The version is tried with the example first. Raises SjabloonError.
    """
    sjabloon = Sjabloon.objects.select_for_update().get(pk=sjabloon.pk)
    newest = sjabloon.versies.order_by("nummer").last()
    versie = Sjabloonversie(
        sjabloon=sjabloon,
        nummer=newest.nummer + 1 if newest else 1,
        onderwerp=onderwerp,
        tekst=tekst,
        variabelen=sorted(example),
        vastgesteld_op=timezone.now(),
    )
    render_version(versie, example)
    versie.save()
    return versie

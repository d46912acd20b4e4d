from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from regions.models import Deelnamewens, Vestiging
from sto_portal.sporen.actions import record

TOO_MANY = "Er komen nu te veel berichten binnen. Probeer het morgen opnieuw, of neem contact op met de regio zelf."


class TooManyError(Exception):
    """More wishes came in today than people can have meant; nothing was kept."""


@transaction.atomic
def note_wish(*, regio, naam, vestigingscode, contactpersoon, email, bericht):
    """Keep that a school wishes to take part in `regio`, once for the same person; raise TooManyError in a flood."""
    since = timezone.now() - timedelta(days=1)
    if Deelnamewens.objects.filter(gemaakt_op__gte=since).count() >= settings.DEELNAMEWENSEN_PER_DAY:
        raise TooManyError(TOO_MANY)
    wens, is_new = Deelnamewens.objects.get_or_create(
        regio=regio,
        vestigingscode=vestigingscode,
        email=email,
        defaults={
            "naam": naam,
            "vestiging": Vestiging.objects.filter(code=vestigingscode).first(),
            "contactpersoon": contactpersoon,
            "bericht": bericht,
        },
    )
    if is_new:
        record(None, "wish", wens, {"regio": regio.nummer})
    return wens

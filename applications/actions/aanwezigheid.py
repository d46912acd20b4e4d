from django.db import IntegrityError, transaction
from django.utils import timezone

from applications.models import Aanwezigheid


def see(*, aanvraag, user, plek):
    """Note that `user` has this part open now."""
    now = timezone.now()
    if Aanwezigheid.objects.filter(aanvraag=aanvraag, user=user, plek=plek).update(gezien_op=now):
        return
    try:
        with transaction.atomic():
            Aanwezigheid.objects.create(aanvraag=aanvraag, user=user, plek=plek, gezien_op=now)
    except IntegrityError:
        return  # seen in another window at this very moment


def find_others(*, aanvraag, user, plek=None):
    """The Aanwezigheden of others who are there now, in one part or (None) in any, by part and name."""
    rows = Aanwezigheid.objects.now().filter(aanvraag=aanvraag).exclude(user=user).select_related("user")
    return (rows if plek is None else rows.filter(plek=plek)).order_by("plek", "user__naam")

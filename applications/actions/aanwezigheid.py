from collections import defaultdict

from django.db import IntegrityError, transaction
from django.utils import timezone

from applications.models import Aanwezigheid
from sto_portal.namen import NameKey


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


def find_others(*, aanvraag, user):
    """The Aanwezigheden of others who have a part open now, by name."""
    rows = Aanwezigheid.objects.now().filter(aanvraag=aanvraag).exclude(user=user)
    return rows.select_related("user").order_by(NameKey("user__naam"), "user", "plek")


def name_others(*, aanvraag, user):
    """{part and paragraph, or part alone: names of the others who have it open now}, '' elsewhere; one query."""
    found = defaultdict(dict)
    for row in find_others(aanvraag=aanvraag, user=user):
        for plek in (row.plek, row.plek.partition("/")[0]):
            found[plek][row.user.naam] = None
    return defaultdict(str, {plek: ", ".join(names) for plek, names in found.items()})

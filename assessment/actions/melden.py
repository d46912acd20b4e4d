"""The mails about an interest that takes someone off a case: to the coordinators, or to the member."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from sto_portal.accounts.models import Aanstelling
from sto_portal.outbox.actions import send_mail_later
from sto_portal.roles import roles_with
from sto_portal.sjablonen.actions import render


def tell_belang(belang, aanvragen, *, by, key):
    """Say which cases an interest hides from its member: to the member, or to the coordinators where `by` is that one.

    Nobody else knows yet: who wrote it down has just seen it. `key` is of this one change.
    """
    member = belang.lid.user
    nummers = [aanvraag.nummer for aanvraag in aanvragen]
    shared = {"lid": member.naam, "organisatie": belang.organisatie.naam, "nummers": nummers}
    if by == member:
        slug, readers = "belang_gemeld", coordinators()
    else:
        slug, readers = "belang_vastgelegd", [member] if member.is_active else []
    for user in readers:
        _versie, subject, text = render(slug, shared | {"naam": user.naam, "link": link_for(slug)})
        send_mail_later(to=user.email, subject=subject, text=text, key=f"{slug}-{key}-{user.pk}")


def coordinators():
    """Who assigns cases now, in order of their number."""
    roles = roles_with("assessment.assign_beoordelaars")
    rows = Aanstelling.objects.current().filter(rol__in=roles, user__is_active=True).select_related("user")
    return sorted({row.user for row in rows}, key=lambda user: user.pk)


def link_for(slug):
    """Where the reader of this mail goes on: assigning somebody else, or the own interests."""
    page = "toewijzing-list" if slug == "belang_gemeld" else "belang-list"
    return urljoin(settings.SITE_URL, reverse(page))

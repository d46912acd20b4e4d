"""One mail a day to each beheerder about what needs someone: mail that waits too long, a storage that does not work."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from sto_portal.accounts.models import Aanstelling, User
from sto_portal.gezondheid.uitkomst import Stand
from sto_portal.outbox.actions import send_mail_later
from sto_portal.outbox.models import Bericht
from sto_portal.roles import roles_with
from sto_portal.sjablonen.actions import render
from sto_portal.termijnen import today

ALARM = "mail_alarm"
STORAGE_ALARM = "opslag_alarm"


def warn_of_late_mail():
    """Mail who may send mail again that some waits too long, at most once a day each; how many there are to warn.

    An alarm that waits itself raises no alarm, so a mail server that is away gives one mail and no flood.
    """
    late = Bericht.objects.overdue().exclude(sleutel__startswith=f"{ALARM}:")
    count = late.count()
    if not count:
        return 0
    oldest = late.order_by("aangemaakt_op").first()
    about = {
        "aantal": count,
        "oudste_op": oldest.aangemaakt_op,
        "minuten": settings.OUTBOX_ALARM_MINUTES,
        "link": urljoin(settings.SITE_URL, f"{reverse('bericht-list')}?status=te_laat"),
    }
    return warn_beheerders(ALARM, about)


def warn_of_storage(uitkomst):
    """Mail the beheerders what this Uitkomst of the storage says, at most once a day each; how many there are to warn.

    Nobody where it is in order. A disk that is nearly full and one that takes nothing are told apart on one day too.
    """
    if uitkomst.stand == Stand.IN_ORDE:
        return 0
    about = {
        "wat": uitkomst.tekst,
        "kapot": uitkomst.stand == Stand.FOUT,
        "vrij_mb": uitkomst.cijfers.get("vrij_mb"),
        "link": urljoin(settings.SITE_URL, reverse("health-ready")),
    }
    return warn_beheerders(STORAGE_ALARM, about, more=f"{uitkomst.stand}:".replace(" ", "_"))


def warn_beheerders(sjabloon, about, more=""):
    """Send each person who may send mail again this template with `about`, once a day; how many there are."""
    holders = Aanstelling.objects.current().filter(rol__in=roles_with("outbox.resend_bericht"))
    people = list(User.objects.filter(pk__in=holders.values("user"), is_active=True).order_by("pk"))
    for user in people:
        _versie, subject, text = render(sjabloon, about | {"naam": user.naam})
        key = f"{sjabloon}:{more}{user.pk}:{today():%Y-%m-%d}"
        send_mail_later(to=user.email, subject=subject, text=text, key=key)
    return len(people)

"""One mail a day to each beheerder about mail that waits too long."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from sto_portal.accounts.models import Aanstelling, User
from sto_portal.outbox.actions import send_mail_later
from sto_portal.outbox.models import Bericht
from sto_portal.roles import roles_with
from sto_portal.sjablonen.actions import render
from sto_portal.termijnen import today

ALARM = "mail_alarm"


def warn_of_late_mail():
    """Mail who may send mail again that some waits too long, at most once a day each; how many there are to warn.

    An alarm that waits itself raises no alarm, so a mail server that is away gives one mail and no flood.
    """
    late = Bericht.objects.overdue().exclude(sleutel__startswith=f"{ALARM}:")
    count = late.count()
    if not count:
        return 0
    holders = Aanstelling.objects.current().filter(rol__in=roles_with("outbox.resend_bericht"))
    people = list(User.objects.filter(pk__in=holders.values("user"), is_active=True).order_by("pk"))
    oldest = late.order_by("aangemaakt_op").first()
    for user in people:
        context = {
            "naam": user.naam,
            "aantal": count,
            "oudste_op": oldest.aangemaakt_op,
            "minuten": settings.OUTBOX_ALARM_MINUTES,
            "link": urljoin(settings.SITE_URL, f"{reverse('bericht-list')}?status=te_laat"),
        }
        _versie, subject, text = render(ALARM, context)
        key = f"{ALARM}:{user.pk}:{today():%Y-%m-%d}"
        send_mail_later(to=user.email, subject=subject, text=text, key=key)
    return len(people)

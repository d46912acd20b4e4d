"""What the portal does to look after itself."""

from django.conf import settings

from sto_portal.gezondheid.alarm import warn_of_late_mail
from sto_portal.werk.periodiek import periodic


@periodic("mail_alarm", title="Waarschuwen voor mail die te laat is", every=settings.OUTBOX_ALARM_SECONDS)
def warn():
    """Tell the beheerders of mail that waits too long."""
    warn_of_late_mail()

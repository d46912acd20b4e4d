"""What the portal does to look after itself."""

from django.conf import settings

from sto_portal.gezondheid import ronde
from sto_portal.gezondheid.alarm import warn_of_late_mail, warn_of_storage
from sto_portal.werk.periodiek import periodic


@periodic("mail_alarm", title="Waarschuwen voor mail die te laat is", every=settings.OUTBOX_ALARM_SECONDS)
def warn():
    """Tell the beheerders of mail that waits too long."""
    warn_of_late_mail()


@periodic("opslag_alarm", title="Kijken of bestanden kunnen worden bewaard", every=settings.OUTBOX_ALARM_SECONDS)
def watch_storage():
    """Tell the beheerders of a storage that takes no files, or is nearly full."""
    warn_of_storage(ronde.look_at(ronde.STORAGE))

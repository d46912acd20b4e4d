"""What workers do for regions: remind people of a registration that they have not filed."""

from django.conf import settings
from django.utils import timezone

from regions.vooraanmelding.herinneren import remind
from sto_portal.werk.periodiek import periodic


@periodic("herinnering_vooraanmelding", title="Herinneren aan een vooraanmelding", every=settings.HERINNERING_SECONDS)
def remind_of_registering():
    """Write the reminders that are due now."""
    remind(timezone.now())

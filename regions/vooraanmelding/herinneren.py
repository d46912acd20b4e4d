"""Reminding people of a registration that they have not filed."""

from regions.models import Vooraanmelding, Vooraanmeldingstatus, Vooraanmeldperiode
from regions.vooraanmelding.melden import tell


def remind(moment):
    """Mail everyone of a draft of a periode that closes soon, once for each draft; the drafts."""
    drafts = Vooraanmelding.objects.filter(
        status=Vooraanmeldingstatus.CONCEPT, periode__in=Vooraanmeldperiode.objects.remind_at(moment)
    ).select_related("periode__regelingversie__regeling")
    for draft in drafts:
        key = f"{draft.pk}-{draft.periode.sluit_op:%Y%m%d%H%M}"  # a later closing is a new reason to remind
        tell(draft, "vooraanmelding_herinnering", key, sluit_op=draft.periode.sluit_op)
    return list(drafts)

"""The paragraphs of a Vragenlijst with their vragen, kept for a short while in the memory of each process.

Nearly every page of an aanvraag asks for them, and they change only when `load_regeling` brings a new text.
"""

import time

from applications.models import Paragraaf, Voorwaarde

KEEP_SECONDS = 60
_kept = {}


def read_paragrafen(vragenlijst_id):
    """Every Paragraaf in order, `vragen` prefetched in order, at most KEEP_SECONDS old; shared, so to be read only.

    `for_techniekarm` says that a Paragraaf is of a techniekarme regio: one of its questions is asked of such a region
    alone (Bijlage B.1 §3.2).
    """
    paragrafen, until = _kept.get(vragenlijst_id, ((), 0))
    if time.monotonic() >= until:
        found = Paragraaf.objects.filter(vragenlijst=vragenlijst_id).order_by("onderdeel", "volgorde")
        paragrafen = tuple(found.prefetch_related("vragen"))
        for paragraaf in paragrafen:
            conditions = {vraag.voorwaarde for vraag in paragraaf.vragen.all()}
            paragraaf.for_techniekarm = Voorwaarde.TECHNIEKARM in conditions
        _kept[vragenlijst_id] = (paragrafen, time.monotonic() + KEEP_SECONDS)
    return paragrafen


def forget():
    """Read everything afresh from now on, in this process."""
    _kept.clear()

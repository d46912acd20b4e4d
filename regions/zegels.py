"""What acts on a vooraanmelding settle, as a seal in the Spoor of that act."""

from django.db.models import Q

from regions.models import Vooraanmelding, Vooraanmeldingstatus, Vooraanmeldingwijziging
from sto_portal.sporen.zegel import RELEASED, Zegel

TIES = ("gemeenten", "vestigingen", "verklaringen")

VOORAANMELDING = Zegel(
    Vooraanmelding,
    "vooraanmeldingen",
    parts={Vooraanmeldingwijziging: "vooraanmelding"}
    | {getattr(Vooraanmelding, name).through: "vooraanmelding" for name in TIES}
    | {Vooraanmelding.herkomst.through: "from_vooraanmelding"},
    settled=~Q(status=Vooraanmeldingstatus.CONCEPT),
)

ZEGELS = (VOORAANMELDING,)


def seal_of(vooraanmelding):
    """What the Spoor of a step keeps of it: its seal, or while it is being written that it has none any more."""
    return RELEASED if vooraanmelding.is_writable else VOORAANMELDING.of(vooraanmelding)

from django.db import IntegrityError, transaction

from regions.models import Lidmaatschap
from sto_portal.accounts.models import User
from sto_portal.roles import Landelijkerol
from sto_portal.sporen.actions import record


class MembershipError(Exception):
    """This person cannot get this role in this region; its text says why, in Dutch."""


@transaction.atomic
def add_member(*, regio, user, rol, by):
    """A Lidmaatschap of `user` in `regio` from now on. Raises MembershipError.

    Not for oneself, not for a beheerder (who decides and writes nothing), not beside another role in this region.
    """
    if user.pk == by.pk:
        raise MembershipError("U kunt uzelf geen rol in een regio geven. Vraag het een ander.")
    User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise MembershipError("Deze gebruiker mag niet inloggen. Geef eerst weer toegang.")
    if user.aanstellingen.current().filter(rol=Landelijkerol.BEHEERDER).exists():
        raise MembershipError("Een beheerder kan geen lid van een regio zijn.")
    known = Lidmaatschap.objects.current().filter(user=user, regio=regio).first()
    if known is not None:
        rol_now = known.get_rol_display().lower()
        raise MembershipError(f"{user} is al {rol_now} van deze regio. Beëindig eerst die rol.")
    try:
        with transaction.atomic():
            lid = Lidmaatschap.objects.create(user=user, regio=regio, rol=rol)
    except IntegrityError as error:
        raise MembershipError(f"{user} is al lid van deze regio.") from error
    record(by, "add_member", regio, {"nieuw": {"user": user.pk, "naam": str(user), "rol": rol}})
    return lid


@transaction.atomic
def end_membership(*, lid, by):
    """End a Lidmaatschap now; ending twice changes nothing."""
    if Lidmaatschap.objects.filter(pk=lid.pk).end():
        old = {"user": lid.user_id, "naam": str(lid.user), "rol": lid.rol}
        record(by, "end_membership", lid.regio, {"oud": old})

"""Who belongs to a region: invited by its penvoerder or added by the beheerder, with another role, or no longer."""

from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db import IntegrityError, transaction

from regions.models import Lidmaatschap, Regio
from sto_portal.accounts.actions import AccountError, open_account, password_link
from sto_portal.accounts.models import User
from sto_portal.outbox.actions import send_mail_later
from sto_portal.roles import PERMISSIONS, Landelijkerol, Regiorol
from sto_portal.sjablonen.actions import render
from sto_portal.sporen.actions import record
from sto_portal.termijnen import today

APPOINT = "regions.appoint_penvoerder"
LAST = "Dit is de enige penvoerder van deze regio. Geef eerst iemand anders die rol."


class MembershipError(Exception):
    """This person cannot get, change or lose this role in this region; its text says why, in Dutch."""


def grantable(user, regio):
    """The Regiorollen that `user` may give in `regio`: that of penvoerder is for the beheerder."""
    may_appoint = user.has_perm(APPOINT, regio)
    return [rol for rol in Regiorol if may_appoint or rol != Regiorol.PENVOERDER]


@transaction.atomic
def invite_member(*, regio, email, naam, rol, by):
    """Make who has this address a member of `regio` and mail it; an address without an account gets one.

    Raises MembershipError. Inviting the same person twice is refused, so it never gives two accounts or mails.
    """
    user = find_account(email=email, naam=naam, by=by)
    is_official = user.aanstellingen.current().exists()
    if user.pk != by.pk and is_official and not by.has_perm(APPOINT, regio):
        raise MembershipError("Deze persoon kan geen lid van uw regio worden. Vraag het aan DUS-I.")
    lid = add_member(regio=regio, user=user, rol=rol, by=by)
    tell_member(lid=lid, by=by)
    return lid


@transaction.atomic
def appoint_member(*, regio, email, naam, rol, by):
    """Make who registered `regio` a member of it and mail that person. Raises MembershipError, as for an official."""
    user = find_account(email=email, naam=naam, by=by)
    if user.aanstellingen.current().exists():
        raise MembershipError(f"{user.email} hoort bij DUS-I of de commissie en kan geen lid van een regio worden.")
    lid = enter_member(regio=regio, user=user, rol=rol, by=by)
    tell_member(lid=lid, by=by)
    return lid


def find_account(*, email, naam, by):
    """The User with this address; a new one, without a password, where there is none.

    Of two who open one at the same moment the second gets that of the first.
    """
    known = User.objects.filter(email__iexact=email)
    try:
        return known.first() or open_account(naam=naam, functie="", email=email, by=by)
    except AccountError:
        return known.get()


@transaction.atomic
def add_member(*, regio, user, rol, by):
    """A Lidmaatschap of `user` in `regio` from now on, of a role that `by` may give. Raises MembershipError."""
    require_grantable(rol, regio, by)
    return enter_member(regio=regio, user=user, rol=rol, by=by)


def enter_member(*, regio, user, rol, by):
    """A Lidmaatschap of `user` in `regio` from now on. Raises MembershipError.

    Not for oneself, not for a beheerder (who decides and writes nothing), not beside another role in this region.
    """
    if user.pk == by.pk:
        raise MembershipError("U kunt uzelf geen rol in een regio geven. Vraag het een ander.")
    User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise MembershipError("Deze gebruiker mag niet inloggen. De beheerder kan weer toegang geven.")
    if user.aanstellingen.current().filter(rol=Landelijkerol.BEHEERDER).exists():
        raise MembershipError("Een beheerder kan geen lid van een regio zijn.")
    known = Lidmaatschap.objects.current().filter(user=user, regio=regio).first()
    if known is not None:
        raise MembershipError(f"{user} is al {known.get_rol_display().lower()} van deze regio.")
    try:
        with transaction.atomic():
            lid = Lidmaatschap.objects.create(user=user, regio=regio, rol=rol)
    except IntegrityError as error:
        raise MembershipError(f"{user} is al lid van deze regio.") from error
    record(by, "add_member", regio, {"nieuw": {"user": user.pk, "naam": str(user), "rol": rol}})
    return lid


@transaction.atomic
def tell_member(*, lid, by):
    """Mail a member what the region is and what they may do there: at most one mail a day.

    Who has never signed in gets a link to choose a password. Raises MembershipError for an account that is closed.
    """
    user = lid.user
    if not user.is_active:
        raise MembershipError("Deze gebruiker mag niet inloggen. De beheerder kan weer toegang geven.")
    is_new = user.last_login is None
    link = password_link(user) if is_new else settings.SITE_URL
    context = {
        "naam": user.naam,
        "email": user.email,
        "uitnodiger": by.naam,
        "regio": lid.regio.naam,
        "rol": lid.get_rol_display().lower(),
        "mag_schrijven": "applications.change_plan" in PERMISSIONS[lid.rol],
        "is_nieuw": is_new,
        "link": link if is_new else urljoin(link, "/aanvragen/"),
        "dagen": timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days,
    }
    _versie, subject, text = render("uitnodiging_regio", context)
    key = f"uitnodiging_regio:{lid.pk}:{today():%Y-%m-%d}"
    bericht = send_mail_later(to=user.email, subject=subject, text=text, key=key, secret=link if is_new else "")
    record(by, "tell_member", lid.regio, {"user": user.pk, "bericht": bericht.pk})


@transaction.atomic
def change_role(*, lid, rol, by):
    """Give a member another role from now on; the old one stays on record. Raises MembershipError.

    Not for oneself, not a role that `by` may not give or take, not so that the region has no penvoerder.
    """
    lid = lock_member(lid)
    if lid.rol == rol:
        return lid
    if lid.user_id == by.pk:
        raise MembershipError("U kunt uw eigen rol niet veranderen. Vraag het een ander.")
    require_grantable(rol, lid.regio, by)
    require_other_lead(lid)
    Lidmaatschap.objects.filter(pk=lid.pk).end()
    new = Lidmaatschap.objects.create(user=lid.user, regio=lid.regio, rol=rol)
    person = {"user": lid.user_id, "naam": str(lid.user)}
    record(by, "change_role", lid.regio, {"oud": person | {"rol": lid.rol}, "nieuw": person | {"rol": rol}})
    return new


@transaction.atomic
def end_membership(*, lid, by):
    """End a Lidmaatschap now; ending twice changes nothing. Raises MembershipError for the last penvoerder."""
    try:
        lid = lock_member(lid)
    except MembershipError:
        return
    require_other_lead(lid)
    if Lidmaatschap.objects.filter(pk=lid.pk).end():
        old = {"user": lid.user_id, "naam": str(lid.user), "rol": lid.rol}
        record(by, "end_membership", lid.regio, {"oud": old})


def lock_member(lid):
    """The Lidmaatschap, read afresh under the lock of its region; raises MembershipError once it was ended."""
    Regio.objects.select_for_update().get(pk=lid.regio_id)
    current = Lidmaatschap.objects.current().select_related("user", "regio").filter(pk=lid.pk).first()
    if current is None:
        raise MembershipError("Deze rol is al beëindigd.")
    return current


def require_grantable(rol, regio, by):
    """Raise MembershipError where `by` may not give this role."""
    if rol not in grantable(by, regio):
        raise MembershipError("Alleen de beheerder maakt iemand penvoerder.")


def require_other_lead(lid):
    """Raise MembershipError where `lid` is the only penvoerder that its region has."""
    others = Lidmaatschap.objects.current().filter(regio=lid.regio_id, rol=Regiorol.PENVOERDER).exclude(pk=lid.pk)
    if lid.rol == Regiorol.PENVOERDER and not others.exists():
        raise MembershipError(LAST)

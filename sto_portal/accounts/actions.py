from datetime import timedelta
from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from sto_portal.accounts.models import Aanstelling, Sessie, User
from sto_portal.accounts.rolwerk import keep_up
from sto_portal.accounts.sessies import end_sessions
from sto_portal.outbox.actions import send_mail_later
from sto_portal.roles import Landelijkerol
from sto_portal.sjablonen.actions import render
from sto_portal.sporen.actions import record
from sto_portal.termijnen import today


class AccountError(Exception):
    """This cannot be done to this account; its text says why, in Dutch, to the beheerder."""


@transaction.atomic
def invite_user(*, naam, functie, email, by):
    """A new User without a password, with a mail to choose one. Raises AccountError when the address is in use."""
    user = open_account(naam=naam, functie=functie, email=email, by=by)
    send_invitation(user=user, by=by)
    return user


@transaction.atomic
def open_account(*, naam, functie, email, by):
    """A new User without a password, of whom nobody knows yet. Raises AccountError when the address is in use."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email=email, naam=naam, functie=functie)
    except IntegrityError as error:
        raise AccountError("Er is al een gebruiker met dit e-mailadres.") from error
    record(by, "invite_user", user, {"nieuw": {"naam": naam, "functie": functie, "email": user.email}})
    return user


@transaction.atomic
def send_invitation(*, user, by):
    """Mail a link with which `user` chooses a password: at most one a day to one address.

    Raises AccountError for who has signed in before or may not sign in: the first has 'wachtwoord vergeten'.
    """
    if not user.is_active:
        raise AccountError("Deze gebruiker mag niet inloggen. Geef eerst weer toegang.")
    if user.last_login is not None:
        raise AccountError("Deze gebruiker heeft al ingelogd en kan zelf een nieuw wachtwoord aanvragen.")
    term = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    link = password_link(user)
    context = {"naam": user.naam, "email": user.email, "link": link, "dagen": term.days}
    _versie, subject, text = render("uitnodiging", context)
    key = f"uitnodiging:{user.pk}:{user.email}:{today():%Y-%m-%d}"[:200]
    bericht = send_mail_later(to=user.email, subject=subject, text=text, key=key, secret=link)
    record(by, "send_invitation", user, {"bericht": bericht.pk})
    return bericht


def password_link(user):
    """The address at which `user` chooses a password, once; allauth's own link for a forgotten one."""
    return urljoin(settings.SITE_URL, password_path(user))


def password_path(user):
    """The same within this site."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=parts)


@transaction.atomic
def change_user(*, user, by, **values):
    """Write naam, functie and, until the first sign-in, e-mail: later a new address would hand over the account.

    A new address gets an invitation of its own. Raises AccountError when the address may not change or is in use.
    """
    before = User.objects.select_for_update().get(pk=user.pk)
    values = {name: value for name, value in values.items() if value != getattr(before, name)}
    if "email" in values and before.last_login is not None:
        raise AccountError("Deze gebruiker heeft al ingelogd. Het e-mailadres kan niet meer veranderen.")
    if not values:
        return before
    old = {name: getattr(before, name) for name in values}
    for name, value in values.items():
        setattr(before, name, value)
    try:
        with transaction.atomic():
            before.save(update_fields=[*values])
    except IntegrityError as error:
        raise AccountError("Er is al een gebruiker met dit e-mailadres.") from error
    record(by, "change_user", before, {"oud": old, "nieuw": values})
    if "email" in values:
        EmailAddress.objects.filter(user=before).delete()  # so nobody signs in with the old address
        send_invitation(user=before, by=by)
    return before


@transaction.atomic
def set_access(*, user, active, by):
    """Close the account of `user` at once, or open it again; doing it twice changes nothing. Not one's own."""
    if user.pk == by.pk:
        raise AccountError("U kunt uw eigen toegang niet veranderen. Vraag het een andere beheerder.")
    if User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active):
        if not active:
            end_sessions(user)  # they would be open again with the account
        record(by, "open_account" if active else "close_account", user, {"oud": not active, "nieuw": active})


@transaction.atomic
def give_role(*, user, rol, by, vanaf=None, tot=None):
    """An Aanstelling of `user` from a moment (None: now) until a moment (None: without end).

    Raises AccountError: for one's own account, for a role that is held then, and for beheerder beside another role,
    because a beheerder may decide and judge nothing.
    """
    if user.pk == by.pk:
        raise AccountError("U kunt uzelf geen rol geven. Vraag het een andere beheerder.")
    User.objects.select_for_update().get(pk=user.pk)
    start = vanaf or timezone.now()
    meanwhile = user.aanstellingen.filter(Q(tot__isnull=True) | Q(tot__gt=start))
    if tot is not None:
        meanwhile = meanwhile.filter(vanaf__lt=tot)
    held = set(meanwhile.values_list("rol", flat=True))
    if rol in held:
        raise AccountError("Deze gebruiker heeft deze rol dan al.")
    if held and Landelijkerol.BEHEERDER in held | {rol}:
        raise AccountError("Een beheerder mag geen andere rol hebben. Beëindig eerst de andere rol.")
    values = {"vanaf": vanaf} if vanaf else {}
    row = Aanstelling.objects.create(user=user, rol=rol, tot=tot, **values)
    keep_up(user, rol)
    record(by, "give_role", user, {"nieuw": {"rol": rol, "vanaf": start, "tot": tot}})
    return row


@transaction.atomic
def end_role(*, aanstelling, by):
    """End a role now; one that has not begun is taken back. Ending twice changes nothing. Not one's own."""
    if aanstelling.user_id == by.pk:
        raise AccountError("U kunt uw eigen rol niet beëindigen. Vraag het een andere beheerder.")
    if Aanstelling.objects.filter(pk=aanstelling.pk).end():
        record(by, "end_role", aanstelling.user, {"oud": aanstelling.rol})


@transaction.atomic
def set_role_end(*, aanstelling, tot, by):
    """Let a role that holds or is to come end at a moment to come (None: without end).

    Raises AccountError for one's own role, for one that is over, and where the same role was given after it.
    """
    if aanstelling.user_id == by.pk:
        raise AccountError("U kunt uw eigen rol niet veranderen. Vraag het een ander.")
    User.objects.select_for_update().get(pk=aanstelling.user_id)
    row = Aanstelling.objects.get(pk=aanstelling.pk)
    if row.tot is not None and row.tot <= timezone.now():
        raise AccountError("Deze rol is al voorbij. Geef de rol opnieuw.")
    later = Aanstelling.objects.filter(user=row.user_id, rol=row.rol, vanaf__gt=row.vanaf)
    if later.filter(**({} if tot is None else {"vanaf__lt": tot})).exists():
        raise AccountError("Deze gebruiker krijgt deze rol later opnieuw. Kies een dag daarvoor.")
    if row.tot != tot:
        old, row.tot = row.tot, tot
        row.save(update_fields=["tot"])
        record(by, "set_role_end", row.user, {"rol": row.rol, "oud": old, "nieuw": tot})
    return row


@transaction.atomic
def end_own_sessions(*, sessions, by):
    """End these sessions of `by`; how many there still were."""
    ended, _per_model = Sessie.objects.filter(user=by, pk__in=[row.pk for row in sessions]).delete()
    if ended:
        record(by, "end_sessions", by, {"oud": [row.browser for row in sessions]})
    return ended

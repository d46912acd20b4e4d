"""How someone without an account comes in to register a region: a mail with a link, then a password."""

from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.urls import reverse

from regions.models import Vooraanmelding
from sto_portal.accounts.actions import AccountError, open_account, password_path
from sto_portal.accounts.models import User
from sto_portal.outbox.actions import send_mail_later
from sto_portal.sjablonen.actions import render
from sto_portal.termijnen import today

SALT = "regions.vooraanmelding"


def ask_access(*, periode, naam, email):
    """Mail the address how to go on: at most one mail a day. Nothing tells the sender whether it has an account."""
    exists = any(has_signed_in(user) for user in User.objects.filter(email__iexact=email))
    path = reverse("vooraanmelden") if exists else access_path(naam=naam, email=email)
    link = urljoin(settings.SITE_URL, path)
    context = {
        "naam": naam,
        "regeling": periode.regelingversie.regeling.naam,
        "sluit_op": periode.sluit_op,
        "heeft_account": exists,
        "link": link,
        "dagen": settings.AANMELDLINK_DAYS,
    }
    _versie, subject, text = render("vooraanmelding_begin", context)
    key = f"vooraanmelding_begin:{today():%Y-%m-%d}:{email}"[:200]
    send_mail_later(to=email, subject=subject, text=text, key=key, secret="" if exists else link)


def has_signed_in(user):
    """Whether this person has a password: signed in with one, or chose one."""
    return user.last_login is not None or user.has_usable_password()


def access_path(*, naam, email):
    """The address that proves that someone reads the mail of `email`: signed, for AANMELDLINK_DAYS."""
    return reverse("vooraanmelden-confirm", args=[signing.dumps({"naam": naam, "email": email}, salt=SALT)])


def read_token(token):
    """{naam, email} of an address that we signed, or None."""
    try:
        return signing.loads(token, salt=SALT, max_age=timedelta(days=settings.AANMELDLINK_DAYS))
    except signing.BadSignature:
        return None


def enter(*, naam, email):
    """Where this person goes on: to choose a password, or to sign in with the one that was chosen before."""
    user = User.objects.filter(email__iexact=email).first()
    try:
        user = user or open_account(naam=naam, functie="", email=email, by=None)
    except AccountError:
        return reverse("account_login")
    claim(user)
    return reverse("account_login") if has_signed_in(user) or not user.is_active else password_path(user)


def claim(user):
    """Make `user` an aanmelder of what DUS-I made of the registrations in which this address stands."""
    found, generation = set(), set(Vooraanmelding.objects.of(user).values_list("pk", flat=True))
    while generation:
        generation = set(Vooraanmelding.objects.filter(herkomst__in=generation).values_list("pk", flat=True)) - found
        found |= generation
    user.vooraanmeldingen.add(*found)

"""A new password for who forgot it: asked for on a page, mailed by a worker.

The page does the same for every address, so neither what it says nor how long it takes tells who has an account; and
nobody lets the portal mail someone who has none.
"""

import uuid

from django.template.loader import render_to_string

from sto_portal.accounts.actions import password_link
from sto_portal.accounts.models import User
from sto_portal.outbox.actions import send_mail_later
from sto_portal.werk.actions import enqueue

ASK = "wachtwoordlink"
TEMPLATE = "account/email/password_reset_key_{}.txt"


def ask_new_password(email):
    """Let a worker mail a link to the account with this address; without such an account it has nothing to do."""
    pks = User.objects.filter(email__iexact=email, is_active=True).values_list("pk", flat=True)
    enqueue(ASK, sleutel=f"{ASK}:{uuid.uuid4()}", invoer={"user": pks.first()})


def mail_password_link(user, *, key):
    """Write the mail with the link; the same `key` writes it once."""
    link = password_link(user)
    subject, text = (render_to_string(TEMPLATE.format(part), {"link": link}).strip() for part in ("subject", "message"))
    return send_mail_later(to=user.email, subject=subject, text=text, key=key, secret=link)

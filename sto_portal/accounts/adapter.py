import uuid

from allauth.account.adapter import DefaultAccountAdapter

from sto_portal.outbox.actions import send_mail_later


class AccountAdapter(DefaultAccountAdapter):
    """People do not sign up by themselves: they are invited to a region or appointed by the beheerder."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": (
            "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht vijf minuten en probeer het dan opnieuw."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Through the outbox: a mail server that is away keeps nobody from a new password."""
        message = self.render_mail(template_prefix, email, context)
        send_mail_later(
            to=email,
            subject=message.subject,
            text=message.body,
            key=f"account:{uuid.uuid4()}",
            secret=context.get("password_reset_url", ""),
        )

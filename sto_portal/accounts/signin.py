"""The forms of allauth in which someone types the own address: it is read as everywhere else."""

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    PasswordVerificationMixin,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.core import context
from django.core.exceptions import ValidationError

from sto_portal.accounts.limieten import in_minutes, seconds_to_wait_for_link
from sto_portal.accounts.wachtwoord import ask_new_password
from sto_portal.emailadres import EmailadresField

ASKED_TOO_OFTEN = (
    "U vroeg te vaak achter elkaar om een link. Wacht nog {} en probeer het dan opnieuw. "
    "Is er al een e-mail? De link daarin werkt nog. Kijk ook bij uw ongewenste e-mail."
)


def read_address(form, name):
    """Let the field `name` of `form` read an address as the portal keeps it, with the look that it had."""
    shown = form.fields[name]
    form.fields[name] = EmailadresField(label=shown.label, widget=shown.widget, help_text=shown.help_text)


class SignInForm(LoginForm):
    """Address and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        read_address(self, "login")


class ForgottenForm(ResetPasswordForm):
    """The address that a link to a new password goes to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        read_address(self, "email")

    def clean_email(self):
        """The address, of which nobody hears whether it has an account."""
        return self.cleaned_data["email"]

    def clean(self):
        """Refuse who asked often."""
        cleaned = super().clean()
        email = cleaned.get("email")
        if email and (seconds := seconds_to_wait_for_link(context.request, email)):
            raise ValidationError(ASKED_TOO_OFTEN.format(in_minutes(seconds)))
        return cleaned

    def save(self, _request, **_kwargs):
        """Ask for the link, in place of allauth's own mail, which also goes to who has no account."""
        ask_new_password(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class ChosenTwice:
    """A new password that is typed twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password2"].label = "Nieuw wachtwoord, nog een keer"

    def clean(self):
        cleaned = super(PasswordVerificationMixin, self).clean()
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Typ twee keer hetzelfde wachtwoord.")
        return cleaned


class ChangeForm(ChosenTwice, ChangePasswordForm):
    """Another password, by who knows the one of now."""


class ChooseForm(ChosenTwice, ResetPasswordKeyForm):
    """A password, by who came with a link: after an invitation or a forgotten one."""

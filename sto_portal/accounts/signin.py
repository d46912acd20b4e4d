"""The forms of allauth in which someone types the own address: it is read as everywhere else."""

from allauth.account.forms import LoginForm, ResetPasswordForm

from sto_portal.emailadres import EmailadresField


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

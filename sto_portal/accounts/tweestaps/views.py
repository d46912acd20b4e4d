"""The pages of signing in with a second step: setting it up, giving it, and taking it away."""

import json

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.mixins import NextRedirectMixin
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from sto_portal.accounts.actions import AccountError
from sto_portal.accounts.tweestaps.actions import APP, KEY, PAPER, add_app, add_key, make_codes, remove_factor
from sto_portal.accounts.tweestaps.adapter import LAST_ONE, FactorAdapter
from sto_portal.accounts.tweestaps.forms import (
    AppForm,
    KeyForm,
    SecondKeyAgainForm,
    SecondKeyForm,
    SecondStepAgainForm,
    SecondStepForm,
)
from sto_portal.accounts.tweestaps.plicht import SECOND, factors_of, must_have_factor
from sto_portal.accounts.tweestaps.qr import qr_path

AFTER_LAST = ["U logt daarna alleen nog met uw wachtwoord in.", "Uw herstelcodes werken dan ook niet meer."]


class OwnView(PermissionRequiredMixin, NextRedirectMixin):
    """A page about one's own second step, for everyone who is signed in; `next` is where one was going."""

    permission_required = ()

    def get_context_data(self, **kwargs):
        target = self.get_next_url() or ""
        return super().get_context_data(doel=target, doorgaan=target or reverse("home"), **kwargs)

    def show_codes(self, codes):
        """The page with new codes, as the answer itself: they stand nowhere to be shown again."""
        context = self.get_context_data(codes=codes, form=None)
        return render(self.request, "mfa/herstelcodes.html", context)

    def finish(self, factor, codes):
        """What follows on a new second step: this session has given it."""
        record_authentication(self.request, self.request.user, SECOND, id=factor.pk, type=factor.type)
        if codes:
            return self.show_codes(codes)
        messages.success(self.request, "Uw tweede stap is ingesteld.")
        return redirect(self.get_next_url() or "mfa_index")


sure = method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")


class Overview(OwnView, TemplateView):
    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
        by_kind = {kind: [row for row in rows if row.type == kind] for kind in (APP, KEY, PAPER)}
        for row in by_kind[KEY]:
            row.naam = row.wrap().name
        return super().get_context_data(
            app=next(iter(by_kind[APP]), None),
            keys=by_kind[KEY],
            left=sum(len(row.wrap().get_unused_codes()) for row in by_kind[PAPER]),
            has_factor=bool(by_kind[APP] or by_kind[KEY]),
            must=must_have_factor(user),
            **kwargs,
        )


@sure
class FactorAdd(OwnView, FormView):
    """Add a second step: `add(form)` gives (Authenticator, codes) and raises AccountError where it may not be."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        try:
            factor, codes = self.add(form)
        except AccountError as error:
            messages.error(self.request, str(error))
            return redirect("mfa_index")
        return self.finish(factor, codes)


class AppAdd(FactorAdd):
    """Scan a code with an app on a telephone, and type the first code that it shows."""

    form_class = AppForm
    template_name = "mfa/app.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if form := context["form"]:
            size, path = qr_path(FactorAdapter().build_totp_url(self.request.user, form.secret))
            groups = [form.secret[start : start + 4] for start in range(0, len(form.secret), 4)]
            context |= {"size": size, "path": path, "geheim": " ".join(groups)}
        return context

    def add(self, form):
        added = add_app(user=self.request.user, secret=form.secret, step=form.step)
        clear_totp_secret(self.request)
        return added


class KeyAdd(FactorAdd):
    """Let the browser make a passkey."""

    form_class = KeyForm
    template_name = "mfa/sleutel.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if context["form"]:
            context["opties"] = json.dumps(webauthn.begin_registration(self.request.user, False))
        return context

    def add(self, form):
        naam, credential = form.cleaned_data["name"], form.cleaned_data["credential"]
        return add_key(user=self.request.user, naam=naam, credential=credential)


@sure
class FactorRemove(OwnView, TemplateView):
    """Ask once more, then take away an own second step."""

    template_name = "mfa/weghalen.html"

    @cached_property
    def factor(self):
        return get_object_or_404(factors_of(self.request.user), pk=self.kwargs["pk"])

    def get(self, request, **kwargs):
        if not FactorAdapter().can_delete_authenticator(self.factor):
            messages.error(request, LAST_ONE)
            return redirect("mfa_index")
        return super().get(request, **kwargs)

    def get_context_data(self, **kwargs):
        last = not factors_of(self.request.user).exclude(pk=self.factor.pk).exists()
        naam = self.factor.wrap().name if self.factor.type == KEY else "App op uw telefoon"
        return super().get_context_data(naam=naam, gevolgen=AFTER_LAST if last else [], **kwargs)

    def post(self, request, **_kwargs):
        try:
            remove_factor(factor=self.factor, by=request.user)
        except AccountError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Deze tweede stap is weggehaald.")
        return redirect("mfa_index")


@sure
class Codes(OwnView, TemplateView):
    """Ask once more, then show new codes on paper, once."""

    template_name = "mfa/nieuwe_codes.html"

    def post(self, request, **_kwargs):
        try:
            return self.show_codes(make_codes(user=request.user))
        except AccountError as error:
            messages.error(request, str(error))
            return redirect("mfa_index")


def request_options(context):
    """`opties` for the script that asks the browser for a passkey."""
    return {"opties": json.dumps(context["js_data"]["request_options"])} if "js_data" in context else {}


@method_decorator(login_not_required, name="dispatch")
class SecondStep(AuthenticateView):
    """The second step of signing in, after the password."""

    form_class = SecondStepForm
    webauthn_form_class = SecondKeyForm
    template_name = "mfa/tweede_stap.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        kinds = set(factors_of(self.stage.login.user).values_list("type", flat=True))
        return context | request_options(context) | {"has_app": APP in kinds, "has_keys": KEY in kinds}


class SecondStepAgain(PermissionRequiredMixin, ReauthenticateView):
    """The second step for who is signed in already."""

    permission_required = ()
    form_class = SecondStepAgainForm
    template_name = "mfa/nog_een_keer.html"


class SecondStepAgainByKey(PermissionRequiredMixin, ReauthenticateWebAuthnView):
    permission_required = ()
    form_class = SecondKeyAgainForm
    template_name = "mfa/nog_een_keer_sleutel.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | request_options(context)

    def form_invalid(self, form):
        for message in form.errors.get("credential", []):
            messages.error(self.request, message)
        return redirect(self.request.get_full_path())

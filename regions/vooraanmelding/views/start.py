"""Where someone begins: the public page, the link by mail, and the own registrations."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from regions.models import Vooraanmelding, Vooraanmeldperiode
from regions.vooraanmelding.aanmelden import CLOSED, start_vooraanmelding
from regions.vooraanmelding.forms.invullen import StartForm
from regions.vooraanmelding.toegang import ask_access, enter, read_token
from regions.vooraanmelding.views.gate import WRITE
from sto_portal.workflow import TransitionError

SLOW_DOWN = "U vroeg in korte tijd vaak om een link. Wacht een uur en probeer het dan opnieuw."


@method_decorator(login_not_required, name="dispatch")
class Vooraanmelden(FormView):
    """What registering a region is; a visitor asks for a link, who signed in begins or goes on."""

    form_class = StartForm
    template_name = "regions/vooraanmelden.html"

    @cached_property
    def periodes(self):
        return list(Vooraanmeldperiode.objects.open_at(timezone.now()).order_by("sluit_op", "pk"))

    def get_context_data(self, **kwargs):
        user, own = self.request.user, []
        if user.is_authenticated:
            mine = Vooraanmelding.objects.of(user).order_by("-pk")
            own = list(mine.select_related("periode__regelingversie__regeling"))
        begun = {row.periode_id for row in own if row.is_writable and not row.ingediende_naam}
        coming = Vooraanmeldperiode.objects.filter(opent_op__gt=timezone.now()).order_by("opent_op").first()
        return super().get_context_data(
            periodes=self.periodes,
            te_beginnen=[periode for periode in self.periodes if periode.pk not in begun],
            volgende=None if self.periodes else coming,
            eigen=own,
            may_write=user.is_authenticated and user.has_perm(WRITE),
            **kwargs,
        )

    def form_valid(self, form):
        if not self.periodes:
            return self.refuse(form, CLOSED, status=409)
        if not ratelimit.consume(self.request, action="vooraanmelden"):
            return self.refuse(form, SLOW_DOWN, status=429)
        ask_access(periode=self.periodes[0], **form.cleaned_data)
        text = f"Wij sturen een e-mail naar {form.cleaned_data['email']}. Daarin staat hoe u verder gaat."
        messages.success(self.request, text)
        return redirect("vooraanmelden")

    def refuse(self, form, reason, *, status):
        form.add_error(None, reason)
        return self.render_to_response(self.get_context_data(form=form), status=status)


@method_decorator(login_not_required, name="dispatch")
class VooraanmeldenConfirm(TemplateView):
    """The link from the mail: going on makes an account, where there is none, and asks a password."""

    template_name = "regions/vooraanmelden_confirm.html"

    @cached_property
    def person(self):
        """Whom the link is of; None for one that is too old or that we did not make."""
        return read_token(self.kwargs["token"])

    def get(self, request, *args, **kwargs):
        context = self.get_context_data(person=self.person)
        return self.render_to_response(context, status=200 if self.person else 404)

    def post(self, request, *args, **kwargs):
        return redirect(enter(**self.person)) if self.person else self.get(request)


class VooraanmeldingStart(PermissionRequiredMixin, View):
    """Begin a registration; beginning twice gives the same draft."""

    permission_required = WRITE

    def get(self, request):
        """Who signed in again on the way comes back here."""
        return redirect("vooraanmelden")

    def post(self, request):
        chosen = request.POST.get("periode", "")
        rows = Vooraanmeldperiode.objects.open_at(timezone.now())
        periode = rows.filter(pk=chosen).first() if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
        try:
            if periode is None:
                raise TransitionError(CLOSED)
            return redirect(start_vooraanmelding(periode=periode, by=request.user))
        except TransitionError as error:
            messages.error(request, str(error))
            return redirect("vooraanmelden")

"""Where someone begins: the public page, the link by mail, and the own registrations."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
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


def open_periode():
    """The Vooraanmeldperiode that is open now, or None."""
    return Vooraanmeldperiode.objects.open_at(timezone.now()).first()


@method_decorator(login_not_required, name="dispatch")
class Vooraanmelden(FormView):
    """What registering a region is; a visitor asks for a link, who signed in begins or goes on."""

    form_class = StartForm
    template_name = "regions/vooraanmelden.html"

    @cached_property
    def periode(self):
        return open_periode()

    def get_context_data(self, **kwargs):
        user = self.request.user
        own = []
        if user.is_authenticated:
            mine = Vooraanmelding.objects.of(user).order_by("-pk")
            own = mine.select_related("periode__regelingversie__regeling")
        now = timezone.now()
        next_one = Vooraanmeldperiode.objects.filter(opent_op__gt=now).order_by("opent_op").first()
        return super().get_context_data(
            periode=self.periode,
            volgende=None if self.periode else next_one,
            eigen=own,
            may_write=user.is_authenticated and user.has_perm(WRITE),
            **kwargs,
        )

    def form_valid(self, form):
        if self.periode is None:
            return self.refuse(form, CLOSED, status=409)
        if not ratelimit.consume(self.request, action="vooraanmelden"):
            return self.refuse(form, SLOW_DOWN, status=429)
        ask_access(periode=self.periode, **form.cleaned_data)
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
        found = read_token(self.kwargs["token"])
        if found is None:
            raise Http404("Deze link werkt niet meer. Vraag een nieuwe link aan bij 'Regio aanmelden'.")
        return found

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, **kwargs)

    def post(self, request, **_kwargs):
        return redirect(enter(**self.person))


class VooraanmeldingStart(PermissionRequiredMixin, View):
    """Begin a registration; beginning twice gives the same draft."""

    permission_required = WRITE

    def post(self, request):
        periode = open_periode()
        try:
            if periode is None:
                raise TransitionError(CLOSED)
            return redirect(start_vooraanmelding(periode=periode, by=request.user))
        except TransitionError as error:
            messages.error(request, str(error))
            return redirect("vooraanmelden")

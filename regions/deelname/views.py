from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic import FormView, ListView

from regions.deelname.actions import TooManyError, note_wish
from regions.deelname.forms import DeelnamewensForm
from regions.models import Deelnamewens
from sto_portal.vormgeving.lijsten import NearestPageMixin

SLOW_DOWN = "U hebt in korte tijd veel berichten verstuurd. Wacht een uur en probeer het dan opnieuw."


@method_decorator(login_not_required, name="dispatch")
class WensCreate(FormView):
    """The public page on which a school says that it wishes to take part; one sender is slowed down."""

    form_class = DeelnamewensForm
    template_name = "regions/wens_form.html"

    def form_valid(self, form):
        if not ratelimit.consume(self.request, action="deelnamewens"):
            return self.refuse(form, SLOW_DOWN, status=429)
        try:
            note_wish(**form.cleaned_data)
        except TooManyError as error:
            return self.refuse(form, str(error), status=429)
        messages.success(self.request, f"Uw bericht is bewaard voor de regio {form.cleaned_data['regio'].naam}.")
        return redirect("wens-create")

    def refuse(self, form, reason, *, status):
        form.add_error(None, reason)
        return self.render_to_response(self.get_context_data(form=form), status=status)


class WensList(PermissionRequiredMixin, NearestPageMixin, ListView):
    """Every school that wishes to take part, the newest first, for DUS-I."""

    permission_required = "regions.view_every_deelnamewens"
    template_name = "regions/wens_list.html"
    context_object_name = "wensen"
    paginate_by = 100
    queryset = Deelnamewens.objects.select_related("regio")

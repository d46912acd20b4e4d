from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import redirect
from django.views.generic import DetailView, View
from django.views.generic.detail import SingleObjectMixin

from sto_portal.werk.actions import restart
from sto_portal.werk.models import Werk

STOP_POLLING = 286


class WerkView(PermissionRequiredMixin):
    """Work in the background, for who asked for it; no role is needed, `visible_to` closes it for others."""

    permission_required = ()

    def get_queryset(self):
        return Werk.objects.visible_to(self.request.user)


class WerkDetail(WerkView, DetailView):
    template_name = "werk/werk_detail.html"


class WerkProgress(WerkView, DetailView):
    """The part of the page that htmx asks again and again; its status 286 ends that."""

    template_name = "werk/_voortgang.html"

    def render_to_response(self, context, **kwargs):
        status = STOP_POLLING if self.object.is_finished else 200
        return super().render_to_response(context, status=status, **kwargs)


class WerkRetry(WerkView, SingleObjectMixin, View):
    def post(self, request, **_kwargs):
        werk = self.get_object()
        if not restart(werk):
            messages.warning(request, "Dit is niet mislukt, dus opnieuw proberen is niet nodig.")
        return redirect(werk)

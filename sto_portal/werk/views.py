from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Count
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import DetailView, ListView, TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from sto_portal.vormgeving.lijsten import NearestPageMixin
from sto_portal.werk.actions import restart, restart_failed
from sto_portal.werk.forms import WerkFilter
from sto_portal.werk.models import Werk
from sto_portal.werk.register import KINDS
from sto_portal.werk.reports import pieces, read_toestand

STOP_POLLING = 286
SEE_EVERYTHING = "werk.view_every_werk"
RETRY_EVERYTHING = "werk.retry_every_werk"


def list_url(query):
    """The address of the list with the filter of `query`, a QueryDict."""
    query = query.copy()
    query.pop("page", None)
    return f"{reverse('werk:list')}?{query.urlencode()}#lijst" if query else f"{reverse('werk:list')}#lijst"


class WerkView(PermissionRequiredMixin):
    """Work in the background, for who asked for it; no role is needed, `visible_to` closes it for others."""

    permission_required = ()

    def get_queryset(self):
        return Werk.objects.visible_to(self.request.user)


class OneWerkView(WerkView, DetailView):
    """One piece of work; who sees all work gets its facts too, but never what was put in."""

    def get_queryset(self):
        return super().get_queryset().with_held().select_related("door").defer("invoer")

    def get_context_data(self, **kwargs):
        return super().get_context_data(shows_facts=self.request.user.has_perm(SEE_EVERYTHING), **kwargs)


class WerkDetail(OneWerkView):
    template_name = "werk/werk_detail.html"


class WerkProgress(OneWerkView):
    """The part of the page that htmx asks again and again; its status 286 ends that."""

    template_name = "werk/_voortgang.html"

    def render_to_response(self, context, **kwargs):
        status = STOP_POLLING if self.object.is_finished else 200
        return super().render_to_response(context, status=status, **kwargs)


class WerkRetry(WerkView, SingleObjectMixin, View):
    """Try one piece of work again; `lijst`, the filter of the list it was asked from, leads back there."""

    def post(self, request, **_kwargs):
        werk = self.get_object()
        again = restart(werk)
        if not again:
            messages.warning(request, "Dit is niet mislukt, dus opnieuw proberen is niet nodig.")
        if "lijst" not in request.POST:
            return redirect(werk)
        if again:
            messages.success(request, f"{werk.title} ({werk.sleutel}) staat weer in de rij.")
        return redirect(list_url(QueryDict(request.POST["lijst"])))


class EveryWerkView(PermissionRequiredMixin):
    """A page about all the work there is."""

    permission_required = SEE_EVERYTHING

    @cached_property
    def filter_form(self):
        return WerkFilter(self.request.GET)


class WerkState(EveryWerkView, TemplateView):
    """The part of the list page that htmx asks again and again."""

    template_name = "werk/_stand.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(toestand=read_toestand(), **kwargs)


class WerkList(EveryWerkView, NearestPageMixin, ListView):
    """How the work stands, and the list of it."""

    template_name = "werk/werk_list.html"
    paginate_by = 50

    def get_queryset(self):
        rows = Werk.objects.select_related("door").defer("invoer", "resultaat")
        return self.filter_form.apply(rows)

    def get_context_data(self, **kwargs):
        query = self.request.GET.urlencode()
        failed = self.object_list.failed().count()
        may_retry = failed and self.filter_form.is_valid() and self.request.user.has_perm(RETRY_EVERYTHING)
        return super().get_context_data(
            toestand=read_toestand(),
            form=self.filter_form,
            failed=failed,
            retry_all_url=f"{reverse('werk:retry-all')}?{query}" if may_retry else "",
            query=query,
            **kwargs,
        )


class WerkRetryAll(EveryWerkView, TemplateView):
    """Say how much failed among what the filter shows, then try all of it again.

    A filter that is not understood would show more than was asked, so with that nothing is tried.
    """

    permission_required = RETRY_EVERYTHING
    template_name = "werk/werk_retry_all.html"

    def get_rows(self):
        rows = self.filter_form.apply(Werk.objects.failed())
        return rows if self.filter_form.is_valid() else rows.none()

    def get_context_data(self, **kwargs):
        counts = self.get_rows().order_by("soort").values_list("soort").annotate(Count("pk"))
        by_kind = [f"{KINDS[soort].title if soort in KINDS else soort}: {count}" for soort, count in counts]
        total = sum(count for _soort, count in counts)
        return super().get_context_data(
            total=total,
            title=f"{pieces(total)} opnieuw proberen?",
            by_kind=by_kind,
            url=self.request.get_full_path(),
            cancel_url=list_url(self.request.GET),
            **kwargs,
        )

    def post(self, request, **_kwargs):
        if count := restart_failed(self.get_rows(), by=request.user):
            messages.success(request, f"{pieces(count)} {'staat' if count == 1 else 'staan'} weer in de rij.")
        else:
            messages.warning(request, "Hier is niets mislukt, dus opnieuw proberen is niet nodig.")
        return redirect(list_url(request.GET))

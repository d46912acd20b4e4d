from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import ListView, View

from applications.models import Aanvraagronde
from assessment.models import Besluit, Besluitsoort, Besluitstatus
from assessment.models.besluit import OPEN
from assessment.reports.beslistermijn import find_beslistermijnen, find_termijnen
from assessment.reports.verzending import find_sendings
from assessment.reports.werkvoorraad import ready_for_decision
from assessment.work import ZIP
from sto_portal.bestanden.models import Bestand
from sto_portal.bestanden.responses import download
from sto_portal.namen import names_with
from sto_portal.vormgeving.lijsten import NearestPageMixin, page_of
from sto_portal.werk.actions import enqueue
from sto_portal.werk.models import Werk

TO_DRAFT, TO_DRAFT_PER_PAGE = "opstellen", 25
SHOWN = (
    *("soort", "status", "versie", "volgnummer", "bedrag_cents", "besluit_datum", "vervangt"),
    *("aanvraag__ronde__nummer", "aanvraag__regio__nummer", "aanvraag__regio__naam"),
)
IS_REPLACED = Exists(Besluit.objects.filter(vervangt=OuterRef("pk"), status=Besluitstatus.VERZONDEN))


class BesluitList(PermissionRequiredMixin, NearestPageMixin, ListView):
    """Decisions, with filters; for DUS-I also the cases for which one can be drafted."""

    permission_required = "assessment.view_sent_besluit"
    template_name = "assessment/besluit_list.html"
    context_object_name = "besluiten"
    paginate_by = 100

    def get_queryset(self):
        besluiten = Besluit.objects.visible_to(self.request.user).select_related("aanvraag__regio", "aanvraag__ronde")
        filters = self.request.GET
        if filters.get("status") in Besluitstatus.values:
            besluiten = besluiten.filter(status=filters["status"])
        if filters.get("soort") in Besluitsoort.values:
            besluiten = besluiten.filter(soort=filters["soort"])
        if filters.get("ronde", "").isascii() and filters.get("ronde", "").isdigit():
            besluiten = besluiten.filter(aanvraag__ronde__nummer=int(filters["ronde"][:4]))
        if zoek := filters.get("zoek", "").replace("\0", "").strip():
            besluiten = besluiten.filter(names_with(zoek, "aanvraag__regio__nummer", "aanvraag__regio__naam"))
        shown = besluiten.annotate(is_replaced=IS_REPLACED).only(*SHOWN)
        return shown.order_by("-aanvraag__ronde__nummer", "aanvraag__regio__nummer", "-volgnummer")

    def get_context_data(self, **kwargs):
        user = self.request.user
        visible = Besluit.objects.visible_to(user)
        context = super().get_context_data(
            statussen=Besluitstatus.choices,
            soorten=Besluitsoort.choices,
            rondes=visible.order_by("aanvraag__ronde__nummer")
            .values_list("aanvraag__ronde__nummer", "aanvraag__ronde__naam")
            .distinct(),
            chosen=self.request.GET,
            te_besluiten=self.to_draft() if user.has_perm("assessment.draft_besluit") else None,
            may_change_grondslag=user.has_perm("assessment.change_besluittekst"),
            sees_all=user.has_perm("assessment.view_besluit"),
            **kwargs,
        )
        te_besluiten = context["te_besluiten"]
        add_terms(context["besluiten"] if context["sees_all"] else [], te_besluiten.object_list if te_besluiten else [])
        return context

    def to_draft(self):
        """A page of its own of the cases for which a decision can be drafted."""
        return page_of(ready_for_decision(self.request.user), self.request, TO_DRAFT_PER_PAGE, TO_DRAFT)


def add_terms(besluiten, te_besluiten):
    """Give each Besluit its `verzending` (a Werk or None) and, as long as it is open, its `termijn`: the first to end.

    Each of `te_besluiten` (Aanvraag) gets its `beslistermijn`. Five queries at most, none for nothing.
    """
    sendings, begun = find_sendings(besluiten), [row for row in besluiten if row.status in OPEN and not row.vervangt_id]
    rondes = Aanvraagronde.objects.select_related("regelingversie").in_bulk({row.aanvraag.ronde_id for row in begun})
    for besluit in begun:
        besluit.aanvraag.ronde = rondes[besluit.aanvraag.ronde_id]
    known = find_beslistermijnen([*(besluit.aanvraag for besluit in begun), *te_besluiten])
    termijnen = find_termijnen(begun, known)
    for besluit in besluiten:
        besluit.verzending = sendings.get(besluit.pk)
        besluit.termijn, *_later = termijnen.get(besluit.pk, [None])
    for aanvraag in te_besluiten:
        aanvraag.beslistermijn = known[aanvraag.pk]


class BesluitZip(PermissionRequiredMixin, View):
    """Ask the worker for one ZIP of the chosen letters."""

    permission_required = "assessment.view_besluit"
    http_method_names = ["post"]

    def post(self, request):
        chosen = [int(pk) for pk in request.POST.getlist("besluit") if pk.isascii() and pk.isdigit() and len(pk) < 16]
        pks = list(
            Besluit.objects.visible_to(request.user)
            .filter(pk__in=chosen, status=Besluitstatus.VERZONDEN)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        if not pks:
            messages.error(request, "Kies een of meer besluiten waarvan de brief is verzonden.")
            return redirect("besluit-list")
        sleutel = f"{request.user.pk}:" + ",".join(map(str, pks))
        return redirect(enqueue(ZIP, sleutel=digest(sleutel), invoer={"besluiten": pks}, by=request.user))


def digest(text):
    """A short key for work on the same choice of the same person."""
    return sha256(text.encode()).hexdigest()


class BesluitZipDownload(PermissionRequiredMixin, View):
    """The ZIP, for who asked for it."""

    permission_required = "assessment.view_besluit"

    def get(self, request, pk):
        werk = get_object_or_404(Werk.objects.visible_to(request.user), pk=pk, soort=ZIP)
        if not werk.resultaat:
            raise Http404("Dit bestand is er nog niet.")
        return download(get_object_or_404(Bestand, pk=werk.resultaat["bestand"]))

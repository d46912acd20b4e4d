from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import redirect
from django.views.generic import ListView, TemplateView
from django.views.generic.edit import FormView

from applications.models.dossier import has_nummer
from assessment.access import CaseView, OwnCaseView
from assessment.actions.beoordelen import IncompleteError, hand_in, save_deelaspect
from assessment.actions.toewijzen import decline
from assessment.forms.toewijzing import DeclineForm
from assessment.models import Advies, Adviesstatus, Beoordelingstatus, Verhindering
from assessment.reports.stappen import missing_in, read_steps
from assessment.reports.vergelijking import compare
from assessment.reports.werkvoorraad import SORTS, cases_to_follow, my_work, vereisten_per_kader, with_groups
from assessment.views.deelaspect import DeelaspectView
from assessment.views.dossier import read_frozen
from assessment.views.vergelijken import lay_beside
from sto_portal.vormgeving.lijsten import NearestPageMixin, page_of
from sto_portal.workflow import TransitionError

PAGE, CASES = 100, 50
STEP_TITLES = {
    "klaar": "Klaar voor advies",
    "concept": "Advies in concept",
    "wachten": "Wachten op beoordelingen",
    "vastgesteld": "Advies vastgesteld",
}
CLOSED = "afgerond"


class BeoordelingList(PermissionRequiredMixin, NearestPageMixin, ListView):
    """My work: the cases to judge, and for the voorzitter every case with who has handed in."""

    permission_required = "assessment.view_beoordeling"
    template_name = "assessment/beoordeling_list.html"
    paginate_by = PAGE

    def get_queryset(self):
        asked = self.request.GET.get("volgorde", "")
        self.sort = asked if asked in SORTS else "uiterlijk"
        self.closed = self.request.GET.get("toon") == CLOSED
        return my_work(self.request.user, self.sort, closed=self.closed)

    def get_context_data(self, **kwargs):
        totals = vereisten_per_kader()
        context = super().get_context_data(sort=self.sort, closed=self.closed, tabs=self.get_tabs(), **kwargs)
        for row in context["object_list"]:
            row.total = totals[row.aanvraag.ronde.rondekader.kader_id]
        if self.request.user.has_perm("assessment.write_advies"):
            page = page_of(cases_to_follow(self.request.user, closed=self.closed), self.request, CASES, "zaken")
            cases = with_groups(page.object_list)
            groups = [(title, [case for case in cases if case.stap == step]) for step, title in STEP_TITLES.items()]
            context |= {"groups": [(title, rows) for title, rows in groups if rows], "zaken": page}
        context["may_judge"] = self.request.user.has_perm("assessment.judge_aanvraag")
        return context

    def get_tabs(self):
        """What is with the committee now, and what it has done."""
        path = self.request.path
        return [
            {"label": "Nu bij de commissie", "url": path, "current": not self.closed},
            {"label": "Afgerond", "url": f"{path}?toon={CLOSED}", "current": self.closed},
        ]


class BeoordelingDetail(OwnCaseView, DeelaspectView):
    """The frozen plan beside the form of one deelaspect; read only from handing in on.

    A voorzitter who judges nothing is sent on to the plan.
    """

    template_name = "assessment/beoordeling_detail.html"
    step_url_name = "beoordeling-deelaspect"

    def handle_no_permission(self):
        if self.request.user.has_perm("assessment.write_advies"):
            return redirect("beoordeling-read", self.kwargs["nummer"])
        return super().handle_no_permission()

    def get_judgement(self):
        return self.beoordeling

    def is_open(self):
        return self.beoordeling.is_open

    def save(self, form):
        values = form.values
        save_deelaspect(
            beoordeling=self.beoordeling,
            deelaspect=self.step.deelaspect,
            by=self.request.user,
            **values,
        )

    def after_last(self):
        return redirect("beoordeling-hand-in", self.object.nummer)

    def get_context_data(self, **kwargs):
        leespagina = read_frozen(self.plan, self.object)
        self.attach_answers(leespagina.codes)
        own = {"beoordeling": self.beoordeling, "plan": leespagina.plan, "was_copied": self.plan.vorige_id is not None}
        is_supplemented = self.plan.pk != self.beoordeling.plan_id
        return super().get_context_data(is_supplemented=is_supplemented, **own, **kwargs)


class BeoordelingHandIn(OwnCaseView, TemplateView):
    """Check what is missing, confirm, and seal."""

    template_name = "assessment/beoordeling_hand_in.html"

    def get(self, request, *args, **kwargs):
        if not self.beoordeling.is_open:
            return redirect("beoordeling-detail", self.object.nummer)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            beoordeling = hand_in(beoordeling=self.beoordeling, by=request.user)
        except TransitionError as error:
            messages.warning(request, str(error))
            return redirect("beoordeling-detail", self.object.nummer)
        except IncompleteError:
            return self.render_to_response(self.get_context_data(refused=True), status=422)
        text = "Uw beoordeling is ingeleverd."
        if beoordeling.status == Beoordelingstatus.ONTHULD:
            text += " Alle drie de beoordelingen zijn nu binnen: u kunt ze vergelijken."
        messages.success(request, text)
        return redirect("beoordeling-detail", self.object.nummer)

    def get_context_data(self, **kwargs):
        missing = missing_in(read_steps(self.object, self.beoordeling))
        return super().get_context_data(beoordeling=self.beoordeling, missing=missing, **kwargs)


class BeoordelingDecline(OwnCaseView, FormView):
    """Withdraw from a case with a reason; it disappears from the own work."""

    form_class = DeclineForm
    template_name = "assessment/beoordeling_decline.html"

    def dispatch(self, request, *args, **kwargs):
        declined = Verhindering.objects.filter(has_nummer(kwargs["nummer"], "aanvraag__"), lid__user=request.user)
        if request.method == "POST" and declined.exists():
            messages.info(request, "Uw melding is al ontvangen.")
            return redirect("beoordeling-list")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            decline(beoordeling=self.beoordeling, reden=form.cleaned_data["reden"], by=self.request.user)
        except TransitionError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"U beoordeelt aanvraag {self.object.nummer} niet meer.")
        return redirect("beoordeling-list")


class BeoordelingCompare(CaseView, TemplateView):
    """The three revealed judgements beside each other, differences marked."""

    template_name = "assessment/beoordeling_compare.html"

    def get(self, request, *args, **kwargs):
        self.vergelijking = compare(self.object, request.user)
        if self.vergelijking is None:
            messages.warning(request, "U kunt pas vergelijken als alle drie de beoordelingen binnen zijn.")
            return redirect("beoordeling-list")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        only_differences = self.request.GET.get("toon") == "verschillen"
        advies = Advies.objects.filter(aanvraag=self.object, status=Adviesstatus.VASTGESTELD).first()
        shown = lay_beside(self.object, self.vergelijking, advies, only_differences=only_differences)
        return super().get_context_data(**shown | kwargs)

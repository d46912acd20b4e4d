"""The list of applications, the start of one, and its task list."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Max, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView

from applications.access import CHANGE_PLAN, AanvraagGate
from applications.actions import start_aanvraag
from applications.actions.aanwezigheid import name_others
from applications.actions.steps import may_set_aside
from applications.contents import Planinhoud
from applications.forms.aanvraag import AanvraagFilter, StartForm
from applications.herkansing import find_rejected, last_filed, may_take_part
from applications.models import Aanvraag, Aanvraagronde
from applications.stand import describe_stand
from applications.taken import make_supplement_tasks, make_tasks, make_timeline
from applications.verzoeken import list_requests
from regions.models import Lidmaatschap, Regio
from regions.permissions import regios_of
from sto_portal.roles import Regiorol, roles_with
from sto_portal.vormgeving.lijsten import NearestPageMixin
from sto_portal.workflow import TransitionError

STEP_PERMISSIONS = {"request_supplement": "applications.request_supplement"}
START, SUBMIT = "applications.start_aanvraag", "applications.submit_aanvraag"


def startable(user):
    """Every (Regio, Aanvraagronde) in which `user` may begin an application that is not there yet."""
    rollen = roles_with(START) & set(Regiorol)
    leden = user.lidmaatschappen.current().filter(rol__in=rollen)
    regios = list(Regio.objects.filter(pk__in=leden.values("regio")))
    now = timezone.now()
    extended = Q(uitstel__regio__in=regios) | Q(uitstel__regio__isnull=True)
    rondes = Aanvraagronde.objects.filter(opent_op__lte=now).annotate(latest=Max("uitstel__sluit_op", filter=extended))
    open_now = rondes.filter(Q(sluit_op__gt=now) | Q(latest__gt=now)).select_related("regelingversie")
    begun = set(Aanvraag.objects.filter(regio__in=regios, ronde__in=open_now).values_list("regio", "ronde"))
    pairs = [(regio, ronde) for regio in regios for ronde in open_now if (regio.pk, ronde.pk) not in begun]
    return [
        (regio, ronde)
        for regio, ronde in pairs
        if (ronde.sluit_op > now or ronde.is_open_for(regio)) and may_take_part(regio, ronde)
    ]


class AanvraagList(PermissionRequiredMixin, NearestPageMixin, ListView):
    """The applications of the own regions; for DUS-I every one that was filed."""

    permission_required = "applications.view_aanvraag"
    template_name = "applications/aanvraag_list.html"
    context_object_name = "aanvragen"
    paginate_by = 50

    @cached_property
    def filter_form(self):
        return AanvraagFilter(self.request.GET)

    def get_queryset(self):
        visible = Aanvraag.objects.visible_to(self.request.user).select_related("regio", "ronde")
        return self.filter_form.apply(visible.with_sluit_op().with_gewijzigd_op())

    def get_context_data(self, **kwargs):
        user = self.request.user
        can_start = bool(user.has_perm(START) and startable(user))
        is_filtered = any(self.request.GET.get(name) for name in ("zoek", "ronde", "status"))
        return super().get_context_data(
            form=self.filter_form,
            can_start=can_start,
            is_filtered=is_filtered,
            reads_every=user.has_perm("applications.view_every_aanvraag"),
            **kwargs,
        )


class AanvraagStart(PermissionRequiredMixin, FormView):
    """A penvoerder begins the draft of a region in an open round; beginning twice gives the same draft."""

    permission_required = START
    form_class = StartForm
    template_name = "applications/aanvraag_start.html"

    def get_form_kwargs(self):
        mogelijk = startable(self.request.user)
        return super().get_form_kwargs() | {"mogelijk": mogelijk, "eerdere": last_filed([r for r, _ in mogelijk])}

    def post(self, request, *args, **kwargs):
        begun = self.begun_before()
        return redirect(begun) if begun else super().post(request, *args, **kwargs)

    def begun_before(self):
        """The application that an earlier post of this same page made; None if there is none."""
        regio, _, ronde = self.request.POST.get("keuze", "").partition("-")
        if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in (regio, ronde)):
            return None
        own = Aanvraag.objects.visible_to(self.request.user).select_related("regio", "ronde")
        return own.filter(regio=regio, ronde=ronde).first()

    def form_valid(self, form):
        regio, ronde = form.chosen
        try:
            aanvraag = start_aanvraag(regio=regio, ronde=ronde, by=self.request.user, vorige=form.vorige)
        except TransitionError as error:
            form.add_error("keuze", str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Uw aanvraag is gestart. U kunt nu samen schrijven.")
        return redirect(aanvraag)


def place_of_rol(lid):
    """The penvoerder first, who only reads last."""
    return list(Regiorol).index(lid.rol)


class AanvraagDetail(AanvraagGate, TemplateView):
    """A draft as a task list; a filed application as its status and the way it went."""

    template_name = "applications/aanvraag_detail.html"

    def get_context_data(self, **kwargs):
        aanvraag, user = self.aanvraag, self.request.user
        leden = Lidmaatschap.objects.current().filter(regio=aanvraag.regio).select_related("user").order_by("pk")
        kwargs |= {
            "leden": [
                {"label": lid.user.naam, "value": lid.get_rol_display()} for lid in sorted(leden, key=place_of_rol)
            ],
            "may_invite": user.has_perm("regions.change_lidmaatschap", aanvraag),
            "may_submit": user.has_perm(SUBMIT, aanvraag),
            "sluit_op": aanvraag.sluit_op,
            "uitstel": aanvraag.ronde.uitstel_of(aanvraag.regio) if self.has_uitstel else None,
            "now": timezone.now(),
        } | self.content()
        kwargs["verzoeken"] = [] if aanvraag.is_writable else list_requests(aanvraag, kwargs["now"])
        kwargs["brieven"] = aanvraag.brieven.all() if kwargs["verzoeken"] else []
        return super().get_context_data(**kwargs | self.step_urls(kwargs["verzoeken"]))

    def content(self):
        """What stands in the middle: the tasks of a draft or of a supplement, else the state and the way it went."""
        aanvraag, user = self.aanvraag, self.request.user
        if aanvraag.is_writable:
            anderen = name_others(aanvraag=aanvraag, user=user)
            tasks = make_tasks(aanvraag, Planinhoud(self.plan), user, anderen)
            return {"tasks": tasks, "afgewezen": find_rejected(self.plan)}
        if self.verzoek:
            return {
                "opdrachten": make_supplement_tasks(aanvraag, self.verzoek),
                "may_supplement": user.has_perm(CHANGE_PLAN, aanvraag),
                "may_answer": user.has_perm(SUBMIT, aanvraag),
            }
        indiening = aanvraag.indieningen.order_by("-nummer").first()
        stand = describe_stand(aanvraag, indiening, is_own=aanvraag.regio_id in regios_of(user))
        return {"timeline": make_timeline(aanvraag), "indiening": indiening, "stand": stand}

    @property
    def has_uitstel(self):
        """Whether this region may file longer than the round itself is open."""
        return self.aanvraag.sluit_op > self.aanvraag.ronde.sluit_op

    def step_urls(self, verzoeken):
        """The pages of the steps that this person may take now."""
        newest = verzoeken[0].verzoek if verzoeken else None
        return {
            "accept_url": self.step_url("aanvraag-accept", "accept"),
            "request_url": self.step_url("supplement-request", "request_supplement"),
            "set_aside_url": self.step_url("besluit-set-aside", "set_aside") if may_set_aside(newest) else "",
            "withdraw_url": self.step_url("aanvraag-withdraw", "withdraw"),
        }

    def step_url(self, name, verb):
        """The page of a step that this person may take now; '' for anyone else and at any other moment."""
        permission = STEP_PERMISSIONS.get(verb, f"applications.{verb}_aanvraag")
        may = self.request.user.has_perm(permission, self.aanvraag) and self.aanvraag.can(verb)
        return reverse(name, args=[self.aanvraag.nummer]) if may else ""

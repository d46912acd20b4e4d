"""The page of one registration, and the steps that its aanmelder takes with it."""

from django.utils import timezone
from django.views.generic import FormView, TemplateView

from regions.models import Vooraanmelding, Vooraanmeldingstatus
from regions.vooraanmelding.aanmelden import (
    IncompleteError,
    may_file,
    reopen_vooraanmelding,
    submit_vooraanmelding,
    withdraw_vooraanmelding,
)
from regions.vooraanmelding.beslissen import read_family
from regions.vooraanmelding.forms.invullen import SubmitForm
from regions.vooraanmelding.vergelijken import read_vergelijking
from regions.vooraanmelding.views.gate import WRITE, VooraanmeldingGate, WriteGate
from regions.vooraanmelding.views.invullen import part_url
from regions.vooraanmelding.volledig import read_delen
from sto_portal.vormgeving.templatetags.sto import moment
from sto_portal.workflow import TransitionError

STEPS = {
    "submit": "Ingediend",
    "reopen": "Teruggehaald om te veranderen",
    "send_back": "Teruggestuurd om te veranderen",
    "withdraw": "Ingetrokken",
    "merge": "Samengevoegd",
    "split": "Gesplitst",
    "from_merge": "Ontstaan door samenvoegen",
    "from_split": "Ontstaan door splitsen",
    "restore": "Hersteld",
    "dissolve": "Vervallen",
    "accept": "Geaccepteerd",
    "refuse": "Afgewezen",
}


def make_timeline(vooraanmelding):
    """The steps that were taken, as the items of a timeline."""
    return [
        {
            "title": STEPS[step.verb],
            "moment": moment(step.op),
            "by": step.door or "",
            "text": step.reden,
            "state": "done",
        }
        for step in vooraanmelding.statuswijzigingen.select_related("door")
    ]


class VooraanmeldingDetail(VooraanmeldingGate, TemplateView):
    """A draft as a list of tasks; what was filed as it stands, for DUS-I with what is odd about it."""

    template_name = "regions/vooraanmelding_detail.html"

    def get_context_data(self, **kwargs):
        row, user = self.vooraanmelding, self.request.user
        is_own = user.has_perm(WRITE) and not row.herkomst.exists()
        family = read_family(row)
        context = super().get_context_data(
            stappen=make_timeline(row),
            may_read=self.may_read,
            stand=row.get_status_display() if self.may_read or not row.is_writable else "Wordt aangepast",
            kop=row.naam if self.may_read and row.naam else row.ingediende_naam or "Regio zonder naam",
            herkomst=family.sources,
            zichtbaar=set(Vooraanmelding.objects.visible_to(user).filter(vervolg=row)),
            vervolg=row.vervolg.exclude(status=Vooraanmeldingstatus.VERVALLEN).order_by("pk"),
            can_reopen=is_own and row.can("reopen") and row.periode.is_open_at(timezone.now()),
            can_withdraw=is_own and row.can("withdraw"),
            can_undo=family.can_undo,
            **kwargs,
        )
        if row.is_writable and self.may_read:
            delen = read_delen(row)
            context |= {
                "taken": [self.task(deel) for deel in delen],
                "is_klaar": not any(deel.ontbreekt for deel in delen),
                "may_file": may_file(row, timezone.now()),
                "teruggestuurd": row.statuswijzigingen.order_by("pk").last(),
            }
        elif context["reads_every"] and self.may_read:
            context["bevindingen"] = read_vergelijking(row.periode).bevindingen.get(row.pk)
        return context

    def task(self, deel):
        return {
            "label": deel.titel,
            "url": part_url(self.vooraanmelding, deel.code),
            "hint": deel.waarschuwing or deel.inhoud or deel.ontbreekt,
            "status": "warning" if deel.ontbreekt or deel.waarschuwing else "success",
            "status_label": "Nog invullen" if deel.ontbreekt else "Let op" if deel.waarschuwing else "Ingevuld",
        }


class VooraanmeldingSubmit(WriteGate, FormView):
    """The registration once more, and the declaration; a second click changes nothing."""

    form_class = SubmitForm
    template_name = "regions/vooraanmelding_submit.html"

    def dispatch(self, request, *args, **kwargs):
        self.arrived_at = timezone.now()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        delen = read_delen(self.vooraanmelding)
        missing = [deel for deel in delen if deel.ontbreekt]
        return super().get_context_data(
            is_open=self.vooraanmelding.periode.is_open_at(self.arrived_at),
            waarschuwingen=[deel.waarschuwing for deel in delen if deel.waarschuwing],
            ontbreekt=[{"tekst": deel.ontbreekt, "url": part_url(self.vooraanmelding, deel.code)} for deel in missing],
            **kwargs,
        )

    def form_valid(self, form):
        try:
            submit_vooraanmelding(vooraanmelding=self.vooraanmelding, by=self.request.user, at=self.arrived_at)
        except TransitionError as error:
            form.add_error(None, str(error))
        except IncompleteError as error:
            for deel in error.delen:
                form.add_error(None, deel.ontbreekt)
        else:
            return self.done("Uw aanmelding is ingediend. U krijgt ook een e-mail.")
        return self.form_invalid(form)


class OwnStep(VooraanmeldingGate, TemplateView):
    """Ask once more, then let the aanmelder take a step back."""

    permission_required = WRITE
    template_name = "regions/vooraanmelding_stap.html"
    title = ""
    label = ""
    hint = ""
    message = ""
    consequences = []

    def take(self):
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        names = ("title", "label", "hint", "consequences")
        return super().get_context_data(**{name: getattr(self, name) for name in names}, **kwargs)

    def post(self, request, **_kwargs):
        try:
            self.take()
        except TransitionError as error:
            return self.refuse(error)
        return self.done(self.message)


class VooraanmeldingReopen(OwnStep):
    title = "Wilt u de aanmelding veranderen?"
    label = "Haal de aanmelding terug"
    message = "U kunt de aanmelding veranderen. Dien die daarna opnieuw in."
    consequences = [
        "Uw aanmelding is dan niet meer ingediend.",
        "Dien die opnieuw in voordat de periode sluit. Anders telt de aanmelding niet mee.",
    ]

    def take(self):
        reopen_vooraanmelding(vooraanmelding=self.vooraanmelding, by=self.request.user)


class VooraanmeldingWithdraw(OwnStep):
    title = "Wilt u de aanmelding intrekken?"
    label = "Trek de aanmelding in"
    hint = "negative"
    message = "De aanmelding is ingetrokken."
    consequences = ["U kunt dit niet ongedaan maken.", "U kunt de aanmelding blijven lezen."]

    def take(self):
        withdraw_vooraanmelding(vooraanmelding=self.vooraanmelding, by=self.request.user)

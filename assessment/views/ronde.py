"""The coordinator opens a round and changes it: filled in, then shown what it does, then done."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Max
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from applications.models import Aanvraagronde, Rondesoort, Vragenlijst
from applications.views.ronde import RondeView
from assessment.actions.rondes import (
    FIXED,
    LABELS,
    RondeError,
    change_ronde,
    find_fixed,
    foresee_change,
    foresee_new,
    open_ronde,
    read_values,
    tell,
)
from assessment.forms.ronde import RondeForm, initial_of
from assessment.models import Beoordelingskader, Rondekader
from regions.models import Regelingversie

CHANGE = "applications.change_ronde"
OPENED = "De ronde is al open."


class RondeFormView(PermissionRequiredMixin, FormView):
    """Show the form, then the Wijzigingen, then store them."""

    permission_required = CHANGE
    form_class = RondeForm
    template_name = "assessment/ronde_form.html"

    def form_valid(self, form):
        if "wijzigen" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if "vastleggen" in self.request.POST:
                return self.store(form)
            changes = self.foresee(form)
        except RondeError as error:
            form.place(error)
            return self.form_invalid(form)
        self.template_name = "assessment/ronde_confirm.html"
        return self.render_to_response(self.get_context_data(form=form, wijzigingen=changes))

    def done(self, ronde, text):
        messages.success(self.request, text)
        return redirect("ronde-detail", ronde.nummer)


class RondeOpen(RondeFormView):
    """A new round; its number is unique over all regelingen."""

    def get_initial(self):
        highest = Aanvraagronde.objects.aggregate(highest=Max("nummer"))["highest"] or 0
        return {
            "nummer": highest + 1,
            "soort": Rondesoort.ALLEN,
            "regelingversie": Regelingversie.objects.order_by("-geldig_vanaf", "-pk").first(),
            "vragenlijst": Vragenlijst.objects.order_by("-pk").first(),
            "kader": Beoordelingskader.objects.order_by("-pk").first(),
            "opent_tijd": "00:00",
            "sluit_tijd": "23:59",
            "beoordelingstermijn_dagen": Rondekader._meta.get_field("beoordelingstermijn_dagen").default,
            "herinnering_dagen": Rondekader._meta.get_field("herinnering_dagen").default,
        }

    def foresee(self, form):
        return foresee_new(form.cleaned_data["nummer"], form.asked(dict.fromkeys(LABELS)))

    def store(self, form):
        values = form.asked(dict.fromkeys(LABELS))
        ronde = open_ronde(nummer=form.cleaned_data["nummer"], by=self.request.user, **values)
        return self.done(ronde, f"{ronde.naam} is klaargezet.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"ronde": None, "vast": [], "is_new": True})


class RondeChange(RondeView, RondeFormView):
    """Change a round; what is in use is shown and cannot be changed."""

    permission_required = CHANGE

    @cached_property
    def current(self):
        return read_values(self.ronde)

    @cached_property
    def fixed(self):
        """{name of a value: why it cannot change}, in the order of the form."""
        why = {name: FIXED[name] for name in find_fixed(self.ronde)}
        why |= {"opent_op": OPENED} if self.ronde.opent_op <= timezone.now() else {}
        return {name: why[name] for name in LABELS if name in why}

    def get_form_kwargs(self):
        names = {name for name in self.fixed if name != "opent_op"}
        names |= {"opent_datum", "opent_tijd"} if "opent_op" in self.fixed else set()
        return super().get_form_kwargs() | {"fixed": names, "is_new": False}

    def get_initial(self):
        return initial_of(self.current, self.ronde.versie)

    def foresee(self, form):
        return foresee_change(self.ronde, form.asked(self.current))

    def store(self, form):
        values, versie = form.asked(self.current), form.cleaned_data["versie"]
        try:
            changes = change_ronde(
                ronde=self.ronde, versie=versie, reden=form.cleaned_data["reden"], by=self.request.user, **values
            )
        except RondeError:
            form.data = form.data.copy()
            form.data["versie"] = self.ronde.versie
            raise
        text = "De ronde is veranderd." if changes else "De ronde was al zo. Er is niets veranderd."
        return self.done(self.ronde, text)

    def get_context_data(self, **kwargs):
        vast = [
            {"label": LABELS[name], "value": f"{tell(name, self.current[name])}\n{why}"}
            for name, why in self.fixed.items()
        ]
        return super().get_context_data(**kwargs | {"vast": vast, "is_new": False})

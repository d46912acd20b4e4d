"""The forecast of pupils: ten years at once, typed, pasted or uploaded, and its picture."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from applications.access import PlanWriteGate
from applications.actions.roosters import save_prognose
from applications.forms.prognose import InleesForm, PrognoseForm
from applications.forms.rooster import CHANGED, stand_of
from applications.models import Groep, Leerlingenprognose
from applications.rijen import BY_MODEL

READ_IN = "inlezen"


def first_of(rows, name):
    """The first value under this name that is filled in; None if there is none."""
    return next((getattr(row, name) for row in rows if getattr(row, name)), None)


class PrognoseEdit(PlanWriteGate, FormView):
    """One form for all years; what is read in from a table stands in it, to look at and save."""

    groep = Groep.REGIOVISIE
    form_class = PrognoseForm
    template_name = "applications/prognose_edit.html"

    def is_open(self):
        return True

    @cached_property
    def rows(self):
        return list(Leerlingenprognose.objects.of(self.plan))

    @property
    def jaren(self):
        return list(self.aanvraag.ronde.prognosejaren)

    def stand(self):
        """A digest of what is saved."""
        return stand_of({(str(row.jaar), f"{row.bron} {row.peil_datum}"): row.leerlingen for row in self.rows})

    def get_initial(self):
        rows = self.rows
        told = {PrognoseForm.name_of(row.jaar): row.leerlingen for row in rows}
        told |= {name: first_of(rows, name) for name in ("bron", "peil_datum")}
        return told | {"stand": self.stand()}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"jaren": self.jaren}

    def post(self, request, *args, **kwargs):
        return self.read_in() if READ_IN in request.POST else super().post(request, *args, **kwargs)

    def read_in(self):
        """Put what was pasted or uploaded into the form of the years; nothing is saved yet."""
        form = InleesForm(self.request.POST, self.request.FILES)
        years = PrognoseForm(initial=self.get_initial(), jaren=self.jaren)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=years, inlezen=form))
        found = form.cleaned_data["leerlingen"]
        years.initial |= {PrognoseForm.name_of(jaar): found.get(jaar) for jaar in self.jaren}
        outside = sorted(set(found) - set(self.jaren))
        told = {"ingelezen": len(found) - len(outside), "outside": outside}
        told["meldingen"] = form.cleaned_data["meldingen"]
        return self.render_to_response(self.get_context_data(form=years, **told))

    def form_valid(self, form):
        if form.cleaned_data["stand"] and form.cleaned_data["stand"] != self.stand():
            return self.show_conflict(form)
        told = {name: form.cleaned_data[name] for name in ("bron", "peil_datum")}
        save_prognose(plan=self.plan, leerlingen=form.leerlingen, by=self.request.user, **told)
        messages.success(self.request, "De prognose is opgeslagen.")
        return redirect("prognose-edit", self.aanvraag.nummer)

    def show_conflict(self, form):
        """What was typed, beside what others saved: the table under the form; saving again overwrites."""
        form.data = form.data.copy()
        form.data["stand"] = self.stand()
        form.add_error(None, CHANGED)
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def get_context_data(self, **kwargs):
        rows = self.rows
        shown = {
            "rijen": rows,
            "punten": [(str(row.jaar), row.leerlingen) for row in rows],
            "home": BY_MODEL[Leerlingenprognose._meta.model_name].home(self.aanvraag),
            "bronnen": sorted({(row.bron, row.peil_datum) for row in rows}, key=str),
        }
        read_in = {
            "inlezen": kwargs.pop("inlezen", None) or InleesForm(),
            "ingelezen": 0,
            "outside": [],
            "meldingen": [],
        }
        return super().get_context_data(**shown | read_in | kwargs)

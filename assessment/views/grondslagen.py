"""What decisions and letters say of law and sender, per regeling: read and changed by the coordinator."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from applications.models import VersieConflictError
from assessment.actions.grondslagen import change_afzender, change_besluittekst
from assessment.besluitteksten import find_besluittekst
from assessment.forms.besluit import KINDS
from assessment.forms.grondslag import AfzenderForm, BesluittekstForm
from assessment.models import Besluittekst
from regions.models import Afzender, Regeling, Regelingversie

CHANGED = "Iemand anders heeft dit intussen veranderd. Onderaan staat wat die schreef. Slaat u op, dan geldt uw tekst."


class GrondslagGate(PermissionRequiredMixin):
    permission_required = "assessment.change_besluittekst"


class GrondslagList(GrondslagGate, TemplateView):
    """Per Regelingversie the articles of each kind of decision, and the sender of its regeling."""

    template_name = "assessment/grondslag_list.html"

    def get_context_data(self, **kwargs):
        teksten = {(row.regelingversie_id, row.soort): row for row in Besluittekst.objects.all()}
        versies = Regelingversie.objects.select_related("regeling", "regeling__afzender").order_by("-geldig_vanaf")
        rows = [
            {
                "versie": versie,
                "afzender": getattr(versie.regeling, "afzender", None),
                "teksten": [(soort, teksten.get((versie.pk, soort.value))) for soort in KINDS],
            }
            for versie in versies
        ]
        return super().get_context_data(rows=rows, **kwargs)


class GrondslagForm(GrondslagGate, FormView):
    """Change one of them; who was slower sees both texts."""

    template_name = "assessment/grondslag_form.html"
    message = ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.row}

    def form_valid(self, form):
        try:
            self.save(**form.values)
        except VersieConflictError:
            return self.show_conflict(form)
        messages.success(self.request, self.message)
        return redirect("grondslag-list")

    def show_conflict(self, form):
        """The form as typed with what is stored below it; saving again then writes over it knowingly."""
        del self.row
        typed = form.data.copy()
        typed["versie"] = self.row.versie
        again = self.form_class(typed, instance=self.row)
        again.add_error(None, CHANGED)
        stored = [{"label": again.fields[name].label, "value": getattr(self.row, name)} for name in again.Meta.fields
                  if name in again.fields]  # fmt: skip
        return self.render_to_response(self.get_context_data(form=again, stored=stored), status=409)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"stored": [], "kop": self.kop, "uitleg": self.uitleg, "regeling": self.regeling} | kwargs
        )


class BesluittekstEdit(GrondslagForm):
    form_class = BesluittekstForm
    uitleg = "Schrijf alleen op wat u in de regeling hebt gelezen."
    message = "De teksten zijn opgeslagen. Nieuwe concepten beginnen ermee."

    @cached_property
    def regelingversie(self):
        return get_object_or_404(Regelingversie.objects.select_related("regeling"), pk=self.kwargs["versie"])

    @cached_property
    def soort(self):
        if self.kwargs["soort"] not in KINDS:
            raise Http404("Dit soort besluit heeft geen teksten.")
        return self.kwargs["soort"]

    @cached_property
    def row(self):
        return find_besluittekst(self.regelingversie, self.soort)

    @property
    def kop(self):
        return f"Teksten voor: {self.row.get_soort_display().lower()}"

    @property
    def regeling(self):
        return self.regelingversie

    def save(self, **values):
        by = self.request.user
        return change_besluittekst(regelingversie=self.regelingversie, soort=self.soort, by=by, **values)


class AfzenderEdit(GrondslagForm):
    form_class = AfzenderForm
    message = "De afzender is opgeslagen. Nieuwe brieven noemen hem."
    kop = "Afzender van de brieven"
    uitleg = "Zo staat de afzender in de brieven bij deze regeling."

    @cached_property
    def regeling(self):
        return get_object_or_404(Regeling, slug=self.kwargs["regeling"])

    @cached_property
    def row(self):
        return Afzender.objects.filter(regeling=self.regeling).first() or Afzender(regeling=self.regeling)

    def save(self, **values):
        return change_afzender(regeling=self.regeling, by=self.request.user, **values)

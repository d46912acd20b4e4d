"""Tables of numbers that are filled in at once."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from applications.access import PlanWriteGate
from applications.actions.roosters import save_docententekort
from applications.forms.rooster import DocentenForm, RoosterForm
from applications.models import Docententekort, Groep, Profiel
from applications.views.paragraafgate import paragraaf_url
from applications.vragenlijsten import find_home, read_vragen


class RoosterView(PlanWriteGate, FormView):
    """A table of numbers: a form for who may write now, the numbers for everyone else.

    Each kind of table has `get_rijen` and `get_kolommen`, each (key, label) in order, `get_waarden` {(row, column):
    number} of what is saved, and `save(form)` of what was typed.
    """

    groep = Groep.REGIOVISIE
    form_class = RoosterForm
    template_name = "applications/rooster.html"
    title = ""
    caption = ""
    lead = ""
    done = "De tabel is opgeslagen."

    def is_open(self):
        return True

    def get_form_kwargs(self):
        table = {"rijen": self.get_rijen(), "kolommen": self.get_kolommen(), "waarden": self.get_waarden()}
        return super().get_form_kwargs() | table

    def form_valid(self, form):
        self.save(form)
        messages.success(self.request, self.done)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        page = super().form_invalid(form)
        page.status_code = 409 if form.is_changed_meanwhile else 200
        return page

    def get_context_data(self, **kwargs):
        told = {
            "title": self.title,
            "caption": self.caption,
            "lead": self.lead,
            "uitleg": (),
            "more": (),
            "tabs": (),
            "naslag": (),
        }
        return super().get_context_data(**told | kwargs)


class DocententekortEdit(RoosterView):
    """Ten profiles against the four questions of Bijlage B.1 §5.1."""

    form_class = DocentenForm
    title = "Docenten per profiel"
    caption = "Aantal docenten per profiel"
    lead = "Vul in elk vak een getal in. Zijn er geen docenten? Vul dan 0 in."
    done = "De docenten per profiel zijn opgeslagen."

    @cached_property
    def vraag(self):
        vraag = find_home(read_vragen(self.aanvraag.ronde).values(), Docententekort._meta.model_name)
        if vraag is None:
            raise Http404("Deze ronde vraagt geen docenten per profiel.")
        return vraag

    def get_rijen(self):
        return Profiel.choices

    def get_kolommen(self):
        field = Docententekort._meta.get_field
        return [(vraag["key"], str(field(vraag["key"]).verbose_name).capitalize()) for vraag in self.vraag.waarden]

    def get_waarden(self):
        names = [vraag["key"] for vraag in self.vraag.waarden]
        rows = Docententekort.objects.of(self.plan)
        return {(row.profiel, name): getattr(row, name) for row in rows for name in names}

    def save(self, form):
        save_docententekort(plan=self.plan, aantallen=form.ingevuld, by=self.request.user)

    def get_success_url(self):
        return paragraaf_url(self.aanvraag, self.vraag.paragraaf)

    def get_context_data(self, **kwargs):
        uitleg = [
            (label, vraag["vraag"])
            for (_key, label), vraag in zip(self.get_kolommen(), self.vraag.waarden, strict=True)
        ]
        return super().get_context_data(
            home=self.get_success_url(), home_label=self.vraag.paragraaf.kop, uitleg=uitleg, **kwargs
        )

"""Tables of numbers that are filled in at once: what each school offers, and teachers per profile."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from applications.access import AanvraagGate, PlanWriteGate
from applications.actions.roosters import save_aanbod, save_docententekort
from applications.forms.rooster import RoosterForm
from applications.models import BY_NAME, VMBO, Aanbod, Docententekort, Groep, Leerweg, Partner, Partnersoort, Profiel
from applications.reports import Plancijfers
from applications.rijen import BY_MODEL
from applications.views.paragraafgate import paragraaf_url
from applications.vragenlijsten import find_home, read_vragen

SCHOLEN = [*VMBO, Partnersoort.VSO_PRO]
GEEN_PROFIEL = ("", "Theoretische leerweg")


def schools_of(plan):
    """The partners that have pupils of their own, in the order of their names."""
    return Partner.objects.of(plan).filter(soort__in=SCHOLEN).order_by(BY_NAME, "pk")


class AanbodList(AanvraagGate, TemplateView):
    """Pupils per school and leerweg, and the share of hard technical pupils in all."""

    groep = Groep.REGIOVISIE
    template_name = "applications/aanbod_list.html"

    def get_context_data(self, **kwargs):
        per_school, per_vak = {}, Counter()
        for row in Aanbod.objects.of(self.plan):
            school = per_school.setdefault(row.partner_id, Counter())
            school[row.leerweg] += row.leerlingen
            per_vak[row.profiel, row.leerweg] += row.leerlingen
        scholen = [(school, per_school.get(school.pk, Counter())) for school in schools_of(self.plan)]
        versie, cijfers = self.aanvraag.ronde.regelingversie, Plancijfers(leerlingen=per_vak)
        return super().get_context_data(
            scholen=[(school, [found[leerweg] for leerweg in Leerweg], found.total()) for school, found in scholen],
            leerwegen=Leerweg.labels,
            totalen=[sum(found[leerweg] for _school, found in scholen) for leerweg in Leerweg],
            totaal=per_vak.total(),
            cijfers=cijfers,
            versie=versie,
            is_within=not cijfers.has_too_many_technical(versie),
            home=BY_MODEL[Aanbod._meta.model_name].home(self.aanvraag),
            **kwargs,
        )


class RoosterView(PlanWriteGate, FormView):
    """A table of numbers: a form for who may write now, the numbers for everyone else.

    Each kind of table has `get_rijen` and `get_kolommen`, each (key, label) in order, `get_waarden` {(row, column):
    number} of what is saved, and `save(ingevuld)` of what was typed.
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
        self.save(form.ingevuld)
        messages.success(self.request, self.done)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        page = super().form_invalid(form)
        page.status_code = 409 if form.is_changed_meanwhile else 200
        return page

    def get_context_data(self, **kwargs):
        told = {"title": self.title, "caption": self.caption, "lead": self.lead, "uitleg": (), "more": ()}
        return super().get_context_data(**told | kwargs)


def goes_together(profiel, leerweg):
    """Whether pupils can be in this profile and leerweg: the theoretische leerweg has none, the others always one."""
    return (leerweg == Leerweg.TL) == (not profiel)


class AanbodSchool(RoosterView):
    """The pupils of one school: profiles against leerwegen (Bijlage B.1 §3.1)."""

    lead = "Leerlingen in leerjaar 3 en 4 samen. Laat een vak leeg als de school dat niet heeft."

    @cached_property
    def scholen(self):
        return list(schools_of(self.plan))

    @cached_property
    def school(self):
        school = get_object_or_404(schools_of(self.plan), pk=self.kwargs["pk"])
        school.plan = self.plan
        return school

    def get_rijen(self):
        return [*Profiel.choices, GEEN_PROFIEL]

    def get_kolommen(self):
        return Leerweg.choices

    def get_waarden(self):
        return {(row.profiel, row.leerweg): row.leerlingen for row in Aanbod.objects.filter(partner=self.school)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"has_vak": goes_together}

    def save(self, ingevuld):
        save_aanbod(school=self.school, leerlingen=ingevuld, by=self.request.user)
        self.done = f"De leerlingen van {self.school.naam} zijn opgeslagen."

    def get_success_url(self):
        following = self.next_school
        if following and "verder" in self.request.POST:
            return reverse("aanbod-school", args=[self.aanvraag.nummer, following.pk])
        return reverse("aanbod-list", args=[self.aanvraag.nummer])

    @property
    def next_school(self):
        place = [school.pk for school in self.scholen].index(self.school.pk)
        return self.scholen[place + 1] if place + 1 < len(self.scholen) else None

    def get_context_data(self, **kwargs):
        home = reverse("aanbod-list", args=[self.aanvraag.nummer])
        more = [("verder", f"Opslaan en door naar {self.next_school.naam}")] if self.next_school else []
        return super().get_context_data(
            title=self.school.naam,
            caption=f"Leerlingen van {self.school.naam}",
            home=home,
            home_label="Leerlingen per school",
            more=more,
            **kwargs,
        )


class DocententekortEdit(RoosterView):
    """Ten profiles against the four questions of Bijlage B.1 §5.1."""

    title = "Docenten per profiel"
    caption = "Aantal docenten per profiel"
    lead = "Vul in elk vak een getal in. Zijn er geen docenten? Vul dan 0 in."
    done = "De docenten per profiel zijn opgeslagen."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"adds_rows": False}

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

    def save(self, ingevuld):
        save_docententekort(plan=self.plan, aantallen=ingevuld, by=self.request.user)

    def get_success_url(self):
        return paragraaf_url(self.aanvraag, self.vraag.paragraaf)

    def get_context_data(self, **kwargs):
        uitleg = [
            (label, vraag["vraag"])
            for (_key, label), vraag in zip(self.get_kolommen(), self.vraag.waarden, strict=True)
        ]
        return super().get_context_data(
            home=self.get_success_url(), home_label=self.vraag.paragraaf.kop, uitleg=uitleg, may_fill=True, **kwargs
        )

"""What the schools of a plan offer: all of them at once, and three tables of numbers for each (Bijlage B.1 §3.1)."""

from collections import Counter

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from applications.access import AanvraagGate
from applications.actions.roosters import save_aanbod
from applications.forms.aanbod import GewenstForm, LeerlingenForm
from applications.models import (
    BY_NAME,
    TECHNISCH,
    Aanbod,
    Groep,
    Leerweg,
    Partner,
    Profiel,
    goes_together,
    profiel_label,
    schooljaar_label,
)
from applications.reading.tabel import EMPTY
from applications.reports import Plancijfers
from applications.rijen import BY_MODEL
from applications.views.rooster import RoosterView

TL = Leerweg.TL.value  # what stands for 'no profile' in a list of ticks
TABS = (
    ("aanbod-school", "Leerlingen nu"),
    ("aanbod-instroom", "Instroom in leerjaar 3"),
    ("aanbod-gewenst", "Gewenst aanbod"),
)


def schools_of(plan):
    """The partners that have pupils of their own, in the order of their names."""
    return Partner.objects.of(plan).with_pupils().order_by(BY_NAME, "pk")


class AanbodList(AanvraagGate, TemplateView):
    """Pupils per school and leerweg with the instroom and what is wanted, and the share of hard technical pupils."""

    groep = Groep.REGIOVISIE
    template_name = "applications/aanbod_list.html"

    def get_context_data(self, **kwargs):
        per_school, per_vak = {}, Counter()
        for row in Aanbod.objects.of(self.plan):
            school = per_school.setdefault(row.partner_id, Counter())
            school[row.leerweg] += row.leerlingen or 0
            school["instroom"] += row.instroom or 0
            school["gewenst"] += row.streef_leerlingen or 0
            per_vak[row.profiel, row.leerweg] += row.leerlingen or 0
        scholen = [(school, columns_of(per_school.get(school.pk, Counter()))) for school in schools_of(self.plan)]
        versie, cijfers = self.aanvraag.ronde.regelingversie, Plancijfers(leerlingen=per_vak)
        return super().get_context_data(
            scholen=scholen,
            kolommen=[*Leerweg.labels, "Totaal", "Instroom", "Gewenst"],
            totalen=[sum(column) for column in zip(*(columns for _school, columns in scholen), strict=True)],
            cijfers=cijfers,
            versie=versie,
            is_within=not cijfers.has_too_many_technical(versie),
            home=BY_MODEL[Aanbod._meta.model_name].home(self.aanvraag),
            **kwargs,
        )


def columns_of(found):
    """The pupils per leerweg, all of them, the instroom and what is wanted, of one school."""
    per_leerweg = [found[leerweg] for leerweg in Leerweg]
    return [*per_leerweg, sum(per_leerweg), found["instroom"], found["gewenst"]]


class AanbodTabel(RoosterView):
    """One number of one school per profile and leerweg: `veld` of Aanbod, on the page with this URL name."""

    veld = ""
    url_name = ""
    caption_of = ""

    @cached_property
    def scholen(self):
        return list(schools_of(self.plan))

    @cached_property
    def school(self):
        school = get_object_or_404(schools_of(self.plan), pk=self.kwargs["pk"])
        school.plan = self.plan
        return school

    @cached_property
    def rows(self):
        """{(profiel, leerweg): Aanbod} of this school."""
        return {(row.profiel, row.leerweg): row for row in Aanbod.objects.filter(partner=self.school)}

    @property
    def nu(self):
        """{(profiel, leerweg): pupils now} where that is told."""
        return {key: row.leerlingen for key, row in self.rows.items() if row.leerlingen is not None}

    def get_rijen(self):
        return [*Profiel.choices, ("", profiel_label(""))]

    def get_kolommen(self):
        return Leerweg.choices

    def get_waarden(self):
        return {key: getattr(row, self.veld) for key, row in self.rows.items()}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"has_vak": goes_together, "naast": self.get_naast()}

    def get_naast(self):
        return {key: f"Nu {number}" for key, number in self.nu.items()}

    def save(self, form):
        fields = self.get_fields(form)
        save_aanbod(school=self.school, veld=self.veld, aantallen=form.ingevuld, by=self.request.user, **fields)
        self.done = f"{self.caption_of} {self.school.naam} is opgeslagen."

    def get_fields(self, form):
        """What else is saved of every row of the school."""
        return {}

    def get_success_url(self):
        if self.next_school and "verder" in self.request.POST:
            return reverse(self.url_name, args=[self.aanvraag.nummer, self.next_school.pk])
        return reverse("aanbod-list", args=[self.aanvraag.nummer])

    @property
    def next_school(self):
        place = [school.pk for school in self.scholen].index(self.school.pk)
        return self.scholen[place + 1] if place + 1 < len(self.scholen) else None

    def get_context_data(self, **kwargs):
        def url(name):
            return reverse(name, args=[self.aanvraag.nummer, self.school.pk])

        return super().get_context_data(
            title=self.school.naam,
            page_title=f"{dict(TABS)[self.url_name]} van {self.school.naam}",
            caption=f"{self.caption_of} {self.school.naam}",
            home=reverse("aanbod-list", args=[self.aanvraag.nummer]),
            home_label="Leerlingen per school",
            more=[("verder", f"Opslaan en door naar {self.next_school.naam}")] if self.next_school else [],
            tabs=[{"label": label, "url": url(name), "current": name == self.url_name} for name, label in TABS],
            **kwargs,
        )


class AanbodSchool(AanbodTabel):
    """The pupils of now, their schooljaar, and which other profielen have technological contents (c2.1.v4)."""

    veld = "leerlingen"
    url_name = "aanbod-school"
    caption_of = "Het aantal leerlingen van"
    form_class = LeerlingenForm
    lead = "Leerlingen in leerjaar 3 en 4 samen. Laat een vak leeg als de school dat niet heeft."

    def get_naast(self):
        return {}

    @property
    def technologisch(self):
        """What is ticked: the profielen of the school with technological contents."""
        return sorted({profiel or TL for (profiel, _leerweg), row in self.rows.items() if row.technologisch})

    @cached_property
    def schooljaar(self):
        """The schooljaar of the rows of this school, None where it is not told."""
        return max((row.schooljaar for row in self.rows.values() if row.schooljaar), default=None)

    def get_waarden(self):
        told = {("schooljaar", ""): self.schooljaar} | {("technologisch", profiel): 1 for profiel in self.technologisch}
        return super().get_waarden() | told

    def get_initial(self):
        elsewhere = Aanbod.objects.of(self.plan).exclude(schooljaar=None).order_by("-schooljaar")
        schooljaar = self.schooljaar or elsewhere.values_list("schooljaar", flat=True).first()
        return {"schooljaar": schooljaar, "technologisch": self.technologisch}

    def get_context_data(self, **kwargs):
        names = [profiel_label("" if profiel == TL else profiel) for profiel in self.technologisch]
        naslag = [
            {"label": "Schooljaar", "value": schooljaar_label(self.schooljaar) if self.schooljaar else EMPTY},
            {"label": "Andere profielen met een technologische invulling", "value": ", ".join(names) or "Geen"},
        ]
        return super().get_context_data(naslag=naslag, **kwargs)

    def get_form_kwargs(self):
        others = [(profiel.value, profiel.label) for profiel in Profiel if profiel not in TECHNISCH]
        profielen = [*others, (TL, profiel_label(""))]
        return super().get_form_kwargs() | {
            "profielen": profielen,
            "laatste_jaar": self.aanvraag.ronde.prognosejaren.start,
        }

    def get_fields(self, form):
        ticked = {"" if profiel == TL else profiel for profiel in form.cleaned_data["technologisch"]}
        return {"schooljaar": form.cleaned_data["schooljaar"], "technologisch": ticked}


class AanbodInstroom(AanbodTabel):
    """How many of the pupils are in leerjaar 3 (c1.1.v3)."""

    veld = "instroom"
    url_name = "aanbod-instroom"
    caption_of = "De instroom van"
    lead = "Hoeveel van de leerlingen van nu zitten in leerjaar 3? Zo ziet de commissie hoeveel er elk jaar instromen."


class AanbodGewenst(AanbodTabel):
    """How many pupils the region wants in each profile and leerweg (c1.2.v1)."""

    veld = "streef_leerlingen"
    url_name = "aanbod-gewenst"
    caption_of = "Het gewenste aanbod van"
    form_class = GewenstForm

    @property
    def lead(self):
        jaar = self.aanvraag.ronde.regelingversie.subsidie_tot.year
        return (
            f"Hoeveel leerlingen wilt u aan het eind van de subsidieperiode, in {jaar}? Vul 0 in als de school ermee "
            "stopt. Laat een vak leeg waar u niets wilt aanbieden."
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"nu": self.nu}

"""Every component on three pages, with made-up content, as the tests look at them."""

from pathlib import Path

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, Engine
from django.test import RequestFactory

from sto_portal.vormgeving.forms import DateInput, EuroInput, Formulierhulp, Knop, NumberInput, Tabelhulp

TEMPLATES = Path(__file__).parent / "templates"
STATUSES = [
    ("concept", "Concept"),
    ("ingediend", "Ingediend"),
    ("aanvulling_gevraagd", "Aanvulling gevraagd"),
    ("in_behandeling", "In behandeling"),
    ("verleend", "Verleend"),
    ("afgewezen", "Afgewezen"),
    ("buiten_behandeling", "Buiten behandeling"),
    ("ingetrokken", "Ingetrokken"),
]
TASKS = [
    {"label": "Regiovisie", "url": "#a", "status": "klaar", "status_label": "Klaar", "hint": "18 van 18 vragen"},
    {
        "label": "Partners",
        "url": "#b",
        "status": "bezig",
        "status_label": "Bezig",
        "hint": "7 partners, 2 vmbo",
    },
    {"label": "Begroting", "url": "#c", "status": "fout", "status_label": "Klopt nog niet"},
    {
        "label": "Indienen",
        "url": "",
        "status": "te_doen",
        "status_label": "Nog niet",
        "hint": "Maak eerst alles af",
    },
]
STEPS = [
    {"title": "Ingediend", "moment": "30 maart 2019 om 16.12 uur", "by": "A. de Wit", "state": "done"},
    {"title": "Volledig verklaard", "moment": "4 april 2019", "state": "done"},
    {"title": "In beoordeling", "text": "Drie beoordelaars lezen het plan.", "state": "current"},
    {"title": "Besluit", "state": "todo"},
]
PARTS = [
    {"label": "Regiovisie", "url": "#a", "current": True, "status": "klaar", "status_label": "Klaar"},
    {"label": "Partners", "url": "#b", "status": "bezig", "status_label": "Bezig"},
    {"label": "Begroting", "url": "#c"},
]
BARS = [("Vmbo-scholen", 354), ("Bedrijven en brancheorganisaties", 2140), ("Mbo-instellingen", 96)]
BINS = [(f"{5 * i}", count) for i, count in enumerate([0, 1, 22, 17, 11, 8, 5, 3, 2, 1])]
RANGES = [("Partners per regio", 8, 37, 108), ("Vmbo-scholen per regio", 2, 5, 14)]


class PartnerForm(forms.Form):
    naam = forms.CharField(label="Naam van de organisatie", help_text="Zoals in het handelsregister.")
    soort = forms.ChoiceField(label="Soort partner", choices=[("", "Kies een soort"), ("vmbo", "Vmbo-school")])
    vanaf = forms.DateField(label="Doet mee vanaf", widget=DateInput)
    leerlingen = forms.IntegerField(label="Leerlingen in een technisch profiel", widget=NumberInput)
    bijdrage = forms.CharField(label="Cofinanciering in euro's", widget=EuroInput, help_text="Bijvoorbeeld 12.500,00.")
    oordeel = forms.ChoiceField(
        label="Heeft de partner getekend?",
        widget=forms.RadioSelect,
        choices=[("ja", "Ja, de partner heeft getekend"), ("nee", "Nee, nog niet")],
        help_text="Kies één antwoord.",
    )
    profielen = forms.MultipleChoiceField(
        label="Profielen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("bwi", "Bouwen, wonen en interieur"), ("pie", "Produceren, installeren en energie")],
    )
    toelichting = forms.CharField(label="Toelichting", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    bestand = forms.FileField(label="Ondertekende overeenkomst", help_text="Pdf, ten hoogste 20 MB.")
    akkoord = forms.BooleanField(label="De partner weet waar het geld voor is")

    helper = Formulierhulp(
        "Sla de partner op",
        Knop("volgende", "Sla op en voeg er nog een toe", "secondary"),
        layout=Layout(
            Fieldset("De organisatie", "naam", "soort", Row("vanaf", "leerlingen")),
            Fieldset("De bijdrage", "bijdrage", "oordeel", "profielen", "toelichting", "bestand", "akkoord"),
        ),
    )

    def clean(self):
        raise forms.ValidationError("De aanvraagronde is gesloten.")


class BegrotingsregelForm(forms.Form):
    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    omschrijving = forms.CharField(label="Omschrijving")
    jaar = forms.ChoiceField(label="Jaar", choices=[("2020", "2020"), ("2021", "2021")])
    bedrag = forms.DecimalField(label="Bedrag", widget=EuroInput)


class BegrotingFormSet(forms.BaseFormSet):
    helper = Tabelhulp("Begroting per activiteit", "Sla de begroting op")

    def clean(self):
        raise forms.ValidationError("De kosten zijn niet gelijk aan de inkomsten.")


def make_formset():
    factory = forms.formset_factory(BegrotingsregelForm, formset=BegrotingFormSet, extra=1, can_delete=True)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "1", "form-0-bedrag": "12.500,00", "form-1-bedrag": "veel"}
    return factory(data | {"form-0-omschrijving": "Docent techniek", "form-0-jaar": "2020", "form-1-jaar": "2021"})


def make_context(request):
    """What the pages of tests/vormgeving/templates/ show."""
    navigation = [
        {"label": "Overzicht", "url": "/", "current": True},
        {"label": "Aanvragen", "url": "/aanvragen/", "current": False},
        {"label": "Beoordeling", "url": "/beoordeling/", "current": False},
        {"label": "Monitoring", "url": "/monitoring/", "current": False},
    ]
    context = {"navigation": navigation, "site_name": "STO-portaal", "request": request, "statuses": STATUSES}
    context |= {"tasks": TASKS, "steps": STEPS, "parts": PARTS, "bars": BARS, "bins": BINS, "ranges": RANGES}
    context |= {"form": PartnerForm({"naam": "Voorbeeldschool", "bijdrage": "12.500"}), "formset": make_formset()}
    context |= {"page": Paginator(range(60), 20).page(2), "rows": range(6), "markers": [(2, "10 %: minimum")]}
    context["actions"] = [{"label": "Controleer de aanvraag", "url": "#", "kind": "primary"}]
    context["summary"] = [
        {"label": "Penvoerder", "value": "Stichting Voorbeeldonderwijs"},
        {"label": "Subsidie", "value": "€ 4.321.000,00", "url": "#", "action": "Wijzigen"},
    ]
    context["downloads"] = [
        {"label": "Begroting", "url": "#", "format": "XLSX", "size": 34000},
        {"label": "Dossier", "url": "#", "format": "PDF"},
    ]
    context["tabs"] = [{"label": "Mijn werk", "url": "#", "current": True, "count": 7}, {"label": "Alles", "url": "#"}]
    context["findings"] = [{"label": "Er is nog geen mbo-instelling.", "url": "#partners"}, {"label": "Ronde dicht."}]
    return context


class Reader:
    """Someone who is signed in, without a database."""

    is_authenticated = True

    def __str__(self):
        return "Anna de Wit"


def show(name, *, signed_in=True):
    """The HTML of one page of tests/vormgeving/templates/."""
    request = RequestFactory().get("/onderdelen/", {"ronde": "2"})
    request.user = Reader() if signed_in else AnonymousUser()
    template = Engine.get_default().from_string((TEMPLATES / f"{name}.html").read_text())
    return template.render(Context(make_context(request) | {"csrf_token": "voorbeeld"}))

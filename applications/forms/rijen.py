"""The forms of the tables of a Plan, one per model."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.formats import date_format

from applications.forms.koppelen import KoppelForm, PartnersField
from applications.forms.rij import RijForm
from applications.forms.subdoel import SubdoelField
from applications.models import (
    Aanbod,
    Activiteit,
    Begrotingsregel,
    Betrokkene,
    Cofinanciering,
    Doelstelling,
    Leerweg,
    Mijlpaal,
    Risico,
)


def once(message):
    """The message for what may stand only once in a table."""
    return {NON_FIELD_ERRORS: {"unique_together": message}}


class DoelForm(RijForm):
    """The part of a national aim that is chosen settles the aim."""

    subdoel = SubdoelField(label="Landelijk doel", help_text="Kies waaraan dit doel het meest bijdraagt.")

    class Meta(RijForm.Meta):
        model = Doelstelling
        fields = ["titel", "subdoel", "omschrijving", "mismatch_uit", "mismatch"]
        help_texts = {
            "titel": "Een korte naam, bijvoorbeeld: meer leerlingen kiezen techniek.",
            "mismatch_uit": "Elk doel komt voort uit een mismatch die u in de regiovisie noemt.",
            "mismatch": "Welke mismatch lost dit doel op?",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mismatch_uit"].required = True

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("subdoel"):
            self.instance.landelijk_doel = cleaned["subdoel"].landelijk_doel
        return cleaned


class MijlpaalForm(RijForm):
    class Meta(RijForm.Meta):
        model = Mijlpaal
        fields = ["doelstelling", "na_jaren", "omschrijving", "getal", "eenheid", "begin_getal"]
        help_texts = {
            "getal": "Hoeveel moeten het er dan zijn? Bijvoorbeeld 150.",
            "eenheid": "Waarvan is dit het getal? Bijvoorbeeld: leerlingen, procent of lokalen.",
            "begin_getal": "Hoeveel zijn het er nu? Dan is te zien hoeveel u verder komt.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["eenheid"].required = True


class ActiviteitForm(KoppelForm, RijForm):
    koppeling = (Betrokkene, "activiteit", "betrokken")
    betrokken = PartnersField(label="Betrokken partners", help_text="Wie doen er nog meer mee? Kies alle partners.")

    class Meta(RijForm.Meta):
        model = Activiteit
        fields = ["doelstelling", "titel", "inhoud", "begin_datum", "eind_datum", "resultaat", "uitvoerder"]
        help_texts = {
            "inhoud": "Wat houdt de activiteit in? Denk ook aan berichten aan basisschoolleerlingen en hun ouders.",
            "resultaat": "Wat is er anders als de activiteit klaar is?",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        period = f"De subsidieperiode loopt van {self.first_day} tot en met {self.last_day}."
        self.fields["begin_datum"].help_text = self.fields["eind_datum"].help_text = period

    @property
    def first_day(self):
        return date_format(self.regelingversie.subsidie_van, "j F Y")

    @property
    def last_day(self):
        return date_format(self.regelingversie.subsidie_tot, "j F Y")

    def clean(self):
        cleaned = super().clean()
        begin, eind, versie = cleaned.get("begin_datum"), cleaned.get("eind_datum"), self.regelingversie
        if begin and not versie.subsidie_van <= begin <= versie.subsidie_tot:
            self.add_error("begin_datum", f"Kies een dag van {self.first_day} tot en met {self.last_day}.")
        if eind and not versie.subsidie_van <= eind <= versie.subsidie_tot:
            self.add_error("eind_datum", f"Kies een dag van {self.first_day} tot en met {self.last_day}.")
        elif begin and eind and eind < begin:
            self.add_error("eind_datum", "De activiteit eindigt voordat zij begint. Verander een van de datums.")
        return cleaned


class RisicoForm(RijForm):
    class Meta(RijForm.Meta):
        model = Risico
        fields = ["omschrijving", "kans", "impact", "maatregel", "verantwoordelijke"]
        help_texts = {
            "omschrijving": "Denk aan de samenwerking, een planning die uitloopt en doelen die u niet haalt.",
            "impact": "Hoe groot is het gevolg als dit gebeurt?",
            "maatregel": "Wat doet u om dit te voorkomen? En als het toch gebeurt?",
            "verantwoordelijke": "Wie zorgt daarvoor?",
        }


class AanbodForm(RijForm):
    """A new row is of the schooljaar of the other rows of its school."""

    class Meta(RijForm.Meta):
        model = Aanbod
        fields = ["partner", "leerweg", "profiel", "technologisch", "leerlingen", "instroom", "streef_leerlingen"]
        help_texts = {
            "partner": "Alleen vmbo- en vso-vestigingen. Staat de school er niet bij? Voeg eerst de partner toe.",
            "profiel": "Laat dit leeg bij de theoretische leerweg.",
            "technologisch": "Alleen voor profielen naast de vijf technische: is de inhoud technologisch?",
            "leerlingen": "Leerlingen in leerjaar 3 en 4 samen, nu.",
            "instroom": "Hoeveel van hen zitten in leerjaar 3?",
            "streef_leerlingen": "Hoeveel leerlingen wilt u aan het eind van de subsidie? 0 als de school stopt.",
        }
        error_messages = once("Deze school heeft al een regel met dit profiel en deze leerweg.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = self.fields["partner"].queryset.with_pupils()

    def clean(self):
        cleaned = super().clean()
        if "profiel" in cleaned and "leerweg" in cleaned:
            theoretisch = cleaned["leerweg"] == Leerweg.TL
            if theoretisch and cleaned["profiel"]:
                self.add_error("profiel", "De theoretische leerweg heeft geen profiel. Laat dit leeg.")
            elif not theoretisch and not cleaned["profiel"]:
                self.add_error("profiel", "Kies een profiel.")
        if self.instance.pk is None and cleaned.get("partner"):
            self.instance.schooljaar = Aanbod.objects.schooljaar_of(cleaned["partner"])
        return cleaned


class BegrotingsregelForm(RijForm):
    jaar = forms.TypedChoiceField(label="Jaar", coerce=int)

    class Meta(RijForm.Meta):
        model = Begrotingsregel
        fields = ["activiteit", "partner", "kostensoort", "jaar", "omschrijving", "bedrag_cents"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [("", "Maak een keuze"), *((jaar, jaar) for jaar in self.regelingversie.jaren)]


class BijdrageForm(RijForm):
    class Meta(RijForm.Meta):
        model = Cofinanciering
        fields = ["partner", "vorm", "omschrijving", "bedrag_cents"]
        help_texts = {
            "vorm": "In natura is: uren, materiaal of gebruik van ruimte.",
            "bedrag_cents": "Het bedrag over de hele subsidieperiode.",
        }

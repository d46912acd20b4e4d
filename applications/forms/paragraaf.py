"""One form for any paragraph of Bijlage B, made from its Vraag rows."""

import re
import uuid
from hashlib import sha256

from crispy_forms.layout import Div, Layout
from django import forms
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join

from applications.actions import Wijziging
from applications.antwoordtekst import read_tekst, write_tekst
from applications.forms.velden import GetalField, LijstField, PercentageField, TekstField
from applications.models import Aard, Antwoordsoort, Vastlegging, Verplicht, Voorwaarde
from sto_portal.bestanden.actions import store
from sto_portal.bestanden.uploads import UploadField
from sto_portal.vormgeving.forms import Formulierhulp, Knop
from sto_portal.vormgeving.velden import DatumField

JA_NEE = [("ja", "Ja"), ("nee", "Nee")]
JA = [("ja", "Dit klopt")]
UPLOADS = ("pdf", "png", "jpeg", "xlsx", "ods", "docx")
STAND = re.compile(r"^(\d{1,9})-([0-9a-f]{12})$", re.ASCII)
PAGINA = re.compile(r"^[0-9a-f]{32}$", re.ASCII)
EIGEN, HUN, BEIDE = "eigen", "hun", "beide"
BETWEEN = {Antwoordsoort.TEKST: "\n\n", Antwoordsoort.LIJST: "\n"}  # two texts that are put together


class Blok:
    """A piece of a crispy layout that is not a field: a template with its own data."""

    def __init__(self, template, **context):
        self.template, self.context = template, context

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string(self.template, self.context)


def choice_field(choices, widget=forms.RadioSelect, field=forms.ChoiceField, **kwargs):
    return field(choices=choices, widget=widget, **kwargs)


def make_field(vraag):
    """The form field for one Vraag; never required, for a draft may be saved in part."""
    soort, shown = vraag.invoer, {"required": False, "label": vraag.titel, "help_text": describe(vraag)}
    if vraag.aard == Aard.VOORWAARDE:
        shown |= {"label": vraag.tekst, "help_text": vraag.hint}
    makers = {
        Antwoordsoort.TEKST: TekstField,
        Antwoordsoort.LIJST: LijstField,
        Antwoordsoort.GETAL: GetalField,
        Antwoordsoort.PERCENTAGE: PercentageField,
        Antwoordsoort.DATUM: DatumField,
        Antwoordsoort.JA_NEE: lambda **kwargs: choice_field(JA_NEE, **kwargs),
        Antwoordsoort.KEUZE: lambda **kwargs: choice_field([(w, w.capitalize()) for w in vraag.waarden], **kwargs),
        Antwoordsoort.BESTAND: lambda **kwargs: UploadField(kinds=UPLOADS, **kwargs),
        Antwoordsoort.VERKLARING: lambda **kwargs: choice_field(
            JA, forms.CheckboxSelectMultiple, forms.MultipleChoiceField, **kwargs
        ),
    }
    field = makers[soort](**shown)
    if soort == Antwoordsoort.TEKST:
        field.widget.attrs["data-opmaak"] = ""
    field.asked = vraag.verplicht != Verplicht.NEE
    return field


def describe(vraag):
    """The question in full, its condition and its hint, as the help text of the field."""
    lines = [vraag.tekst]
    if vraag.voorwaarde and vraag.voorwaarde != Voorwaarde.TECHNIEKARM:
        lines.append(f"Vul dit alleen in als dit geldt: {lower_first(vraag.get_voorwaarde_display())}.")
    lines.append(vraag.hint)
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line))


def lower_first(text):
    return text[:1].lower() + text[1:]


def stand_of(antwoord):
    """What a form remembers of the answer it was made with: version and digest, '3-0a1b2c3d4e5f'."""
    return make_stand(antwoord.versie, antwoord.tekst) if antwoord else make_stand(0, "")


def make_stand(versie, tekst):
    return f"{versie}-{digest(tekst)}"


def digest(tekst):
    return sha256(tekst.encode()).hexdigest()[:12]


class ParagraafForm(forms.Form):
    """The questions of one Paragraaf over the answers of one Plan.

    `antwoorden` is {vraag pk: Antwoord}, `tabellen` {model name: Rijtabel}, `conflicten` {code: what others saved},
    `url_of` a function of a URL name and a code that gives a page about that one answer. `pagina` names this opened
    page.
    """

    use_required_attribute = False
    pagina = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, vragen, antwoorden, tabellen=None, conflicten=None, url_of=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.vragen, self.antwoorden = list(vragen), antwoorden
        self.conflicten = conflicten or {}
        self.tabellen, self.url_of = tabellen or {}, url_of
        self.initial["pagina"] = uuid.uuid4().hex
        self.asked = [vraag for vraag in self.vragen if vraag.vastgelegd_in == Vastlegging.ANTWOORD]
        for vraag in self.asked:
            self.add_vraag(vraag)

    @cached_property
    def helper(self):
        buttons = ["Opslaan en verder", Knop("blijven", "Opslaan", "secondary")] if self.asked else [None]
        return Formulierhulp(*buttons, layout=Layout(*self.make_layout()), kept=True)

    def add_vraag(self, vraag):
        self.fields[vraag.code] = make_field(vraag)
        self.fields[f"stand_{vraag.code}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        if vraag.code in self.conflicten or f"kies_{vraag.code}" in self.data:
            self.fields[f"kies_{vraag.code}"] = self.make_choice(vraag)
        if self.is_bound and vraag.invoer != Antwoordsoort.BESTAND:
            return  # what was typed is in the data: the answers need not be read
        antwoord = self.antwoorden.get(vraag.pk)
        self.initial[f"stand_{vraag.code}"] = stand_of(antwoord)
        if antwoord and vraag.invoer != Antwoordsoort.BESTAND:
            self.initial[vraag.code] = read_tekst(vraag, antwoord.tekst)
        if antwoord and antwoord.bestand_id:
            label = format_html("Verwijder {}", antwoord.bestand.naam)
            self.fields[f"wis_{vraag.code}"] = forms.BooleanField(required=False, label=label)
            self.fields[f"wis_{vraag.code}"].asked = True

    def make_choice(self, vraag):
        """Which of two texts is to stay, for who was second."""
        wie = self.conflicten.get(vraag.code, {}).get("door") or "de ander"
        choices = [(EIGEN, "Mijn antwoord"), (HUN, f"Het antwoord van {wie}")]
        if vraag.invoer in BETWEEN:
            choices.append((BEIDE, f"Beide: eerst de tekst van {wie}, dan die van mij"))
        field = choice_field(choices, label=f"Wat moet blijven staan bij '{vraag.titel}'?", required=False)
        field.initial, field.asked = EIGEN, True
        return field

    def make_layout(self):
        yield "pagina"
        shown = set()
        for vraag in self.vragen:
            if vraag.vastgelegd_in == Vastlegging.ANTWOORD:
                yield self.lay_out(vraag)
            elif vraag.vastgelegd_in == Vastlegging.MODEL:
                if vraag.model not in shown:
                    yield self.lay_out_table(vraag.model)
                shown.add(vraag.model)

    def lay_out_table(self, model):
        """The table of `model` under its questions, with what was written before it was there."""
        vragen = [vraag for vraag in self.vragen if vraag.model == model]
        eerder = [self.antwoorden[vraag.pk].tekst for vraag in vragen if vraag.pk in self.antwoorden]
        return Blok("applications/paragraaf_tabel.html", tabel=self.tabellen[model], vragen=vragen, eerder=eerder)

    def lay_out(self, vraag):
        parts, code = [], vraag.code
        antwoord = self.antwoorden.get(vraag.pk)
        if code in self.conflicten:
            parts.append(Blok("applications/paragraaf_conflict.html", **self.conflicten[code]))
            parts.append(f"kies_{code}")
        parts += [code, f"stand_{code}"]
        if f"wis_{code}" in self.fields:
            parts.append(Blok("applications/paragraaf_bestand.html", bestand=antwoord.bestand, plan=antwoord.plan))
            parts.append(f"wis_{code}")
        condition = {"data_condition": f"voorwaarde_{vraag.voorwaarde}"} if vraag.voorwaarde else {}
        if self.url_of and code not in self.conflicten:
            history_url = self.url_of("antwoord-history", code)
            staat = {"code": code, "woorden": vraag.woorden, "history_url": history_url}
            parts.append(Blok("applications/opslagstaat.html", **staat))
            condition |= self.autosave(vraag)
        return Div(*parts, css_class="sto-question", css_id=f"vraag-{code}", **condition)

    def autosave(self, vraag):
        """The htmx attributes by which one answer saves by itself; a file is sent with the button only."""
        if vraag.invoer == Antwoordsoort.BESTAND:
            return {}
        code = vraag.code
        return {
            "data_autosave": code,
            "hx_post": self.url_of("antwoord-save", code),
            "hx_trigger": "input delay:1s, change delay:100ms, sto:opnieuw",
            "hx_params": f"{code},stand_{code},pagina",
            "hx_target": f"#staat-{code}",
            "hx_sync": "this:queue last",
            "hx_request": '{"timeout": 20000}',
        }

    def clean(self):
        cleaned = super().clean()
        if self.errors and any(self.files.values()):
            self.add_error(None, "Kies ook uw bestand opnieuw: uw browser bewaart die keuze niet.")
        return cleaned

    def wijzigingen(self, by):
        """The answers this person changed, each with the version it was typed over; files are stored."""
        return [wijziging for vraag in self.asked if (wijziging := self.wijziging(vraag, by))]

    def wijziging(self, vraag, by):
        value, keus = self.cleaned_data[vraag.code], self.cleaned_data.get(f"kies_{vraag.code}")
        versie, seen = self.stand(vraag.code)
        if keus == HUN:
            return None
        if vraag.invoer == Antwoordsoort.BESTAND:
            wipe = self.cleaned_data.get(f"wis_{vraag.code}")
            bestand = store(value.read(), name=value.name, kind="antwoord", by=by) if value else None
            return Wijziging(vraag, "", bestand, versie, self.opened) if bestand or wipe else None
        tekst = write_tekst(value)
        if keus == BEIDE:
            tekst = "\n".join(
                [self.antwoorden[vraag.pk].tekst, *([""] if vraag.invoer == Antwoordsoort.TEKST else []), tekst]
            )
        return None if digest(tekst) == seen else Wijziging(vraag, tekst, None, versie, self.opened)

    @property
    def opened(self):
        """The name of the opened page this was sent from; '' where it has none."""
        pagina = self.cleaned_data.get("pagina") or ""
        return pagina if PAGINA.match(pagina) else ""

    def stand(self, code):
        """(version, digest) that this form was made with; those of no answer where they are missing."""
        match = STAND.match(self.cleaned_data.get(f"stand_{code}") or "")
        return (int(match[1]), match[2]) if match else (0, digest(""))

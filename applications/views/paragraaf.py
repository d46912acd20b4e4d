"""The four parts and their paragraphs, one page each."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.views.generic import FormView, TemplateView

from applications.access import AanvraagGate, PlanWriteGate
from applications.actions import AntwoordConflictError, last_writer, save_antwoorden
from applications.forms.paragraaf import ParagraafForm, read_tekst, stand_of
from applications.models import Aard, Antwoord, Antwoordsoort, Onderdeel, Vastlegging
from applications.rijen import BY_MODEL, make_table
from applications.voortgang import measure
from applications.voorwaarden import paragrafen_for
from sto_portal.bestanden.models import StorageError
from sto_portal.bestanden.uploads import say_not_kept

PARTS = {
    "regiovisie": Onderdeel.REGIOVISIE,
    "activiteitenplan": Onderdeel.ACTIVITEITENPLAN,
    "overeenkomst": Onderdeel.OVEREENKOMST,
}
SLUGS = {onderdeel: slug for slug, onderdeel in PARTS.items()}


def paragraaf_url(aanvraag, paragraaf):
    return reverse("paragraaf-edit", args=[aanvraag.nummer, SLUGS[paragraaf.onderdeel], paragraaf.sleutel])


def paragraaf_tasks(aanvraag, voortgang, onderdeel):
    """The paragraphs of one part as items of a task list; those with nothing to read or fill in are left out."""
    return [
        {
            "label": paragraaf.kop,
            "url": paragraaf_url(aanvraag, paragraaf),
            "status": done.status,
            "status_label": done.label,
            "hint": done.vragen,
        }
        for paragraaf, done in voortgang.paragrafen
        if paragraaf.onderdeel == onderdeel and paragraaf.sleutel not in {"b3-partners", "b3-ondertekening"}
    ]


class OnderdeelDetail(AanvraagGate, TemplateView):
    """The paragraphs of the regiovisie or the activiteitenplan, each with how far it is."""

    template_name = "applications/onderdeel_detail.html"

    def get_context_data(self, **kwargs):
        onderdeel = PARTS[self.kwargs["onderdeel"]]
        voortgang = measure(self.plan)
        tasks = paragraaf_tasks(self.aanvraag, voortgang, onderdeel)
        done = voortgang.of_onderdeel(onderdeel)
        return super().get_context_data(**kwargs | {"onderdeel": onderdeel, "tasks": tasks, "done": done})


class ParagraafEdit(PlanWriteGate, FormView):
    """One paragraph: a form for who may write now, its text for everyone else."""

    related = ("regio", "ronde", "plan")
    failures = (AntwoordConflictError, StorageError)
    form_class = ParagraafForm
    template_name = "applications/paragraaf_edit.html"

    def is_open(self):
        return True

    @cached_property
    def onderdeel(self):
        return PARTS[self.kwargs["onderdeel"]]

    @property
    def onderdeel_url(self):
        return reverse(SLUGS[self.onderdeel], args=[self.aanvraag.nummer])

    @cached_property
    def place(self):
        """Where this paragraph stands among those of its part that hold anything."""
        siblings = [paragraaf for paragraaf in paragrafen_for(self.plan) if paragraaf.onderdeel == self.onderdeel]
        pages = [paragraaf for paragraaf in siblings if paragraaf.vragen.all()]
        for place, paragraaf in enumerate(pages):
            if paragraaf.sleutel == self.kwargs["sleutel"]:
                previous = pages[place - 1] if place else None
                return paragraaf, previous, pages[place + 1] if place + 1 < len(pages) else None
        raise Http404("Geen paragraaf met deze sleutel.")

    @cached_property
    def vragen(self):
        return list(self.place[0].vragen.all())

    @cached_property
    def antwoorden(self):
        rows = Antwoord.objects.filter(plan=self.plan, vraag__in=[vraag.pk for vraag in self.vragen])
        if any(vraag.invoer == Antwoordsoort.BESTAND for vraag in self.vragen):
            rows = rows.select_related("bestand")
        found = {row.vraag_id: row for row in rows}
        for row in found.values():
            row.plan = self.plan
        return found

    @cached_property
    def tabellen(self):
        models = {vraag.model for vraag in self.vragen if vraag.vastgelegd_in == Vastlegging.MODEL}
        return {
            name: make_table(BY_MODEL[name], self.aanvraag, may_write=self.may_write)
            for name in BY_MODEL
            if name in models
        }

    def get_form_kwargs(self):
        antwoorden, tabellen = SimpleLazyObject(lambda: self.antwoorden), SimpleLazyObject(lambda: self.tabellen)
        own = {"vragen": self.vragen, "antwoorden": antwoorden, "tabellen": tabellen}
        return super().get_form_kwargs() | own

    def get_context_data(self, **kwargs):
        paragraaf, previous, following = self.place
        told = [vraag for vraag in self.vragen if vraag.vastgelegd_in in {Vastlegging.GEEN, Vastlegging.CONTROLE}]
        kwargs |= {
            "eisen": [vraag for vraag in told if vraag.aard == Aard.EIS],
            "toelichting": [vraag for vraag in told if vraag.aard != Aard.EIS],
        }
        if not self.may_write:
            kwargs |= {"form": None, "regels": self.reading_lines()}
        return super().get_context_data(
            paragraaf=paragraaf,
            onderdeel=self.onderdeel,
            onderdeel_url=self.onderdeel_url,
            previous_url=paragraaf_url(self.aanvraag, previous) if previous else "",
            next_url=paragraaf_url(self.aanvraag, following) if following else self.onderdeel_url,
            following=following,
            **kwargs,
        )

    def reading_lines(self):
        """Per question its answer or its table, for who does not write."""
        shown = set()
        for vraag in self.vragen:
            tabel = self.tabellen.get(vraag.model) if vraag.vastgelegd_in == Vastlegging.MODEL else None
            yield {
                "vraag": vraag,
                "antwoord": self.antwoorden.get(vraag.pk),
                "tabel": None if vraag.model in shown else tabel,
                "is_answer": vraag.vastgelegd_in == Vastlegging.ANTWOORD,
            }
            shown.add(vraag.model)

    def form_valid(self, form):
        self.form = form
        self.wijzigingen = form.wijzigingen(self.request.user)
        save_antwoorden(plan=self.plan, wijzigingen=self.wijzigingen, by=self.request.user)
        messages.success(self.request, "Opgeslagen.")
        if "blijven" in self.request.POST:
            return HttpResponseRedirect(self.request.path)
        following = self.place[2]
        return HttpResponseRedirect(paragraaf_url(self.aanvraag, following) if following else self.onderdeel_url)

    def show_failure(self, failure):
        if isinstance(failure, AntwoordConflictError):
            return self.show_conflict(failure)
        say_not_kept(self.form, failure)
        return self.render_to_response(self.get_context_data(form=self.form), status=503)

    def show_conflict(self, conflict):
        """The form again with what was typed, beside what the other person saved; saving again overwrites."""
        data, conflicten, typed = self.request.POST.copy(), {}, {wijziging.vraag for wijziging in self.wijzigingen}
        for vraag in self.vragen:
            antwoord = self.antwoorden.get(vraag.pk)
            data[f"stand_{vraag.code}"] = stand_of(antwoord)
            if vraag in conflict.vragen:
                spoor = last_writer(self.plan, vraag.code)
                conflicten[vraag.code] = {"vraag": vraag, "tekst": shown_tekst(vraag, antwoord), "spoor": spoor}
            elif vraag not in typed:
                data.setlist(vraag.code, [antwoord.tekst] if antwoord and antwoord.tekst else [])
        form = self.form_class(**self.get_form_kwargs() | {"data": data, "conflicten": conflicten})
        for vraag in conflict.vragen:
            form.add_error(vraag.code, "Iemand anders heeft dit antwoord intussen veranderd.")
        return self.render_to_response(self.get_context_data(form=form), status=409)


def shown_tekst(vraag, antwoord):
    """The saved answer as people read it."""
    if antwoord is None:
        return ""
    if antwoord.bestand_id:
        return antwoord.bestand.naam
    value = read_tekst(vraag, antwoord.tekst)
    if vraag.invoer in {Antwoordsoort.JA_NEE, Antwoordsoort.VERKLARING}:
        return antwoord.tekst.capitalize()
    return f"{value:%d-%m-%Y}" if vraag.invoer == Antwoordsoort.DATUM and not isinstance(value, str) else antwoord.tekst

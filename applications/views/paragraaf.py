"""The four parts and their paragraphs, one page each."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.functional import SimpleLazyObject, cached_property
from django.views.generic import FormView, TemplateView

from applications.access import AanvraagGate
from applications.actions import AntwoordConflictError, keep_refused, save_antwoorden
from applications.actions.aanwezigheid import name_others
from applications.bestanden import ruimte_of
from applications.botsingen import describe_conflict
from applications.forms.paragraaf import EIGEN, ParagraafForm, stand_of
from applications.herkansing import notes_beside
from applications.models import Aard, Vastlegging
from applications.rijen import BY_MODEL, make_table
from applications.views.paragraafgate import PARTS, SLUGS, InOnderdeel, ParagraafGate, paragraaf_url
from applications.voortgang import measure
from sto_portal.bestanden.models import StorageError
from sto_portal.bestanden.ruimte import of_person
from sto_portal.bestanden.uploads import bound, say_not_kept


def paragraaf_tasks(aanvraag, voortgang, onderdeel, anderen):
    """The paragraphs of one part as items of a task list; those with nothing to read or fill in are left out.

    `anderen` says per paragraph who else has it open now.
    """
    return [
        {
            "label": paragraaf.kop,
            "url": paragraaf_url(aanvraag, paragraaf),
            "status": done.status,
            "status_label": done.label,
            "hint": done.vragen,
            "nu": anderen[f"{SLUGS[onderdeel]}/{paragraaf.sleutel}"],
        }
        for paragraaf, done in voortgang.paragrafen
        if paragraaf.onderdeel == onderdeel and paragraaf.gevraagd
    ]


class OnderdeelDetail(InOnderdeel, AanvraagGate, TemplateView):
    """The paragraphs of the regiovisie or the activiteitenplan, each with how far it is."""

    template_name = "applications/onderdeel_detail.html"

    def get_context_data(self, **kwargs):
        onderdeel = PARTS[self.kwargs["onderdeel"]]
        voortgang = measure(self.plan)
        anderen = name_others(aanvraag=self.aanvraag, user=self.request.user)
        tasks = paragraaf_tasks(self.aanvraag, voortgang, onderdeel, anderen)
        done = voortgang.of_onderdeel(onderdeel)
        return super().get_context_data(**kwargs | {"onderdeel": onderdeel, "tasks": tasks, "done": done})


class ParagraafEdit(ParagraafGate, FormView):
    """One paragraph: a form for who may write now, its text for everyone else."""

    failures = (AntwoordConflictError, StorageError)
    form_class = ParagraafForm
    template_name = "applications/paragraaf_edit.html"

    def is_open(self):
        return True

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
        own = {"vragen": self.vragen, "antwoorden": antwoorden, "tabellen": tabellen, "url_of": self.url_of}
        return super().get_form_kwargs() | own

    def get_form(self, form_class=None):
        return bound(super().get_form(form_class), ruimte_of(self.plan), of_person(self.request.user))

    def url_of(self, name, code):
        """The page `name` about the answer to the vraag with this code."""
        return paragraaf_url(self.aanvraag, self.paragraaf, name, code)

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
            kanttekeningen=notes_beside(self.aanvraag, [paragraaf], self.request.user),
            aanwezig_url=paragraaf_url(self.aanvraag, paragraaf, "aanwezig") if self.is_writable else "",
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
        """The form again with what was typed, beside what the other person saved; what was typed is kept besides."""
        data, conflicten = self.request.POST.copy(), {}
        typed = {wijziging.vraag: wijziging for wijziging in self.wijzigingen}
        for vraag in self.vragen:
            antwoord = self.antwoorden.get(vraag.pk)
            data[f"stand_{vraag.code}"] = stand_of(antwoord)
            data.pop(f"kies_{vraag.code}", None)
            if vraag in conflict.vragen:
                data[f"kies_{vraag.code}"] = EIGEN
                keep_refused(plan=self.plan, wijziging=typed[vraag], by=self.request.user)
                conflicten[vraag.code] = describe_conflict(self.plan, vraag, antwoord, typed[vraag])
            elif vraag not in typed:
                data.setlist(vraag.code, [antwoord.tekst] if antwoord and antwoord.tekst else [])
        form = self.form_class(**self.get_form_kwargs() | {"data": data, "conflicten": conflicten})
        for vraag in conflict.vragen:
            form.add_error(vraag.code, "Iemand anders heeft dit antwoord intussen veranderd.")
        return self.render_to_response(self.get_context_data(form=form), status=409)

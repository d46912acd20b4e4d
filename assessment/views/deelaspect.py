from datetime import date

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic.edit import FormView

from applications.models import VersieConflictError
from applications.vragenlijsten import read_vragen
from assessment.forms.deelaspect import DeelaspectForm
from assessment.reports.rode_draad import serving
from assessment.reports.stappen import missing_in, read_steps
from sto_portal.workflow import TransitionError

CONFLICT = "Dit onderdeel is intussen ergens anders opgeslagen. Vergelijk de teksten en sla opnieuw op."


class DeelaspectView(FormView):
    """One deelaspect of a judgement or an advice with the plan beside it; the first that is not complete unless asked.

    A subclass says what is written (`get_judgement`, `save`), whether it is still open (`is_open`), the name of the
    address of a step and where the last step leads (`after_last`).
    """

    form_class = DeelaspectForm
    step_url_name = ""

    def get_steps(self):
        self.steps = self.read_steps()
        asked = self.kwargs.get("deelaspect")
        unfinished = [step for step in self.steps if step.missing]
        wanted = [step for step in self.steps if step.deelaspect.nummer == asked] if asked else unfinished
        if asked and not wanted:
            raise Http404("Geen deelaspect met dit nummer.")
        self.step = (wanted or self.steps)[0]
        return self.step

    def read_steps(self):
        return read_steps(self.object, self.get_judgement())

    def dispatch(self, request, *args, **kwargs):
        self.get_steps()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        last_day = self.object.ronde.regelingversie.subsidie_tot
        return super().get_form_kwargs() | {"step": self.step, "last_day": last_day, "proposals": self.get_proposals()}

    def get_proposals(self):
        return {}

    def form_valid(self, form):
        try:
            self.save(form)
        except TransitionError as error:
            messages.error(self.request, str(error))
            return self.form_invalid(form)
        except VersieConflictError:
            return self.show_conflict(form)
        messages.success(self.request, f"Deelaspect {self.step.deelaspect.nummer} is opgeslagen.")
        if "verder" not in self.request.POST:
            return redirect(self.step_url(self.step))
        later = [step for step in self.steps if step.deelaspect.code > self.step.deelaspect.code]
        return redirect(self.step_url(later[0])) if later else self.after_last()

    def show_conflict(self, form):
        """The form as typed with the stored texts beside it; saving again then overwrites knowingly."""
        typed = form.data.copy()
        self.get_steps()
        typed["versie"] = self.step.conclusie.versie
        again = self.form_class(**(self.get_form_kwargs() | {"data": typed}))
        again.add_error(None, CONFLICT)
        return self.render_to_response(self.get_context_data(form=again, conflicts=differences(again)), status=409)

    def step_url(self, step):
        return reverse(self.step_url_name, args=[self.object.nummer, step.deelaspect.nummer])

    def get_context_data(self, **kwargs):
        context = {
            "step": self.step,
            "url": self.step_url(self.step),
            "nav": [self.nav_item(step) for step in self.steps],
            "done": sum(step.done for step in self.steps),
            "total": sum(step.total for step in self.steps),
            "is_complete": not missing_in(self.steps),
            "is_open": self.is_open(),
        }
        return super().get_context_data(**(context | kwargs))

    def attach_answers(self, codes):
        """Give each vereiste of this step `antwoorden`: (Vraag that serves it, whether the plan holds anything for it).

        `codes` are those of a Leespagina; one query.
        """
        asked = read_vragen(self.object.ronde)
        prefetch_related_objects(self.step.vereisten, serving())
        for vereiste in self.step.vereisten:
            vragen = [asked[row.pk] for row in vereiste.vragen.all() if row.pk in asked]
            vereiste.antwoorden = [(vraag, codes[vraag.code]) for vraag in vragen if vraag.code in codes]

    def nav_item(self, step):
        count = f"{step.done}/{step.total}"
        url = self.step_url(step)
        return {"label": step.deelaspect.nummer, "url": url, "current": step is self.step, "count": count}


def differences(form):
    """{label, stored, typed} for every field in which what was typed differs from what is stored."""
    found = []
    for bound in form:
        stored, typed = shown(form.initial.get(bound.name)), shown(form.data.get(bound.html_name))
        if bound.name != "versie" and stored != typed:
            found.append({"label": bound.label, "stored": stored, "typed": typed})
    return found


def shown(value):
    """A value as it stands in a form field."""
    return value.isoformat() if isinstance(value, date) else str(value or "").replace("\r\n", "\n").strip()

"""One answer: saved while it is typed, its earlier texts, and who else has its page open."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from applications.access import AanvraagGate
from applications.actions import AntwoordConflictError, keep_refused, put_back, save_antwoorden
from applications.actions.aanwezigheid import find_others, see
from applications.botsingen import last_version
from applications.forms.geschiedenis import PutBackForm
from applications.forms.paragraaf import ParagraafForm, make_stand
from applications.geschiedenis import read_history
from applications.models import Antwoordsoort, Plan, Vastlegging
from applications.views.paragraafgate import InParagraaf, ParagraafGate, paragraaf_url


class AntwoordGate(ParagraafGate):
    """A page about the answer to one vraag; 404 where that vraag has no answer of its own here."""

    @cached_property
    def vraag(self):
        for vraag in self.vragen:
            if vraag.code == self.kwargs["code"] and vraag.vastgelegd_in == Vastlegging.ANTWOORD:
                return vraag
        raise Http404("Geen vraag met deze code.")


class AntwoordSave(AntwoordGate, View):
    """Saves what is being typed; answers with a line for beside the field, never with a page.

    The header X-Stand is what the page remembers of the answer from now on. 200 saved, 409 someone else was first or
    the plan is closed, 422 the text cannot be an answer.
    """

    http_method_names = ("post",)
    locks = False
    failures = (AntwoordConflictError,)

    def post(self, request, *args, **kwargs):
        if self.vraag.invoer == Antwoordsoort.BESTAND:
            raise Http404("Een bestand gaat met het formulier mee.")
        form = ParagraafForm(request.POST, vragen=[self.vraag], antwoorden={})
        if not form.is_valid():
            return self.tell(
                "applications/opslag/ongeldig.html", status=422, fouten=form.errors.get(self.vraag.code, [])
            )
        self.wijzigingen = form.wijzigingen(request.user)
        versies = save_antwoorden(plan=self.plan, wijzigingen=self.wijzigingen, by=request.user)
        response = self.tell("applications/opslag/opgeslagen.html", op=timezone.now())
        for wijziging in self.wijzigingen:
            response["X-Stand"] = make_stand(versies[wijziging.vraag], wijziging.tekst)
        return response

    def show_failure(self, failure):
        if Plan.objects.frozen().filter(pk=self.plan.pk).exists():
            self.aanvraag.refresh_from_db(fields=["status"])
            return self.refuse()
        for wijziging in self.wijzigingen:
            keep_refused(plan=self.plan, wijziging=wijziging, by=self.request.user)
        return self.tell("applications/opslag/botsing.html", status=409, eerste=last_version(self.plan, self.vraag))

    def refuse(self):
        return self.tell("applications/opslag/dicht.html", status=409, reden=self.why_closed())

    def tell(self, template, *, status=200, **context):
        return HttpResponse(render_to_string(template, context), status=status)


class AntwoordHistory(AntwoordGate, TemplateView):
    """Every earlier text of one answer, each beside the one before it; who may write puts one back."""

    template_name = "applications/antwoord_history.html"

    def is_open(self):
        return True

    def post(self, request, *args, **kwargs):
        form = PutBackForm(request.POST, plan=self.plan, vraag=self.vraag)
        if not form.is_valid():
            messages.error(request, "Deze tekst is er niet meer. Kies een andere.")
            return redirect(request.path)
        try:
            put_back(plan=self.plan, by=request.user, **form.cleaned_data)
        except AntwoordConflictError:
            messages.error(request, "Iemand anders heeft dit antwoord intussen veranderd. Kijk nog eens.")
            return redirect(request.path)
        messages.success(request, "De eerdere tekst staat weer bij het antwoord.")
        return redirect(paragraaf_url(self.aanvraag, self.paragraaf) + f"#vraag-{self.vraag.code}")

    def get_context_data(self, **kwargs):
        kwargs |= {
            "vraag": self.vraag,
            "paragraaf": self.paragraaf,
            "onderdeel": self.onderdeel,
            "onderdeel_url": self.onderdeel_url,
            "paragraaf_url": paragraaf_url(self.aanvraag, self.paragraaf),
            "geschiedenis": read_history(self.plan, self.vraag),
        }
        return super().get_context_data(**kwargs)


class AanwezigheidShow(InParagraaf, AanvraagGate, View):
    """Notes that this person has the paragraph open, and tells who else has."""

    http_method_names = ("post",)
    write_permission = "applications.view_aanvraag"

    def post(self, request, *args, **kwargs):
        plek = f"{self.kwargs['onderdeel']}/{self.paragraaf.sleutel}"
        see(aanvraag=self.aanvraag, user=request.user, plek=plek)
        anderen = find_others(aanvraag=self.aanvraag, user=request.user).filter(plek=plek)
        return render(request, "applications/aanwezig.html", {"anderen": anderen})

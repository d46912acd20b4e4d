"""Filing an aanvraag, and the receipt of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from applications.access import AanvraagGate
from applications.actions import IncompleteError, submit_aanvraag
from applications.contents import Planinhoud
from applications.controles import blocking, check
from applications.forms.stappen import MISSED, SubmitForm
from applications.models import Antwoordsoort, Indiening, Onderdeel
from applications.reading import read_plan
from applications.views.controle import group_findings
from applications.views.paragraafgate import paragraaf_url
from sto_portal.bestanden.responses import attachment
from sto_portal.money import format_euro
from sto_portal.workflow import TransitionError

SUBMIT = "applications.submit_aanvraag"
BESTAND = "aanvraag-bestand"
ONDERDEEL_PAGES = {
    Onderdeel.REGIOVISIE: "regiovisie",
    Onderdeel.ACTIVITEITENPLAN: "activiteitenplan",
    Onderdeel.OVEREENKOMST: "overeenkomst",
    Onderdeel.BEGROTING: "begroting",
}


class AanvraagSubmit(AanvraagGate, FormView):
    """The last look at a draft: figures, what is missing, the declaration. A second click shows the same receipt."""

    permission_required = SUBMIT
    write_permission = SUBMIT
    form_class = SubmitForm
    template_name = "applications/aanvraag_submit.html"

    def find_aanvraag(self):
        return super().find_aanvraag().with_sluit_op()

    def dispatch(self, request, *args, **kwargs):
        self.arrived_at = timezone.now()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.aanvraag.is_writable else self.show_outcome()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.aanvraag.is_writable else self.show_outcome()

    def show_outcome(self):
        """The receipt of what was filed before; the page of the aanvraag where nothing was."""
        filed = self.aanvraag.indieningen.exists()
        return redirect("indiening-detail" if filed else "aanvraag-detail", self.aanvraag.nummer)

    @cached_property
    def inhoud(self):
        return Planinhoud(self.plan)

    @cached_property
    def bevindingen(self):
        return check(self.plan, self.inhoud)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"bevindingen": blocking(self.bevindingen)}

    def form_valid(self, form):
        confirmed = [bevinding.tekst for bevinding in form.bevindingen]
        try:
            submit_aanvraag(aanvraag=self.aanvraag, by=self.request.user, at=self.arrived_at, confirmed=confirmed)
        except TransitionError as error:
            form.add_error(None, str(error))
        except IncompleteError:
            form.add_error(None, MISSED)
        else:
            messages.success(self.request, "Uw aanvraag is ingediend. U krijgt ook een e-mail.")
            return redirect("indiening-detail", self.aanvraag.nummer)
        return self.form_invalid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            blokkerend=blocking(self.bevindingen),
            groepen=list(group_findings(self.aanvraag.nummer, self.bevindingen)),
            rows=self.summary(),
            onderdelen=self.parts(),
            bestand_url=BESTAND,
            verklaringen=self.declarations(),
            is_open=self.aanvraag.ronde.opent_op <= self.arrived_at < self.aanvraag.sluit_op,
            **kwargs,
        )

    def parts(self):
        """(Leesonderdeel, address of its page) of the whole plan."""
        parts, nummer = read_plan(self.plan, self.inhoud).onderdelen, self.aanvraag.nummer
        return [(part, reverse(ONDERDEEL_PAGES[part.code], args=[nummer])) for part in parts]

    def declarations(self):
        """Every declaration that Bijlage B asks of this region, with its answer and where it is given."""
        asked = [vraag for vraag in self.inhoud.asked if vraag.invoer == Antwoordsoort.VERKLARING]
        return [
            {
                "titel": vraag.titel,
                "tekst": vraag.tekst,
                "antwoord": vraag.antwoord.tekst.capitalize() if vraag.antwoord else "",
                "url": f"{paragraaf_url(self.aanvraag, vraag.paragraaf)}#div_id_{vraag.code}",
            }
            for vraag in asked
        ]

    def summary(self):
        cijfers = self.inhoud.cijfers
        return [
            {"label": "Aanvraag", "value": self.aanvraag.nummer},
            {"label": "Regio", "value": self.aanvraag.regio.naam},
            {"label": "Ronde", "value": self.aanvraag.ronde.naam},
            {"label": "Partners", "value": sum(cijfers.deelnemers.values())},
            {"label": "Gevraagde subsidie", "value": format_euro(cijfers.subsidie_cents)},
            {"label": "Totale kosten", "value": format_euro(cijfers.kosten_cents)},
        ]


class IndieningGate(AanvraagGate):
    """Pages about what was filed last; a draft has none (404)."""

    @cached_property
    def indiening(self):
        rows = Indiening.objects.filter(aanvraag=self.aanvraag).select_related("door", "dossier")
        found = rows.order_by("-nummer").first()
        if found is None:
            raise Http404("Deze aanvraag is niet ingediend.")
        return found


class IndieningDetail(IndieningGate, TemplateView):
    """The receipt: number, moment to the second, checksum, and copies of everything."""

    template_name = "applications/indiening_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(indiening=self.indiening, **kwargs)


class PlanJson(IndieningGate, View):
    """The very bytes that the checksum on the receipt is of."""

    def get(self, request, *args, **kwargs) -> HttpResponse:
        name = f"plan-{self.aanvraag.nummer}.json"
        return attachment(bytes(self.indiening.json), name=name, mimetype="application/json")

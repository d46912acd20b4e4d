"""The Samenwerkingsovereenkomst: its paragraphs, and who signed for which partner."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView, UpdateView

from applications.access import AanvraagGate, PlanEditGate
from applications.actions import delete_rij, save_rij
from applications.actions.aanwezigheid import name_others
from applications.bestanden import plan_files, ruimte_of
from applications.forms.ondertekening import OndertekeningForm
from applications.models import (
    Groep,
    Onderdeel,
    Ondertekenaareis,
    Ondertekening,
    Partner,
    VersieConflictError,
)
from applications.views.paragraaf import paragraaf_tasks
from applications.voortgang import measure
from sto_portal.bestanden.actions import store
from sto_portal.bestanden.models import StorageError
from sto_portal.bestanden.responses import download
from sto_portal.bestanden.ruimte import of_person
from sto_portal.bestanden.uploads import bound, say_not_kept
from sto_portal.vormgeving.lijsten import page_of
from sto_portal.vormgeving.templatetags.sto import datum

PARTNERS_PER_PAGE = 40


class OvereenkomstDetail(AanvraagGate, TemplateView):
    """Every signature that Bijlage B.3 asks, per partner, with who signed when."""

    groep = Groep.OVEREENKOMST
    template_name = "applications/overeenkomst_detail.html"

    def get_context_data(self, **kwargs):
        voortgang = measure(self.plan)
        anderen = name_others(aanvraag=self.aanvraag, user=self.request.user)
        page = page_of(Partner.objects.of(self.plan), self.request, PARTNERS_PER_PAGE)
        return super().get_context_data(
            tasks=paragraaf_tasks(self.aanvraag, voortgang, Onderdeel.OVEREENKOMST, anderen),
            done=voortgang.of_onderdeel(Onderdeel.OVEREENKOMST),
            handtekeningen=voortgang.handtekeningen,
            page=page,
            regels=list(self.signature_lines(page.object_list)),
            **kwargs,
        )

    def signature_lines(self, partners):
        """(partner, eis, Ondertekening or None) for each signature asked of `partners`."""
        asked = {}
        for eis in Ondertekenaareis.objects.filter(vragenlijst=self.aanvraag.ronde.vragenlijst_id):
            asked.setdefault(eis.partnersoort, []).append(eis)
        rows = Ondertekening.objects.of(self.plan).select_related("bestand")
        signed = {(row.partner_id, row.eis_id): row for row in rows}
        for partner in partners:
            for eis in asked.get(partner.soort, []):
                yield {"partner": partner, "eis": eis, "ondertekening": signed.get((partner.pk, eis.pk))}


class OndertekeningEdit(PlanEditGate, UpdateView):
    """One signature: added the first time, replaced later; 'verwijderen' removes it."""

    groep = Groep.OVEREENKOMST
    form_class = OndertekeningForm
    template_name = "applications/ondertekening_edit.html"

    @cached_property
    def partner(self):
        return get_object_or_404(Partner.objects.of(self.plan), pk=self.kwargs["partner"])

    @cached_property
    def eis(self):
        eisen = Ondertekenaareis.objects.filter(vragenlijst=self.aanvraag.ronde.vragenlijst_id)
        return get_object_or_404(eisen, pk=self.kwargs["eis"], partnersoort=self.partner.soort)

    def get_object(self, queryset=None):
        rows = Ondertekening.objects.filter(partner=self.partner, eis=self.eis).select_related("bestand")
        found = rows.first() or Ondertekening(partner=self.partner, eis=self.eis)
        found.plan = self.plan
        return found

    def get_form_kwargs(self):
        initial = {} if self.object.pk else {"functie": self.eis.functie}
        own = {"plan": self.plan, "submit": "Handtekening opslaan", "initial": initial}
        return super().get_form_kwargs() | own

    def get_form(self, form_class=None):
        return bound(super().get_form(form_class), ruimte_of(self.plan), of_person(self.request.user))

    def get_context_data(self, **kwargs):
        return super().get_context_data(partner=self.partner, eis=self.eis, **kwargs)

    def post(self, request, *args, **kwargs):
        if "verwijderen" not in request.POST:
            return super().post(request, *args, **kwargs)
        rij = self.get_object()
        if rij.pk:
            delete_rij(rij=rij, by=request.user)
            messages.success(request, f"De handtekening van {rij.naam} is verwijderd.")
        return redirect("overeenkomst", self.aanvraag.nummer)

    def form_valid(self, form):
        rij, user = form.instance, self.request.user
        try:
            with transaction.atomic():
                if upload := form.cleaned_data.get("upload"):
                    rij.bestand = store(upload.read(), name=upload.name, kind="ondertekening", by=user)
                save_rij(rij=rij, versie=form.cleaned_data["versie"] or 0 if rij.pk else None, by=user)
        except VersieConflictError:
            return self.show_conflict(form)
        except StorageError as error:
            say_not_kept(form, error)
            return self.render_to_response(self.get_context_data(form=form), status=503)
        messages.success(self.request, f"De handtekening van {rij.naam} is opgeslagen.")
        return redirect("overeenkomst", self.aanvraag.nummer)

    def show_conflict(self, form):
        """What was typed, beside what the other person saved; the same page sent twice is no conflict."""
        saved = Ondertekening.objects.select_related("bestand").get(pk=self.object.pk)
        if self.request.POST.get("sleutel") == str(saved.sleutel):
            return redirect("overeenkomst", self.aanvraag.nummer)
        form.data = form.data.copy()
        form.data["versie"] = saved.versie
        form.add_error(
            None,
            f"Iemand anders heeft dit intussen veranderd. Nu is opgeslagen: {saved.naam}, {saved.functie}, "
            f"{datum(saved.datum)}. Sla opnieuw op als uw gegevens moeten gelden.",
        )
        return self.render_to_response(self.get_context_data(form=form), status=409)


class AanvraagBestand(AanvraagGate, TemplateView):
    """A file of this plan, as an answer or under the agreement; any other number does not exist."""

    def get(self, request, *args, **kwargs):
        return download(get_object_or_404(plan_files(self.plan), pk=self.kwargs["pk"]))

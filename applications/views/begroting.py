"""The Meerjarenbegroting: totals, lines and contributions, and the subsidy that is asked."""

from django.contrib import messages
from django.db.models import Sum
from django.shortcuts import redirect
from django.views.generic import FormView

from applications.access import PlanWriteGate
from applications.actions import save_subsidie
from applications.forms.begroting import SubsidieForm
from applications.herkansing import notes_beside
from applications.models import Begrotingsregel, Groep, Kostensoort, Onderdeel, VersieConflictError
from applications.reports import cijfers
from applications.rijen import RIJSOORTEN, make_table
from applications.vragenlijsten import read_paragrafen
from sto_portal.vormgeving.lijsten import page_of

REGELS_PER_PAGE = 50


class BegrotingDetail(PlanWriteGate, FormView):
    groep = Groep.BEGROTING
    form_class = SubsidieForm
    template_name = "applications/begroting_detail.html"

    def is_open(self):
        return True

    def get_initial(self):
        return {"gevraagde_subsidie": self.plan.gevraagde_subsidie_cents, "versie": self.plan.versie}

    def form_valid(self, form):
        cents, versie = form.cleaned_data["gevraagde_subsidie"], form.cleaned_data["versie"]
        versie = self.plan.versie if versie is None else versie
        try:
            save_subsidie(plan=self.plan, cents=cents, versie=versie, by=self.request.user)
        except VersieConflictError:
            self.plan.refresh_from_db(fields=["versie", "gevraagde_subsidie_cents"])
            form.data = form.data.copy()
            form.data["versie"] = self.plan.versie
            form.add_error("gevraagde_subsidie", "Iemand anders heeft dit bedrag intussen veranderd. Sla opnieuw op.")
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, "De gevraagde subsidie is opgeslagen.")
        return redirect("begroting", self.aanvraag.nummer)

    def get_context_data(self, **kwargs):
        totals = cijfers([self.plan])[self.plan.pk]
        regels = RIJSOORTEN["begrotingsregels"]
        page = page_of(regels.rows(self.plan), self.request, REGELS_PER_PAGE)
        return super().get_context_data(
            cijfers=totals,
            versie=self.aanvraag.ronde.regelingversie,
            is_enough=totals.has_enough_cofinanciering(self.aanvraag.ronde.regelingversie),
            jaren=self.per_year(totals),
            soorten=Kostensoort.choices,
            partners=self.per_partner(),
            page=page,
            regels=make_table(regels, self.aanvraag, may_write=self.may_write, rows=page.object_list),
            kanttekeningen=notes_beside(self.aanvraag, self.paragrafen(), self.request.user),
            bijdragen=make_table(RIJSOORTEN["bijdragen"], self.aanvraag, may_write=self.may_write),
            **kwargs,
        )

    def paragrafen(self):
        """The paragraphs of Bijlage B that this page answers; read when asked for."""
        for paragraaf in read_paragrafen(self.aanvraag.ronde):
            if paragraaf.onderdeel == Onderdeel.BEGROTING:
                yield paragraaf

    def per_year(self, totals):
        """Per year of the subsidy period the costs of each kind, in the order of Kostensoort, and their sum."""
        years = sorted({*self.aanvraag.ronde.regelingversie.jaren, *totals.kosten_per_jaar})
        for jaar in years:
            bedragen = [totals.kosten[jaar, soort] for soort in Kostensoort.values]
            yield {"jaar": str(jaar), "bedragen": bedragen, "totaal": sum(bedragen)}
        soorten = totals.kosten_per_soort
        bedragen = [soorten.get(soort, 0) for soort in Kostensoort.values]
        yield {"jaar": "Totaal", "bedragen": bedragen, "totaal": sum(bedragen), "is_total": True}

    def per_partner(self):
        """Per partner with costs their sum, the largest first."""
        rows = Begrotingsregel.objects.of(self.plan).order_by()
        return (
            rows.values("partner__naam", "partner").annotate(totaal=Sum("bedrag_cents")).order_by("-totaal", "partner")
        )

"""Many partners at once: paste or upload, look, and add; and the empty table to fill in."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import FormView, View

from applications.access import PlanEditGate
from applications.actions.partners import add_partners
from applications.forms.partnertabel import PartnertabelForm
from applications.models import Groep
from applications.partnertabel.keuren import judge
from applications.partnertabel.kolommen import recognise, template_columns
from applications.partnertabel.lezen import fill_down, read_partnertabel
from applications.partnertabel.voorbeeld import make_voorbeeld
from sto_portal.bestanden.content import FILETYPES
from sto_portal.bestanden.responses import attachment
from sto_portal.spreadsheets import write_csv, write_ods, write_xlsx
from sto_portal.spreadsheets.lezen import TabelError, as_text, read_text, renumber

ADD, ADD_GOOD, FILL_DOWN = "toevoegen", "goede", "overnemen"
NOTES = ("Vul op het eerste blad een regel per partner in. Sla het bestand op en upload het in het portaal.",)
FILLED_IN = "Waar de soort leeg was, staat nu de soort van de rij erboven. Klopt dat niet, verander het dan."
CSV = "text/csv; charset=utf-8"
SHEETS = {"xlsx": write_xlsx, "ods": write_ods}


class PartnerTable(PlanEditGate, FormView):
    """Shows what each row would become before anything is saved. What cannot be added stays in the field to mend."""

    groep = Groep.PARTNERS
    form_class = PartnertabelForm
    template_name = "applications/partner_tabel.html"

    def form_valid(self, form):
        try:
            rows = read_text(form.cleaned_data["tekst"], recognise)
            tabel = read_partnertabel(rows, settings.PARTNERTABEL_MAX_ROWS)
        except TabelError as error:
            form.add_error("tekst", str(error))
            return self.form_invalid(form)
        if self.request.POST.get("actie") == FILL_DOWN:
            tabel = fill_down(tabel)
            form.cleaned_data["tekst"] = as_text([tabel.kop, *tabel.rijen])
        return self.act(tabel, judge(tabel, self.plan, form.cleaned_data["sleutel"]), form)

    def form_invalid(self, form):
        """The text that was read from a file stands in the field too, to be mended there."""
        return self.show(form, text=form.cleaned_data.get("tekst"))

    def act(self, tabel, rijen, form):
        """Add the rows if that was asked and can be; else show them. What came from a file is shown first."""
        faulty = [rij for rij in rijen if not rij.is_good]
        action = None if form.cleaned_data.get("bestand") else self.request.POST.get("actie")
        if action == ADD_GOOD or (action == ADD and not faulty):
            self.add(rijen)
            if not faulty:
                return redirect("partner-list", self.aanvraag.nummer)
            return self.show(PartnertabelForm(initial={"tekst": self.rest_of(tabel, faulty)}))
        shown = PartnertabelForm(initial={"tekst": form.cleaned_data["tekst"], "sleutel": form.cleaned_data["sleutel"]})
        return self.show(shown, voorbeeld=make_voorbeeld(tabel, rijen, form.meldingen))

    def rest_of(self, tabel, faulty):
        """The rows that stay, as text. The row above an empty kind may be gone, so its kind is filled in and told."""
        filled = {rij.nummer: rij for rij in fill_down(tabel).rijen}
        if any(rij.als_boven for rij in faulty):
            messages.info(self.request, FILLED_IN)
        return as_text(renumber([tabel.kop, *(filled[rij.bron.nummer] for rij in faulty)]))

    def add(self, rijen):
        good = [rij for rij in rijen if rij.is_good]
        add_partners(plan=self.plan, partners=[rij.partner for rij in good if not rij.klaar], by=self.request.user)
        left = len(rijen) - len(good)
        added = f"{len(good)} {'partner' if len(good) == 1 else 'partners'} toegevoegd."
        rest = f" Nog niet toegevoegd: {left}. U kunt die hieronder verbeteren." if left else ""
        messages.success(self.request, added + rest)

    def show(self, form, *, text=None, voorbeeld=None):
        if text is not None and form.is_bound:
            form.data = form.data.copy()
            form.data["tekst"] = text
        return self.render_to_response(self.get_context_data(form=form, voorbeeld=voorbeeld))


class PartnerTableEmpty(PlanEditGate, View):
    """The table to fill in: only its columns, with what belongs in each on a second sheet."""

    groep = Groep.PARTNERS

    def get(self, request, *, formaat, **_kwargs):
        columns, name = template_columns(), f"partners-leeg.{formaat}"
        if formaat == "csv":
            return attachment(write_csv(columns, []), name=name, mimetype=CSV)
        content = SHEETS[formaat]("Partners", columns, [], NOTES)
        return attachment(content, name=name, mimetype=FILETYPES[formaat].mimetype)

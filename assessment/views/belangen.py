"""Interests of members: reported by the member, or written down by the coordinator."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from assessment.actions.leden import BelangError, add_belang, change_belang, organisatie_of
from assessment.forms.leden import BelangForm, OrganisatieForm
from assessment.models import Commissielid
from assessment.reports.leden import search_organisaties, split_belangen
from assessment.views.leden import OneLid
from regions.models import Organisatie
from sto_portal.vormgeving.forms import LONGEST_NUMBER


class NewBelang(FormView):
    """Search an organisation with `?zoek=…`, choose it with `?organisatie=…`, and say what the interest is.

    A subclass gives `lid`, where to go on (`done_url`) and what to say then (`done_text`).
    """

    form_class = BelangForm
    template_name = "assessment/belang_form.html"

    @cached_property
    def organisatie(self):
        """What was chosen from the list, or None."""
        asked = self.request.POST.get("organisatie") or self.request.GET.get("organisatie", "")
        if not asked.isdecimal() or len(asked) > LONGEST_NUMBER:
            return None
        return Organisatie.objects.select_related("bestuur").filter(pk=asked).first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"organisatie": self.organisatie}

    def get_initial(self):
        return {"organisatie": self.organisatie}

    def form_valid(self, form):
        chosen, cleaned = self.organisatie, form.cleaned_data
        organisatie = chosen or organisatie_of(cleaned["naam"], cleaned["kvk_nummer"])
        try:
            add_belang(lid=self.lid, organisatie=organisatie, by=self.request.user, **form.values)
        except BelangError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, self.done_text)
        return redirect(self.done_url)

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("zoek", "")
        return super().get_context_data(
            organisatie=self.organisatie,
            zoekform=OrganisatieForm(self.request.GET or None),
            gevonden=search_organisaties(asked) if asked else None,
            page_url=self.request.path,
            done_url=self.done_url,
            **kwargs,
        )


class BelangList(PermissionRequiredMixin, TemplateView):
    """The own interests: those of now and those that are over."""

    permission_required = "assessment.view_beoordeling"
    template_name = "assessment/belang_list.html"

    def get_context_data(self, **kwargs):
        lid = Commissielid.objects.filter(user=self.request.user).first()
        now, over = split_belangen(lid) if lid else ([], [])
        return super().get_context_data(belangen=now, eerdere=over, **kwargs)


class BelangReport(PermissionRequiredMixin, NewBelang):
    """Report an own interest, which counts at once."""

    permission_required = "assessment.view_beoordeling"
    done_text = "Uw belang is gemeld en telt meteen. Aanvragen waar deze organisatie partner is, ziet u niet meer."

    @cached_property
    def lid(self):
        return Commissielid.objects.get_or_create(user=self.request.user)[0]

    @property
    def done_url(self):
        return reverse("belang-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(list_name="Mijn belangen", is_own=True, **kwargs)


class BelangCreate(OneLid, NewBelang):
    """Write down an interest of a member, as the coordinator."""

    done_text = "Het belang is opgeslagen en telt meteen."

    @property
    def done_url(self):
        return self.lid_url

    def get_context_data(self, **kwargs):
        return super().get_context_data(list_name=str(self.lid), is_own=False, **kwargs)


class BelangEdit(OneLid, FormView):
    """Change the kind, the words or the period of an interest; its organisation stands fast."""

    form_class = BelangForm
    template_name = "assessment/belang_edit.html"

    @cached_property
    def belang(self):
        return get_object_or_404(self.lid.belangen.select_related("organisatie", "lid__user"), pk=self.kwargs["belang"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"asks_organisatie": False}

    def get_initial(self):
        return {name: getattr(self.belang, name) for name in ("soort", "toelichting", "vanaf_datum", "tot_datum")}

    def form_valid(self, form):
        try:
            change_belang(belang=self.belang, by=self.request.user, **form.values)
        except BelangError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Het belang is opgeslagen.")
        return redirect(self.lid_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(belang=self.belang, **kwargs)

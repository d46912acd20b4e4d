"""The partners of a plan: the list, and adding one in two steps (first its kind)."""

from django.views.generic import TemplateView

from applications.access import AanvraagGate
from applications.forms.partner import PartnersoortForm
from applications.models import Partner, Partnersoort
from applications.rijen import RIJSOORTEN, make_table
from applications.views.rij import RijCreate, RijEdit


class PartnerList(AanvraagGate, TemplateView):
    template_name = "applications/partner_list.html"

    def get_context_data(self, **kwargs):
        tabel = make_table(RIJSOORTEN["partners"], self.aanvraag, may_write=self.may_write)
        counts = dict.fromkeys(Partnersoort, 0)
        for partner in tabel.rijen:
            counts[partner.soort] += 1
        numbers = [{"label": soort.label, "value": number} for soort, number in counts.items() if number]
        return super().get_context_data(
            tabel=tabel, numbers=numbers, versie=self.aanvraag.ronde.regelingversie, **kwargs
        )


class PartnerCreate(RijCreate):
    """`?soort=vmbo` gives the form for that kind; without it the page asks which kind."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, soort="partners", **kwargs)

    @property
    def partnersoort(self):
        asked = self.request.POST.get("soort") or self.request.GET.get("soort", "")
        return asked if asked in Partnersoort.values else ""

    def get(self, request, *args, **kwargs):
        if self.partnersoort:
            return super().get(request, *args, **kwargs)
        return self.ask_soort()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.partnersoort else self.ask_soort()

    def ask_soort(self):
        self.object = None
        data = self.request.GET if "soort" in self.request.GET else None
        self.template_name = "applications/partner_soort.html"
        return self.render_to_response(self.get_context_data(form=PartnersoortForm(data, plan=self.plan)))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"soort": self.partnersoort}

    def get_context_data(self, **kwargs):
        label = Partnersoort(self.partnersoort).label if self.partnersoort else ""
        return super().get_context_data(kicker=label, **kwargs)


class PartnerEdit(RijEdit):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, soort="partners", **kwargs)

    def get_queryset(self):
        return Partner.objects.of(self.plan)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"soort": self.object.soort}

    def get_context_data(self, **kwargs):
        return super().get_context_data(kicker=Partnersoort(self.object.soort).label, **kwargs)

"""The partners of a plan: the list, and adding one: first its kind, then a school from the register or all by hand."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from applications.access import AanvraagGate, PlanEditGate
from applications.forms.partner import PartnersoortForm, RegisterForm
from applications.models import ONDERWIJS, Groep, Partner, Partnersoort
from applications.partnerregister import find_vestigingen, known_fields, search_register
from applications.rijen import RIJSOORTEN, make_table
from applications.views.rij import RijCreate, RijEdit


class PartnerList(AanvraagGate, TemplateView):
    groep = Groep.PARTNERS
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


class PartnerSearch(PlanEditGate, TemplateView):
    """What the register has for `?soort=vmbo&zoek=…`: the part of the page that htmx replaces while someone types."""

    groep = Groep.PARTNERS
    template_name = "applications/_register_gevonden.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        return super().get_context_data(
            gevonden=search_register(asked.get("zoek", ""), self.plan),
            choose_url=f"{reverse('partner-create', args=[self.aanvraag.nummer])}?soort={asked_soort(asked)}",
            **kwargs,
        )


def asked_soort(asked):
    """The kind of partner that an address names; '' for none that exists."""
    soort = asked.get("soort", "")
    return soort if soort in Partnersoort.values else ""


class PartnerCreate(RijCreate):
    """`?soort=vmbo` gives the form for that kind; without it the page asks which kind.

    With `&zoek=…` it shows what the register has, and `&vestiging=01AB00` fills the form with what is known there.
    """

    template_name = "applications/partner_form.html"
    repeats = False

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, soort="partners", **kwargs)

    @property
    def partnersoort(self):
        return asked_soort(self.request.POST) or asked_soort(self.request.GET)

    @cached_property
    def vestiging(self):
        """The vestiging that was chosen in the register, or None."""
        code = self.request.GET.get("vestiging", "").upper()
        return find_vestigingen([code]).get(code)

    def get_initial(self):
        return known_fields(self.vestiging) if self.vestiging else {}

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
        if not self.partnersoort:
            return super().get_context_data(kicker="", **kwargs)
        label = Partnersoort(self.partnersoort).label
        register = self.describe_register() if self.partnersoort in ONDERWIJS else {}
        return super().get_context_data(kicker=label, register=register, **kwargs)

    def describe_register(self):
        """What the page needs to let someone look in the register, or what was chosen there."""
        nummer, soort = self.aanvraag.nummer, self.partnersoort
        create_url = f"{reverse('partner-create', args=[nummer])}?soort={soort}"
        if self.vestiging:
            return {"vestiging": self.vestiging, "again_url": create_url}
        form = RegisterForm(self.request.GET or None, url=reverse("partner-search", args=[nummer]))
        asked = self.request.GET.get("zoek", "")
        gevonden = search_register(asked, self.plan) if asked else None
        return {"form": form, "soort": soort, "gevonden": gevonden, "choose_url": create_url}


class PartnerEdit(RijEdit):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, soort="partners", **kwargs)

    def get_queryset(self):
        return Partner.objects.of(self.plan)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"soort": self.object.soort}

    def get_context_data(self, **kwargs):
        return super().get_context_data(kicker=Partnersoort(self.object.soort).label, **kwargs)

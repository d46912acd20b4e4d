"""The schools of a region that take no part: who they are according to the register, and why not."""

from django.urls import reverse
from django.views.generic import TemplateView

from applications.access import AanvraagGate
from applications.models import Groep
from applications.partnerregister import find_vestigingen
from applications.rijen import RIJSOORTEN, make_table
from applications.scholen import read_schools
from applications.views.rij import RijCreate
from sto_portal.namen import name_key


class SchoolList(AanvraagGate, TemplateView):
    """First the vmbo schools of the municipalities of which nothing is known, then every other."""

    groep = Groep.REGIOVISIE
    template_name = "applications/school_list.html"

    def get_context_data(self, **kwargs):
        standen, others = read_schools(self.plan)
        gemeenten = sorted({stand.vestiging.gemeente.naam for stand in standen}, key=name_key)
        return super().get_context_data(
            standen=sorted(standen, key=lambda stand: not stand.is_open),
            open_aantal=sum(stand.is_open for stand in standen),
            gemeenten=", ".join(gemeenten),
            tabel=make_table(RIJSOORTEN["scholen"], self.aanvraag, may_write=self.may_write, rows=others),
            wensen=self.aanvraag.regio.deelnamewensen.all() if self.may_write else [],
            reason_url=reverse("school-create", args=[self.aanvraag.nummer]),
            partner_url=reverse("partner-create", args=[self.aanvraag.nummer]),
            **kwargs,
        )


class SchoolCreate(RijCreate):
    """Why a school takes no part; `?vestiging=01AB00` names the school from the register."""

    repeats = False

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, soort="scholen", **kwargs)

    def get_initial(self):
        code = self.request.GET.get("vestiging", "").upper()
        vestiging = find_vestigingen([code]).get(code)
        if not vestiging:
            return {}
        return {"naam": vestiging.naam, "vestigingscode": vestiging.code, "plaats": vestiging.plaats}

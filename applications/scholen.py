"""The vmbo schools in the municipalities of a region, and how each stands towards a plan."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from applications.claims import claimed_elsewhere
from applications.models import Nietdeelnemer, Partner
from regions.models import Deelnamewens, Vestiging
from sto_portal.namen import NameKey


@dataclass(frozen=True)
class Schoolstand:
    """A vestiging of the region: its `partner` in the plan, the `rij` that says why it takes no part, or neither.

    `elders`: another region holds it.
    """

    vestiging: Vestiging
    partner: Partner | None
    rij: Nietdeelnemer | None
    elders: bool

    @property
    def is_open(self):
        """Whether nothing is known of it yet."""
        return not (self.partner or self.rij or self.elders)


def vmbo_in(regio):
    """Every vmbo vestiging that the register has now in the municipalities of `regio`, by municipality and name.

    `wil_meedoen`: the school let know that it wishes to take part.
    """
    found = Vestiging.objects.current().of_vmbo().filter(gemeente__regios=regio).select_related("gemeente")
    wish = Deelnamewens.objects.filter(regio=regio, vestigingscode=OuterRef("code"))
    return found.annotate(wil_meedoen=Exists(wish)).order_by(NameKey("gemeente__naam"), NameKey("zoektekst"), "code")


def read_schools(plan):
    """(Schoolstand of every vmbo vestiging of the region, the Nietdeelnemers that are none of these); six queries.

    `plan.regio` and `plan.ronde.regelingversie` are at hand.
    """
    vestigingen = list(vmbo_in(plan.regio))
    partners = {row.vestigingscode: row for row in plan.partner_set.all() if row.vestigingscode}
    rows = list(plan.nietdeelnemer_set.all())
    by_code = {row.vestigingscode: row for row in rows if row.vestigingscode}
    open_codes = [vestiging.code for vestiging in vestigingen if vestiging.code not in partners]
    elders = claimed_elsewhere(open_codes, regeling=plan.ronde.regelingversie.regeling_id, regio=plan.regio)
    standen = [
        Schoolstand(v, partners.get(v.code), by_code.get(v.code), v.code in elders and v.code not in partners)
        for v in vestigingen
    ]
    known = {vestiging.code for vestiging in vestigingen}
    return standen, [row for row in rows if row.vestigingscode not in known]

"""Everything one plan holds, each table read once and only when it is asked for."""

from collections import Counter
from copy import copy
from dataclasses import replace

from django.db.models import FilteredRelation, Q, Subquery
from django.utils import timezone
from django.utils.functional import cached_property

from applications.akkoord import needs_akkoord, read_akkoord
from applications.claims import overlap_elsewhere
from applications.joins import point, unique, with_joined
from applications.models import TECHNISCH, VMBO, Antwoord, Antwoordversie, Onderdeel, Ondertekenaareis, Voorwaarde
from applications.planrijen import Planrijen
from applications.reports import Plancijfers
from applications.scholen import vmbo_in
from applications.voorwaarden import derive_conditions, is_asked
from applications.vragenlijsten import find_home, read_paragrafen


class Planinhoud(Planrijen):
    """What one plan holds, for the controles, the reading view and the spreadsheet: at most one query per table.

    The plan's `regio` and `ronde.regelingversie` must be at hand. Rows point to the very objects in this inhoud, so
    that following a reference takes no query.
    """

    def __init__(self, plan):
        super().__init__(plan)
        self.regio = plan.regio
        self.versie = plan.ronde.regelingversie
        self.nummer = f"{plan.regio.nummer}-{plan.ronde.nummer}"

    @cached_property
    def _handtekeningen(self):
        """Per Ondertekening the eis with that `ondertekening`, and each Ondertekenaareis that nobody met with None."""
        given = FilteredRelation("ondertekeningen", condition=Q(ondertekeningen__plan=self.plan))
        written = Antwoordversie.objects.filter(plan=self.plan, botsing=False)
        written = written.filter(vraag__paragraaf__onderdeel=Onderdeel.OVEREENKOMST).order_by("-opgeslagen_op")
        eisen = Ondertekenaareis.objects.filter(vragenlijst=self.plan.ronde.vragenlijst_id)
        eisen = eisen.annotate(tekst_op=Subquery(written.values("opgeslagen_op")[:1]), ondertekening=given)
        return with_joined(eisen, "ondertekening", "ondertekening__bestand")

    @property
    def overeenkomst_veranderd_datum(self):
        """The day on which someone last wrote an answer of the agreement in this plan, or None."""
        moment = next((eis.tekst_op for eis, _row in self._handtekeningen), None)
        return timezone.localdate(moment) if moment else None

    @cached_property
    def ondertekeningen(self):
        """Per partner in order."""
        found = point((row for _eis, row in self._handtekeningen if row), partner=self.partners)
        places = {partner.pk: place for place, partner in enumerate(self.partners)}
        return sorted(found, key=lambda row: places[row.partner_id])

    @cached_property
    def paragrafen(self):
        """Every paragraph of the four formats, in order, with what its round asks."""
        return read_paragrafen(self.plan.ronde)

    @cached_property
    def vragen(self):
        """Every Vraag in order with its `paragraaf`; `antwoord` is that of this plan (with `bestand`) or None.

        Copies, because the questions themselves are kept for every plan.
        """
        answers = Antwoord.objects.filter(plan=self.plan).select_related("bestand").order_by()
        given = {antwoord.vraag_id: antwoord for antwoord in answers}
        found = [copy(vraag) for paragraaf in self.paragrafen for vraag in paragraaf.gevraagd]
        for vraag in found:
            vraag.antwoord = given.get(vraag.pk)
        return found

    def home_of(self, model):
        """The Vraag that has the place of the table `model`; None where this round does not ask for it."""
        return find_home(self.vragen, model)

    def vraag_over(self, betekenis):
        """The Vraag with this Betekenis; None where this round has none."""
        return next((vraag for vraag in self.vragen if vraag.betekenis == betekenis), None)

    def antwoord_over(self, betekenis):
        """The text that was answered to it; '' where nothing was, or where it is not asked."""
        vraag = self.vraag_over(betekenis)
        return vraag.antwoord.tekst if vraag and vraag.antwoord else ""

    @cached_property
    def asked(self):
        """The Vragen that this region must answer."""
        return [v for v in self.vragen if v.paragraaf_id not in self.hidden and is_asked(v, self.voorwaarden)]

    @cached_property
    def hidden(self):
        """The pks of the paragraphs that are not for this region: those of a techniekarme region for no other."""
        if self.regio.is_techniekarm:
            return set()
        return {vraag.paragraaf_id for vraag in self.vragen if vraag.voorwaarde == Voorwaarde.TECHNIEKARM}

    @cached_property
    def antwoorden(self):
        """{code: text} of what was answered."""
        return {vraag.code: vraag.antwoord.tekst for vraag in self.vragen if vraag.antwoord}

    @cached_property
    def voorwaarden(self):
        """The set of Voorwaarde codes that hold."""
        confirmed = {code for code, tekst in self.antwoorden.items() if tekst == "ja"}
        return derive_conditions(self.regio, confirmed, {partner.soort for partner in self.partners})

    @cached_property
    def _overlap(self):
        """Of every school in the plan and of the region, and of its municipalities, which another region has."""
        codes = {partner.vestigingscode for partner in self.partners if partner.vestigingscode}
        codes |= {vestiging.code for vestiging in self.scholen}
        return overlap_elsewhere(codes, regeling=self.versie.regeling_id, regio=self.regio)

    @property
    def elders(self):
        """{vestigingscode: number of another region that holds it}."""
        return self._overlap[0]

    @property
    def gemeenten_elders(self):
        """(name of a municipality of this region, number of another region that has it too), in order."""
        return self._overlap[1]

    @cached_property
    def akkoord(self):
        """The Akkoordstand: whether the bestuurder agrees with this text."""
        return read_akkoord(self.plan)

    @property
    def needs_akkoord(self):
        return needs_akkoord(self.plan)

    @cached_property
    def scholen(self):
        """The vmbo vestigingen that the register has in the municipalities of the region (rapport h2 voorwaarde e)."""
        return list(vmbo_in(self.regio))

    @cached_property
    def scholen_zonder_reden(self):
        """Those that take no part here or elsewhere, and of which nobody wrote why."""
        known = {row.vestigingscode for row in (*self.partners, *self.nietdeelnemers)} | self.elders.keys()
        return [vestiging for vestiging in self.scholen if vestiging.code not in known]

    @cached_property
    def eisen(self):
        """{partnersoort: the Ondertekenaareisen of Bijlage B.3, in order}."""
        found = {}
        for eis in unique(eis for eis, _row in self._handtekeningen):
            found.setdefault(eis.partnersoort, []).append(eis)
        return found

    @cached_property
    def getekend(self):
        """{(partner pk, eis pk): Ondertekening}."""
        return {(row.partner_id, row.eis_id): row for row in self.ondertekeningen}

    def has_signed(self, partner):
        """Whether every signature that is asked of this partner is there."""
        return all((partner.pk, eis.pk) in self.getekend for eis in self.eisen.get(partner.soort, ()))

    @cached_property
    def bedragen(self):
        """The Plancijfers of the budget alone: subsidy, costs and contributions."""
        return Plancijfers(
            subsidie_cents=self.plan.gevraagde_subsidie_cents,
            kosten=add(((row.jaar, row.kostensoort), row.bedrag_cents) for row in self.begrotingsregels),
            bijdragen=add(((row.partner.soort, row.vorm), row.bedrag_cents) for row in self.bijdragen),
        )

    @cached_property
    def cijfers(self):
        """The same Plancijfers as `reports.cijfers` gives, added up from the rows at hand."""
        return replace(
            self.bedragen,
            partners=Counter(partner.soort for partner in self.partners if self.has_signed(partner)),
            deelnemers=Counter(partner.soort for partner in self.partners),
            leerlingen=add(((row.profiel, row.leerweg), row.leerlingen or 0) for row in self.aanbod),
            aantallen=Counter(
                {
                    "doelstelling": len(self.doelen),
                    "mijlpaal": len(self.mijlpalen),
                    "activiteit": len(self.activiteiten),
                    "risico": len(self.risicos),
                }
            ),
            technische_vestigingen=len(
                {
                    row.partner_id
                    for row in self.aanbod
                    if row.partner.soort in VMBO and row.profiel in TECHNISCH and row.leerlingen
                }
            ),
        )

    def rows_of(self, model):
        """The rows that a Vraag with this `model` asks for."""
        return getattr(self, ROWS[model])


ROWS = {
    "partner": "partners",
    "aanbod": "aanbod",
    "leerlingenprognose": "leerlingenprognose",
    "docententekort": "docententekort",
    "lopendproject": "projecten",
    "nietdeelnemer": "nietdeelnemers",
    "doelstelling": "doelen",
    "mijlpaal": "mijlpalen",
    "activiteit": "activiteiten",
    "overleg": "overleggen",
    "zetel": "zetels",
    "risico": "risicos",
    "begrotingsregel": "begrotingsregels",
    "cofinanciering": "bijdragen",
}


def add(pairs):
    """Counter of the sums per key."""
    found = Counter()
    for key, number in pairs:
        found[key] += number
    return found

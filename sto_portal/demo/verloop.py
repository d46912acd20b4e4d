"""The history of the demo: which region applied in rounds 1 to 3, with which plan, and what came of it."""

from dataclasses import replace
from itertools import combinations

from applications.copying import copy_plan
from applications.models import Aanvraagronde, Antwoord, Antwoordsoort, Uitstel
from assessment.models import Vereiste
from sto_portal.demo import namen
from sto_portal.demo.aanvullingen import write_aanvullingen
from sto_portal.demo.beschikken import write_besluiten
from sto_portal.demo.commissie import write_adviezen, write_beoordelingen
from sto_portal.demo.oordelen import Mening, choose_unclear, choose_unmet
from sto_portal.demo.rijen import Opdracht, sign_copies, write_rows
from sto_portal.demo.standen import STANDEN, Rooster, read_verloop
from sto_portal.demo.zaken import Ronde, Zaak, make_plans, write_aanvragen

RONDEN = (1, 2, 3)
LAST_REFUSAL = 2
SUMMARY = "b1_1_samenvatting"
WRITTEN = {Antwoordsoort.TEKST, Antwoordsoort.LIJST}


def uitstel_of(regios):
    """The volgnummers that got an extension: the first regions that were granted in the round it led to."""
    words = read_verloop()["uitstel"]
    return [regio.volgnummer for regio in regios if regio.ronde == words["tot"]][: words["aantal"]]


def applies(regio, ronde, uitstel):
    """Whether the region applies in this round: until it is granted, or twice where it never is."""
    first = read_verloop()["uitstel"]["tot"] if regio.volgnummer in uitstel else 1
    return first <= ronde <= (regio.ronde or LAST_REFUSAL)


class Verloop:
    """Writes the rounds one after the other; `plans` {volgnummer: the Plan filed last}."""

    def __init__(self, regios, inhouden, rows, mensen, register, kader):
        self.regios, self.inhouden, self.rows = regios, inhouden, rows
        self.mensen, self.register, self.kader = mensen, register, kader
        self.uitstel = uitstel_of(regios)
        self.vragen = served_by()
        self.plans = {}

    def write(self, belangen):
        """All rounds in which a region applied. `belangen` {volgnummer: members who may not judge it}."""
        self.write_uitstel()
        for nummer in RONDEN:
            regios = [regio for regio in self.regios if applies(regio, nummer, self.uitstel)]
            if regios:
                self.write_ronde(nummer, regios, belangen)

    def write_uitstel(self):
        words = read_verloop()["uitstel"]
        ronde, until = (Aanvraagronde.objects.get(nummer=words[key]) for key in ("ronde", "tot"))
        Uitstel.objects.bulk_create(
            Uitstel(
                ronde=ronde,
                regio=self.rows[volgnummer],
                sluit_op=until.sluit_op,
                reden=Mening(self.inhouden[volgnummer].beeld, ronde.nummer).reden("uitstel"),
                door=self.mensen["coordinator"],
                verleend_op=Rooster(ronde).moment("uitstel", volgnummer),
            )
            for volgnummer in self.uitstel
        )

    def write_ronde(self, nummer, regios, belangen):
        ronde = open_ronde(nummer, self.mensen)
        zaken = []
        for regio in regios:
            granted = regio.ronde == nummer
            mening = self.make_mening(regio, ronde, granted)
            inhoud = weaken(self.inhouden[regio.volgnummer], mening.onvoldaan, self.vragen, first=nummer == 1)
            leden = choose_group(self.mensen.leden, belangen.get(regio.volgnummer, ()), regio.volgnummer, nummer)
            stand = STANDEN["verleend" if granted else "afgewezen"]
            zaken.append(Zaak(inhoud=inhoud, plan=None, stand=stand, mening=mening, leden=leden))
        self.write_plans(ronde, zaken)
        write_cases(ronde, zaken, self.kader)

    def make_mening(self, regio, ronde, granted):
        clarify = granted and bool(regio.verplichting)
        return Mening(
            beeld=self.inhouden[regio.volgnummer].beeld,
            ronde=ronde.ronde.nummer,
            onvoldaan=() if granted else choose_unmet(regio, ronde.ronde.nummer),
            onduidelijk=choose_unclear(regio) if clarify else (),
            verduidelijken_voor=ronde.rooster.verduidelijken_voor,
        )

    def write_plans(self, ronde, zaken):
        """A copy of the plan filed last, with the answers that changed; whoever never filed gets a fresh plan.

        Either is signed in this round.
        """
        fresh = [zaak for zaak in zaken if zaak.volgnummer not in self.plans]
        again = [zaak for zaak in zaken if zaak.volgnummer in self.plans]
        plans = make_plans(ronde.ronde, self.rows, [zaak.inhoud for zaak in fresh])
        for zaak, plan in zip(fresh, plans, strict=True):
            zaak.plan = plan
        write_rows(orders(ronde, fresh), self.register)
        for zaak in again:
            zaak.plan = copy_plan(self.plans[zaak.volgnummer], ronde=ronde.ronde)
            zaak.plan.regio = self.rows[zaak.volgnummer]
            improve(zaak.plan, zaak.inhoud, self.register)
        sign_copies(orders(ronde, again), self.register)
        self.plans |= {zaak.volgnummer: zaak.plan for zaak in zaken}


def orders(ronde, zaken):
    """An Opdracht for each of these cases: its agreement is signed on the days of its round for that."""
    days = ronde.rooster.workdays("ondertekend")
    return [Opdracht(zaak.plan, zaak.inhoud, days) for zaak in zaken]


def open_ronde(nummer, mensen):
    """The Ronde with this number, read once with all that its cases need."""
    ronde = Aanvraagronde.objects.select_related("regelingversie__regeling", "rondekader", "vragenlijst").get(
        nummer=nummer
    )
    return Ronde(ronde, Rooster(ronde), mensen)


def write_cases(ronde, zaken, kader):
    """Everything that happened in these cases, from draft to letter."""
    write_aanvragen(ronde, zaken)
    write_aanvullingen(ronde, zaken)
    write_beoordelingen(ronde, zaken, kader)
    write_adviezen(ronde, zaken, kader)
    write_besluiten(ronde, zaken)


def served_by():
    """{code of Vereiste: codes of the vragen answered in words that serve it}."""
    found = {}
    for vereiste in Vereiste.objects.prefetch_related("vragen"):
        found[vereiste.code] = {vraag.code for vraag in vereiste.vragen.all() if vraag.invoer in WRITTEN}
    return found


def weaken(inhoud, onvoldaan, vragen, *, first=True):
    """The Planinhoud as it was before it was good enough: of the answers in question the beginning alone.

    A `first` attempt has a poor summary too, so that something changes where only tables are found wanting.
    """
    codes = {code for vereiste in onvoldaan for code in vragen[vereiste]}
    if onvoldaan and first:
        codes.add(SUMMARY)
    codes &= inhoud.antwoorden.keys()
    return replace(inhoud, antwoorden=inhoud.antwoorden | {code: shorten(inhoud.antwoorden[code]) for code in codes})


def shorten(text):
    """The first line of a list, the first sentence of a text."""
    first, more, _rest = text.partition("\n")
    return first if more else first.partition(". ")[0].rstrip(".") + "."


def improve(plan, inhoud, register):
    """Write the answers of a copied plan that differ from those of `inhoud`, and those that were not copied."""
    changed, missing = [], dict(inhoud.antwoorden)
    for antwoord in Antwoord.objects.filter(plan=plan).select_related("vraag"):
        tekst = missing.pop(antwoord.vraag.code)
        if antwoord.tekst != tekst:
            antwoord.tekst = tekst
            antwoord.versie += 1
            changed.append(antwoord)
    Antwoord.objects.bulk_update(changed, ["tekst", "versie"])
    Antwoord.objects.bulk_create(
        Antwoord(plan=plan, vraag=register.vragen[code], tekst=tekst)
        for code, tekst in missing.items()
        if register.vragen[code].is_of_ronde(plan.ronde)
    )


def choose_group(leden, excluded, *key):
    """Three members, none of them among `excluded`; fixed by `key`."""
    groups = list(combinations([lid for lid in leden if lid not in excluded], 3))
    return list(namen.pick(groups, *key, "commissie"))

"""The task list and the control page of a plan as large as they come, in a transaction that is taken back."""

from applications.models import Aanvraag, Activiteit, Begrotingsregel, Kostensoort, Partner, Partnersoort
from bench.adressen import OVERZICHT
from bench.meting import dutch
from bench.paginas import Bezoek, browser, measure_visit, taken_back
from bench.plekken import draft_of, person

SIZE = 78
PARTNERS, ACTIVITEITEN, REGELS = 108, 60, 500
WIE = "penvoerder"


def measure(options):
    """Both pages of the draft of the penvoerder, with so many partners, activities and budget lines."""
    [regios] = options.sizes(SIZE)
    with options.demo(regios), taken_back():
        nummer = draft_of(person(WIE))["concept"]
        plan = Aanvraag.objects.with_nummer(nummer).get().plan
        fill(plan)
        size = f"{PARTNERS} partners, {ACTIVITEITEN} activiteiten, {dutch(REGELS)} begrotingsregels"
        client = browser(WIE)
        pads = [f"/aanvragen/{{concept}}/{page}" for page in ("", "controle/")]
        visits = [Bezoek(pad, OVERZICHT, client, pad.format(concept=nummer)) for pad in pads]
        return [meting for visit in visits for meting in measure_visit(visit, size)]


def fill(plan):
    """Add rows until the plan is that large."""
    Partner.objects.bulk_create(
        Partner(plan=plan, soort=Partnersoort.BEDRIJF, naam=f"Bedrijf {place}", kvk_nummer=f"{place:08d}")
        for place in range(PARTNERS - plan.partner_set.count())
    )
    partner = plan.partner_set.first()
    add_activiteiten(plan, partner)
    add_regels(plan, partner)


def add_activiteiten(plan, partner):
    versie = plan.ronde.regelingversie
    Activiteit.objects.bulk_create(
        Activiteit(
            plan=plan,
            doelstelling=plan.doelstelling_set.first(),
            uitvoerder=partner,
            titel=f"Activiteit {place}",
            inhoud="Lessen op de werkvloer. " * 20,
            resultaat="Twee nieuwe keuzevakken. " * 10,
            begin_datum=versie.subsidie_van,
            eind_datum=versie.subsidie_tot,
        )
        for place in range(ACTIVITEITEN - plan.activiteit_set.count())
    )


def add_regels(plan, partner):
    jaren, activiteiten = list(plan.ronde.regelingversie.jaren), list(plan.activiteit_set.all())
    Begrotingsregel.objects.bulk_create(
        Begrotingsregel(
            plan=plan,
            activiteit=activiteiten[place % len(activiteiten)],
            partner=partner,
            kostensoort=Kostensoort.LOON,
            jaar=jaren[place % len(jaren)],
            omschrijving="Uren",
            bedrag_cents=100_00,
        )
        for place in range(REGELS - plan.begrotingsregel_set.count())
    )

"""Plans as people write them: one of every kind of row, and one with nothing wrong."""

from datetime import timedelta

from django.utils import timezone

from applications.actions import freeze_plan
from applications.copying import copy_plan
from applications.models import (
    VMBO,
    Aard,
    Antwoord,
    Antwoordsoort,
    Docententekort,
    Kostensoort,
    Leerlingenprognose,
    Leerweg,
    Mijlpaal,
    Partnersoort,
    Profiel,
    Risico,
    Vastlegging,
    Vraag,
)
from tests.factories import (
    AanbodFactory,
    AanvraagFactory,
    ActiviteitFactory,
    BegrotingsregelFactory,
    CofinancieringFactory,
    DoelstellingFactory,
    PartnerFactory,
    SchoolFactory,
    sign,
)

YES = {Antwoordsoort.JA_NEE: "ja", Antwoordsoort.VERKLARING: "ja"}
NUMBERS = {Antwoordsoort.GETAL: "12", Antwoordsoort.PERCENTAGE: "8"}


def answer(plan, code, tekst):
    """The answer of `plan` to the vraag with `code`, in place of what was there."""
    vraag = Vraag.objects.get(code=code, paragraaf__vragenlijst=plan.ronde.vragenlijst)
    return Antwoord.objects.update_or_create(plan=plan, vraag=vraag, defaults={"tekst": tekst})[0]


def answer_everything(plan):
    """An answer to every vraag that is answered by text; no condition holds, the region is not techniekarm."""
    einde = plan.ronde.regelingversie.subsidie_tot.isoformat()
    vragen = Vraag.objects.filter(paragraaf__vragenlijst=plan.ronde.vragenlijst, vastgelegd_in=Vastlegging.ANTWOORD)
    texts = YES | NUMBERS | {Antwoordsoort.DATUM: einde, Antwoordsoort.BESTAND: ""}
    for vraag in vragen:
        tekst = "nee" if vraag.aard == Aard.VOORWAARDE else texts.get(vraag.invoer, f"Antwoord op {vraag.titel}.")
        Antwoord.objects.create(plan=plan, vraag=vraag, tekst=tekst)
    answer(plan, "b1_32_is_techniekarm", "ja" if plan.regio.is_techniekarm else "nee")


def add_partners(plan):
    """Penvoerder, a second vmbo, an mbo and a firm, with pupils; each has signed."""
    schools = [
        SchoolFactory(plan=plan, soort=Partnersoort.PENVOERDER, naam="Het Voorbeeld"),
        SchoolFactory(plan=plan, naam="De Tweede"),
        SchoolFactory(plan=plan, soort=Partnersoort.MBO, naam="Mbo Voorbeeld"),
    ]
    partners = [*schools, PartnerFactory(plan=plan, naam="Bedrijf Voorbeeld")]
    for partner in partners:
        partner.taken = "Geeft lessen."
        partner.save()
        sign(partner)
        if partner.soort in VMBO:
            AanbodFactory(partner=partner)
            AanbodFactory(partner=partner, profiel=Profiel.ZW, leerweg=Leerweg.KB, leerlingen=80)
    return partners


def add_plan_rows(plan, partners):
    """A goal with milestones, one activity, its budget in each of the first two years, and income to the euro."""
    first, second = list(plan.ronde.regelingversie.jaren)[:2]
    doel = DoelstellingFactory(plan=plan)
    for na_jaren in (2, 4):
        Mijlpaal.objects.create(plan=plan, doelstelling=doel, na_jaren=na_jaren, omschrijving="Instroom", getal=30)
    activiteit = ActiviteitFactory(plan=plan, doelstelling=doel, uitvoerder=partners[0])
    BegrotingsregelFactory(activiteit=activiteit, jaar=first, bedrag_cents=600_00)
    BegrotingsregelFactory(activiteit=activiteit, jaar=second, kostensoort=Kostensoort.MATERIEEL, bedrag_cents=400_00)
    CofinancieringFactory(partner=partners[3], bedrag_cents=200_00)
    plan.gevraagde_subsidie_cents = 800_00
    plan.save()
    Risico.objects.create(
        plan=plan, omschrijving="Uitloop", kans="klein", impact="groot", maatregel="Bijsturen", verantwoordelijke="Anna"
    )
    Leerlingenprognose.objects.create(plan=plan, jaar=first, leerlingen=500, bron="DUO")
    Docententekort.objects.create(plan=plan, profiel=Profiel.PIE, bevoegd=3)


def complete_aanvraag(**fields):
    """A draft with which nothing is wrong."""
    aanvraag = AanvraagFactory(**fields)
    partners = add_partners(aanvraag.plan)
    add_plan_rows(aanvraag.plan, partners)
    answer_everything(aanvraag.plan)
    return aanvraag


def file_plan(aanvraag, by):
    """Let `by` file what stands in the draft, an hour ago."""
    at = timezone.now() - timedelta(hours=1)
    freeze_plan(aanvraag=aanvraag, by=by, at=at)
    aanvraag.transition("submit", by=by, at=at)


def refile(aanvraag, by):
    """Let `by` file a copy of the filed plan with another summary, half an hour ago; the status stays."""
    aanvraag.plan = copy_plan(aanvraag.plan)
    aanvraag.save()
    answer(aanvraag.plan, "b1_1_samenvatting", "Een <b>betere</b> samenvatting")
    freeze_plan(aanvraag=aanvraag, by=by, at=timezone.now() - timedelta(minutes=30))


def filed_aanvraag(by, **fields):
    """A complete aanvraag that `by` filed an hour ago."""
    aanvraag = complete_aanvraag(**fields)
    file_plan(aanvraag, by)
    return aanvraag

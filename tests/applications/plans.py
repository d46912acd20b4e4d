"""Plans as people write them: one of every kind of row, and one with nothing wrong."""

from datetime import timedelta

from django.utils import timezone

from applications.actions import IncompleteError, freeze_plan, submit_aanvraag
from applications.canonical import checksum, plan_json
from applications.copying import copy_plan
from applications.models import (
    VMBO,
    Aard,
    Akkoord,
    Akkoordstatus,
    Antwoord,
    Antwoordsoort,
    Betrokkene,
    Docententekort,
    Kostensoort,
    Leerlingenprognose,
    Leerweg,
    LopendProject,
    Mijlpaal,
    Nietdeelnemer,
    Overleg,
    Overlegsoort,
    Partnersoort,
    Profiel,
    Projectpartner,
    Risico,
    Subdoel,
    Vastlegging,
    Vraag,
    Zetel,
)
from applications.stempel import stamp
from applications.zegels import AKKOORD
from sto_portal.accounts.models import User
from sto_portal.sporen.actions import record_all
from tests.factories import (
    AanbodFactory,
    AanvraagFactory,
    ActiviteitFactory,
    BegrotingsregelFactory,
    CofinancieringFactory,
    DoelstellingFactory,
    PartnerFactory,
    SchoolFactory,
    UserFactory,
    sign,
)

YES = {Antwoordsoort.JA_NEE: "ja", Antwoordsoort.VERKLARING: "ja"}
NUMBERS = {Antwoordsoort.GETAL: "12", Antwoordsoort.PERCENTAGE: "8"}


def answer(plan, code, tekst):
    """The answer of `plan` to the vraag with `code`, in place of what was there."""
    vraag = Vraag.objects.get(code=code, paragraaf__vragenlijst=plan.ronde.vragenlijst)
    return Antwoord.objects.update_or_create(plan=plan, vraag=vraag, defaults={"tekst": tekst})[0]


def answer_everything(plan):
    """An answer to every vraag that is answered by text; of the conditions only that projects run already holds."""
    einde = plan.ronde.regelingversie.subsidie_tot.isoformat()
    vragen = Vraag.objects.filter(paragraaf__vragenlijst=plan.ronde.vragenlijst, vastgelegd_in=Vastlegging.ANTWOORD)
    texts = YES | NUMBERS | {Antwoordsoort.DATUM: einde, Antwoordsoort.BESTAND: ""}
    for vraag in (each for each in vragen if each.is_of_ronde(plan.ronde)):
        tekst = "nee" if vraag.aard == Aard.VOORWAARDE else texts.get(vraag.invoer, f"Antwoord op {vraag.titel}.")
        Antwoord.objects.create(plan=plan, vraag=vraag, tekst=tekst)
    answer(plan, "voorwaarde_projecten_bestaan", "ja")
    answer(plan, "voorwaarde_scholen_doen_niet_mee", "ja")
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


NUMBER = {"getal": 30, "eenheid": "leerlingen"}
GOALS = {
    "bereikbaar": ("dekkend", "aanbod"),
    "genoeg-docenten": ("duurzaam", "kwaliteit"),
    "beweegt-mee": ("kwaliteit", "kwaliteit"),
}


def add_doelen(plan, uitvoerder):
    """A goal for each national aim, with two milestones and one activity; the activities."""
    for code, (aim, mismatch) in GOALS.items():
        subdoel = Subdoel.objects.get(code=code)
        doel = DoelstellingFactory(plan=plan, subdoel=subdoel, landelijk_doel=aim, mismatch_uit=mismatch)
        for na_jaren in (2, 4):
            Mijlpaal.objects.create(plan=plan, doelstelling=doel, na_jaren=na_jaren, omschrijving="Instroom", **NUMBER)
        yield ActiviteitFactory(plan=plan, doelstelling=doel, uitvoerder=uitvoerder)


def add_plan_rows(plan, partners):
    """Goals and activities, a budget in each year of the period, income to the euro, and every other table."""
    first, second, *later = plan.ronde.regelingversie.jaren
    activiteiten = list(add_doelen(plan, partners[0]))
    BegrotingsregelFactory(activiteit=activiteiten[0], jaar=first, bedrag_cents=400_00)
    BegrotingsregelFactory(activiteit=activiteiten[1], jaar=first, bedrag_cents=200_00)
    material = {"activiteit": activiteiten[2], "kostensoort": Kostensoort.MATERIEEL}
    BegrotingsregelFactory(**material, jaar=second, bedrag_cents=400_00 - len(later) * 50_00)
    for jaar in later:
        BegrotingsregelFactory(**material, jaar=jaar, bedrag_cents=50_00)
    CofinancieringFactory(partner=partners[3], bedrag_cents=200_00)
    plan.gevraagde_subsidie_cents = 800_00
    plan.save()
    Risico.objects.create(
        plan=plan, omschrijving="Uitloop", kans="klein", impact="groot", maatregel="Bijsturen", verantwoordelijke="Anna"
    )
    add_prognose(plan)
    add_docenten(plan)
    add_organisatie(plan, partners)
    Nietdeelnemer.objects.create(plan=plan, naam="De Derde", reden="wil_niet")
    project = LopendProject.objects.create(
        plan=plan, soort="rif", naam="RIF", projectnummer="RIF12", overlap="Geen", dubbele_bekostiging="Eigen potje"
    )
    Projectpartner.objects.create(plan=plan, project=project, partner=partners[2])


def add_prognose(plan):
    """The years that the regeling asks, with one source and day."""
    Leerlingenprognose.objects.bulk_create(
        Leerlingenprognose(plan=plan, jaar=jaar, leerlingen=500, bron="DUO", peil_datum=timezone.localdate())
        for jaar in plan.ronde.prognosejaren
    )


def add_docenten(plan):
    """The forty numbers of Bijlage B.1 §5.1."""
    Docententekort.objects.bulk_create(
        Docententekort(
            plan=plan,
            profiel=profiel,
            bevoegd=3,
            bijscholing_bevoegdheid=1,
            verdieping_verbreding=0,
            vervanging=1,
        )
        for profiel in Profiel
    )


def add_organisatie(plan, partners):
    """A stuurgroep with every partner in it, and the second school involved in each activity."""
    stuurgroep = Overleg.objects.create(plan=plan, soort=Overlegsoort.STUURGROEP, naam="Stuurgroep")
    for partner in partners:
        seat(partner, stuurgroep)
    for activiteit in plan.activiteit_set.all():
        Betrokkene.objects.create(plan=plan, activiteit=activiteit, partner=partners[1])


def seat(partner, overleg=None):
    """Somebody who speaks for the partner in this part of the organisation, or in the first one."""
    overleg = overleg or partner.plan.overleg_set.first()
    Zetel.objects.create(plan=partner.plan, overleg=overleg, naam="B. Estuur", functie="Bestuurder", partner=partner)


def agree(plan):
    """The akkoord of a bestuurder with the plan as it now stands, in place of what was asked before."""
    Akkoord.objects.filter(plan=plan, status=Akkoordstatus.GEVRAAGD).delete()
    now = timezone.now()
    akkoord = Akkoord.objects.create(
        plan=plan,
        naam="Bo Bestuurder",
        functie="Voorzitter",
        email="bo@example.nl",
        status=Akkoordstatus.AKKOORD,
        gevraagd_door=User.objects.first() or UserFactory(),
        gevraagd_op=now,
        geldig_tot=now + timedelta(days=1),
        beantwoord_op=now,
        sha256=checksum(plan_json(plan)),
        stempel=stamp(plan),
    )
    record_all(AKKOORD.steps([akkoord]))
    return akkoord


def complete_aanvraag(*, agreed=True, **fields):
    """A draft with which nothing is wrong; unless `agreed` nobody was asked for an akkoord."""
    aanvraag = AanvraagFactory(**fields)
    partners = add_partners(aanvraag.plan)
    add_plan_rows(aanvraag.plan, partners)
    answer_everything(aanvraag.plan)
    if agreed:
        agree(aanvraag.plan)
    return aanvraag


def file_plan(aanvraag, by):
    """Let `by` file what stands in the draft, an hour ago."""
    at = timezone.now() - timedelta(hours=1)
    aanvraag.transition("submit", by=by, at=at)
    freeze_plan(aanvraag=aanvraag, by=by, at=at)


def file_as_it_stands(aanvraag, by):
    """Let `by` file now, with what may be missing by then."""
    now = timezone.now()
    try:
        return submit_aanvraag(aanvraag=aanvraag, by=by, at=now)
    except IncompleteError as error:
        known = [bevinding.tekst for bevinding in error.bevindingen]
        return submit_aanvraag(aanvraag=aanvraag, by=by, at=now, confirmed=known)


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

"""Rows without surprises: each factory makes the least that is valid, and says what it is in its name."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from applications.models import (
    Aanbod,
    Aanvraag,
    Aanvraagronde,
    Activiteit,
    Begrotingsregel,
    Bijdragevorm,
    Cofinanciering,
    Doelstelling,
    Kostensoort,
    Landelijkdoel,
    Leerweg,
    Ondertekening,
    Partner,
    Partnersoort,
    Plan,
    Profiel,
    Subdoel,
    Vragenlijst,
)
from assessment.models import Commissielid
from regions.models import Regelingversie, Regio
from sto_portal.accounts.models import Aanstelling, User
from sto_portal.accounts.rolwerk import keep_up
from sto_portal.bestanden import actions as bestanden

PASSWORD = "demo"


class UserFactory(DjangoModelFactory):
    """A person who can sign in with PASSWORD; `rol` gives a national role."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    naam = factory.Sequence(lambda n: f"Persoon {n}")
    email = factory.Sequence(lambda n: f"persoon{n}@example.nl")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def rol(self, create, value, **kwargs):
        if value:
            Aanstelling.objects.create(user=self, rol=value)
            keep_up(self, value)


class CommissielidFactory(DjangoModelFactory):
    """A member of the committee with the role beoordelaar."""

    class Meta:
        model = Commissielid
        django_get_or_create = ("user",)

    user = factory.SubFactory(UserFactory, rol="beoordelaar")


class RegioFactory(DjangoModelFactory):
    class Meta:
        model = Regio

    nummer = factory.Sequence(lambda n: f"STO{50000 + n}")
    naam = factory.Sequence(lambda n: f"Regio {n}")


def open_ronde():
    """The round of the demo regeling, open for a month around now."""
    ronde = Aanvraagronde.objects.get(nummer=4)
    ronde.opent_op = timezone.now() - timedelta(days=14)
    ronde.sluit_op = timezone.now() + timedelta(days=14)
    ronde.save()
    return ronde


class RondeFactory(DjangoModelFactory):
    """A round of the demo regeling beside its own, open for a month around now."""

    class Meta:
        model = Aanvraagronde

    nummer = factory.Sequence(lambda n: 100 + n)
    naam = factory.Sequence(lambda n: f"Ronde {100 + n}")
    regelingversie = factory.LazyFunction(lambda: Regelingversie.objects.get(regeling__slug="sto-demo"))
    vragenlijst = factory.LazyFunction(Vragenlijst.objects.get)
    opent_op = factory.LazyFunction(lambda: timezone.now() - timedelta(days=14))
    sluit_op = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    regio = factory.SubFactory(RegioFactory)
    ronde = factory.LazyFunction(open_ronde)


class AanvraagFactory(DjangoModelFactory):
    """A draft in the open round, with an empty Plan of its own."""

    class Meta:
        model = Aanvraag

    regio = factory.SubFactory(RegioFactory)
    ronde = factory.LazyFunction(open_ronde)
    plan = factory.SubFactory(
        PlanFactory, regio=factory.SelfAttribute("..regio"), ronde=factory.SelfAttribute("..ronde")
    )


class PartnerFactory(DjangoModelFactory):
    """A firm with the fields Bijlage B.3 asks; give `soort` and a vestigingscode for a school."""

    class Meta:
        model = Partner

    plan = factory.SubFactory(PlanFactory)
    soort = Partnersoort.BEDRIJF
    naam = factory.Sequence(lambda n: f"Partner {n}")
    kvk_nummer = factory.Sequence(lambda n: f"{99000000 + n}")
    adres = "Voorbeeldstraat 1"
    postcode = "1234 AB"
    plaats = "Voorbeelddorp"


class SchoolFactory(PartnerFactory):
    """A vmbo partner with all fields of its block in Bijlage B.3."""

    soort = Partnersoort.VMBO
    vestigingscode = factory.Sequence(lambda n: f"{n // 100 % 100:02d}XX{n % 100:02d}")
    bevoegd_gezag = "Stichting Voorbeeld"
    bevoegd_gezag_nummer = "99999"


class AanbodFactory(DjangoModelFactory):
    class Meta:
        model = Aanbod

    partner = factory.SubFactory(SchoolFactory)
    plan = factory.SelfAttribute("partner.plan")
    profiel = Profiel.PIE
    leerweg = Leerweg.BB
    schooljaar = 2018
    leerlingen = 20
    instroom = factory.LazyAttribute(lambda row: row.leerlingen // 2)
    streef_leerlingen = factory.SelfAttribute("leerlingen")


class DoelstellingFactory(DjangoModelFactory):
    class Meta:
        model = Doelstelling

    plan = factory.SubFactory(PlanFactory)
    titel = factory.Sequence(lambda n: f"Doel {n}")
    omschrijving = "Meer leerlingen kiezen techniek."
    mismatch = "Er zijn te weinig leerlingen."
    landelijk_doel = Landelijkdoel.DEKKEND
    subdoel = factory.LazyFunction(lambda: Subdoel.objects.get(code="bereikbaar"))
    mismatch_uit = "aanbod"


class ActiviteitFactory(DjangoModelFactory):
    """An activity of the first year of the subsidy period."""

    class Meta:
        model = Activiteit

    plan = factory.SubFactory(PlanFactory)
    doelstelling = factory.SubFactory(DoelstellingFactory, plan=factory.SelfAttribute("..plan"))
    uitvoerder = factory.SubFactory(PartnerFactory, plan=factory.SelfAttribute("..plan"))
    titel = factory.Sequence(lambda n: f"Activiteit {n}")
    inhoud = "Lessen op de werkvloer."
    resultaat = "Twee nieuwe keuzevakken."
    begin_datum = factory.LazyAttribute(lambda row: row.plan.ronde.regelingversie.subsidie_van)
    eind_datum = factory.LazyAttribute(lambda row: row.plan.ronde.regelingversie.subsidie_tot)


class BegrotingsregelFactory(DjangoModelFactory):
    class Meta:
        model = Begrotingsregel

    activiteit = factory.SubFactory(ActiviteitFactory)
    plan = factory.SelfAttribute("activiteit.plan")
    partner = factory.SelfAttribute("activiteit.uitvoerder")
    kostensoort = Kostensoort.LOON
    jaar = factory.LazyAttribute(lambda row: row.plan.ronde.regelingversie.subsidie_van.year)
    bedrag_cents = 100_00


class CofinancieringFactory(DjangoModelFactory):
    class Meta:
        model = Cofinanciering

    partner = factory.SubFactory(PartnerFactory)
    plan = factory.SelfAttribute("partner.plan")
    vorm = Bijdragevorm.GELD
    bedrag_cents = 10_00


def sign(partner):
    """Every signature Bijlage B.3 asks of the kind of `partner`."""
    bestand = bestanden.store(b"%PDF-1.7 getekend", name="getekend.pdf", kind="ondertekening")
    for eis in partner.plan.ronde.vragenlijst.ondertekenaareisen.filter(partnersoort=partner.soort):
        Ondertekening.objects.create(
            plan=partner.plan,
            partner=partner,
            eis=eis,
            naam="T. Ekenaar",
            functie=eis.functie or "Directeur",
            datum=timezone.localdate(),
            bestand=bestand,
        )

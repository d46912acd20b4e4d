"""One of everything that an address can name, and everyone who may come to it: for the tests of all pages at once."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.test import Client
from django.utils import timezone

from applications.actions import ask_akkoord, start_aanvraag
from applications.actions.aanvullen import lapse_supplements
from applications.actions.conceptcheck import share_concept
from applications.akkoord import akkoord_path
from applications.models import Doelstelling, Indiening, Ondertekening, Partner
from assessment.actions.besluiten import change_besluit, draft_besluit, offer_besluit
from assessment.actions.controleren import check_advies
from assessment.actions.toewijzen import assign_beoordelaars
from assessment.models import Belang, Besluitstatus, Rondekader
from assessment.work import ZIP
from regions.models import Lidmaatschap, Organisatie
from regions.vooraanmelding.beslissen import merge
from sto_portal.accounts.models import User
from sto_portal.beschikbaarheid.actions import record_storing
from sto_portal.bestanden import actions as bestanden
from sto_portal.outbox.actions import send_mail_later
from sto_portal.roles import Regiorol
from sto_portal.termijnen import today
from sto_portal.werk.actions import enqueue
from tests.applications.plans import complete_aanvraag, file_plan, refile
from tests.applications.supplements import let_pass, make_supplement
from tests.assessment.cases import make_advised, make_approved
from tests.assessment.committee import make_members, make_revealed
from tests.cast import join
from tests.factories import CommissielidFactory, RegioFactory, RondeFactory, UserFactory
from tests.regions.vooraanmeldingen import file_vooraanmelding, make_vooraanmelding

NATIONAL = ("voorzitter", "behandelaar", "coordinator", "tekenbevoegde", "onderzoeker", "beheerder")
VISITOR = "anonymous"


@dataclass
class World:
    """`people` by name; `places` fills the names in braces of an address; `elsewhere` those of the other region."""

    people: dict
    places: dict
    elsewhere: dict

    def address(self, path, person):
        places = self.places | (self.elsewhere if person == "anna_elsewhere" else {})
        return path.format(**places)

    def browser(self, person):
        """A client in which this person is signed in."""
        client = Client()
        if person != VISITOR:
            client.force_login(self.people[person])
        return client


def make_ronde():
    """An open round that is judged like the one of the demo regeling."""
    ronde = RondeFactory()
    kader = Rondekader.objects.get(ronde__nummer=4).kader
    Rondekader.objects.create(ronde=ronde, kader=kader)
    return ronde


def make_people(twente, veluwe):
    """Everyone by name; Anna at the pages of the other region is `anna_elsewhere`."""
    regional = [
        ("anna", twente, Regiorol.PENVOERDER),
        ("mia", twente, Regiorol.MEDE_AUTEUR),
        ("lies", twente, Regiorol.MEELEZER),
        ("bram", veluwe, Regiorol.PENVOERDER),
    ]
    people = {rol: UserFactory(naam=rol.capitalize(), rol=rol) for rol in NATIONAL}
    for name, regio, rol in regional:
        people[name] = UserFactory(naam=name.capitalize(), email=f"{name}@example.nl")
        join(people[name], regio, rol)
    join(people["anna"], veluwe, Regiorol.MEELEZER)
    people["vera"] = CommissielidFactory(user=people.pop("voorzitter")).user
    people["doris"] = make_members("Doris")[0].user
    return people | {"anna_elsewhere": people["anna"]}


def name_rows(aanvraag):
    """The numbers of rows of a complete draft that stand in addresses."""
    plan = aanvraag.plan
    anna = User.objects.get(email="anna@example.nl")
    vraag = ask_akkoord(aanvraag=aanvraag, naam="Bo", functie="Voorzitter", email="bo@example.nl", by=anna)
    signature = Ondertekening.objects.filter(plan=plan).first()
    return {
        "concept": aanvraag.nummer,
        "partner": signature.partner_id,
        "eis": signature.eis_id,
        "bestand": signature.bestand_id,
        "school": Partner.objects.filter(plan=plan, soort="vmbo").first().pk,
        "doel": Doelstelling.objects.filter(plan=plan).first().pk,
        "akkoord": akkoord_path(vraag),
        "conceptcheck": share_concept(aanvraag=aanvraag, vraag="Is dit duidelijk?", by=anna).pk,
    }


def make_regional(regio, people):
    """What the region itself reads and writes: a draft, what was filed, and a decision that was sent."""
    draft = complete_aanvraag(regio=regio, ronde=make_ronde())
    filed = complete_aanvraag(regio=regio, ronde=make_ronde())
    file_plan(filed, people["anna"])
    refile(filed, people["anna"])
    pdf = bestanden.store(b"%PDF-1.7 dossier", name="dossier.pdf", kind="dossier")
    Indiening.objects.filter(aanvraag=filed).update(dossier=pdf)
    withdrawn = complete_aanvraag(regio=regio, ronde=make_ronde())
    withdrawn.transition("withdraw", by=people["anna"], reason="Wij doen niet mee.")
    sent = make_advised(regio, ronde=make_ronde())
    besluit = make_approved(sent, drafter=people["behandelaar"], approver=people["tekenbevoegde"])
    besluit.pdf, besluit.besluit_datum = pdf, today()
    besluit.transition("send", by=people["tekenbevoegde"], fields=("pdf", "besluit_datum"))
    supplement = make_supplement(people["anna"], people["behandelaar"], regio=regio, ronde=make_ronde())
    lapsed = make_supplement(people["anna"], people["behandelaar"], regio=regio, ronde=make_ronde())
    let_pass(lapsed)
    lapse_supplements(timezone.now())
    asked = {"aanvulling": supplement.aanvraag.nummer, "verzoek": supplement.pk, "brief": supplement.brief_id}
    asked["verlopen"] = lapsed.aanvraag.nummer
    asked["herkansing"] = make_second_attempt(regio, people).nummer
    places = asked | {"ingediend": filed.nummer, "nooit_ingediend": withdrawn.nummer, "verzonden": sent.nummer}
    return name_rows(draft) | places | {"regio": regio.nummer}


def make_second_attempt(regio, people):
    """A draft that goes on from a plan that was rejected."""
    rejected = make_advised(regio, ronde=make_ronde(), unmet=["c3.2.v1"])
    besluit = make_approved(rejected, drafter=people["behandelaar"], approver=people["tekenbevoegde"])
    besluit.besluit_datum = today()
    besluit.transition("send", by=people["tekenbevoegde"], fields=("besluit_datum",))
    rejected.transition("reject", by=people["tekenbevoegde"])
    return start_aanvraag(regio=regio, ronde=make_ronde(), by=people["anna"], vorige=rejected.plan)


def make_cases(regio, people, leden):
    """What the committee and DUS-I work on."""
    by = people["coordinator"]
    case = complete_aanvraag(regio=regio, ronde=make_ronde())
    file_plan(case, people["anna"])
    refile(case, people["anna"])
    case.transition("accept", by=people["behandelaar"])
    assign_beoordelaars(aanvraag=case, leden=leden, by=by)
    pdf = bestanden.store(b"%PDF-1.7 dossier", name="dossier.pdf", kind="dossier")
    Indiening.objects.filter(aanvraag=case).update(dossier=pdf)
    revealed, _rows = make_revealed(regio, leden, by=by, ronde=make_ronde(), unmet=["c3.2.v1"], clarify=["c1.1.v2"])
    places = {"zaak": case.nummer, "onthuld": revealed.nummer, "lid": leden[0].pk}
    places |= make_belang(leden[0])
    places["regelingversie"] = case.ronde.regelingversie_id
    places["zaakbestand"] = Ondertekening.objects.filter(plan=case.plan).first().bestand_id
    for status in (Besluitstatus.CONCEPT, Besluitstatus.TER_AKKOORD, Besluitstatus.VASTGESTELD):
        places[f"besluit_{status}"] = make_besluit(regio, people, status).nummer
    return places


def make_belang(lid):
    """An interest of a member in an organisation that is partner nowhere, and the role of that member."""
    organisatie = Organisatie.objects.create(naam="Bedrijf Elders", soort="bedrijf", kvk_nummer="87654321")
    belang = Belang.objects.create(lid=lid, organisatie=organisatie, toelichting="commissaris")
    return {"organisatie": organisatie.pk, "belang": belang.pk, "lidrol": lid.user.aanstellingen.get().pk}


def make_besluit(regio, people, status):
    """The aanvraag of a decision as far as `status`."""
    aanvraag = make_advised(regio, ronde=make_ronde())
    drafter = people["behandelaar"]
    if status == Besluitstatus.VASTGESTELD:
        make_approved(aanvraag, drafter=drafter, approver=people["tekenbevoegde"])
        return aanvraag
    besluit = draft_besluit(aanvraag=aanvraag, by=drafter)
    if status == Besluitstatus.TER_AKKOORD:
        besluit = change_besluit(besluit, versie=besluit.versie, by=drafter, wettelijke_grondslag="de regels")
        check_advies(besluit.advies, by=drafter)
        offer_besluit(besluit, by=drafter)
    return aanvraag


def make_accounts(people):
    """What the beheerder looks at, and work in the background of Anna and of the behandelaar."""
    new = UserFactory(naam="Nieuw", email="nieuw@example.nl")
    zip_work = enqueue(ZIP, sleutel="zip", invoer={"besluiten": []}, by=people["behandelaar"])
    zip_work.resultaat = {"bestand": bestanden.store(b"PK", name="besluiten.zip", kind="besluiten_zip").pk}
    zip_work.save()
    past = timezone.now() - timedelta(hours=2)
    storing = record_storing(
        wat="eHerkenning",
        begin_op=past,
        eind_op=past + timedelta(hours=1),
        toelichting="Gemeld door eHerkenning.",
        by=people["coordinator"],
    )
    return {
        "storing": storing.pk,
        "bericht": send_mail_later(to="anna@example.nl", subject="Bericht", text="Beste Anna,", key="wereld").pk,
        "persoon": people["lies"].pk,
        "nieuw": new.pk,
        "ambtenaar": people["behandelaar"].pk,
        "aanstelling": people["behandelaar"].aanstellingen.get().pk,
        "lidmaatschap": Lidmaatschap.objects.get(user=people["lies"]).pk,
        "werk": enqueue("dossier_pdf", sleutel="werk", invoer={}, by=people["anna"]).pk,
        "zip": zip_work.pk,
        "sleutel": f"{user_pk_to_url_str(new)}-{default_token_generator.make_token(new)}",
    }


def make_aanmeldingen(people):
    """Registrations of Anna: a draft, two that were filed, and one that was merged from two of Bram."""
    anna, bram = people["anna"], people["bram"]
    draft = make_vooraanmelding(anna, naam="Regio in de maak")
    filed = file_vooraanmelding(anna, naam="Regio Oost", codes=("03AB00", "04AB00"), gemeenten=("Almelo", "Borne"))
    other = file_vooraanmelding(anna, naam="Regio West", codes=("03AB00",))
    sources = [file_vooraanmelding(bram, naam=naam, codes=("05AB00",)) for naam in ("Regio Hier", "Regio Daar")]
    merged = merge(
        vooraanmeldingen=sources,
        naam="Regio Samen",
        soort="techniekregio",
        contact=sources[0].contact,
        vervanger=sources[0].vervanger,
        by=people["coordinator"],
        reason="Zij liggen naast elkaar.",
    )
    return {
        "periode": draft.periode_id,
        "vooraanmelding": draft.pk,
        "aangemeld": filed.pk,
        "aangemeld_ook": other.pk,
        "samengevoegd": merged.pk,
        "intentie": draft.verklaringen.get().pk,
        "intentie_ingediend": filed.verklaringen.get().pk,
    }


def make_world():
    twente, veluwe = RegioFactory(nummer="STO90001"), RegioFactory(nummer="STO90002")
    people = make_people(twente, veluwe)
    leden = make_members("Dina", "Ben", "Carla")
    people["dina"] = leden[0].user
    own = make_regional(twente, people)
    places = own | make_cases(twente, people, leden) | make_accounts(people) | make_aanmeldingen(people)
    return World(people=people, places=places, elsewhere=make_regional(veluwe, people))


@pytest.fixture(scope="module")
def made_world(django_db_setup, django_db_blocker):
    """The World of a test module, of which no other test sees anything."""
    with django_db_blocker.unblock(), rolled_back():
        yield make_world()


@pytest.fixture
def world(made_world):
    """The World; what a test changes in it is taken back."""
    with rolled_back():
        yield made_world


@contextmanager
def rolled_back():
    """A transaction that a test opens and that leaves nothing."""
    atomic = transaction.atomic()
    atomic._from_testcase = True
    with atomic:
        yield
        transaction.set_rollback(True)

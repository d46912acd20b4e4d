"""What each letter must say to whoever reads it as a lawyer would, and how it looks on paper."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from applications.actions.aanvullen import lapse_supplements
from applications.brieven import brief_pdf, make_document
from applications.models import Aanvraag
from assessment.actions.besluiten import draft_besluit
from assessment.actions.controleren import check_advies
from assessment.actions.opvolgen import draft_set_aside
from assessment.brief import write_letter
from assessment.brieftekst import as_lines
from assessment.models import Besluittekst
from assessment.work import find_besluit
from regions.models import Afzender
from sto_portal.bestanden.pdf import render_pdf
from sto_portal.termijnen import today
from sto_portal.vormgeving.templatetags.sto import datum
from tests.applications.supplements import let_pass, make_supplement
from tests.assessment.cases import make_advised

pytestmark = pytest.mark.django_db
SENDER = ("Postbus 00000", "Voorbeeldplein 1", "000 000 00 00", "sto@example.nl", "Behandeld door Bea")
OBJECTION = ("[laatste dag voor bezwaar]", "DUO, Postbus 30205", "bezwaar.example.nl", "het kenmerk STO90001-4-B1")


def told_by(besluit):
    check_advies(besluit.advies, by=besluit.opsteller)
    return words_of(write_letter(find_besluit(besluit.pk)).tekst)


def words_of(tekst):
    return " ".join(as_lines(tekst).split()).replace("\u00a0", " ")


def absent(told, *parts):
    return [part for part in parts if part not in told]


@pytest.fixture
def grant(twente, behandelaar):
    return draft_besluit(aanvraag=make_advised(twente, clarify=["c3.2.v1"]), by=behandelaar)


@pytest.fixture
def rejection(twente, behandelaar):
    return draft_besluit(aanvraag=make_advised(twente, unmet=["c1.1.v2"]), by=behandelaar)


@pytest.fixture
def set_aside(twente, anna, behandelaar):
    verzoek = make_supplement(anna, behandelaar, regio=twente)
    let_pass(verzoek)
    lapse_supplements(timezone.now())
    aanvraag = Aanvraag.objects.get(pk=verzoek.aanvraag_id)
    return draft_set_aside(aanvraag=aanvraag, by=behandelaar, reason="De commissie kan zo niet beoordelen.")


def test_a_grant_says_who_pays_when_on_what_ground_and_how_it_ends(grant):
    told = told_by(grant)

    assert absent(
        told,
        *SENDER,
        *OBJECTION,
        "in januari en in juli",
        "Wij stellen de subsidie vast binnen 22 weken",
        "Deze verplichtingen leggen wij u op met artikel 4:37 van de Algemene wet bestuursrecht",
        f"controlegetal van dat plan is {grant.plan.indiening.sha256}",
        "Bijlage bij deze brief: advies van de beoordelingscommissie",
        "(artikel 3:9 van die wet)",
        "artikel 3:49 van de Algemene wet bestuursrecht",
        "[functie van wie akkoord geeft]",
    ) == []  # fmt: skip


def test_a_rejection_keeps_a_demand_and_its_reason_apart_and_says_why_nobody_was_heard(rejection):
    told = told_by(rejection)

    assert absent(
        told,
        *SENDER,
        *OBJECTION,
        "1.1 Regiovisie Vereiste 1.1.2",
        "Waarom uw plan hier niet aan voldoet: Reden bij c1.1.v2.",
        "artikel 4:7 van de Algemene wet bestuursrecht",
        f"controlegetal van dat plan is {rejection.plan.indiening.sha256}",
    ) == []  # fmt: skip


def test_a_decision_not_to_treat_names_the_very_article(set_aside):
    told = words_of(write_letter(find_besluit(set_aside.pk)).tekst)

    ground = "artikel 4:5, eerste lid, aanhef en onder c, van de Algemene wet bestuursrecht"
    assert absent(told, *SENDER, *OBJECTION, ground, "[functie van wie akkoord geeft]") == []


def test_a_request_to_supplement_names_sender_and_function(twente, anna, behandelaar):
    behandelaar.functie = "Senior behandelaar"
    behandelaar.save()

    told = words_of(make_supplement(anna, behandelaar, regio=twente).brief.tekst)

    assert absent(told, *SENDER, "Bea Senior behandelaar", "artikel 4:5, eerste lid, aanhef en onder c") == []


def test_what_is_not_known_is_not_said(grant):
    Afzender.objects.update(postadres="", bezoekadres="", telefoon="", email="", bezwaar_digitaal="")
    Besluittekst.objects.update(betaling="", verplichtingen="")

    told = told_by(grant)

    for part in ("Postadres", "Bezoekadres", "Digitaal bezwaar", "U bereikt ons", "leggen wij u op met", "overleggen?"):
        assert part not in told


def test_the_sender_is_part_of_what_is_approved(grant):
    before = write_letter(find_besluit(grant.pk)).sha256
    Afzender.objects.update(telefoon="070 000 00 00")

    assert write_letter(find_besluit(grant.pk)).sha256 != before


def test_a_day_to_clarify_reads_the_same_everywhere(client, grant, behandelaar):
    client.force_login(behandelaar)
    day = datum(today())

    on_page = client.get("/besluiten/STO90001-4/advies/").content.decode()

    assert f"Te verduidelijken, uiterlijk op {day}:" in on_page
    assert f"Te verduidelijken, uiterlijk op {day}:" in told_by(grant)
    assert f"Uiterlijk op {day}." in told_by(grant)


def pages_of(besluit, tekst):
    """What each page of a letter with this text says."""
    html = make_document(
        aanvraag=besluit.aanvraag, penvoerder=None, onderwerp="Brief", dag=today(), omschrijving="Brief", tekst=tekst
    )
    return [page.extract_text() for page in PdfReader(io.BytesIO(render_pdf(html))).pages]


def make_longer(tekst, lines):
    head, closing, rest = tekst.partition('<div class="closing">')
    return head + "<p>Een regel die de bladzijde vult.</p>" * lines + closing + rest


@pytest.mark.parametrize("lines", [16, 19, 22, 25])
def test_a_signature_never_stands_alone_on_a_page(set_aside, lines):
    """However long the letter is: the questions above a signature come along to its page."""
    tekst = write_letter(find_besluit(set_aside.pk)).tekst.partition('<div class="objection">')[0]

    pages = pages_of(set_aside, make_longer(tekst, lines))

    signed = next(page for page in pages if "Met vriendelijke groet" in page)
    assert "Noem daarbij het kenmerk" in signed
    assert "[functie van wie akkoord geeft]" in signed


@pytest.mark.parametrize("lines", [8, 12])
def test_how_to_object_and_what_goes_along_stand_on_the_page_of_the_signature(grant, lines):
    tekst = write_letter(find_besluit(grant.pk)).tekst.partition('<div class="annex">')[0]

    pages = pages_of(grant, make_longer(tekst, lines))

    sought = ("Noem daarbij het kenmerk", "Met vriendelijke groet", "Bijlage bij deze brief", "Bent u het niet eens")
    assert absent(pages[-1], *sought) == []


def test_what_is_paid_per_year_stands_on_one_page_with_its_total(grant):
    tekst = write_letter(find_besluit(grant.pk)).tekst
    filled = tekst.replace("<h2>Besluit</h2>", "<p>Een regel die de bladzijde vult.</p>" * 6 + "<h2>Besluit</h2>")

    pages = pages_of(grant, filled)

    (page,) = (page for page in pages if "Subsidie per jaar" in page)
    assert "Totaal" in page


def test_a_letter_from_before_senders_were_data_still_names_one(twente, anna, behandelaar):
    brief = make_supplement(anna, behandelaar, regio=twente).brief
    brief.tekst = "<p>Een oude brief.</p>"

    told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(brief_pdf(brief))).pages)

    assert "Dienst Uitvoering Subsidies aan Instellingen" in " ".join(told.split())


def test_the_letters_stay_archivable_and_accessible(twente, anna, behandelaar, assert_archival):
    assert_archival(brief_pdf(make_supplement(anna, behandelaar, regio=twente).brief))

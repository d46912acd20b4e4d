import pytest

from applications.models import Aanvraag, Aanvraagstatus
from assessment.actions.besluiten import BesluitError, offer_besluit
from assessment.actions.opvolgen import draft_set_aside, drop_besluit
from assessment.actions.verzenden import request_sending
from assessment.models import Besluit, Besluitsoort
from sto_portal.outbox.models import Bericht
from sto_portal.werk.actions import run_waiting
from tests.applications.supplements import make_supplement
from tests.assessment.cases import approve_seen

pytestmark = pytest.mark.django_db


def status_of(aanvraag):
    return Aanvraag.objects.get(pk=aanvraag.pk).status


def test_the_aanvraag_waits_until_the_decision_is_sent(lapsed, anna, behandelaar, tekenbevoegde):
    besluit = draft_set_aside(aanvraag=lapsed, by=behandelaar, reason="Wij kunnen zo niet beoordelen.")
    offer_besluit(besluit, by=behandelaar)
    approve_seen(besluit, by=tekenbevoegde)
    request_sending(besluit, by=tekenbevoegde)
    before = status_of(lapsed)
    run_waiting()

    besluit.refresh_from_db()
    assert (before, status_of(lapsed)) == (Aanvraagstatus.INGEDIEND, Aanvraagstatus.BUITEN_BEHANDELING)
    assert "Wij kunnen zo niet beoordelen." in besluit.brief
    assert "Wij hebben geen\naanvulling van u ontvangen." in besluit.brief
    assert list(Bericht.objects.filter(sleutel__startswith="besluit-").values_list("aan", flat=True)) == [anna.email]


def test_the_letter_names_the_signer_and_the_function(lapsed, behandelaar, tekenbevoegde):
    tekenbevoegde.functie = "Hoofd subsidies van de test"
    tekenbevoegde.save()
    besluit = draft_set_aside(aanvraag=lapsed, by=behandelaar, reason="Te weinig.")
    offer_besluit(besluit, by=behandelaar)
    approve_seen(besluit, by=tekenbevoegde)

    besluit.refresh_from_db()
    assert f'<p class="name">{tekenbevoegde.naam}</p>\n<p>Hoofd subsidies van de test</p>' in besluit.brief


def test_who_drafted_it_cannot_approve_it(lapsed, behandelaar):
    besluit = draft_set_aside(aanvraag=lapsed, by=behandelaar, reason="Te weinig.")
    offer_besluit(besluit, by=behandelaar)

    with pytest.raises(BesluitError, match="Een ander"):
        approve_seen(besluit, by=behandelaar)


def test_a_region_that_was_never_asked_keeps_its_chance(client, anna, behandelaar, twente):
    lapsed = make_supplement(anna, behandelaar, regio=twente).aanvraag
    client.force_login(behandelaar)

    with pytest.raises(BesluitError, match="eerst om een aanvulling"):
        draft_set_aside(aanvraag=lapsed, by=behandelaar, reason="Te weinig.")
    client.get(f"/besluiten/{lapsed.nummer}/buiten-behandeling/")

    said = [str(message) for message in client.get("/").context["messages"]]
    assert said == ["Dit kan alleen als u eerst om een aanvulling vroeg en die termijn voorbij is."]


def test_the_behandelaar_drafts_and_changes_it_on_one_page(client, lapsed, behandelaar):
    client.force_login(behandelaar)
    page = f"/besluiten/{lapsed.nummer}/buiten-behandeling/"

    client.post(page, {"reden": "Te weinig.", "versie": "0"})
    client.post(page, {"reden": "Veel te weinig.", "versie": "1"})

    besluit = Besluit.objects.get(aanvraag=lapsed)
    assert (besluit.soort, besluit.motivering) == (Besluitsoort.BUITEN_BEHANDELING, "Veel te weinig.")
    assert "Veel te weinig." in client.get(f"/besluiten/{lapsed.nummer}/").content.decode()


def test_who_saves_over_a_newer_reason_is_told(client, lapsed, behandelaar):
    client.force_login(behandelaar)
    page = f"/besluiten/{lapsed.nummer}/buiten-behandeling/"
    for reden in ("Eerste.", "Tweede."):
        answer = client.post(page, {"reden": reden, "versie": "0"})

    assert answer.context["form"].non_field_errors() == [
        "Er is al een besluit in de maak. Maak dat eerst af, of laat dat concept vervallen."
    ]


def test_it_stands_in_the_list_of_decisions(client, lapsed, behandelaar):
    draft_set_aside(aanvraag=lapsed, by=behandelaar, reason="Te weinig.")
    client.force_login(behandelaar)

    found = client.get("/besluiten/?soort=buiten_behandeling").context["besluiten"]

    assert [row.aanvraag_id for row in found] == [lapsed.pk]


def test_a_concept_that_lapsed_has_no_last_day_to_decide(client, lapsed, behandelaar):
    dropped = draft_set_aside(aanvraag=lapsed, by=behandelaar, reason="Te weinig.")
    drop_besluit(dropped, by=behandelaar, reason="Toch niet.")
    draft_set_aside(aanvraag=lapsed, by=behandelaar, reason="Veel te weinig.")
    client.force_login(behandelaar)

    found = client.get("/besluiten/").context["besluiten"]

    assert [(row.status, row.termijn is None) for row in found] == [("concept", False), ("vervallen", True)]


def test_the_letter_is_archivable_and_accessible(lapsed, behandelaar, tekenbevoegde, assert_archival):
    besluit = draft_set_aside(aanvraag=lapsed, by=behandelaar, reason="Wij misten te veel.")
    offer_besluit(besluit, by=behandelaar)
    approve_seen(besluit, by=tekenbevoegde)
    request_sending(besluit, by=tekenbevoegde)
    run_waiting()

    besluit.refresh_from_db()
    assert_archival(besluit.pdf.read())

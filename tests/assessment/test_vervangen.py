"""A sent decision never changes: a wrong one is followed by another, and one is in force."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from applications.models import Aanvraag
from assessment.actions.besluiten import BesluitError, change_besluit, offer_besluit
from assessment.actions.opvolgen import drop_besluit, replace_besluit
from assessment.actions.verzenden import request_sending
from assessment.brieftekst import letter_sha256
from assessment.models import Besluit, Besluitsoort, Besluitstatus
from sto_portal.termijnen import today
from sto_portal.werk.actions import run_waiting
from tests.assessment.cases import approve_seen, make_advised, make_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(twente, anna, behandelaar, tekenbevoegde):
    return make_sent(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)


def replace(besluit, *, by, approver, **fields):
    """The decision that replaced this one, as the worker sent it."""
    new = replace_besluit(besluit, by=by, reason="Er stond een fout in.")
    if fields:
        new = change_besluit(new, versie=new.versie, by=by, **fields)
    offer_besluit(new, by=by)
    approve_seen(new, by=approver)
    request_sending(new, by=approver)
    run_waiting()
    new.refresh_from_db()
    return new


def test_the_new_decision_begins_with_the_content_of_the_old(sent, behandelaar):
    new = replace_besluit(sent, by=behandelaar, reason="Er stond een fout in.")

    assert (new.kenmerk, new.vervangt, new.bedrag_cents) == (f"{sent.aanvraag.nummer}-B2", sent, sent.bedrag_cents)
    for rows in ("jaarbedragen", "verplichtingen"):
        assert getattr(new, rows).count() == getattr(sent, rows).count() > 0


def test_until_it_is_sent_the_old_one_is_in_force(sent, behandelaar):
    replace_besluit(sent, by=behandelaar, reason="Er stond een fout in.")

    assert list(Besluit.objects.in_force()) == [sent]


def test_once_sent_the_new_one_is_in_force_and_the_aanvraag_follows(sent, behandelaar, tekenbevoegde):
    rejection = {"soort": Besluitsoort.AFWIJZING, "bedrag_cents": 0, "afwijking_reden": "Het plan voldoet niet."}
    new = replace(sent, by=behandelaar, approver=tekenbevoegde, **rejection)

    assert list(Besluit.objects.in_force()) == [new]
    assert list(Besluit.objects.granted()) == []
    aanvraag = Aanvraag.objects.get(pk=sent.aanvraag_id)
    assert (aanvraag.status, aanvraag.statuswijzigingen.last().verb) == ("afgewezen", "correct_reject")
    assert f"met kenmerk {sent.kenmerk}" in new.brief
    assert "Er stond een fout in." in new.brief


def test_the_new_one_has_a_letter_of_its_own_that_was_approved(sent, behandelaar, tekenbevoegde):
    new = replace(sent, by=behandelaar, approver=tekenbevoegde)

    first = Besluit.objects.get(pk=sent.pk)
    assert (first.brief, first.brief_sha256, first.pdf) == (sent.brief, sent.brief_sha256, sent.pdf)
    assert new.akkoord_door == tekenbevoegde
    assert new.brief_sha256 == letter_sha256(new.onderwerp, new.brief) != sent.brief_sha256


def test_what_was_in_force_on_an_earlier_day_stays_so(sent, behandelaar, tekenbevoegde):
    new = replace(sent, by=behandelaar, approver=tekenbevoegde)

    assert list(Besluit.objects.in_force(today())) == [new]
    assert list(Besluit.objects.in_force(today() - timedelta(days=1))) == []


def test_the_region_reads_the_newest_and_finds_the_old_one(client, sent, anna, behandelaar, tekenbevoegde):
    new = replace(sent, by=behandelaar, approver=tekenbevoegde)
    client.force_login(anna)
    page = f"/besluiten/{sent.aanvraag.nummer}/"

    newest, first = client.get(page), client.get(f"{page}1/")
    letters = [client.get(f"{page}{name}").content for name in ("beschikking.pdf", "1/beschikking.pdf")]

    assert (newest.context["besluit"], first.context["besluit"]) == (new, sent)
    assert "Dit besluit geldt niet meer" in first.content.decode()
    assert letters == [new.pdf.read(), sent.pdf.read()]


def test_the_region_does_not_see_that_a_new_one_is_being_made(client, sent, anna, behandelaar):
    replace_besluit(sent, by=behandelaar, reason="Er stond een fout in.")
    client.force_login(anna)
    page = f"/besluiten/{sent.aanvraag.nummer}/"

    shown = client.get(page)

    assert (shown.context["besluit"], shown.context["keten"].andere) == (sent, ())
    assert client.get(f"{page}2/").status_code == 404


def test_one_new_decision_at_a_time(sent, behandelaar):
    replace_besluit(sent, by=behandelaar, reason="Er stond een fout in.")

    with pytest.raises(BesluitError, match="al een besluit in de maak"):
        replace_besluit(sent, by=behandelaar, reason="Nog een fout.")


def test_a_concept_that_lapsed_makes_room_for_another(sent, behandelaar):
    dropped = replace_besluit(sent, by=behandelaar, reason="Er stond een fout in.")
    drop_besluit(dropped, by=behandelaar, reason="Toch niet.")
    new = replace_besluit(sent, by=behandelaar, reason="Nu echt.")

    dropped.refresh_from_db()
    assert (dropped.status, new.volgnummer) == (Besluitstatus.VERVALLEN, 3)


def test_what_was_replaced_is_not_replaced_again(sent, behandelaar, tekenbevoegde):
    replace(sent, by=behandelaar, approver=tekenbevoegde)

    with pytest.raises(BesluitError, match="geldt niet"):
        replace_besluit(sent, by=behandelaar, reason="Nog een fout.")


def test_the_database_keeps_the_chain_one_line(sent, veluwe, behandelaar, tekenbevoegde):
    other = make_sent(make_advised(veluwe), drafter=behandelaar, approver=tekenbevoegde)
    new = replace_besluit(sent, by=behandelaar, reason="Er stond een fout in.")

    for change in (
        lambda: Besluit.objects.filter(pk=new.pk).update(vervangt=other),
        lambda: Besluit.objects.filter(pk=new.pk).update(vervangt=new),
        lambda: Besluit.objects.filter(pk=new.pk).update(vervangt=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()

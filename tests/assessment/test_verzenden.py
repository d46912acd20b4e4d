"""What was approved is what is sent, on the day it is really sent."""

from datetime import date

import pytest

from applications.models import Aanvraag
from assessment.actions import verzenden
from assessment.actions.besluiten import BesluitError, approve_besluit, offer_besluit, return_besluit
from assessment.actions.verzenden import ApprovalLostError, request_sending
from assessment.brief import write_letter
from assessment.brieftekst import BEZWAAR_TOT, DAG, MARKS, fill_marks, letter_sha256
from assessment.models import Besluit, Besluitstatus
from assessment.work import find_besluit
from sto_portal.outbox.models import Bericht
from sto_portal.sjablonen.models import Sjabloonversie
from sto_portal.werk.actions import run_waiting
from sto_portal.werk.models import Werk
from tests.assessment.cases import approve_seen, make_advised, make_approved, make_sent

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)


@pytest.fixture
def approved(twente, anna, behandelaar, tekenbevoegde):
    return make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)


def rewrite_template():
    """A new version of the letter with a grant, in use at once."""
    newest = Sjabloonversie.objects.settled().filter(sjabloon__slug="beschikking_verlening").order_by("-nummer").first()
    changed = newest.tekst.replace("Geachte heer, mevrouw,", "Beste regio,")
    Sjabloonversie.objects.bulk_create(
        [
            Sjabloonversie(
                sjabloon=newest.sjabloon,
                nummer=newest.nummer + 1,
                onderwerp=newest.onderwerp,
                tekst=changed,
                variabelen=newest.variabelen,
                vastgesteld_op=newest.vastgesteld_op,
            )
        ]
    )


def end_mandate(user):
    user.aanstellingen.all().delete()


def nothing_is_sent(besluit):
    besluit.refresh_from_db()
    aanvraag = Aanvraag.objects.get(pk=besluit.aanvraag_id)
    mails = Bericht.objects.filter(sleutel__startswith="besluit-").count()
    return (besluit.status, besluit.akkoord_door, besluit.pdf, aanvraag.status, mails) == (
        Besluitstatus.TER_AKKOORD, None, None, "in_behandeling", 0,
    )  # fmt: skip


def test_the_approval_keeps_the_letter_and_its_checksum(approved):
    assert approved.brief_sha256 == letter_sha256(approved.onderwerp, approved.brief)
    assert (
        approved.sjabloonversie
        == Sjabloonversie.objects.settled().filter(sjabloon__slug="beschikking_verlening").order_by("-nummer").first()
    )


def test_sending_fills_in_the_day_and_the_term_and_nothing_else(approved):
    text = f"<p>{DAG}, {BEZWAAR_TOT} en [iets anders]</p>"

    assert MARKS == ("[datum van verzending]", "[laatste dag voor bezwaar]")
    assert fill_marks(approved, text, None) == text
    assert fill_marks(approved, text, MONDAY) == "<p>30 november 2026, 11 januari 2027 en [iets anders]</p>"


def test_what_is_sent_is_what_was_approved(approved, tekenbevoegde):
    before = (approved.onderwerp, approved.brief, approved.brief_sha256)

    request_sending(approved, by=tekenbevoegde)
    run_waiting()

    approved.refresh_from_db()
    assert approved.status == Besluitstatus.VERZONDEN
    assert (approved.onderwerp, approved.brief, approved.brief_sha256) == before


def test_after_a_template_edit_the_click_asks_the_approval_anew(client, approved, tekenbevoegde):
    rewrite_template()
    client.force_login(tekenbevoegde)

    client.post(f"/besluiten/{approved.aanvraag.nummer}/verzenden/")
    page = client.get(f"/besluiten/{approved.aanvraag.nummer}/")

    assert nothing_is_sent(approved)
    assert Werk.objects.filter(soort="besluit_verzenden").count() == 0
    assert approved.statuswijzigingen.last().reden == "De brief is veranderd sinds het akkoord."
    assert [(row.soort, row.tekst) for row in page.context["verschil"]] == [
        ("weg", "Geachte heer, mevrouw,"), ("nieuw", "Beste regio,"),
    ]  # fmt: skip
    assert [str(message) for message in page.context["messages"]] == [
        "De brief is veranderd sinds het akkoord. Het besluit is niet verzonden. Iemand moet opnieuw akkoord geven."
    ]


def test_after_a_template_edit_the_worker_asks_the_approval_anew(approved, tekenbevoegde):
    request_sending(approved, by=tekenbevoegde)
    rewrite_template()
    run_waiting()

    assert nothing_is_sent(approved)
    step = approved.statuswijzigingen.last()
    assert (step.verb, step.door) == ("lose_approval", None)


def test_a_sending_that_waited_does_not_send_a_later_approval(approved, tekenbevoegde):
    request_sending(approved, by=tekenbevoegde)
    rewrite_template()
    with pytest.raises(ApprovalLostError):
        request_sending(approved, by=tekenbevoegde)
    approve_seen(approved, by=tekenbevoegde)
    run_waiting()

    approved.refresh_from_db()
    assert approved.status == Besluitstatus.VASTGESTELD

    request_sending(approved, by=tekenbevoegde)
    run_waiting()
    approved.refresh_from_db()
    assert (approved.status, "Beste regio," in approved.brief) == (Besluitstatus.VERZONDEN, True)


def test_the_approval_of_who_lost_the_mandate_falls(approved, tekenbevoegde, behandelaar):
    end_mandate(tekenbevoegde)

    with pytest.raises(ApprovalLostError, match="mag geen akkoord meer geven"):
        request_sending(approved, by=behandelaar)
    assert nothing_is_sent(approved)


@pytest.mark.parametrize("change", ["naam", "functie"])
def test_another_name_or_function_of_the_signer_asks_the_approval_anew(approved, tekenbevoegde, change):
    setattr(tekenbevoegde, change, "Iets heel anders")
    tekenbevoegde.save()

    with pytest.raises(ApprovalLostError, match="De brief is veranderd"):
        request_sending(approved, by=tekenbevoegde)
    assert nothing_is_sent(approved)


def test_an_amount_changed_behind_the_approval_is_not_sent(approved, tekenbevoegde):
    Besluit.objects.filter(pk=approved.pk).update(bedrag_cents=1)
    request = Besluit.objects.get(pk=approved.pk)

    with pytest.raises(ApprovalLostError):
        request_sending(request, by=tekenbevoegde)
    assert nothing_is_sent(approved)


def test_a_letter_that_no_longer_fits_its_checksum_is_not_sent(approved, tekenbevoegde):
    Besluit.objects.filter(pk=approved.pk).update(brief="<p>Iets anders.</p>")

    with pytest.raises(ApprovalLostError, match="controlegetal"):
        request_sending(approved, by=tekenbevoegde)
    assert nothing_is_sent(approved)


def test_the_letter_is_of_the_day_on_which_the_worker_sends_it(monkeypatch, approved, anna, tekenbevoegde):
    request_sending(approved, by=tekenbevoegde)
    monkeypatch.setattr(verzenden, "today", lambda: MONDAY)
    run_waiting()

    approved.refresh_from_db()
    [mail] = Bericht.objects.filter(sleutel__startswith="besluit-")
    assert approved.besluit_datum == MONDAY
    assert "Op 30 november 2026 hebben wij een besluit genomen" in mail.tekst
    assert "U kunt bezwaar maken tot en met 11 januari 2027." in mail.tekst


def test_approving_another_letter_than_was_seen_is_refused(twente, behandelaar, tekenbevoegde):
    besluit = make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)
    rewrite_template()
    with pytest.raises(ApprovalLostError):
        request_sending(besluit, by=tekenbevoegde)

    with pytest.raises(BesluitError, match="De brief is veranderd sinds u hem opende"):
        approve_besluit(besluit, by=tekenbevoegde, sha256=besluit.brief_sha256)
    besluit.refresh_from_db()
    assert besluit.status == Besluitstatus.TER_AKKOORD


def test_the_page_gives_the_letter_that_its_reader_approves(client, twente, behandelaar, tekenbevoegde):
    besluit = make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)
    rewrite_template()
    with pytest.raises(ApprovalLostError):
        request_sending(besluit, by=tekenbevoegde)
    client.force_login(tekenbevoegde)
    page = f"/besluiten/{besluit.aanvraag.nummer}/"

    shown = client.get(page).context["sha256"]
    client.post(f"{page}akkoord/", {"sha256": shown})

    besluit.refresh_from_db()
    assert (besluit.status, besluit.brief_sha256) == (Besluitstatus.VASTGESTELD, shown)
    assert write_letter(find_besluit(besluit.pk)).sha256 == shown


def test_while_it_waits_the_pages_say_so_and_hide_the_button(client, approved, tekenbevoegde):
    client.force_login(tekenbevoegde)
    page = f"/besluiten/{approved.aanvraag.nummer}/"
    answer = client.post(f"{page}verzenden/")

    shown = client.get(page).content.decode()
    listed = client.get("/besluiten/").content.decode()

    assert answer.url == page
    assert ("Dit besluit wacht op verzending" in shown, "verzenden/" in shown) == (True, False)
    assert "wacht op verzending" in listed


def test_a_sent_decision_is_not_sent_again(twente, behandelaar, tekenbevoegde):
    besluit = make_sent(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)

    with pytest.raises(verzenden.TransitionError, match="De status is nu: verzonden"):
        request_sending(besluit, by=tekenbevoegde)


def test_a_decision_on_a_withdrawn_application_is_not_sent(approved, anna, tekenbevoegde):
    approved.aanvraag.transition("withdraw", by=anna, reason="Wij stoppen.")

    with pytest.raises(verzenden.TransitionError, match="De status van de aanvraag is nu: ingetrokken"):
        request_sending(approved, by=tekenbevoegde)


def test_returned_and_offered_again_it_waits_for_a_new_approval(approved, behandelaar, tekenbevoegde):
    rewrite_template()
    with pytest.raises(ApprovalLostError):
        request_sending(approved, by=tekenbevoegde)
    return_besluit(approved, by=tekenbevoegde, reason="Kijk het na.")
    offer_besluit(approved, by=behandelaar)

    assert nothing_is_sent(approved)

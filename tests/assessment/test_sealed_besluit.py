import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from assessment.models import Besluit, Verplichting
from tests.assessment.cases import make_advised, make_approved, make_sent

pytestmark = pytest.mark.django_db


def changes(besluit):
    """Every way someone with a shell might try to change a decision."""
    yield lambda: Besluit.objects.filter(pk=besluit.pk).update(bedrag_cents=1)
    yield lambda: Besluit.objects.filter(pk=besluit.pk).update(status="concept")
    yield lambda: Besluit.objects.filter(pk=besluit.pk).update(brief="Iets anders.")
    yield lambda: besluit.jaarbedragen.update(bedrag_cents=1)
    yield lambda: besluit.verplichtingen.all().delete()
    yield lambda: Verplichting.objects.create(besluit=besluit, soort="melding", omschrijving="Nog iets.")


def test_nobody_changes_a_decision_that_was_sent(twente, behandelaar, tekenbevoegde):
    besluit = make_sent(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)

    for change in changes(besluit):
        with pytest.raises(IntegrityError, match="verzonden en verandert niet"), transaction.atomic():
            change()


def test_before_it_is_sent_it_can_change(twente, behandelaar, tekenbevoegde):
    besluit = make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)

    assert besluit.jaarbedragen.update(bedrag_cents=1) == 4


def test_the_pdf_is_added_once(twente, behandelaar, tekenbevoegde):
    besluit = make_sent(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)

    with pytest.raises(IntegrityError), transaction.atomic():
        Besluit.objects.filter(pk=besluit.pk).update(pdf=None)


def test_the_check_finds_a_letter_that_is_not_the_one_that_was_approved(twente, behandelaar, tekenbevoegde, capsys):
    besluit = make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)
    Besluit.objects.filter(pk=besluit.pk).update(brief="<p>U krijgt niets.</p>")

    with pytest.raises(CommandError, match="2 fouten gevonden"):
        call_command("check_integriteit")

    assert capsys.readouterr().err == (
        f"Besluit {besluit.kenmerk}: de inhoud is niet meer zoals die is vastgelegd.\n"
        f"Besluit {besluit.kenmerk}: de bewaarde brief hoort niet bij het controlegetal van het akkoord.\n"
    )

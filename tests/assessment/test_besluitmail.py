"""The mail about a decision says which one it replaces and what goes along, as the letter does."""

import pytest

from assessment.actions.besluiten import offer_besluit
from assessment.actions.opvolgen import draft_set_aside
from assessment.actions.verzenden import request_sending
from sto_portal.outbox.models import Bericht
from sto_portal.vormgeving.templatetags.sto import datum
from sto_portal.werk.actions import run_waiting
from tests.assessment.cases import approve_seen, make_advised, make_sent
from tests.assessment.test_vervangen import replace

pytestmark = pytest.mark.django_db


@pytest.fixture
def granted(twente, anna, behandelaar, tekenbevoegde):
    return make_sent(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)


@pytest.fixture
def set_aside(lapsed, behandelaar, tekenbevoegde):
    besluit = draft_set_aside(aanvraag=lapsed, by=behandelaar, reason="Te weinig.")
    offer_besluit(besluit, by=behandelaar)
    approve_seen(besluit, by=tekenbevoegde)
    request_sending(besluit, by=tekenbevoegde)
    run_waiting()
    besluit.refresh_from_db()
    return besluit


def mail_about(besluit):
    """The one mail about a decision, its text on one line."""
    mail = Bericht.objects.get(sleutel__startswith=f"besluit-{besluit.pk}-")
    mail.tekst = " ".join(mail.tekst.split())
    return mail


@pytest.mark.parametrize("kind", ["granted", "set_aside"])
def test_the_mail_about_a_correcting_decision_names_the_one_it_replaces(request, kind, behandelaar, tekenbevoegde):
    first = request.getfixturevalue(kind)
    new = replace(first, by=behandelaar, approver=tekenbevoegde)

    before, mail = mail_about(first), mail_about(new)

    nummer, dated = first.aanvraag.nummer, datum(first.besluit_datum)
    assert f"Dit besluit vervangt ons besluit van {dated} met kenmerk {nummer}-B1. Dat eerdere" in mail.tekst
    assert f"Kenmerk van het besluit: {nummer}-B2" in mail.tekst
    assert mail.onderwerp == f"Er staat een nieuw besluit voor u klaar over aanvraag {nummer}"
    assert (before.onderwerp, "vervangt" in before.tekst) == (
        f"Er staat een besluit voor u klaar over aanvraag {nummer}", False,
    )  # fmt: skip


def test_the_mail_names_the_advice_that_goes_along_with_the_letter(granted):
    dated = datum(granted.advies.vastgesteld_op)

    assert f"De bijlage bij de brief is het advies van de commissie van {dated}." in mail_about(granted).tekst


def test_a_decision_without_an_advice_names_none(set_aside):
    told = mail_about(set_aside).tekst

    assert ("advies" in told, "bijlage" in told) == (False, False)

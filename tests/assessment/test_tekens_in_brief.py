"""No letter goes out with open squares that nobody was told of."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.actions import request_supplement
from applications.brieven import LostSignsError, find_lost_signs
from applications.models import Aanvulverzoek, Partner
from assessment.actions.besluiten import change_besluit, draft_besluit, offer_besluit
from assessment.actions.controleren import check_advies
from assessment.models import Besluitstatus
from sto_portal.termijnen import today
from tests.applications.plans import filed_aanvraag
from tests.applications.supplements import ASKED, TWO_WEEKS
from tests.assessment.cases import approve_seen, make_advised

pytestmark = pytest.mark.django_db
LOST = "Het teken 漢 (U+6F22) kan niet in de PDF. Daar komt een leeg vierkantje."
BOX = 'name="tekens"'


@pytest.fixture
def offered(twente, behandelaar):
    """A decision that waits for approval, with a sign in its text that no font of the PDF has."""
    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    check_advies(besluit.advies, by=behandelaar)
    fields = {"wettelijke_grondslag": "de regels", "motivering": "Nguyễn en 漢 BV doen mee."}
    besluit = change_besluit(besluit, versie=besluit.versie, by=behandelaar, **fields)
    offer_besluit(besluit, by=behandelaar)
    return besluit


@pytest.fixture
def page(offered):
    return f"/besluiten/{offered.aanvraag.nummer}/"


def test_who_approves_is_told_and_confirms_it(client, offered, page, tekenbevoegde):
    client.force_login(tekenbevoegde)
    shown = client.get(page)
    text = shown.content.decode()

    first = client.post(f"{page}akkoord/", {"sha256": shown.context["sha256"]}, follow=True)
    offered.refresh_from_db()
    waiting = offered.status
    client.post(f"{page}akkoord/", {"sha256": shown.context["sha256"], "tekens": "漢"})
    offered.refresh_from_db()

    assert (LOST in text, BOX in text) == (True, True)
    assert [str(message).partition(" Schrijf")[0] for message in first.context["messages"]] == [
        "In de brief: het teken 漢 (U+6F22) kan niet in de PDF. Daar komt een leeg vierkantje."
    ]
    assert (waiting, offered.status) == (Besluitstatus.TER_AKKOORD, Besluitstatus.VASTGESTELD)


def test_who_drafts_is_told_without_a_box(client, offered, page, behandelaar):
    client.force_login(behandelaar)

    text = client.get(page).content.decode()

    assert (LOST in text, BOX in text) == (True, False)


def test_approving_without_a_word_is_refused_also_outside_the_page(offered, tekenbevoegde):
    with pytest.raises(LostSignsError, match="漢"):
        approve_seen(offered, by=tekenbevoegde)


def test_the_address_of_the_letter_counts_too():
    penvoerder = Partner(naam="漢 College", bevoegd_gezag="Stichting \uac00", plaats="字stad")

    assert find_lost_signs("Besluit", "<p>Łódź &amp; 漢</p>", penvoerder) == "漢\uac00字"
    assert find_lost_signs("Besluit", "<p>Łódź</p>", None) == ""


def ask(client, aanvraag, **more):
    day = today() + timedelta(days=14)
    sent = {"regiovisie": "Leg 漢 uit.", "uiterlijk_datum": str(day)}
    return client.post(f"/aanvragen/{aanvraag.nummer}/aanvulling/vragen/", sent | more)


def test_who_asks_for_a_supplement_is_told_and_confirms_it(client, anna, twente, behandelaar):
    aanvraag = filed_aanvraag(anna, regio=twente)
    client.force_login(behandelaar)

    preview = ask(client, aanvraag).content.decode()
    refused = ask(client, aanvraag, versturen="1")
    asked = Aanvulverzoek.objects.count()
    ask(client, aanvraag, versturen="1", tekens="漢")

    assert (LOST in preview, BOX in preview) == (True, True)
    assert refused.context["form"].non_field_errors()[0].startswith("In de brief: het teken 漢 (U+6F22)")
    assert (asked, Aanvulverzoek.objects.count()) == (0, 1)


def test_the_action_itself_sends_no_such_letter(anna, twente, behandelaar):
    aanvraag = filed_aanvraag(anna, regio=twente)

    with pytest.raises(LostSignsError):
        request_supplement(
            aanvraag=aanvraag,
            punten=dict.fromkeys(ASKED, "Leg 漢 uit."),
            sluit_op=timezone.now() + TWO_WEEKS,
            by=behandelaar,
        )

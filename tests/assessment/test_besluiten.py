import io
import zipfile

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pypdf import PdfReader

from applications.models import Aanvraag
from assessment.actions.besluiten import (
    BesluitError,
    approve_besluit,
    change_besluit,
    draft_besluit,
    offer_besluit,
    return_besluit,
)
from assessment.actions.controleren import check_advies
from assessment.actions.verzenden import request_sending
from assessment.models import Advies, Adviesstatus, Besluit, Besluitsoort, Besluitstatus, Strekking
from assessment.models.besluit import TRANSITIONS
from sto_portal.outbox.models import Bericht
from sto_portal.termijnen import today
from sto_portal.werk.actions import run_waiting
from sto_portal.werk.models import Werk
from sto_portal.workflow import TransitionError
from tests.assessment.cases import SUBSIDIE_CENTS, make_advised, make_approved, make_filed, make_sent

pytestmark = pytest.mark.django_db


def test_the_draft_follows_a_positive_advice(twente, behandelaar):
    aanvraag = make_advised(twente, clarify=["c3.2.v1"])

    besluit = draft_besluit(aanvraag=aanvraag, by=behandelaar)

    assert (besluit.soort, besluit.bedrag_cents) == (Besluitsoort.VERLENING, SUBSIDIE_CENTS)
    assert sum(besluit.jaarbedragen.values_list("bedrag_cents", flat=True)) == SUBSIDIE_CENTS
    assert sorted(besluit.verplichtingen.values_list("soort", flat=True)) == [
        "melding", "rapportage", "rapportage", "rapportage", "verduidelijking",
    ]  # fmt: skip


def test_drafting_twice_gives_one_besluit(twente, behandelaar):
    aanvraag = make_advised(twente)

    first, second = (draft_besluit(aanvraag=aanvraag, by=behandelaar) for _ in range(2))

    assert first == second


def test_without_a_settled_advice_there_is_no_draft(twente, behandelaar):
    with pytest.raises(BesluitError, match="nog geen advies"):
        draft_besluit(aanvraag=make_filed(twente), by=behandelaar)


def test_nobody_can_grant_while_a_vereiste_is_not_met(twente, behandelaar):
    besluit = draft_besluit(aanvraag=make_advised(twente, unmet=["c1.1.v1"]), by=behandelaar)

    with pytest.raises(BesluitError, match="voldoet niet aan alle minimale vereisten"):
        change_besluit(
            besluit, versie=besluit.versie, by=behandelaar, soort=Besluitsoort.VERLENING, bedrag_cents=1,
            afwijking_reden="Toch goed.",
        )  # fmt: skip


def test_deviating_from_the_advice_asks_a_reason(twente, behandelaar):
    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    rejection = {"soort": Besluitsoort.AFWIJZING, "bedrag_cents": 0}

    with pytest.raises(BesluitError, match="reden"):
        change_besluit(besluit, versie=besluit.versie, by=behandelaar, **rejection)
    changed = change_besluit(
        besluit, versie=besluit.versie, by=behandelaar, afwijking_reden="Te weinig geld.", **rejection
    )

    assert (changed.soort, changed.jaarbedragen.count()) == (Besluitsoort.AFWIJZING, 0)


def test_who_saves_over_a_newer_text_is_told(twente, behandelaar):
    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    change_besluit(besluit, versie=besluit.versie, by=behandelaar, motivering="Eerste.")

    with pytest.raises(BesluitError, match="Iemand anders"):
        change_besluit(besluit, versie=besluit.versie, by=behandelaar, motivering="Tweede.")


def test_the_drafter_cannot_approve(twente, tekenbevoegde):
    besluit = draft_besluit(aanvraag=make_advised(twente), by=tekenbevoegde)
    besluit = change_besluit(besluit, versie=besluit.versie, by=tekenbevoegde, wettelijke_grondslag="de regels")
    check_advies(besluit.advies, by=tekenbevoegde)
    offer_besluit(besluit, by=tekenbevoegde)

    with pytest.raises(BesluitError, match="Een ander"):
        approve_besluit(besluit, by=tekenbevoegde, sha256="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Besluit.objects.filter(pk=besluit.pk).update(akkoord_door=tekenbevoegde)


def test_without_articles_it_is_not_offered(twente, behandelaar):
    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    besluit = change_besluit(besluit, versie=besluit.versie, by=behandelaar, wettelijke_grondslag=" ")

    with pytest.raises(BesluitError, match="artikelen"):
        offer_besluit(besluit, by=behandelaar)


def test_what_goes_back_is_a_draft_again(twente, behandelaar, tekenbevoegde):
    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    change_besluit(besluit, versie=besluit.versie, by=behandelaar, wettelijke_grondslag="de regels")
    check_advies(besluit.advies, by=behandelaar)
    offer_besluit(besluit, by=behandelaar)

    return_besluit(besluit, by=tekenbevoegde, reason="Het bedrag klopt niet.")

    besluit.refresh_from_db()
    assert besluit.status == Besluitstatus.CONCEPT
    assert besluit.statuswijzigingen.last().reden == "Het bedrag klopt niet."


def test_the_worker_sends_once(twente, anna, behandelaar, tekenbevoegde):
    besluit = make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)

    first, second = (request_sending(besluit, by=tekenbevoegde) for _ in range(2))
    run_waiting()

    besluit.refresh_from_db()
    assert first == second
    assert besluit.status == Besluitstatus.VERZONDEN
    assert Aanvraag.objects.get(pk=besluit.aanvraag_id).status == "verleend"
    assert list(Bericht.objects.values_list("aan", flat=True)) == [anna.email]


def test_the_applicant_sees_nothing_until_it_is_sent(client, twente, anna, behandelaar, tekenbevoegde):
    besluit = make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)
    nummer = besluit.aanvraag.nummer
    client.force_login(anna)

    before = [client.get(f"/besluiten/{nummer}/{page}").status_code for page in ("", "beschikking.pdf")]
    request_sending(besluit, by=tekenbevoegde)
    run_waiting()
    after = [client.get(f"/besluiten/{nummer}/{page}").status_code for page in ("", "beschikking.pdf")]

    assert (before, after) == ([404, 404], [200, 200])


def test_the_letter_says_all_that_it_must(twente, behandelaar, tekenbevoegde):
    besluit = make_sent(make_advised(twente, clarify=["c3.2.v1"]), drafter=behandelaar, approver=tekenbevoegde)

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(besluit.pdf.read())).pages)
    text = " ".join(text.split())

    expected = [
        besluit.aanvraag.nummer, "€ 1.000.000,00", "Techniekroute langs bedrijven", "Subsidie per jaar",
        "de regels van de test", "beoordelingscommissie", "Conclusie c1.1.", "Conclusie c4.3.", "Leg de planning uit.",
        "jaarverslaggeving", "namens deze", tekenbevoegde.naam, "bezwaar maken", "binnen 6 weken",
    ]  # fmt: skip
    assert [part for part in expected if part.replace("\u00a0", " ") not in text] == []


def test_a_rejection_gives_the_reasons_per_deelaspect(twente, behandelaar, tekenbevoegde):
    besluit = make_sent(make_advised(twente, unmet=["c1.1.v2"]), drafter=behandelaar, approver=tekenbevoegde)

    assert besluit.soort == Besluitsoort.AFWIJZING
    assert "Reden bij c1.1.v2." in besluit.brief
    assert Aanvraag.objects.get(pk=besluit.aanvraag_id).status == "afgewezen"


def test_both_letters_are_archivable_and_accessible(twente, veluwe, behandelaar, tekenbevoegde, assert_archival):
    grant = make_sent(make_advised(twente, clarify=["c3.2.v1"]), drafter=behandelaar, approver=tekenbevoegde)
    rejection = make_sent(make_advised(veluwe, unmet=["c1.1.v2"]), drafter=behandelaar, approver=tekenbevoegde)

    assert_archival(grant.pdf.read(), rejection.pdf.read())


def test_dus_i_takes_the_letters_as_one_zip(client, twente, veluwe, behandelaar, tekenbevoegde):
    besluiten = [
        make_sent(make_advised(regio), drafter=behandelaar, approver=tekenbevoegde) for regio in (twente, veluwe)
    ]
    client.force_login(behandelaar)

    client.post("/besluiten/zip/", {"besluit": [besluit.pk for besluit in besluiten]})
    run_waiting()
    werk = Werk.objects.get(soort="besluiten_zip")
    content = client.get(werk.resultaat["url"]).content

    assert zipfile.ZipFile(io.BytesIO(content)).namelist() == [besluit.pdf.naam for besluit in besluiten]


@pytest.mark.parametrize("status", Besluitstatus.values)
@pytest.mark.parametrize("verb", TRANSITIONS)
def test_each_verb_starts_only_where_it_may(twente, behandelaar, tekenbevoegde, verb, status):
    besluit = draft_besluit(aanvraag=make_filed_with_advice(twente), by=behandelaar)
    stand_at(besluit, status, approver=tekenbevoegde)

    sources, target = TRANSITIONS[verb]
    if status in sources:
        besluit.besluit_datum = today() if target == Besluitstatus.VERZONDEN else None
        besluit.transition(verb, by=tekenbevoegde, fields=("besluit_datum",))
        assert besluit.statuswijzigingen.get().naar == target
    else:
        with pytest.raises(TransitionError):
            besluit.transition(verb, by=tekenbevoegde)


def stand_at(besluit, status, *, approver):
    """Put the decision at a status, with all that the database demands there."""
    dated = today() if status == Besluitstatus.VERZONDEN else None
    letter = {"akkoord_door": approver, "brief_sha256": "0" * 64, "besluit_datum": dated}
    Besluit.objects.filter(pk=besluit.pk).update(status=status, **letter)


def make_filed_with_advice(regio):
    aanvraag = make_filed(regio)
    Advies.objects.create(
        aanvraag=aanvraag, plan=aanvraag.plan, status=Adviesstatus.VASTGESTELD, strekking=Strekking.POSITIEF,
        vastgesteld_op=timezone.now(),
    )  # fmt: skip
    return aanvraag

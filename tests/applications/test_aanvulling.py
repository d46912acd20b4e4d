"""A supplement from asking to answering, lapsing or taking back (Awb 4:5, 4:15)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from applications.actions import (
    IncompleteError,
    SupplementError,
    answer_supplement,
    recall_supplement,
    request_supplement,
    withdraw_aanvraag,
)
from applications.actions.aanvullen import lapse_supplements
from applications.integrity import check_indieningen
from applications.models import Aanvraag, Aanvraagstatus, Aanvulverzoek, Antwoord, Groep, Verzoekuitkomst
from sto_portal.outbox.models import Bericht
from sto_portal.workflow import TransitionError
from tests.applications.plans import filed_aanvraag
from tests.applications.supplements import ASKED, TWO_WEEKS, let_pass, make_supplement, write

pytestmark = pytest.mark.django_db
MARCH_1 = date(2027, 3, 1)


@pytest.fixture
def verzoek(twente, anna, mia, behandelaar):
    return make_supplement(anna, behandelaar, regio=twente)


def fresh(verzoek):
    return Aanvraag.objects.select_related("plan").get(pk=verzoek.aanvraag_id)


def mails():
    return sorted(Bericht.objects.values_list("aan", "onderwerp").order_by("pk"))


def test_asking_opens_a_copy_and_leaves_the_filed_plan_with_the_aanvraag(verzoek):
    aanvraag = fresh(verzoek)

    assert aanvraag.status == Aanvraagstatus.AANVULLING_GEVRAAGD
    assert (aanvraag.plan.is_frozen, verzoek.plan.is_frozen) == (True, False)
    assert verzoek.plan.vorige == aanvraag.plan
    assert {punt.groep: punt.tekst for punt in verzoek.herstelpunten.all()} == ASKED


def test_who_writes_for_the_region_is_told_what_why_and_by_when(verzoek, lies):
    told = {mail.aan: mail for mail in Bericht.objects.filter(sleutel__startswith="aanvulling-")}

    assert sorted(told) == ["anna@example.nl", "mia@example.nl"]
    assert "Leg de samenvatting beter uit." in told["mia@example.nl"].tekst
    assert "Dat kan alleen de penvoerder: u dus." in told["anna@example.nl"].tekst
    assert "Laat de penvoerder de aanvulling indienen." in told["mia@example.nl"].tekst


def test_the_letter_is_kept_as_it_was_sent(verzoek):
    brief = verzoek.brief

    assert brief.onderwerp == "Verzoek om aanvulling van uw aanvraag STO90001-4"
    assert "<h3>Regiovisie</h3>" in brief.tekst
    assert (brief.sjabloonversie.sjabloon.slug, brief.door.naam) == ("aanvulverzoek", "Bea")


def test_what_is_asked_of_html_stays_text_in_the_letter(twente, anna, behandelaar):
    verzoek = make_supplement(anna, behandelaar, regio=twente, punten={Groep.PARTNERS: "<script>1</script>"})

    assert "&lt;script&gt;" in verzoek.brief.tekst


@pytest.mark.parametrize(
    ("punten", "days", "message"),
    [
        ({}, 14, "Schrijf bij een of meer onderdelen op wat er ontbreekt."),
        ({Groep.PARTNERS: ""}, 14, "Schrijf bij een of meer onderdelen op wat er ontbreekt."),
        (ASKED, -1, "Kies een dag in de toekomst."),
    ],
)
def test_a_request_that_asks_nothing_or_is_too_late_changes_nothing(twente, anna, behandelaar, punten, days, message):
    aanvraag = filed_aanvraag(anna, regio=twente)

    with pytest.raises(SupplementError, match=message):
        request_supplement(
            aanvraag=aanvraag, punten=punten, sluit_op=timezone.now() + timedelta(days=days), by=behandelaar
        )

    assert Aanvraag.objects.get(pk=aanvraag.pk).status == Aanvraagstatus.INGEDIEND
    assert not Aanvulverzoek.objects.exists()


def test_asking_twice_is_refused(verzoek, behandelaar):
    with pytest.raises(TransitionError, match="De status is nu: aanvulling gevraagd"):
        request_supplement(aanvraag=verzoek.aanvraag, punten=ASKED, sluit_op=timezone.now() + TWO_WEEKS, by=behandelaar)

    assert Aanvulverzoek.objects.count() == 1


def test_the_database_holds_one_open_request_and_no_end_without_outcome(verzoek):
    second = Aanvulverzoek(
        aanvraag=verzoek.aanvraag,
        plan=verzoek.aanvraag.plan,
        brief=verzoek.brief,
        gevraagd_door=verzoek.gevraagd_door,
        gevraagd_op=verzoek.gevraagd_op,
        sluit_op=verzoek.sluit_op,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Aanvulverzoek.objects.filter(pk=verzoek.pk).update(afgerond_op=timezone.now())


def test_answering_files_the_supplemented_plan(verzoek, anna):
    write(verzoek)
    before = fresh(verzoek).plan

    indiening = answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=timezone.now())

    aanvraag = fresh(verzoek)
    verzoek.refresh_from_db()
    assert (aanvraag.status, aanvraag.plan, indiening.nummer) == (Aanvraagstatus.INGEDIEND, verzoek.plan, 2)
    assert verzoek.uitkomst == Verzoekuitkomst.BEANTWOORD
    assert Antwoord.objects.get(plan=before, vraag__code="b1_1_samenvatting").tekst == "Antwoord op Samenvatting."
    assert [uitslag.fout for uitslag in check_indieningen()] == ["", ""]
    assert mails()[-2:] == [
        ("bea@example.nl", "Aanvulling ontvangen van aanvraag STO90001-4"),
        ("mia@example.nl", f"Vul uw aanvraag STO90001-4 aan tot en met {deadline_of(verzoek)}"),
    ]


def deadline_of(verzoek):
    return Bericht.objects.get(aan="mia@example.nl").onderwerp.partition(" tot en met ")[2]


def test_answering_twice_gives_the_same_indiening(verzoek, anna):
    first = answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=timezone.now())

    assert answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=timezone.now()) == first
    assert verzoek.aanvraag.indieningen.count() == 2


def test_what_is_still_missing_in_the_asked_parts_is_confirmed_first(verzoek, anna):
    write(verzoek, "")

    with pytest.raises(IncompleteError) as caught:
        answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=timezone.now())
    (missing,) = caught.value.bevindingen
    indiening = answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=timezone.now(), confirmed=[missing.tekst])

    assert missing.tekst == "Beantwoord de vraag 'Samenvatting'."
    assert indiening.bevestigde_bevindingen == [{"code": "vraag-beantwoord", "tekst": missing.tekst}]


def test_what_is_missing_elsewhere_does_not_stop_a_supplement(twente, anna, behandelaar):
    verzoek = make_supplement(anna, behandelaar, regio=twente, punten={Groep.PARTNERS: "Een adres."})
    write(verzoek, "")

    assert answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=timezone.now()).nummer == 2


def test_an_answer_that_arrives_after_the_term_is_refused_and_what_was_written_stays(verzoek, anna):
    write(verzoek)
    let_pass(verzoek)

    with pytest.raises(TransitionError, match="Dat kon tot en met"):
        answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=timezone.now())

    assert fresh(verzoek).plan.is_frozen
    assert verzoek.plan.antwoord_set.get(vraag__code="b1_1_samenvatting").tekst == "Een betere samenvatting"


def test_an_answer_that_arrived_in_time_counts_even_when_its_turn_came_later(verzoek, anna):
    let_pass(verzoek, minutes=1)

    indiening = answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=verzoek.sluit_op - timedelta(seconds=1))

    assert indiening.nummer == 2


def test_a_term_that_passed_gives_the_case_back_as_it_was_once(verzoek):
    write(verzoek)
    filed = fresh(verzoek).plan
    let_pass(verzoek)

    assert [lapse_supplements(timezone.now()) for _ in range(2)] == [1, 0]

    aanvraag = fresh(verzoek)
    verzoek.refresh_from_db()
    assert (aanvraag.status, aanvraag.plan) == (Aanvraagstatus.INGEDIEND, filed)
    assert verzoek.uitkomst == Verzoekuitkomst.VERLOPEN
    assert aanvraag.statuswijzigingen.last().door is None
    assert verzoek.plan.antwoord_set.get(vraag__code="b1_1_samenvatting").tekst == "Een betere samenvatting"
    assert [to for to, _subject in mails()].count("anna@example.nl") == 2
    assert ("bea@example.nl", "Geen aanvulling ontvangen van aanvraag STO90001-4") in mails()


@pytest.mark.parametrize("minutes", [-60, 1])
def test_a_term_that_runs_or_has_just_passed_is_left_alone(verzoek, minutes):
    let_pass(verzoek, minutes=minutes)

    assert lapse_supplements(timezone.now()) == 0


def test_a_request_that_is_taken_back_keeps_its_text_and_what_was_written(verzoek, behandelaar):
    write(verzoek)

    recall_supplement(aanvraag=verzoek.aanvraag, by=behandelaar, reden="Wij hebben de gegevens al.")

    aanvraag = fresh(verzoek)
    verzoek.refresh_from_db()
    assert (aanvraag.status, aanvraag.plan.is_frozen) == (Aanvraagstatus.INGEDIEND, True)
    assert (verzoek.uitkomst, verzoek.reden) == (Verzoekuitkomst.INGETROKKEN, "Wij hebben de gegevens al.")
    assert verzoek.herstelpunten.count() == 2
    assert verzoek.plan.antwoord_set.get(vraag__code="b1_1_samenvatting").tekst == "Een betere samenvatting"


def test_what_was_taken_back_cannot_be_answered(verzoek, anna, behandelaar):
    recall_supplement(aanvraag=verzoek.aanvraag, by=behandelaar, reden="Niet nodig.")

    with pytest.raises(TransitionError, match="DUS-I vraagt nu niet om een aanvulling"):
        answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=timezone.now())


def test_a_region_that_withdraws_ends_the_request(verzoek, anna):
    withdraw_aanvraag(aanvraag=verzoek.aanvraag, by=anna, reason="Wij stoppen.")

    verzoek.refresh_from_db()
    assert verzoek.uitkomst == Verzoekuitkomst.INGETROKKEN


def amsterdam(day, hour=12):
    return datetime(2027, 3, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("uitkomst", "asked", "ended", "days"),
    [
        ("", 1, None, (2, 20)),
        ("beantwoord", 1, 1, None),
        ("beantwoord", 1, 2, None),
        ("beantwoord", 1, 3, (2, 2)),
        ("ingetrokken", 1, 6, (2, 5)),
        ("verlopen", 1, 20, (2, 15)),
    ],
)
def test_the_decision_term_stands_still_from_the_day_after_until_the_answer(uitkomst, asked, ended, days):
    verzoek = Aanvulverzoek(
        gevraagd_op=amsterdam(asked),
        sluit_op=datetime(2027, 3, 15, 23, tzinfo=UTC),  # midnight after 15 March in Amsterdam
        uitkomst=uitkomst,
        afgerond_op=ended and amsterdam(ended),
    )

    assert verzoek.stilstand(MARCH_1, date(2027, 3, 20)) == (days and tuple(date(2027, 3, day) for day in days))


@pytest.mark.parametrize(("begin", "first"), [(4, 5), (5, 6), (6, None)])
def test_a_term_that_has_not_begun_cannot_stand_still(begin, first):
    """The term runs from the day after the round closed; only from then on it can stop."""
    verzoek = Aanvulverzoek(gevraagd_op=amsterdam(1), uitkomst="beantwoord", afgerond_op=amsterdam(7))
    still = first and (date(2027, 3, first), date(2027, 3, 6))

    assert verzoek.stilstand(date(2027, 3, begin), date(2027, 3, 20)) == still


@pytest.mark.parametrize(("day", "left"), [(1, 14), (14, 1), (15, 0), (20, 0)])
def test_the_last_day_has_no_days_left(day, left):
    verzoek = Aanvulverzoek(sluit_op=datetime(2027, 3, 15, 23, tzinfo=UTC))

    assert verzoek.days_left(amsterdam(day)) == left


@pytest.mark.parametrize("status", Aanvraagstatus.values)
def test_each_step_of_a_supplement_starts_at_its_own_statuses(status):
    aanvraag = Aanvraag(status=status)
    verbs = ["request_supplement", "supplement", "lapse", "recall_supplement", "set_aside"]

    possible = {
        Aanvraagstatus.INGEDIEND: ["request_supplement", "set_aside"],
        Aanvraagstatus.IN_BEHANDELING: ["request_supplement"],
        Aanvraagstatus.AANVULLING_GEVRAAGD: ["supplement", "lapse", "recall_supplement"],
    }
    assert [verb for verb in verbs if aanvraag.can(verb)] == possible.get(status, [])

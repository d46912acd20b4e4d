"""Until when a region must hear that its application is not treated: four weeks after its chance (Awb 4:5 lid 4)."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from applications.actions.aanvullen import answer_supplement, lapse_supplements
from applications.models import Aanvraag, Aanvulverzoek, Verzoekuitkomst
from assessment.actions.opvolgen import draft_set_aside
from assessment.reports.beslistermijn import find_bekendmakingen, find_beslistermijnen
from sto_portal.outbox.models import Bericht
from sto_portal.vormgeving.templatetags.sto import datum
from sto_portal.vormgeving.velden import read_moment
from tests.applications.supplements import let_pass, make_supplement, write
from tests.factories import RegioFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOW = "Hoe die dag is berekend"


def end(aanvraag, *, answered=None, closed=None):
    """Let the region answer on the day `answered`, or let `closed` be the last day on which it could."""
    day = answered or closed
    Aanvulverzoek.objects.filter(aanvraag=aanvraag).update(
        gevraagd_op=read_moment(day - 14 * DAY, time(12)),
        sluit_op=read_moment(day + DAY, time()),
        afgerond_op=read_moment(day, time(23, 59)) if answered else read_moment(day + DAY, time(0, 6)),
        uitkomst=Verzoekuitkomst.BEANTWOORD if answered else Verzoekuitkomst.VERLOPEN,
    )


def term_of(aanvraag):
    found = Aanvraag.objects.select_related("ronde__regelingversie").get(pk=aanvraag.pk)
    return find_bekendmakingen([found]).get(aanvraag.pk)


def shown(page):
    """The rows of the first list of facts about this term on a page."""
    facts = page.context["facts"]
    place = next(number for number, fact in enumerate(facts) if fact["label"].startswith("Verzend 'buiten"))
    return facts[place : place + 2]


def test_it_runs_from_the_day_of_the_supplement_and_does_not_end_in_a_weekend(lapsed):
    end(lapsed, answered=date(2019, 5, 4))

    term = term_of(lapsed)

    assert (term.uiterlijk_datum, term.tekst) == (date(2019, 6, 3), "3 juni 2019; die dag is voorbij")
    assert term.uitleg == (
        "De regio vulde haar aanvraag aan op 4 mei 2019. 4 weken na 4 mei 2019 is zaterdag 1 juni 2019. Op zaterdag "
        "1 juni en zondag 2 juni kan deze termijn niet eindigen. De laatste dag is daarom maandag 3 juni 2019."
    )


def test_it_runs_from_the_last_day_to_supplement_and_does_not_end_on_a_feestdag(lapsed):
    end(lapsed, closed=date(2019, 5, 13))

    term = term_of(lapsed)

    assert term.uiterlijk_datum == date(2019, 6, 11)
    assert term.uitleg == (
        "De laatste dag om aan te vullen was 13 mei 2019, en de regio vulde niet aan. 4 weken na 13 mei 2019 is "
        "maandag 10 juni 2019. Op maandag 10 juni (Tweede Pinksterdag) kan deze termijn niet eindigen. "
        "De laatste dag is daarom dinsdag 11 juni 2019."
    )


def test_a_region_that_may_still_supplement_has_no_such_day(anna, behandelaar, twente):
    assert term_of(make_supplement(anna, behandelaar, regio=twente).aanvraag) is None


def test_dus_i_reads_it_before_and_in_the_draft_with_how_it_was_found(client, lapsed, behandelaar):
    term = term_of(lapsed)
    facts = [
        {"label": "Verzend 'buiten behandeling' uiterlijk op", "value": term.tekst},
        {"label": HOW, "value": term.uitleg},
    ]
    client.force_login(behandelaar)

    before = client.get(f"/besluiten/{lapsed.nummer}/buiten-behandeling/")
    draft_set_aside(aanvraag=lapsed, by=behandelaar, reason="Te weinig.")
    draft = client.get(f"/besluiten/{lapsed.nummer}/")

    assert (shown(before), shown(draft)) == (facts, facts)
    assert [fact["label"] for fact in draft.context["facts"]].count("Beslis uiterlijk op") == 1
    assert "voorbij" not in term.tekst


@pytest.mark.parametrize("answers", [True, False])
def test_who_asked_reads_that_day_in_the_mail_about_what_came_of_it(anna, behandelaar, twente, answers):
    verzoek = make_supplement(anna, behandelaar, regio=twente)
    if answers:
        write(verzoek)
        found = Aanvraag.objects.get(pk=verzoek.aanvraag_id)
        answer_supplement(aanvraag=found, by=anna, at=timezone.now())
    else:
        let_pass(verzoek)
        lapse_supplements(timezone.now())

    mail = Bericht.objects.get(aan=behandelaar.email)

    day = datum(term_of(verzoek.aanvraag).uiterlijk_datum)
    assert f"Een besluit om de aanvraag niet te behandelen, kunt u verzenden tot en met {day}." in mail.tekst


def test_the_list_shows_which_of_both_terms_ends_first(client, lapsed, behandelaar):
    draft_set_aside(aanvraag=lapsed, by=behandelaar, reason="Te weinig.")
    client.force_login(behandelaar)

    first = client.get("/besluiten/").context["besluiten"][0].termijn
    end(lapsed, closed=timezone.localdate() + 4000 * DAY)
    later = client.get("/besluiten/").context["besluiten"][0].termijn

    both = Aanvraag.objects.select_related("ronde__regelingversie").get(pk=lapsed.pk)
    assert first.uiterlijk_datum < term_of(lapsed).uiterlijk_datum
    assert later == find_beslistermijnen([both])[lapsed.pk]


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_one_query_for_any_number_of_cases(anna, behandelaar, django_assert_num_queries, number):
    for _ in range(number):
        let_pass(make_supplement(UserFactory(), behandelaar, regio=RegioFactory()))
    Aanvulverzoek.objects.update(uitkomst=Verzoekuitkomst.VERLOPEN, afgerond_op=timezone.now())
    cases = list(Aanvraag.objects.select_related("ronde__regelingversie"))

    with django_assert_num_queries(1):
        assert len(find_bekendmakingen(cases)) == number

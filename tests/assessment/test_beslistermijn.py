"""Until when DUS-I may decide, with the days of a supplement (Awb 4:13, 4:15)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.actions import answer_supplement, freeze_plan
from applications.models import Aanvulverzoek
from assessment.reports.beslistermijn import Beslistermijn, find_beslistermijnen
from sto_portal.termijnen import today
from tests.applications.plans import complete_aanvraag
from tests.applications.supplements import make_supplement
from tests.assessment.cases import make_advised, make_filed
from tests.factories import RondeFactory

pytestmark = pytest.mark.django_db
TERM = timedelta(days=91)


@pytest.fixture
def filed(twente, anna):
    aanvraag = complete_aanvraag(regio=twente)
    freeze_plan(aanvraag=aanvraag, by=anna, at=timezone.now())
    aanvraag.transition("submit", by=anna)
    return aanvraag


def termijn_of(aanvraag):
    return find_beslistermijnen([aanvraag])[aanvraag.pk]


def test_the_term_runs_from_the_day_after_the_application_came(filed):
    assert termijn_of(filed) == Beslistermijn(today() + TERM, 0, staat_stil=False)


def test_the_days_of_a_supplement_are_added(filed, anna, behandelaar):
    verzoek = make_supplement(anna, behandelaar, aanvraag=filed)
    week_ago = timezone.now() - timedelta(days=7)
    Aanvulverzoek.objects.filter(pk=verzoek.pk).update(gevraagd_op=week_ago)
    waiting = termijn_of(filed)
    answer_supplement(aanvraag=filed, by=anna, at=timezone.now())

    assert waiting == Beslistermijn(today() + TERM + timedelta(days=7), 7, staat_stil=True)
    assert termijn_of(filed) == Beslistermijn(today() + TERM + timedelta(days=6), 6, staat_stil=False)


def test_a_second_filing_does_not_begin_the_term_again(filed, anna, behandelaar):
    make_supplement(anna, behandelaar, aanvraag=filed)
    second = answer_supplement(aanvraag=filed, by=anna, at=timezone.now() + timedelta(days=3))

    assert second.nummer == 2
    assert termijn_of(filed).uiterlijk_datum <= today() + TERM + timedelta(days=3)


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_two_queries_for_any_number_of_cases(twente, django_assert_num_queries, number):
    cases = [make_filed(twente, ronde=RondeFactory()) for _ in range(number)]

    with django_assert_num_queries(2):
        assert len(find_beslistermijnen(cases)) == number


def test_dus_i_reads_the_last_day_where_the_decision_is_made(client, twente, behandelaar):
    make_advised(twente)
    client.force_login(behandelaar)

    listed = client.get("/besluiten/").content.decode()

    assert "Beslis uiterlijk op" in listed
    assert termijn_of(make_filed(twente, ronde=RondeFactory())).tekst in listed

"""One journey: a draft becomes a decision, in Chromium, as the people who do it, in the shape of production."""

import pytest

from applications.models import Aanvraag
from sto_portal.outbox.models import Bericht
from tests.scenario import besluit, commissie, dusi, indienen, publiek, schrijven
from tests.scenario.case import Case
from tests.scenario.mails import link_in_mail
from tests.scenario.paginas import CHAIN

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def live_portal(production_portal):
    """Two web servers on two ports and two Celery workers, on one database and one storage."""
    return production_portal


def test_a_draft_becomes_a_decision(open_page, live_portal, django_db_blocker, assert_archival):
    case = Case(live_portal, open_page)

    publiek.read_tables(case)
    schrijven.finish_draft(case)
    indienen.ask_bestuurder(case)
    indienen.agree(case, link_in_mail(live_portal, "/akkoord/"))
    indienen.file_plan(case)
    indienen.read_dossier(case, assert_archival)
    dusi.accept(case)
    dusi.assign(case)
    commissie.judge_all(case)
    commissie.advise(case)
    dusi.draft(case)
    dusi.send(case)
    besluit.find_decision(case, assert_archival)
    besluit.take_zip(case)
    publiek.read_tables(case)
    publiek.check_figures(case)

    assert CHAIN - {name for name, _variant in case.looked_at} == set()
    with live_portal.database.connected(django_db_blocker):
        assert_each_step_once(case)


def assert_each_step_once(case):
    """A double click, a worker and a second visit left one filing, one decision and one mail of each."""
    aanvraag = Aanvraag.objects.with_nummer(case.nummer).get()
    steps = aanvraag.statuswijzigingen.values_list("verb", flat=True)
    mails = Bericht.objects.filter(tekst__contains=case.nummer)

    assert list(steps) == ["start", "submit", "accept", "grant"]
    assert aanvraag.indieningen.get().sha256 == case.sha256
    assert mails.filter(aan="penvoerder@example.nl").count() == 3
    assert mails.filter(aan="bestuurder@example.nl").count() == 1
    assert [mail.status for mail in mails.exclude(status="verzonden")] == []

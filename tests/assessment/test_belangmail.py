"""Who is taken off a case by an interest, and who must find another: the one that does not know yet gets a mail."""

from datetime import timedelta

import pytest

from assessment.actions.leden import add_belang, change_belang
from regions.models import Organisatie
from sto_portal.outbox.models import Bericht
from sto_portal.termijnen import today
from tests.assessment.test_leden import FIRM
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def firm(case):
    """The organisation that is partner in the case of Twente."""
    partner = case[0].plan.partner_set.get(naam=FIRM)
    return Organisatie.objects.create(naam=FIRM, soort="bedrijf", kvk_nummer=partner.kvk_nummer)


@pytest.fixture
def own(case):
    """The judgement of Dina."""
    return case[1][0]


def report(lid, organisatie, by, **values):
    return add_belang(
        lid=lid, organisatie=organisatie, by=by, **{"soort": "werkgever", "toelichting": "Werkt er."} | values
    )


def mails():
    rows = Bericht.objects.filter(sleutel__startswith="belang_").order_by("aan")
    return [(row.aan, row.onderwerp) for row in rows]


def test_what_a_member_reports_every_coordinator_hears(case, firm, own, coordinator):
    UserFactory(naam="Cas", email="cas@example.nl", rol="coordinator")

    report(own.lid, firm, own.lid.user)

    subject = f"Een belang van Dina raakt aanvraag {case[0].nummer}"
    assert mails() == [("cas@example.nl", subject), (coordinator.email, subject)]
    text = Bericht.objects.get(aan=coordinator.email, onderwerp=subject).tekst
    assert f"Dina meldde een belang bij {FIRM}." in text
    assert f"\n- {case[0].nummer}\n" in text
    assert "/beoordeling/toewijzen/" in text


def test_what_the_coordinator_writes_down_the_member_hears(case, firm, own, coordinator):
    report(own.lid, firm, coordinator)

    assert mails() == [(own.lid.user.email, f"U werkt niet meer aan aanvraag {case[0].nummer}")]
    text = Bericht.objects.get(sleutel__startswith="belang_").tekst
    assert f"dat u een belang hebt bij {FIRM}." in text
    assert "/beoordeling/belangen/" in text


def test_a_member_without_an_account_that_works_gets_no_mail(firm, own, coordinator):
    own.lid.user.is_active = False
    own.lid.user.save()

    report(own.lid, firm, coordinator)

    assert mails() == []


def test_an_interest_that_touches_no_case_is_no_news(own, coordinator, case):
    elsewhere = Organisatie.objects.create(naam="Elders", soort="bedrijf", kvk_nummer="99999999")

    report(own.lid, elsewhere, own.lid.user)
    report(own.lid, elsewhere, coordinator, soort="anders")

    assert mails() == []


def test_a_case_that_was_hidden_before_is_no_news_again(firm, own, coordinator):
    belang = report(own.lid, firm, coordinator)

    change_belang(belang=belang, by=coordinator, toelichting="Werkt er nog.")

    assert len(mails()) == 1


def test_a_second_interest_in_the_same_organisation_is_no_news(firm, own, coordinator):
    report(own.lid, firm, coordinator)

    report(own.lid, firm, own.lid.user, soort="bestuur")

    assert len(mails()) == 1


def test_an_interest_that_came_back_is_news_again(firm, own, coordinator):
    belang = report(own.lid, firm, coordinator, tot_datum=today() - DAY)
    quiet = mails()

    for tot in (None, today() - DAY, None):
        change_belang(belang=belang, by=coordinator, tot_datum=tot)

    assert (quiet, len(mails())) == ([], 2)

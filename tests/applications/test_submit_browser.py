"""The last night: the round closes between opening the page and sending it, and an extension that comes meanwhile."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from applications.actions import grant_uitstel
from applications.models import Aanvraag, Aanvraagronde, Aanvraagstatus
from sto_portal.accounts.models import User

pytestmark = pytest.mark.browser
NUMMER = "STO00055-4"


@pytest.fixture
def in_database(live_portal, django_db_blocker):
    """Function that does something in the database of the portal, as another person would at that moment."""

    def run(action):
        with live_portal.database.connected(django_db_blocker):
            return action()

    return run


def close_round():
    Aanvraagronde.objects.filter(nummer=4).update(sluit_op=timezone.now() - timedelta(seconds=1))


def extend():
    aanvraag = Aanvraag.objects.with_nummer(NUMMER).get()
    by = User.objects.get(email="coordinator@example.nl")
    until = timezone.now() + timedelta(hours=2)
    grant_uitstel(ronde=aanvraag.ronde, regios=[aanvraag.regio], sluit_op=until, reden="Storing", by=by)


def status():
    return Aanvraag.objects.with_nummer(NUMMER).get().status


def fill_in(page):
    page.goto(f"/aanvragen/{NUMMER}/indienen/")
    page.get_by_label("Ik heb de hele aanvraag gelezen").check()
    page.get_by_label("Ik weet dat mijn aanvraag niet in orde is").check()


def test_a_round_that_closes_while_the_page_is_open_refuses_and_an_extension_lets_it_through(open_page, in_database):
    page = open_page("penvoerder@example.nl")
    fill_in(page)
    in_database(close_round)

    page.get_by_role("button", name="Dien de aanvraag in").click()
    expect(page.locator("main")).to_contain_text("De ronde is niet open")
    refused = in_database(status)

    in_database(extend)
    fill_in(page)
    page.get_by_role("button", name="Dien de aanvraag in").click()
    page.wait_for_url("**/ontvangstbewijs/")

    assert refused == Aanvraagstatus.CONCEPT
    assert in_database(status) == Aanvraagstatus.INGEDIEND

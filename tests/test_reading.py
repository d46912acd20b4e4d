"""Who only reads changes nothing: a GET of any page, by anyone, writes no row."""

import re

import pytest
from django.db import connection

from sto_portal.accounts.actions import give_role
from sto_portal.werk.actions import enqueue, run_waiting
from sto_portal.werk.models import Werk
from tests.applications.plans import filed_aanvraag
from tests.factories import UserFactory
from tests.pages import PEOPLE, expected

WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO|TRUNCATE)\s+\W?(\w+)", re.IGNORECASE)
MAY_BE_WRITTEN = {"accounts_sessie"}  # which link somebody followed, and that he signed out, is kept in his session


class Written(set):
    """The tables that were written to, but those that reading may write to; call `listen` around a query."""

    def listen(self, execute, sql, *rest):
        match = WRITES.match(sql)
        if match and match.group(2) not in MAY_BE_WRITTEN:
            self.add(match.group(2))
        return execute(sql, *rest)


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_changes_a_row_by_looking_at_a_page(world, person):
    browser = world.browser(person)
    changed = {}
    for path in expected(person):
        tables = Written()
        with connection.execute_wrapper(tables.listen):
            browser.get(world.address(path, person))
        if tables:
            changed[path] = sorted(tables)

    assert changed == {}


@pytest.mark.django_db
def test_who_gets_a_role_in_the_committee_is_a_member_before_anyone_opens_a_page(client, coordinator, beheerder):
    nieuw = UserFactory(naam="Nina")
    give_role(user=nieuw, rol="beoordelaar", by=beheerder)
    client.force_login(coordinator)
    tables = Written()

    with connection.execute_wrapper(tables.listen):
        pages = [client.get(f"/beoordeling/{page}/").text for page in ("toewijzen", "leden")]

    assert (["Nina" in page for page in pages], tables) == ([True, True], set())


@pytest.mark.django_db
def test_a_pdf_that_is_missing_is_made_when_somebody_asks_for_it(client, twente, anna, lies):
    filed_aanvraag(anna, regio=twente)
    address = "/aanvragen/STO90001-4/ontvangstbewijs.pdf"
    Werk.objects.all().delete()
    client.force_login(lies)

    before = client.get(address)
    asked = client.post(address)
    meanwhile = client.get(address)
    run_waiting()
    after = client.get(address)

    assert ("Deze PDF is er nog niet." in before.text, "PDF maken</button>" in before.text) == (True, True)
    assert (asked.status_code, asked.url) == (302, Werk.objects.get().get_absolute_url())
    assert meanwhile.url == asked.url
    assert (after["Content-Type"], client.post(address).url) == ("application/pdf", address)


@pytest.mark.django_db
def test_everyone_of_the_region_gets_the_pdf_that_filing_made(client, twente, anna, lies):
    indiening = filed_aanvraag(anna, regio=twente).indieningen.get()
    enqueue("ontvangstbewijs_pdf", sleutel=f"ontvangst-{indiening.pk}-{anna.pk}", invoer={"indiening": indiening.pk})
    client.force_login(lies)

    while_it_is_made = client.get("/aanvragen/STO90001-4/ontvangstbewijs.pdf")
    run_waiting()
    made = client.get("/aanvragen/STO90001-4/ontvangstbewijs.pdf")

    assert ("Wij maken deze PDF nu." in while_it_is_made.text, "PDF maken</button>" in while_it_is_made.text) == (
        True,
        False,
    )
    assert (made["Content-Type"], Werk.objects.filter(soort="ontvangstbewijs_pdf").count()) == ("application/pdf", 1)

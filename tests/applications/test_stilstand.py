"""What the pages of a supplement say of the term to decide: it stands still only once it runs (Awb 4:15)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.actions import recall_supplement
from applications.models import Aanvraagronde, Aanvulverzoek
from sto_portal.vormgeving.templatetags.sto import datum
from tests.applications.plans import filed_aanvraag
from tests.applications.supplements import make_supplement

pytestmark = pytest.mark.django_db
ONE = "/aanvragen/STO90001-4/aanvulling/"
DAY = timedelta(days=1)


@pytest.fixture
def filed(twente, anna):
    return filed_aanvraag(anna, regio=twente)


def close(aanvraag, ago):
    Aanvraagronde.objects.filter(pk=aanvraag.ronde_id).update(sluit_op=timezone.now() - ago)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_after_the_closing_the_page_says_on_which_days_the_term_stood_still(client, anna, behandelaar, filed):
    verzoek = make_supplement(anna, behandelaar, aanvraag=filed)
    close(filed, 10 * DAY)
    Aanvulverzoek.objects.filter(pk=verzoek.pk).update(gevraagd_op=timezone.now() - 4 * DAY)
    recall_supplement(aanvraag=filed, by=behandelaar, reden="Het hoeft niet meer.")
    client.force_login(anna)

    page = text_of(client.get(ONE))

    first, last = (datum(timezone.localdate() - days * DAY) for days in (3, 1))
    assert f"<dt>De beslistermijn stond stil</dt> <dd>3 dagen: van {first} tot en met {last}</dd>" in page


def test_before_the_closing_it_says_that_the_term_did_not_stand_still(client, anna, behandelaar, filed):
    verzoek = make_supplement(anna, behandelaar, aanvraag=filed)
    Aanvulverzoek.objects.filter(pk=verzoek.pk).update(gevraagd_op=timezone.now() - 4 * DAY)
    recall_supplement(aanvraag=filed, by=behandelaar, reden="Het hoeft niet meer.")
    client.force_login(anna)

    page = text_of(client.get(ONE))

    assert "<dt>De beslistermijn stond stil</dt> <dd>Nee</dd>" in page


@pytest.mark.parametrize(
    ("is_closed", "said"),
    [
        (True, "De beslistermijn staat stil vanaf morgen."),
        (False, "De beslistermijn begint pas als de ronde is gesloten."),
    ],
)
def test_who_asks_reads_what_it_does_to_the_term(client, behandelaar, filed, is_closed, said):
    if is_closed:
        close(filed, DAY)
    client.force_login(behandelaar)
    asked = {"regiovisie": "Leg uit.", "uiterlijk_datum": (timezone.localdate() + 10 * DAY).isoformat()}

    page = text_of(client.post(f"{ONE}vragen/", asked))

    assert said in page

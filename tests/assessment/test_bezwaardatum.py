"""Until when one can object, as the mails say it: Awb 6:7 and 6:8 with the Algemene termijnenwet."""

from datetime import date

import pytest

from assessment.actions.verzenden import mail_regio
from assessment.models import Besluitsoort
from sto_portal.outbox.models import Bericht
from tests.assessment.cases import make_advised, make_approved

pytestmark = pytest.mark.django_db
SATURDAY = date(2026, 11, 14)  # six weeks later it is Second Christmas Day, a Saturday
LAST_DAY = "U kunt bezwaar maken tot en met 28 december 2026."


@pytest.mark.parametrize("soort", Besluitsoort.values)
def test_the_mail_of_a_decision_gives_the_region_until_the_first_workday(
    twente, anna, behandelaar, tekenbevoegde, soort
):
    besluit = make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)
    besluit.soort, besluit.besluit_datum = soort, SATURDAY
    Bericht.objects.all().delete()

    mail_regio(besluit)

    assert [LAST_DAY in bericht.tekst for bericht in Bericht.objects.filter(aan=anna.email)] == [True]

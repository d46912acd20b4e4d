"""Until when one can object, as the mails say it: Awb 6:7 and 6:8 with the Algemene termijnenwet."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from applications.actions.melden import tell_set_aside
from applications.models import Dossierbrief
from assessment.actions.besluiten import mail_regio
from sto_portal.outbox.models import Bericht
from tests.applications.plans import filed_aanvraag
from tests.applications.supplements import make_supplement
from tests.assessment.cases import make_advised, make_approved

pytestmark = pytest.mark.django_db
SATURDAY = datetime(2026, 11, 14, 11, 0, tzinfo=UTC)  # six weeks later it is Second Christmas Day, a Saturday
LAST_DAY = "U kunt bezwaar maken tot en met 28 december 2026."


def test_the_mail_of_a_decision_gives_the_region_until_the_first_workday(twente, anna, behandelaar, tekenbevoegde):
    besluit = make_approved(make_advised(twente), drafter=behandelaar, approver=tekenbevoegde)
    besluit.besluit_datum = timezone.localdate(SATURDAY)
    Bericht.objects.all().delete()

    mail_regio(besluit)

    assert [LAST_DAY in bericht.tekst for bericht in Bericht.objects.filter(aan=anna.email)] == [True]


def test_the_mail_of_a_case_that_is_set_aside_does_too(twente, anna, behandelaar):
    verzoek = make_supplement(anna, behandelaar, aanvraag=filed_aanvraag(anna, regio=twente))
    Bericht.objects.all().delete()
    Dossierbrief.objects.filter(pk=verzoek.brief_id).update(verzonden_op=SATURDAY)

    tell_set_aside(verzoek.aanvraag, Dossierbrief.objects.get(pk=verzoek.brief_id))

    assert [LAST_DAY in bericht.tekst for bericht in Bericht.objects.filter(aan=anna.email)] == [True]

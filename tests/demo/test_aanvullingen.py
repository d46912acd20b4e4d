"""The supplements of the demo: one that runs, and one that lapsed after which the case was set aside."""

import pytest
from django.utils import timezone

from applications.controles import blocking, check
from applications.models import Aanvraagstatus, Aanvulverzoek, Verzoekuitkomst

pytestmark = pytest.mark.usefixtures("demo")


def verzoek_of(status):
    rows = Aanvulverzoek.objects.select_related("aanvraag", "plan__regio", "plan__ronde__regelingversie")
    return rows.get(aanvraag__status=status)


def test_one_request_waits_for_an_answer():
    verzoek = verzoek_of(Aanvraagstatus.AANVULLING_GEVRAAGD)

    assert verzoek.is_open_at(timezone.now())
    assert {punt.groep for punt in verzoek.herstelpunten.all()} == {b.groep for b in blocking(check(verzoek.plan))}
    assert verzoek.plan.vorige == verzoek.aanvraag.plan


def test_one_request_lapsed_and_the_case_was_set_aside_by_a_decision():
    verzoek = verzoek_of(Aanvraagstatus.BUITEN_BEHANDELING)
    brieven = [brief.sjabloonversie.sjabloon.slug for brief in verzoek.aanvraag.brieven.all()]
    besluit = verzoek.aanvraag.besluiten.get()

    assert verzoek.uitkomst == Verzoekuitkomst.VERLOPEN
    assert verzoek.sluit_op < verzoek.afgerond_op
    assert (brieven, besluit.sjabloonversie.sjabloon.slug) == (["aanvulverzoek"], "buiten_behandeling")
    assert besluit.akkoord_door != besluit.opsteller

"""A filed application that DUS-I asked to supplement, and what happens next."""

from datetime import timedelta

from django.utils import timezone

from applications.actions import request_supplement
from applications.models import Aanvulverzoek, Groep
from tests.applications.plans import answer, filed_aanvraag

ASKED = {Groep.REGIOVISIE: "Leg de samenvatting beter uit.", Groep.BEGROTING: "Er ontbreekt een regel."}
TWO_WEEKS = timedelta(days=14)


def make_supplement(penvoerder, by, *, punten=None, aanvraag=None, **fields):
    """The Aanvulverzoek that `by` made of what `penvoerder` filed, with two weeks to answer."""
    aanvraag = aanvraag or filed_aanvraag(penvoerder, **fields)
    sluit_op = timezone.now() + TWO_WEEKS
    return request_supplement(aanvraag=aanvraag, punten=punten or ASKED, sluit_op=sluit_op, by=by)


def write(verzoek, tekst="Een betere samenvatting"):
    """Let someone write in the draft of the supplement."""
    return answer(verzoek.plan, "b1_1_samenvatting", tekst)


def let_pass(verzoek, **more):
    """Move the whole request back in time, so that its term was over an hour ago."""
    now = timezone.now()
    times = {"gevraagd_op": now - TWO_WEEKS, "sluit_op": now - timedelta(**(more or {"hours": 1}))}
    Aanvulverzoek.objects.filter(pk=verzoek.pk).update(**times)
    verzoek.refresh_from_db()
    return verzoek

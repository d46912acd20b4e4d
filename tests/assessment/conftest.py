import pytest
from django.utils import timezone

from applications.actions.aanvullen import lapse_supplements
from applications.models import Aanvraag
from tests.applications.supplements import let_pass, make_supplement
from tests.assessment.committee import make_assigned, make_members, make_revealed


@pytest.fixture
def leden(dina):
    """Dina, Ben and Carla, who judge together."""
    return [dina.commissielid, *make_members("Ben", "Carla")]


@pytest.fixture
def evert(db):
    """A beoordelaar who was assigned nothing."""
    return make_members("Evert")[0]


@pytest.fixture
def case(twente, leden, coordinator):
    """The aanvraag of Twente, assigned to Dina, Ben and Carla, and their Beoordelingen."""
    return make_assigned(twente, leden, by=coordinator)


@pytest.fixture
def revealed(twente, leden, coordinator):
    """The aanvraag of Twente of which all three handed in; Dina alone finds c3.2.v1 not met."""
    return make_revealed(twente, leden, by=coordinator, unmet=["c3.2.v1"], clarify=["c1.1.v2"])


@pytest.fixture
def lapsed(anna, behandelaar, twente):
    """An incomplete application of Twente of which the term to supplement is over."""
    verzoek = make_supplement(anna, behandelaar, regio=twente)
    let_pass(verzoek)
    lapse_supplements(timezone.now())
    return Aanvraag.objects.get(pk=verzoek.aanvraag_id)

import pytest

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

import pytest
from django.core.exceptions import ValidationError

from sto_portal.vormgeving.velden import DatumField


def refused(typed):
    """The message with which a day is refused."""
    with pytest.raises(ValidationError) as caught:
        DatumField().clean(typed)
    return caught.value.messages[0]


@pytest.mark.parametrize("typed", ["2027-12-31", "31-12-2027", "31/12/2027"])
def test_a_day_may_be_typed_in_the_dutch_order(typed):
    assert DatumField().clean(typed).isoformat() == "2027-12-31"


@pytest.mark.parametrize("typed", ["31-02-2027", "gisteren", f"2027-12-31{chr(0)}", "2027-13-01"])
def test_a_day_that_does_not_exist_is_told(typed):
    assert refused(typed) == "Vul een datum in die bestaat, bijvoorbeeld 31-12-2027."


def test_a_year_that_cannot_be_meant_is_told():
    assert refused("0202-12-31") == "Vul een jaar in van 1990 tot en met 2099."

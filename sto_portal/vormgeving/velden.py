"""Form fields for a day and a time as Dutch people type them."""

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone

from sto_portal.vormgeving.forms import DateInput

FIRST_YEAR, LAST_YEAR = 1990, 2099
CLOCK_JUMPS = "Deze tijd bestaat niet of komt twee keer voor, omdat de klok dan verspringt."


class DatumField(forms.DateField):
    """A day: from the calendar of the browser, or typed as 31-12-2027."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=DateInput(),
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d %m %Y"],
            error_messages={"invalid": "Vul een datum in die bestaat, bijvoorbeeld 31-12-2027."},
            **kwargs,
        )

    def to_python(self, value):
        day = super().to_python(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(f"Vul een jaar in van {FIRST_YEAR} tot en met {LAST_YEAR}.", code="year")
        return day


class TijdField(forms.TimeField):
    """A time of the day in hours and minutes: from the browser's own field, or typed as 23.59."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
            input_formats=["%H:%M", "%H.%M"],
            error_messages={
                "invalid": "Vul een tijd in die bestaat, bijvoorbeeld 23.59.",
                "required": "Vul een tijd in, bijvoorbeeld 23.59.",
            },
            **kwargs,
        )


def read_moment(day, time):
    """The moment, in UTC, of a day and a time in Europe/Amsterdam; ValidationError where the clock jumps then."""
    try:
        return from_current_timezone(datetime.combine(day, time)).astimezone(UTC)
    except ValidationError:
        raise ValidationError(CLOCK_JUMPS, code="clock") from None

"""The days that people of the scenario type: in the years of subsidy of the demo, which begin next year."""

from datetime import date

from sto_portal.termijnen import today
from sto_portal.vormgeving.templatetags.sto import datum

# 'jaar+1' up to and including 'jaar+4' of fixtures/regelingen.yaml
YEARS = tuple(range(today().year + 1, today().year + 5))
FIRST, LAST = YEARS[0], YEARS[-1]
PERIOD = f"{datum(date(FIRST, 1, 1))} tot en met {datum(date(LAST, 12, 31))}"
BEGIN, END = f"{FIRST}-02-01", f"{FIRST + 2}-06-30"  # of an activity
CLARIFY_BEFORE = date(FIRST, 3, 1)
SIGNED = today().isoformat()

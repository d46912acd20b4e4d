import pytest

STEPS = ("besluit", "case", "commissie", "dusi", "indienen", "publiek", "schrijven")

pytest.register_assert_rewrite(*(f"{__package__}.{name}" for name in STEPS))

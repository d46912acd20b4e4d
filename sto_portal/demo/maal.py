"""How many times the demo is loaded, as someone typed it."""

from sto_portal.demo.namen import MAXIMUM_REGIOS


class MaalError(ValueError):
    """The demo cannot be loaded this many times; the message says why, in Dutch."""


def read_maal(text, regios):
    """The whole number of `--maal`, for a demo of so many regions; raises MaalError."""
    digits = text.lstrip("0")
    if not (digits.isascii() and digits.isdigit()):
        raise MaalError(f"--maal: '{text}' is geen heel getal van 1 of meer. Vul bijvoorbeeld 3 in.")
    highest = max(MAXIMUM_REGIOS // regios, 1)
    numbers = f"{MAXIMUM_REGIOS:,}".replace(",", ".")
    if len(digits) > len(str(highest)) or int(digits) > highest:
        raise MaalError(
            f"--maal: {text} is te veel. Met {regios} regio's is {highest} het hoogste: er zijn nummers en "
            f"vestigingscodes voor {numbers} regio's."
        )
    return int(digits)

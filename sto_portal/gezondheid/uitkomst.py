from dataclasses import dataclass, field
from enum import StrEnum


class Stand(StrEnum):
    IN_ORDE = "in orde"
    LET_OP = "let op"
    FOUT = "fout"


@dataclass(frozen=True)
class Uitkomst:
    """How one part of the portal fares: its stand, a Dutch text for everyone, and the figures it rests on.

    Text and figures name no host, address or person: anyone may read them. What went wrong exactly is in the log.
    """

    stand: Stand
    tekst: str
    cijfers: dict = field(default_factory=dict)

    def as_json(self):
        return {"status": self.stand, "tekst": self.tekst} | ({"cijfers": self.cijfers} if self.cijfers else {})


NEEDED = {"database", "migraties"}  # without these no page can be shown or saved
BEPERKT = "beperkt"


def overall(uitkomsten):
    """The status of the portal from {part: Uitkomst}.

    'fout' where a part of NEEDED is: the web can serve nobody. 'beperkt' where another part is: people can read, write
    and file, and what workers do, or keeping a file, waits. So a web process without Redis or with a full disk stays
    behind its load balancer, as it must: all of them would leave at once. Otherwise 'let op' where any part says so,
    else 'in orde'.
    """
    wrong = {naam for naam, uitkomst in uitkomsten.items() if uitkomst.stand == Stand.FOUT}
    if wrong & NEEDED:
        return Stand.FOUT.value
    if wrong:
        return BEPERKT
    attention = any(uitkomst.stand == Stand.LET_OP for uitkomst in uitkomsten.values())
    return (Stand.LET_OP if attention else Stand.IN_ORDE).value


def stand_of(value, *, let_op, fout):
    """FOUT above `fout`, LET_OP above `let_op`, else IN_ORDE."""
    if value > fout:
        return Stand.FOUT
    return Stand.LET_OP if value > let_op else Stand.IN_ORDE

"""A plan made ready to be read."""

from applications.reading.leesplan import Cel, Leeskaart, Leesonderdeel, Leesparagraaf, Leesplan, Leestabel, Leesvraag
from applications.reading.lezen import read_plan

__all__ = [
    "Cel",
    "Leeskaart",
    "Leesonderdeel",
    "Leesparagraaf",
    "Leesplan",
    "Leestabel",
    "Leesvraag",
    "read_plan",
]

"""A plan made ready to be read."""

from applications.reading.leespagina import Leespagina, kept_codes, kept_page, make_page
from applications.reading.leesplan import Cel, Leeskaart, Leesonderdeel, Leesparagraaf, Leesplan, Leestabel, Leesvraag
from applications.reading.lezen import read_plan

__all__ = [
    "Cel",
    "Leeskaart",
    "Leesonderdeel",
    "Leespagina",
    "Leesparagraaf",
    "Leesplan",
    "Leestabel",
    "Leesvraag",
    "kept_codes",
    "kept_page",
    "make_page",
    "read_plan",
]

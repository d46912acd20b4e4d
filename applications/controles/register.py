"""What a controle is, and the list of all."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from applications.models import Groep

__all__ = [
    "CONTROLES",
    "Bevinding",
    "Controle",
    "Ernst",
    "Gebrek",
    "Groep",
    "Plek",
    "controle",
    "enumerate_some",
    "run_controle",
]


class Ernst(models.TextChoices):
    BLOKKEERT = "blokkeert", "Moet in orde zijn"
    WAARSCHUWT = "waarschuwt", "Let op"
    INFORMEERT = "informeert", "Ter informatie"


@dataclass(frozen=True)
class Plek:
    """The page on which something is mended: URL name, arguments after the number, and the place on the page."""

    name: str
    args: tuple = ()
    anchor: str = ""


@dataclass(frozen=True)
class Gebrek:
    """What a controle found: the text for the applicant and where to mend it.

    `groep` when it is not that of the controle; `intern` is for DUS-I alone, such as the name of another region.
    """

    tekst: str
    plek: Plek
    groep: str = ""
    intern: str = ""


@dataclass(frozen=True)
class Controle:
    """One rule of the regeling as code: the same for applicant, submit page and completeness test.

    `vragen` are the codes of the requirements of Bijlage B that it checks.
    """

    code: str
    ernst: str
    groep: str
    bron: str
    vragen: tuple[str, ...]
    function: Callable


@dataclass(frozen=True)
class Bevinding:
    """A finding of one controle on one plan."""

    code: str
    ernst: str
    groep: str
    tekst: str
    bron: str
    nummer: str
    plek: Plek
    intern: str = ""

    @property
    def url(self):
        """Where to mend it."""
        anchor = f"#{self.plek.anchor}" if self.plek.anchor else ""
        return reverse(self.plek.name, args=[self.nummer, *self.plek.args]) + anchor

    @property
    def blocks(self):
        """Whether filing with this finding is filing incomplete."""
        return self.ernst == Ernst.BLOKKEERT


CONTROLES: dict[str, Controle] = {}
NAMED = 3


def enumerate_some(names):
    """'A, B, C en 8 andere': the first names of many, so that one fault of many rows is told once."""
    first, rest = names[:NAMED], len(names) - NAMED
    if rest > 0:
        return f"{', '.join(first)} en {rest} andere"
    return f"{', '.join(first[:-1])} en {first[-1]}" if len(first) > 1 else first[0]


def controle(code, *, groep, bron, ernst=Ernst.BLOKKEERT, vragen=()):
    """Register the decorated `function(inhoud)`, which yields a Gebrek for each thing that is wrong."""

    def register(function):
        if code in CONTROLES:
            raise ValueError(f"Er zijn twee controles '{code}'.")
        CONTROLES[code] = Controle(code, ernst, groep, bron, tuple(vragen), function)
        return function

    return register


def run_controle(found, inhoud):
    """Every Bevinding of one Controle."""
    for gebrek in found.function(inhoud):
        yield Bevinding(
            code=found.code,
            ernst=found.ernst,
            groep=gebrek.groep or found.groep,
            tekst=gebrek.tekst,
            bron=found.bron,
            nummer=inhoud.nummer,
            plek=gebrek.plek,
            intern=gebrek.intern,
        )

"""What several regions name at once: a school, a municipality or a firm."""

from dataclasses import dataclass

from sto_portal.namen import name_key


@dataclass(frozen=True)
class Vermelding:
    """One region that names it: `regio` as people call it, how that stands, and the `url` where it says so.

    `bedrag_cents` is what it would bring in there, in int euro cents; None for what is no firm.
    """

    regio: str
    stand: str
    bedrag_cents: int | None = None
    url: str = ""


@dataclass(frozen=True)
class Overlap:
    """A school, municipality or firm that more than one region names; `code` tells those of one name apart.

    `url` is where these regions stand beside each other, '' where there is no such page.
    """

    naam: str
    code: str
    vermeldingen: list[Vermelding]
    url: str = ""


def more_than_one(found, names):
    """The Overlaps of {key: {regio: Vermelding}} that several regions name, by name; `names` {key: (naam, code)}."""
    overlaps = [
        Overlap(*names[key], [by_regio[regio] for regio in sorted(by_regio)])
        for key, by_regio in found.items()
        if len(by_regio) > 1
    ]
    return sorted(overlaps, key=lambda overlap: (name_key(overlap.naam), overlap.code))

"""What an import did, for the person who ran it and for its Spoor."""

from dataclasses import dataclass, field

from regions.lijsten.bestand import Bestand
from regions.lijsten.rijen import Weigering
from sto_portal.money import format_number

SHOWN = 20


@dataclass
class Verslag:
    """The outcome of one import: `soorten` {heading: lines} in the order of showing, one line per row of the list.

    `ook` counts what changed beside the list's own rows, by a name in the plural; `let_op` are warnings. `geweigerd`
    counts rows, and `weigeringen` has every reason, of which one row can have more. `gelezen` tells how the file was
    read: which sheet, and where its headings stand.
    """

    lijst: str
    bestand: Bestand
    rijen: int
    soorten: dict[str, list[str]] = field(default_factory=dict)
    ongewijzigd: int = 0
    ook: dict[str, int] = field(default_factory=dict)
    let_op: list[str] = field(default_factory=list)
    gelezen: list[str] = field(default_factory=list)
    weigeringen: list[Weigering] = field(default_factory=list)

    @property
    def geweigerd(self):
        return len({weigering.rij for weigering in self.weigeringen})

    def gegevens(self):
        """What the Spoor keeps: which file it was and how many rows of each kind, no names."""
        counts = {heading.lower(): len(lines) for heading, lines in self.soorten.items()}
        return {
            "bestand": self.bestand.naam,
            "sha256": self.bestand.sha256,
            "rijen": self.rijen,
            "ongewijzigd": self.ongewijzigd,
            "geweigerd": self.geweigerd,
            **counts,
            **self.ook,
        }

    def lines(self):
        """The report in Dutch, line by line: the total of each kind and the first SHOWN of it."""
        yield f"{self.lijst}: {format_number(self.rijen)} rijen gelezen uit {self.bestand.naam}."
        yield f"SHA-256 {self.bestand.sha256}"
        yield from self.gelezen
        for heading, found in self.soorten.items():
            yield from listed(heading, len(found), found)
        yield f"Ongewijzigd: {format_number(self.ongewijzigd)}"
        if self.ook:
            yield f"Daarbij {', '.join(f'{name}: {format_number(count)}' for name, count in self.ook.items())}"

    def warnings(self):
        """What the reader must not miss, or nothing: the rows that were not imported before all."""
        yield from (f"LET OP: {text}" for text in self.let_op)
        if self.weigeringen:
            yield "LET OP: niet alles is ingelezen. Verbeter deze rijen en lees het bestand opnieuw in."
            yield from listed("Geweigerde rijen", self.geweigerd, list(map(str, self.weigeringen)))


def listed(heading, total, lines):
    """'Heading: total' with the first SHOWN lines below it."""
    yield f"{heading}: {format_number(total)}"
    yield from (f"  {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"  … en nog {format_number(len(lines) - SHOWN)}"

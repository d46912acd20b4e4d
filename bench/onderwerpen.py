"""Every subject that is measured, in the order of the report; each module has `measure(options) -> list of Meting`."""

from dataclasses import dataclass
from types import ModuleType

from bench import tabellen


@dataclass(frozen=True)
class Onderwerp:
    """The heading in the report, and what stands below it: how ours and bare were measured."""

    titel: str
    uitleg: str
    module: ModuleType

    def measure(self, options):
        return self.module.measure(options)


ONDERWERPEN = {
    "tabellen": Onderwerp(
        "Tabellen",
        "Tabel 2.1 en 2.2 over alle goedgekeurde plannen. Ernaast één SQL-vraag, met de hand geschreven, die dezelfde "
        "cijfers geeft. Verstreken tijd.",
        tabellen,
    ),
}

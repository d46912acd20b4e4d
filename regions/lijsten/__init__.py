"""The lists that DUO publishes: reading them, and bringing vestigingen, schools and boards up to them."""

from regions.lijsten.bestand import LijstError
from regions.lijsten.besturen import import_besturen
from regions.lijsten.leerlingen import import_leerlingen
from regions.lijsten.vestigingen import import_vestigingen

__all__ = ["LijstError", "import_besturen", "import_leerlingen", "import_vestigingen"]

"""The lists that DUO and CBS publish: reading them, and bringing schools, boards and municipalities up to them."""

from regions.lijsten.bestand import LijstError
from regions.lijsten.besturen import import_besturen
from regions.lijsten.gemeenten import import_gemeenten
from regions.lijsten.leerlingen import import_leerlingen
from regions.lijsten.vestigingen import import_vestigingen

__all__ = ["LijstError", "import_besturen", "import_gemeenten", "import_leerlingen", "import_vestigingen"]

"""What changed between two plans of one region."""

from applications.verschil.pagina import Verschilpagina, earlier_plans, filed_plans, kept_verschil, make_verschil
from applications.verschil.plannen import Blok, Groepverschil, Planverschil, Regelverschil, Soort, compare_plans
from applications.verschil.tekst import Stuk, Veldverschil, compare_words

__all__ = [
    "Blok",
    "Groepverschil",
    "Planverschil",
    "Regelverschil",
    "Soort",
    "Stuk",
    "Veldverschil",
    "Verschilpagina",
    "compare_plans",
    "compare_words",
    "earlier_plans",
    "filed_plans",
    "kept_verschil",
    "make_verschil",
]

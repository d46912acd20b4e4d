"""Every table of the monitoring, by slug: a function of a Populatie, and one that gives its columns."""

from monitoring.tabellen import goedgekeurd, rondes
from monitoring.tabellen.goedgekeurd import bijlage_a
from monitoring.tabellen.investering import figuur_2_1, kolommen_2_2, kolommen_figuur, tabel_2_2
from monitoring.tabellen.partners import kolommen_2_1, tabel_2_1
from monitoring.tabellen.rondes import aanvraagrondes
from monitoring.tabellen.tabel import Tabel

TABELLEN = {
    "tabel-2-1": tabel_2_1,
    "tabel-2-2": tabel_2_2,
    "figuur-2-1": figuur_2_1,
    "bijlage-a": bijlage_a,
    "aanvraagrondes": aanvraagrondes,
}
KOLOMMEN = {
    "tabel-2-1": kolommen_2_1,
    "tabel-2-2": kolommen_2_2,
    "figuur-2-1": kolommen_figuur,
    "bijlage-a": lambda: goedgekeurd.KOLOMMEN,
    "aanvraagrondes": lambda: rondes.KOLOMMEN,
}

__all__ = ["KOLOMMEN", "TABELLEN", "Tabel"]

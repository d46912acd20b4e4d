"""Every table of the monitoring, by slug: a function of a Populatie."""

from monitoring.tabellen.goedgekeurd import bijlage_a
from monitoring.tabellen.investering import figuur_2_1, tabel_2_2
from monitoring.tabellen.partners import tabel_2_1
from monitoring.tabellen.rondes import aanvraagrondes
from monitoring.tabellen.tabel import Tabel

TABELLEN = {
    "tabel-2-1": tabel_2_1,
    "tabel-2-2": tabel_2_2,
    "figuur-2-1": figuur_2_1,
    "bijlage-a": bijlage_a,
    "aanvraagrondes": aanvraagrondes,
}

__all__ = ["TABELLEN", "Tabel"]

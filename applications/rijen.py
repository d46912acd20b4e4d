"""The tables of a Plan by the word in their address and by their model."""

from applications.rijsoorten import SOORTEN
from applications.rijtabel import Rijtabel

RIJSOORTEN = {soort.slug: soort for soort in SOORTEN if soort.form}
BY_MODEL = {soort.model_name: soort for soort in SOORTEN}


def make_table(soort, aanvraag, *, may_write, rows=None):
    """The Rijtabel of `soort` for the plan of `aanvraag`; `rows` where the page shows only some."""
    rows = soort.rows(aanvraag.plan) if rows is None else rows
    return Rijtabel(soort=soort, nummer=aanvraag.nummer, rijen=list(rows), may_write=may_write)

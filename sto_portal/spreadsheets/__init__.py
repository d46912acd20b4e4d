"""Tables as files: CSV, XLSX, ODS and JSON, safe against formulas, the same bytes for the same input."""

from sto_portal.spreadsheets.kolom import Kolom, safe_cell
from sto_portal.spreadsheets.ods import write_ods
from sto_portal.spreadsheets.plain import write_csv, write_json
from sto_portal.spreadsheets.xlsx import write_xlsx

__all__ = ["Kolom", "safe_cell", "write_csv", "write_json", "write_ods", "write_xlsx"]

"""Tables as an OpenDocument spreadsheet, written directly: odfpy takes 4,4 s for 40.000 cells, this under 0,3 s."""

from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from sto_portal.spreadsheets.archive import pack
from sto_portal.spreadsheets.kolom import cells, clean_text, decimals, describe, number, widths
from sto_portal.spreadsheets.xlsx import sheet_name

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    f'xmlns:office="{OASIS}:office:1.0" xmlns:table="{OASIS}:table:1.0" xmlns:text="{OASIS}:text:1.0" '
    f'xmlns:style="{OASIS}:style:1.0" xmlns:number="{OASIS}:datastyle:1.0" xmlns:meta="{OASIS}:meta:1.0" '
    f'xmlns:fo="{OASIS}:xsl-fo-compatible:1.0" xmlns:config="{OASIS}:config:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
MANIFEST_PARTS = ("content.xml", "meta.xml", "settings.xml", "styles.xml")
MAX_DECIMALS = 4
DATA_STYLES = (
    '<number:currency-style style:name="N-bedrag"><number:currency-symbol>€</number:currency-symbol>'
    '<number:text> </number:text><number:number number:decimal-places="2" '
    'number:min-integer-digits="1" number:grouping="true"/></number:currency-style>'
    '<number:percentage-style style:name="N-percentage"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>'
    '<number:date-style style:name="N-datum"><number:day number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/>'
    "</number:date-style>"
)
NUMBER_STYLE = (
    '<number:number-style style:name="N-getal{places}"><number:number number:decimal-places="{places}" '
    'number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
)
TEXT_STYLES = (
    '<style:style style:name="kop" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" '
    'fo:background-color="#e8eef5"/><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="lang" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap"/></style:style>'
)
FROZEN = (
    ("HorizontalSplitMode", "short", 2),
    ("HorizontalSplitPosition", "int", 1),
    ("PositionRight", "int", 1),
    ("VerticalSplitMode", "short", 2),
    ("VerticalSplitPosition", "int", 1),
    ("PositionBottom", "int", 1),
)


def write_ods(title, columns, rows, notes=(), metadata=None, sheet=""):
    """The same two sheets as `write_xlsx`; texts are typed as text, so nothing is a formula; the same bytes again."""
    sheet = sheet_name(sheet or title)
    values = cells(columns, rows)
    sizes = widths(columns, values)
    written = table(sheet, columns, values, sizes) + notes_table(title, columns, notes, describe(metadata))
    parts = [
        ("mimetype", MIMETYPE.encode()),
        ("META-INF/manifest.xml", manifest().encode()),
        ("meta.xml", meta(title).encode()),
        ("settings.xml", settings(sheet).encode()),
        ("styles.xml", styles().encode()),
        ("content.xml", content(written, sizes).encode()),
    ]
    return pack(parts, stored=("mimetype",))


def manifest():
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    entries = [entry.format("/", MIMETYPE)] + [entry.format(name, "text/xml") for name in MANIFEST_PARTS]
    return f'{HEADER}<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0" manifest:version="1.3">' + (
        "".join(entries) + "</manifest:manifest>"
    )


def meta(title):
    return (
        f"{HEADER}<office:document-meta {NAMESPACES}><office:meta><meta:generator>STO-portaal</meta:generator>"
        f"<dc:title>{escape(clean_text(title))}</dc:title><dc:language>nl-NL</dc:language>"
        "</office:meta></office:document-meta>"
    )


def settings(sheet):
    """The view settings that keep the header row and the first column in sight."""
    items = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, kind, value in FROZEN
    )
    entry = f"<config:config-item-map-entry config:name={quoteattr(sheet)}>{items}</config:config-item-map-entry>"
    named = f'<config:config-item-map-named config:name="Tables">{entry}</config:config-item-map-named>'
    view = f"<config:config-item-map-entry>{named}</config:config-item-map-entry>"
    views = f'<config:config-item-map-indexed config:name="Views">{view}</config:config-item-map-indexed>'
    return (
        f"{HEADER}<office:document-settings {NAMESPACES}><office:settings>"
        f'<config:config-item-set config:name="ooo:view-settings">{views}</config:config-item-set>'
        "</office:settings></office:document-settings>"
    )


def styles():
    return (
        f'{HEADER}<office:document-styles {NAMESPACES}><office:styles><style:default-style style:family="table-cell">'
        '<style:text-properties fo:language="nl" fo:country="NL"/></style:default-style></office:styles>'
        "</office:document-styles>"
    )


def content(written, column_widths):
    """The document of these tables; `column_widths` are those of the first."""
    return (
        f"{HEADER}<office:document-content {NAMESPACES}>{automatic_styles(sorted({*column_widths, 40, 90}))}"
        f"<office:body><office:spreadsheet>{written}</office:spreadsheet></office:body></office:document-content>"
    )


def automatic_styles(used_widths):
    """Column widths, the header, wrapped text and one cell style per number format."""
    sized = (
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 2.1:.1f}mm"/></style:style>'
        for width in used_widths
    )
    whole = (NUMBER_STYLE.format(places=places) for places in range(MAX_DECIMALS + 1))
    names = ("bedrag", "percentage", "datum", *(f"getal{places}" for places in range(MAX_DECIMALS + 1)))
    typed = (
        f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="N-{name}"/>'
        for name in names
    )
    styled = "".join([*sized, DATA_STYLES, *whole, *typed, TEXT_STYLES])
    return f"<office:automatic-styles>{styled}</office:automatic-styles>"


def table(sheet, columns, rows, column_widths):
    sized = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in column_widths)
    head = "".join(text_cell(kolom.titel, "kop") for kolom in columns)
    body = "".join(f"<table:table-row>{''.join(map(value_cell, row, columns))}</table:table-row>" for row in rows)
    return (
        f"<table:table table:name={quoteattr(sheet)}>{sized}<table:table-header-rows><table:table-row>"
        f"{head}</table:table-row></table:table-header-rows>{body}</table:table>"
    )


def notes_table(title, columns, notes, facts):
    lines = [text_cell(title, "kop")]
    lines += [text_cell(label) + text_cell(text, "lang") for label, text in facts]
    lines += [*map(text_cell, notes), "<table:table-cell/>"]
    lines.append(text_cell("Kolom", "kop") + text_cell("Wat staat er in", "kop"))
    lines += [text_cell(kolom.titel) + text_cell(kolom.uitleg, "lang") for kolom in columns]
    body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    sized = '<table:table-column table:style-name="w40"/><table:table-column table:style-name="w90"/>'
    return f'<table:table table:name="Toelichting">{sized}{body}</table:table>'


def text_cell(value, style=None):
    """A cell of type text; line feeds become paragraphs, so that no white space is lost."""
    styled = f' table:style-name="{style}"' if style else ""
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in clean_text(value).split("\n"))
    return f'<table:table-cell office:value-type="string"{styled}>{paragraphs}</table:table-cell>'


def value_cell(value, kolom):
    """A typed cell of this column; empty for None, text for a str in a number column."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str) or kolom.soort == "tekst":
        return text_cell(value)
    if kolom.soort == "datum":
        return typed_cell("date", "datum", f'office:date-value="{value:%Y-%m-%d}"', f"{value:%d-%m-%Y}")
    exact = number(value, kolom)
    shown = f"{exact:f}" if isinstance(exact, Decimal) else str(exact)
    kind = {"bedrag": "currency", "percentage": "percentage"}.get(kolom.soort, "float")
    style = kolom.soort if kolom.soort != "getal" else f"getal{min(decimals(exact), MAX_DECIMALS)}"
    return typed_cell(kind, style, f'office:value="{shown}"', shown.replace(".", ","))


def typed_cell(kind, style, value, shown):
    return (
        f'<table:table-cell office:value-type="{kind}" table:style-name="{style}" {value}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )

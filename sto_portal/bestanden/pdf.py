"""HTML to PDF that stays readable for everyone and for long: PDF/A-3a and PDF/UA-1 in one file."""

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont
from PIL import Image
from weasyprint import CSS, HTML, Attachment
from weasyprint.css import ColorProfile
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from sto_portal.bestanden.glyphs import replace_unknown_characters

STATIC_BASE = "https://static.invalid/"
STATIC_FILE = re.compile(r"(?:fonts|pdf)/[\w.-]+\.(css|svg|woff2?)")
STATIC_TYPES = {"css": "text/css", "svg": "image/svg+xml", "woff": "font/ttf", "woff2": "font/woff2"}
RDF_END = b"</rdf:RDF>"
PDFUA_IDENTIFICATION = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
ONE_AT_A_TIME = Lock()
JPEG_QUALITY = 90


class RenderError(Exception):
    """The document points at something that a PDF may not hold; no PDF was made."""


@dataclass(frozen=True)
class EmbeddedFile:
    """A file that travels inside the PDF, such as the canonical JSON of an Indiening."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"


class ListedFetcher(URLFetcher):
    """Gives fonts, stylesheets and pictures of static/ and the images in `bestanden`; everything else is an error."""

    def __init__(self, bestanden=()):
        super().__init__(allowed_protocols=())
        self.refused = []
        self.images = {
            f"bestand:{bestand.pk}": (bestand.mimetype, in_screen_colours(bestand.read())) for bestand in bestanden
        }

    def fetch(self, url, headers=None):
        if url in self.images:
            mimetype, content = self.images[url]
            return URLFetcherResponse(url, content, {"Content-Type": mimetype})
        match = STATIC_FILE.fullmatch(url.removeprefix(STATIC_BASE)) if url.startswith(STATIC_BASE) else None
        path = finders.find(match[0]) if match else None
        if path is None:
            self.refused.append(url)
            raise ValueError(f"not on the list of this PDF: {url}")
        content = unpack_font(path) if match[1] == "woff" else Path(path).read_bytes()
        return URLFetcherResponse(url, content, {"Content-Type": STATIC_TYPES[match[1]]})


class ArchivalMetadata(DocumentMetadata):
    """WeasyPrint's metadata with the mark of PDF/UA-1 beside that of PDF/A, and the schema that PDF/A asks for it."""

    def generate_rdf_metadata(self, variant, version, conformance):
        rdf = super().generate_rdf_metadata(variant, version, conformance)
        return rdf.removesuffix(RDF_END) + PDFUA_IDENTIFICATION + RDF_END


def unpack_font(path):
    """The font of a woff file as bytes; WeasyPrint would write the time of unpacking in it, and so in the PDF."""
    made = io.BytesIO()
    with TTFont(path, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        font.flavor = None
        font.save(made)
    return made.getvalue()


@cache
def fonts():
    """One font configuration per process: the fonts are read once."""
    return FontConfiguration()


@cache
def stylesheet(name):
    """The parsed static/pdf/<name>.css, once per process."""
    return CSS(url=f"{STATIC_BASE}pdf/{name}.css", url_fetcher=ListedFetcher(), font_config=fonts())


def screen_colours():
    """The sRGB profile that PDF/A asks for. WeasyPrint would leave its file open; a used profile changes its bytes."""
    content = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(io.BytesIO(content), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def in_screen_colours(content):
    """The bytes of a PNG or JPEG; one in the colours of a printing press, which PDF/A refuses here, becomes sRGB."""
    with Image.open(io.BytesIO(content)) as image:
        if image.mode != "CMYK":
            return content
        made = io.BytesIO()
        image.convert("RGB").save(made, image.format, quality=JPEG_QUALITY)
        return made.getvalue()


def render_pdf(html, *, stylesheets=("letter",), moment=None, attachments=(), bestanden=()):
    """The PDF of a whole HTML document (see templates/pdf/base.html) as bytes.

    `moment` (aware datetime) is the date in the file: pass the moment of the decision or submission, never now, so
    that the same input gives the same bytes; without it the file has no date. `attachments` are EmbeddedFiles,
    `bestanden` the images that the HTML may show as `bestand:<pk>`. Raises RenderError; StorageError and DamagedError
    where such an image cannot be read, since WeasyPrint would leave it out without a word.
    """
    fetcher = ListedFetcher(bestanden)
    with ONE_AT_A_TIME:
        source = HTML(string=replace_unknown_characters(html), base_url=STATIC_BASE, url_fetcher=fetcher)
        document = source.render(
            font_config=fonts(),
            stylesheets=[stylesheet(name) for name in stylesheets],
            color_profiles={"srgb": screen_colours()},
        )
        document.metadata = archival_metadata(document.metadata, moment)
        embedded = [as_attachment(each, moment) for each in attachments]
        pdf = document.write_pdf(pdf_variant="pdf/a-3a", output_intent="given", attachments=embedded)
    if fetcher.refused:
        raise RenderError(f"De PDF verwijst naar iets dat er niet in mag: {fetcher.refused[0]}")
    return pdf


def archival_metadata(found, moment):
    """The metadata that stood in the HTML, dated `moment`."""
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
    return ArchivalMetadata(**(vars(found) | {"created": stamp, "modified": stamp}))


def as_attachment(embedded, moment):
    dated = moment.astimezone(UTC) if moment else datetime(1980, 1, 1, tzinfo=UTC)
    return Attachment(
        file_obj=io.BytesIO(embedded.content),
        name=embedded.name,
        description=embedded.description,
        relationship=embedded.relationship,
        created=dated,
        modified=dated,
    )

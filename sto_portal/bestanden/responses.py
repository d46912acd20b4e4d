"""Answers that hand over a file, with headers that keep a browser from running it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from sto_portal.bestanden.names import safe_name

SHOWN_IN_BROWSER = {"application/pdf", "image/png", "image/jpeg"}


def download(bestand, *, inline=False):
    """The Bestand as an answer; the view that calls this has already decided who may have it."""
    return attachment(bestand.read(), name=bestand.naam, mimetype=bestand.mimetype, inline=inline)


def attachment(content, *, name, mimetype, inline=False):
    """Bytes as a download named by RFC 6266; `inline` shows a PDF, PNG or JPEG in the browser, nothing else."""
    shown = inline and mimetype in SHOWN_IN_BROWSER
    response = HttpResponse(content, content_type=mimetype)
    response["Content-Disposition"] = content_disposition_header(not shown, safe_name(name)) or "inline"
    response["Content-Length"] = len(content)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

"""What people see while a part of the portal is away: a page that needs no database, and one line in the log."""

import errno
import logging
import re
import sys
from dataclasses import dataclass

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseServerError, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.log import log_response

from sto_portal.accounts.middleware import typed_texts
from sto_portal.bestanden.models import DamagedError, StorageError

logger = logging.getLogger(__name__)

RETRY_SECONDS = 60
TOO_LONG = {"57014", "55P03", "25P03", "40P01"}  # of PostgreSQL: statement, lock, idle transaction, two who wait
SQLITE_LOCKED = "database is locked"
SECRET = re.compile(r".*(password|wachtwoord).*|code|credential", re.IGNORECASE)  # names of fields
DISK_REFUSES = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


@dataclass(frozen=True)
class Outage:
    """What is away, the page that says so, and whether waiting may help."""

    name: str
    template: str
    status: int = 503


DATABASE = Outage("de database werkt niet", "503.html")
SLOW = Outage("de database doet er te lang over", "outages/slow.html")
STORAGE = Outage("de opslag van bestanden werkt niet", "outages/storage.html")
DAMAGED = Outage("een bestand is beschadigd of verdwenen", "outages/damaged.html", status=500)


def find_outage(error):
    """The Outage that `error` tells of; None where it is a fault of ours.

    A bare OSError comes from receiving a large upload, which waits on the disk before a form looks at it.
    """
    if isinstance(error, DamagedError):
        return DAMAGED
    if isinstance(error, StorageError) or (isinstance(error, OSError) and error.errno in DISK_REFUSES):
        return STORAGE
    if isinstance(error, DatabaseError) and took_too_long(error):
        return SLOW
    if isinstance(error, OperationalError | InterfaceError):
        return DATABASE
    return None


def took_too_long(error):
    """Whether the database works, and gave up on this question: it was slow, or someone else held what it needed."""
    return getattr(error.__cause__, "pgcode", None) in TOO_LONG or SQLITE_LOCKED in str(error)


def filled_in(request):
    """What the page needs to send a form once more, and to show what was typed: nobody finds it with 'back'.

    Browsers keep no copy of a page of one person. Nothing of a form with a password; files have to be chosen again.
    The CSRF token goes along as it came: a form that another site made is refused again.
    """
    sent = sent_form(request)
    if any(SECRET.fullmatch(name) for name in sent):
        return {}
    fields = [(name, value) for name in sent for value in sent.getlist(name)]
    return {"velden": fields, "teksten": typed_texts(sent), "pad": request.get_full_path()}


def sent_form(request):
    """The form that was sent (QueryDict); empty where it cannot be read to the end."""
    try:
        return request.POST
    except (OSError, StorageError, SuspiciousOperation, MultiPartParserError):
        return QueryDict()


def csrf_failure(request, **_reason):
    """Answer to a form whose token is not the visitor's: the page says so and shows what was typed, to copy."""
    return render(request, "403_csrf.html", {"teksten": filled_in(request).get("teksten", [])}, status=403)


def server_error(request):
    """Answer to an exception that no view and no middleware caught: the page of its Outage, else 500.html.

    Errors of the database reach every layer, the session before any view; only Django's handler500 sees them all.
    """
    error = sys.exception()
    outage = find_outage(error)
    context = {"may_repeat": request.method == "GET", "bestand": getattr(error, "bestand", None)} | filled_in(request)
    if outage is None:
        return HttpResponseServerError(render_to_string("500.html", context))
    response = HttpResponse(render_to_string(outage.template, context), status=outage.status)
    if outage.status == DATABASE.status:
        response["Retry-After"] = RETRY_SECONDS
    add_never_cache_headers(response)
    cause = getattr(error, "detail", f"{type(error).__name__}: {error}")
    log_response(
        f"%s %s: {outage.name}: %s",
        request.method,
        request.path,
        " ".join(cause.split()),
        response=response,
        request=request,
        logger=logger,
    )
    return response

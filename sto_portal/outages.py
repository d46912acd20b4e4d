"""What people see while a part of the portal is away: a page that needs no database, and one line in the log."""

import errno
import logging
import re
import sys
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.log import log_response
from django.views.defaults import server_error as unknown_error

from sto_portal.accounts.middleware import typed_texts
from sto_portal.bestanden.models import DamagedError, StorageError

logger = logging.getLogger(__name__)

RETRY_SECONDS = 60
TOO_LONG = {"57014", "55P03", "25P03", "40P01"}  # of PostgreSQL: statement, lock, idle transaction, two who wait
SQLITE_LOCKED = "database is locked"
SECRET = re.compile(r".*(password|wachtwoord).*|code|credential", re.IGNORECASE)  # names of fields
CSRF_FIELD = "csrfmiddlewaretoken"
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
    """
    sent = request.POST
    if request.method != "POST" or any(SECRET.fullmatch(name) for name in sent):
        return {}
    fields = [(name, value) for name in sent if name != CSRF_FIELD for value in sent.getlist(name)]
    texts = typed_texts(sent)
    return {"velden": fields, "teksten": texts, "pad": request.get_full_path(), "csrf_token": get_token(request)}


def server_error(request):
    """Answer to an exception that no view and no middleware caught: the page of its Outage, else 500.html.

    Errors of the database reach every layer, the session before any view; only Django's handler500 sees them all.
    """
    error = sys.exception()
    outage = find_outage(error)
    if outage is None:
        return unknown_error(request)
    context = {"may_repeat": request.method == "GET", "bestand": getattr(error, "bestand", None)}
    context |= filled_in(request)
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

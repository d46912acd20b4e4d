"""The request at hand: its id, which every log line and piece of work that comes of it carries, and its access line."""

import logging
import re
import secrets
import time
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils.functional import SimpleLazyObject

HEADER = "X-Request-ID"
SANE_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
SANE_NUMMER = re.compile(r"[\w-]{1,40}", re.ASCII)
UNKNOWN_ROUTE = "onbekend adres"

logger = logging.getLogger(__name__)
_request_id = ContextVar("request_id", default="")


def current_request_id():
    """The id of the request this thread works for; empty where there is none."""
    return _request_id.get()


@contextmanager
def with_request_id(request_id):
    """Within it every log line of this thread carries `request_id`: for work that a request asked for."""
    token = _request_id.set(request_id)
    try:
        yield request_id
    finally:
        _request_id.reset(token)


def make_request_id():
    """A new id: 16 hexadecimal digits, short enough to read out over the telephone."""
    return secrets.token_hex(8)


def read_request_id(request):
    """The id that the proxy in front of us gave, where there is one and the id is sane; a new one otherwise."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return given if SANE_ID.fullmatch(given) else make_request_id()


def route_of(request):
    """The pattern that the address matched, never the address itself: that may hold a reset token."""
    match = getattr(request, "resolver_match", None)
    return match.route or "/" if match else UNKNOWN_ROUTE


def nummer_of(request):
    """The number of the aanvraag or regio in the address, or None."""
    match = getattr(request, "resolver_match", None)
    nummer = match.kwargs.get("nummer", "") if match else ""
    return nummer if SANE_NUMMER.fullmatch(nummer) else None


def user_pk_of(request):
    """Who is signed in, as far as the request already asked: a line in the log is not worth a query."""
    user = getattr(request, "user", None)
    if isinstance(user, SimpleLazyObject):
        user = getattr(request, "_cached_user", None)  # where Django's AuthenticationMiddleware keeps what it found
    return user.pk if user else None


class RequestMiddleware:
    """Gives each request its id, sends that back as X-Request-ID, and logs one line when the answer is ready.

    Stands first, so that the id covers all other middleware. Health checks and static files get no line.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.perf_counter()
        status = 500  # also where the page of errors itself fails, and the server answers
        with with_request_id(read_request_id(request)) as request_id:
            request.request_id = request_id
            try:
                response = self.get_response(request)
                response[HEADER] = request_id
                status = response.status_code
            finally:
                if not request.path_info.startswith(("/gezondheid/", settings.STATIC_URL)):
                    log_access(request, status, round((time.perf_counter() - started) * 1000))
        return response


def log_access(request, status, ms):
    """One line at INFO: method, route, the nummer in it, status, milliseconds and the user's primary key."""
    fields = {"method": request.method, "route": route_of(request), "nummer": nummer_of(request)}
    fields |= {"status": status, "ms": ms, "user": user_pk_of(request)}
    shown = [fields["method"], fields["route"], fields["nummer"], status, f"{ms} ms"]
    if fields["user"]:
        shown.append(f"gebruiker {fields['user']}")
    logger.info(" ".join(str(part) for part in shown if part), extra=fields)

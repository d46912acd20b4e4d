"""How the portal logs: to standard error, one line a message as text or as JSON, with the id of its request.

Nothing secret: an address as it was typed may hold a reset token, so the route stands in its place, and a line of
JSON has no field but those of FIELDS. Settings, gunicorn and the workers share this.
"""

import logging

from pythonjsonlogger.json import JsonFormatter

from sto_portal.environment import read_like
from sto_portal.verzoek import UNKNOWN_ROUTE, current_request_id, route_of

FIELDS = (
    *("time", "level", "logger", "message", "request_id"),
    *("method", "route", "nummer", "status", "ms", "user"),
    *("exc_info", "stack_info"),
)
LEVELS = "|".join(logging.getLevelNamesMapping())
TALKATIVE = (
    *("fontTools", "weasyprint"),
    *("celery.app.trace", "celery.beat", "celery.worker.strategy"),  # one line a tick
    *("botocore", "boto3", "s3transfer", "urllib3"),  # at DEBUG with signed headers
)


class RequestFilter(logging.Filter):
    """Puts the id of the request on each record, and its route where a line about a request says the raw address."""

    def filter(self, record):
        request = getattr(record, "request", None)
        # Django logs a 4xx after all middleware is done: then only the record knows the request
        record.request_id = current_request_id() or getattr(request, "request_id", "")
        is_of_request = request is not None or record.name.startswith(("django", "gunicorn"))
        if is_of_request and isinstance(record.args, tuple):
            shown = route_of(request) if request else UNKNOWN_ROUTE
            record.args = tuple(shown if is_address(value) else value for value in record.args)
        return True


def is_address(value):
    return isinstance(value, str) and value.startswith("/")


class JsonLine(JsonFormatter):
    """A record as one line of JSON, an exception included; fields that are empty or not in FIELDS stay out."""

    def __init__(self):
        names = {"levelname": "level", "name": "logger"}
        wanted = [*names, "message", "request_id"]
        super().__init__(wanted, rename_fields=names, timestamp="time", json_ensure_ascii=False)

    def process_log_record(self, log_data):
        return {name: log_data[name] for name in FIELDS if log_data.get(name) not in (None, "")}


def make_logging():
    """The configuration of logging, by LOG_FORMAT (line or json) and LOG_LEVEL of the environment."""
    level = read_like("LOG_LEVEL", LEVELS, "INFO", "WARNING")
    form = read_like("LOG_FORMAT", "line|json", "line", "json")
    quiet = {name: {"level": "WARNING"} for name in TALKATIVE}
    gunicorn = {"gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True}}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "sto_portal.logs.RequestFilter"}},
        "formatters": {
            # '-' where no request is at hand
            "line": {"format": "{asctime} {levelname} {name} [{request_id:->1}] {message}", "style": "{"},
            "json": {"()": "sto_portal.logs.JsonLine"},
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["request"], "level": level},
        },
        # without handlers of their own: what Django and gunicorn say goes through the one console, once
        "loggers": {"django": {"level": "INFO", "handlers": []}} | gunicorn | quiet,
        "root": {"handlers": ["console"], "level": level},
    }

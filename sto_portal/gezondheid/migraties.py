"""Which migrations this code has and the database does not, and who is told."""

import logging
import threading

from django.db import DatabaseError, OperationalError, ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader

logger = logging.getLogger(__name__)
UNKNOWN_NAME = {  # what a table or column that is not there raises; a database that is away is not asked once more
    "postgresql": ProgrammingError,
    "sqlite": OperationalError,
}
all_run = threading.Event()  # once set it stays: a process keeps its code, and a database is not migrated back


def missing_migrations():
    """'app.name' of each migration that was not run, sorted.

    Reading them takes a tenth of a second; the answer that none is missing holds for the life of this process.
    """
    if all_run.is_set():
        return []
    loader = MigrationLoader(connection)
    missing = sorted(set(loader.graph.nodes) - set(loader.applied_migrations))
    if not missing:
        all_run.set()
    return [f"{app}.{name}" for app, name in missing]


class MissingMigrations:
    """Middleware that says in the log when a page failed in a database that lacks migrations; the answer stays a 500.

    The bare error, 'no such column', looks like a fault in the code. A load balancer that asks
    /gezondheid/gereed/ sends nobody to such a process.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, _request, exception):
        if not isinstance(exception, UNKNOWN_NAME[connection.vendor]):
            return
        try:
            missing = missing_migrations()
        except DatabaseError:
            return
        if missing:
            logger.critical(
                "In de database ontbreken migraties (%s). Voer 'manage.py migrate' uit.", ", ".join(missing)
            )

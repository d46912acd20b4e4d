"""Sending numbers of work rows to the workers.

Losing the broker loses no work: the rows stay, and the sweeper sends them again.
"""

import logging
import threading
import time

from django.conf import settings
from kombu import pools
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from sto_portal.celery import app
from sto_portal.verzoek import current_request_id

RUN = "werk.run"
SWEEP = "werk.sweep"
UNREACHABLE = (KombuError, RedisError, OSError)
REST_SECONDS = 10
QUEUE_ROOM = 100
LOOK_SECONDS = 1.5
IMPATIENT = {
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}

logger = logging.getLogger(__name__)


class Rest:
    """After a failure the broker is left alone for REST_SECONDS, so that nobody waits for it at every click."""

    until = 0.0

    @classmethod
    def begin(cls, error):
        cls.until = time.monotonic() + REST_SECONDS
        logger.warning("De broker is niet bereikbaar of neemt niets aan; het werk blijft staan. (%s)", error)

    @classmethod
    def is_over(cls):
        return time.monotonic() >= cls.until


def is_used():
    """Whether work goes through a broker; else `manage.py worker` finds it by itself."""
    return bool(settings.CELERY_BROKER_URL)


def connect():
    """A connection to the broker of the settings, not opened yet; those that are open stand in its pool.

    Who publishes may be a person who waits for a page: one try, without the patience of a worker.
    """
    return app.connection_for_write(settings.CELERY_BROKER_URL, transport_options=IMPATIENT)


def publish(pks):
    """Send these numbers of Werk to the workers; how many were taken. Never raises."""
    if not is_used() or not Rest.is_over():
        return 0
    sent = 0
    try:
        with pools.connections[connect()].acquire(block=True, timeout=REST_SECONDS) as connection:
            for pk in pks:
                app.send_task(RUN, args=[pk, current_request_id()], connection=connection, retry=False)
                sent += 1
    except UNREACHABLE as error:
        Rest.begin(error)
    return sent


def queue_lengths():
    """{queue: how many messages wait in the broker}; None where it cannot be reached, {} where none is used."""
    if not is_used():
        return {}
    queues = (app.conf.task_default_queue, app.conf.task_routes[SWEEP]["queue"])
    try:
        with pools.connections[connect()].acquire(block=True, timeout=REST_SECONDS) as connection:
            return {queue: connection.default_channel._size(queue) for queue in queues}
    except UNREACHABLE:
        return None


class Look(threading.Thread):
    """One question to the broker, in a thread of its own: there is one at a time, however many people look."""

    lock = threading.Lock()
    latest = None

    def __init__(self):
        super().__init__(daemon=True, name="broker-look")
        self.deadline = time.monotonic() + LOOK_SECONDS
        self.lengths = None

    def run(self):
        self.lengths = queue_lengths()

    @classmethod
    def share(cls):
        """The question that is still open, or a new one."""
        with cls.lock:
            if cls.latest is None or not cls.latest.is_alive():
                cls.latest = cls()
                cls.latest.start()
            return cls.latest


def look():
    """What `queue_lengths` says for who looks at a page: None also where the broker is silent for LOOK_SECONDS."""
    if not is_used():
        return {}
    question = Look.share()
    question.join(max(0, question.deadline - time.monotonic()))
    return question.lengths


def waiting_messages():
    """How many numbers of work wait in the broker; None where it is not used or not reached."""
    lengths = queue_lengths()
    return lengths[app.conf.task_default_queue] if lengths else None

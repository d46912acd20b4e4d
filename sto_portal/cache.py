"""A Redis that the portal can do without (docs/keuzes/0006-zonder-cache.md)."""

import functools
import logging
import time
from dataclasses import dataclass
from types import MappingProxyType

from django_redis.cache import CONNECTION_INTERRUPTED
from django_redis.cache import RedisCache as DjangoRedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as NoAnswerError
from redis.retry import Retry

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 5
SILENCE_SECONDS = 60


@dataclass
class Outage:
    """What all threads of this process know of one Redis, in seconds of the monotonic clock."""

    away_until: float = 0
    silent_until: float = 0

    def note(self, error):
        """Leave a Redis that does not answer alone for a while; tell the log about an error once a minute."""
        now = time.monotonic()
        if isinstance(error, NoConnectionError | NoAnswerError):
            self.away_until = now + PAUSE_SECONDS
        if now >= self.silent_until:
            self.silent_until = now + SILENCE_SECONDS
            logger.warning("De cache werkt niet, het portaal gaat zonder verder: %s", error)


@functools.cache
def outage_of(_server):
    """The Outage of the Redis at this address."""
    return Outage()


def forgiving(name, answer):
    """The method `name` of django-redis, with `answer` in place of an error and while Redis is left alone."""
    method = getattr(DjangoRedisCache, name)

    @functools.wraps(method)
    def call(self, *args, **kwargs):
        if time.monotonic() < self.outage.away_until:
            return answer
        try:
            return method(self, *args, **kwargs)
        except RedisError as error:
            self.outage.note(error)
            return answer

    return call


class RedisCache(DjangoRedisCache):
    """Django's cache in Redis; while that is away or full each answer is that of a cache in which nothing is kept.

    `add` then says that the key is new: django-allauth takes its lock so, and would otherwise refuse every sign-in.
    `incr` and `decr` then say that this is the first.
    """

    def __init__(self, server, params):
        once = {"CONNECTION_POOL_KWARGS": {"retry": Retry(NoBackoff(), 0)}}
        super().__init__(server, params | {"OPTIONS": once | params.get("OPTIONS", {})})
        self.outage = outage_of(str(server))

    add = forgiving("add", answer=True)
    _get = forgiving("_get", answer=CONNECTION_INTERRUPTED)
    set = forgiving("set", answer=False)
    incr = forgiving("incr", answer=1)
    decr = forgiving("decr", answer=0)
    touch = forgiving("touch", answer=False)
    delete = forgiving("delete", answer=False)
    get_many = forgiving("get_many", answer=MappingProxyType({}))
    set_many = forgiving("set_many", answer=())
    delete_many = forgiving("delete_many", answer=0)
    has_key = forgiving("has_key", answer=False)
    clear = forgiving("clear", answer=False)
    close = forgiving("close", answer=None)

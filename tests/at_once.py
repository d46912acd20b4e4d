"""Several people who do something at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from sto_portal.workflow import TransitionError


def all_at_once(actions, refusals=(TransitionError,)):
    """What each action returns, or which of `refusals` it raises, all started at the same moment."""
    start = Barrier(len(actions))

    def run(action):
        try:
            start.wait(timeout=30)
            return action()
        except refusals as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))

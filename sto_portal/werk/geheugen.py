"""The memory of a process that works on for long: what it loaded once is not looked through again and again."""

import gc
from contextlib import contextmanager


@contextmanager
def settled_memory():
    """Within it a garbage collection passes over all that was loaded before: modules, models and templates stay.

    Making a PDF leaves so much behind that it collects a few times for each letter.
    """
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()

"""Timing: after a warm-up, in turns, the median of several rounds."""

import gc
import time
from statistics import median

ROUNDS = 7


def timed(function, clock):
    """How many seconds of `clock` one call takes."""
    start = clock()
    function()
    return clock() - start


def in_turns(*functions, rounds=ROUNDS, clock=time.perf_counter):
    """The median seconds of each function; they take turns, so that a busy machine slows down all of them.

    Who comes next does not clean up what another left behind. `time.perf_counter` counts the database's work too,
    `time.process_time` this process alone.
    """
    for function in functions:
        function()
    gc.collect()
    seconds = [[] for _ in functions]
    for _ in range(rounds):
        for found, function in zip(seconds, functions, strict=True):
            if len(functions) > 1:
                gc.collect()
            found.append(timed(function, clock))
    return [median(found) for found in seconds]

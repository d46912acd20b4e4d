"""Python loads this at its start under scripts/at_date.py, where libfaketime lets the sleep of Python itself fail."""

import select
import time


def sleep(seconds):
    select.select([], [], [], seconds)


time.sleep = sleep

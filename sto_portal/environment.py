"""Values of the environment, each read once at the start; NAME_FILE in place of NAME gives the file that holds it.

A value that is not understood stops the start: ImproperlyConfigured begins with the name of its variable.
"""

import re

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.FileAwareEnv()
BASE_DIR = environ.Path(__file__) - 2


def read(name, reader, default):
    """The environment's `name` through `reader`; ImproperlyConfigured names the variable when its value is wrong."""
    try:
        return reader(name, default=default)
    except (ImproperlyConfigured, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImproperlyConfigured(f"{name}: de waarde is niet te gebruiken ({error}).") from error


def read_number(name, reader, default):
    """A number above zero."""
    number = read(name, reader, default)
    if number <= 0:
        raise ImproperlyConfigured(f"{name}: verwacht een getal boven nul, niet {number}.")
    return number


def read_like(name, pattern, default, example):
    """A text that `pattern` describes; ImproperlyConfigured shows the example."""
    value = env.str(name, default=default)
    if not re.fullmatch(pattern, value):
        raise ImproperlyConfigured(f"{name}: '{value}' is niet te gebruiken. Een voorbeeld is: {example}")
    return value


def read_bool(name, default):
    """A yes or no; anything but true/false, 1/0, on/off, yes/no stops the start."""
    value = env.str(name, default=str(default)).strip().lower()
    if value in {"1", "true", "on", "yes", "ja"}:
        return True
    if value in {"0", "false", "off", "no", "nee"}:
        return False
    raise ImproperlyConfigured(f"{name}: verwacht true of false, niet '{value}'.")

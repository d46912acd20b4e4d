"""Values of the environment, each read once at the start; NAME_FILE in place of NAME gives the file that holds it.

A value that is not understood stops the start: ImproperlyConfigured begins with the name of its variable.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = environ.Path(__file__) - 2


class Values(Mapping):
    """The environment by name, where NAME_FILE may stand in place of NAME: a secret then needs no place in `ps`.

    Every $ is escaped: to django-environ it would begin the name of another variable, and a password may begin so.
    """

    def __getitem__(self, name):
        path = os.environ.get(f"{name}_FILE")
        if path and os.environ.get(name):
            raise ImproperlyConfigured(f"{name}_FILE: ook {name} heeft een waarde. Kies een van beide.")
        value = read_secret(f"{name}_FILE", Path(path)) if path else os.environ[name]
        return value.replace("$", r"\$")

    def __iter__(self):
        return iter(os.environ)

    def __len__(self):
        return len(os.environ)


def read_secret(name, path):
    """The text of the file at `path` without the line end that editors add; ImproperlyConfigured if there is none."""
    try:
        value = path.read_text(encoding="utf-8").rstrip("\r\n")
    except FileNotFoundError as error:
        raise ImproperlyConfigured(f"{name}: het bestand {path} is er niet.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}: het bestand {path} is niet te lezen ({type(error).__name__}).") from error
    if not value.strip():
        raise ImproperlyConfigured(f"{name}: het bestand {path} is leeg.")
    return value


env = environ.Env()
env.ENVIRON = Values()
env.escape_proxy = True


def read(name, reader, default):
    """The environment's `name` through `reader`; ImproperlyConfigured names the variable when its value is wrong."""
    env.ENVIRON.get(name)  # a file that cannot be read stops the start here, under its own name
    try:
        return reader(name, default=default)
    except (ImproperlyConfigured, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImproperlyConfigured(f"{name}: de waarde is niet te gebruiken ({error}).") from error


def read_folder(name):
    """The folder that file:///folder in the environment's `name` tells; '' where that is empty."""
    return read_like(name, r"(file:///\S+)?", "", "file:///srv/anker").removeprefix("file://")


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

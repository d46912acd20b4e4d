"""What stops the start: a value of the environment that is not understood, and a database that is not empty."""

import os
import subprocess
import sys

import pytest

from tests.factories import UserFactory
from tests.infra.databases import ROOT

DEVELOPMENT = {"DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"}


def start(**values):
    """What `manage.py check` says with these values in the environment: (exit code, last line)."""
    environ = {name: value for name, value in os.environ.items() if name not in DEVELOPMENT} | values
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr.strip().rpartition("\n")[2]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("DATABASE_URL", "foo"),
        ("DATABASE_URL", "mysql://x@localhost/y"),
        ("CACHE_URL", "foo"),
        ("EMAIL_URL", "foo://localhost"),
        ("STORAGE_URL", "foo"),
        ("CELERY_BROKER_URL", "foo"),
        ("CELERY_BROKER_URL", "amqp://localhost"),
        ("UPLOAD_MAX_BYTES", "veel"),
        ("UPLOAD_MAX_BYTES", "-1"),
        ("WERK_POLL_SECONDS", "0"),
        ("LOGIN_FAILED_LIMIT", "nooit"),
        ("LOG_LEVEL", "hard"),
        ("SITE_URL", "portaal"),
        ("HTTPS", "misschien"),
    ],
)
def test_an_unknown_value_stops_the_start_and_names_the_variable(name, value):
    code, said = start(**{name: value})

    assert code == 1
    assert said.startswith(f"django.core.exceptions.ImproperlyConfigured: {name}: ")


def test_the_development_key_is_for_this_machine_alone():
    code, said = start(ALLOWED_HOSTS="portaal.example.nl")

    assert (code, "SECRET_KEY" in said) == (1, True)


def test_without_any_value_the_portal_starts():
    assert start()[0] == 0


def test_the_demo_is_not_loaded_over_real_data(own_database):
    UserFactory(email="echt@example.nl")

    with pytest.raises(AssertionError, match="In deze database staan al andere gegevens"):
        own_database.manage("load_demo")

"""What stops the start: a value of the environment that is not understood, and a database that is not empty."""

import os
import subprocess
import sys

import pytest

from tests.factories import UserFactory
from tests.infra.databases import ROOT

DEVELOPMENT = {"DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"}
IMPROPER = "django.core.exceptions.ImproperlyConfigured"


def environ_with(values):
    return {name: value for name, value in os.environ.items() if name not in DEVELOPMENT} | values


def start(**values):
    """What `manage.py check` says with these values in the environment: (exit code, last line)."""
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, cwd=ROOT, env=environ_with(values), capture_output=True, text=True, check=False)
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
        ("STORAGE_URL", "s3://SLEUTEL:GEHEIM@host/bucket?acl=public"),
        ("UPLOAD_MAX_BYTES", "veel"),
        ("UPLOAD_MAX_BYTES", "-1"),
        ("WERK_POLL_SECONDS", "0"),
        ("LOGIN_FAILED_LIMIT", "nooit"),
        ("LOG_LEVEL", "hard"),
        ("LOG_FORMAT", "xml"),
        ("SITE_URL", "portaal"),
        ("HTTPS", "misschien"),
        ("SECOND_FACTOR", "soms"),
        ("TRUSTED_PROXIES", "0.0.0.0/0"),
        ("TRUSTED_PROXIES", "proxy"),
        ("LOGIN_FAILED_LIMIT", "10/5m/ip,5/5m/key"),
    ],
)
def test_an_unknown_value_stops_the_start_and_names_the_variable(name, value):
    code, said = start(**{name: value})

    assert code == 1
    assert said.startswith(f"{IMPROPER}: {name}: ")


def test_the_development_key_is_for_this_machine_alone():
    code, said = start(ALLOWED_HOSTS="portaal.example.nl")

    assert (code, "SECRET_KEY" in said) == (1, True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "het bestand {path} is er niet."),
        (b"\n", "het bestand {path} is leeg."),
        (b"\xff\xfe", "het bestand {path} is niet te lezen (UnicodeDecodeError)."),
    ],
)
@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_a_secret_that_is_not_in_its_file_stops_the_start(tmp_path, name, content, reason):
    path = tmp_path / "geheim"
    if content is not None:
        path.write_bytes(content)

    code, said = start(**{f"{name}_FILE": str(path)})

    assert (code, said) == (1, f"{IMPROPER}: {name}_FILE: {reason.format(path=path)}")


def test_a_folder_is_no_file_with_a_secret(tmp_path):
    code, said = start(SECRET_KEY_FILE=str(tmp_path))

    assert (code, said) == (
        1,
        f"{IMPROPER}: SECRET_KEY_FILE: het bestand {tmp_path} is niet te lezen (IsADirectoryError).",
    )


def test_a_secret_is_given_once(tmp_path):
    (tmp_path / "geheim").write_text("uit een bestand")

    code, said = start(SECRET_KEY="uit de omgeving", SECRET_KEY_FILE=str(tmp_path / "geheim"))

    assert (code, said) == (1, f"{IMPROPER}: SECRET_KEY_FILE: ook SECRET_KEY heeft een waarde. Kies een van beide.")


def test_a_secret_in_a_file_counts_without_its_line_end(tmp_path):
    secrets = {"SECRET_KEY": "$een geheim\\$ met $tekens ", "EMAIL_URL": "smtp://u:w@mail:25"}
    files = {f"{name}_FILE": str(tmp_path / name) for name in secrets}
    for name, value in secrets.items():
        (tmp_path / name).write_text(f"{value}\n")
    program = "from sto_portal import settings; print(settings.SECRET_KEY, settings.EMAIL_HOST, sep='|')"

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environ_with(files), capture_output=True, text=True, check=True
    )

    assert done.stdout == f"{secrets['SECRET_KEY']}|mail\n"


def test_an_empty_name_of_a_file_is_no_name(tmp_path):
    assert start(SECRET_KEY_FILE="", DATABASE_URL_FILE="")[0] == 0


def test_without_any_value_the_portal_starts():
    assert start()[0] == 0


def test_the_demo_is_not_loaded_over_real_data(own_database):
    UserFactory(email="echt@example.nl")

    with pytest.raises(AssertionError, match="In deze database staan al andere gegevens"):
        own_database.manage("load_demo")

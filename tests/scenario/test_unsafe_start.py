"""Settings that would leave the portal open do not start: each fault has its own line, in every process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.infra.databases import ROOT

BIN = Path(sys.executable).parent
IMPROPER = "django.core.exceptions.ImproperlyConfigured: "
KEY = "een-sleutel-die-niemand-kent-0123456789-abcdefghijklmnop"
GOOD = {"ALLOWED_HOSTS": "portaal.example.nl", "SITE_URL": "https://portaal.example.nl", "SECRET_KEY": KEY}
OPEN = {"DEBUG": "true", "SECRET_KEY": "a", "ALLOWED_HOSTS": "*", "HTTPS": "false"}
OWN = {*GOOD, *OPEN, "TRUSTED_PROXIES", "BEHIND_PROXY", "CSRF_TRUSTED_ORIGINS", "BIND", "DATABASE_URL"}
STARTS = {
    "web": ["gunicorn"],
    "worker": ["celery", "--app", "sto_portal", "--quiet", "worker"],
    "beat": ["celery", "--app", "sto_portal", "--quiet", "beat"],
    "manage.py": ["python", "manage.py", "worker"],
    "migrate": ["python", "manage.py", "migrate"],
}


def run(command, **values):
    """(exit code, the lines of the faults) of a command of the portal with these values in the environment."""
    environ = {name: value for name, value in os.environ.items() if name not in OWN} | values
    words = [f"{BIN}/{command[0]}", *command[1:]]
    done = subprocess.run(words, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stderr.partition(IMPROPER)[2].strip().splitlines()


def read_settings(**values):
    return run(["python", "-c", "from sto_portal import settings"], **values)


@pytest.mark.parametrize("process", STARTS)
def test_no_process_starts_and_each_names_every_fault(process):
    code, lines = run(STARTS[process], **OPEN)

    assert code == 1
    assert [line.partition(":")[0] for line in lines] == ["DEBUG", "ALLOWED_HOSTS", "HTTPS", "SECRET_KEY"]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"DEBUG": "true"}, "DEBUG: zet dit uit zodra ALLOWED_HOSTS meer is dan deze machine."),
        ({"HTTPS": "false"}, "HTTPS: zet dit aan zodra ALLOWED_HOSTS meer is dan deze machine."),
        ({"SECRET_KEY": "a"}, "SECRET_KEY: zet een eigen, geheime waarde van minstens 50 tekens"),
        ({"SECRET_KEY": KEY[:49]}, "SECRET_KEY: zet een eigen, geheime waarde van minstens 50 tekens"),
        ({"SECRET_KEY": "geheim" * 10}, "SECRET_KEY: zet een eigen, geheime waarde van minstens 50 tekens"),
        ({"SECRET_KEY": f"django-insecure-{KEY}"}, "SECRET_KEY: zet een eigen, geheime waarde"),
        ({"ALLOWED_HOSTS": "portaal.example.nl,*"}, "ALLOWED_HOSTS: '*' laat elke naam toe."),
        ({"ALLOWED_HOSTS": ".nl,portaal.example.nl"}, "ALLOWED_HOSTS: '.nl' laat elke naam toe."),
        ({"ALLOWED_HOSTS": "portaal.example.nl,."}, "ALLOWED_HOSTS: '.' laat elke naam toe."),
        (
            {"ALLOWED_HOSTS": "portaal.example.nl,*.example.nl"},
            "ALLOWED_HOSTS: '*.example.nl' is geen naam van een host.",
        ),
        (
            {"ALLOWED_HOSTS": "portaal.example.nl,https://x.nl"},
            "ALLOWED_HOSTS: 'https://x.nl' is geen naam van een host.",
        ),
        ({"SITE_URL": "http://portaal.example.nl"}, "SITE_URL: 'http://portaal.example.nl' moet met https:// beginnen"),
        ({"SITE_URL": "https://elders.example"}, "SITE_URL: 'https://elders.example' staat niet in ALLOWED_HOSTS"),
        ({"SITE_URL": "https://a.nl,b.nl"}, "SITE_URL: 'https://a.nl,b.nl' staat niet in ALLOWED_HOSTS"),
        ({"BEHIND_PROXY": "true"}, "TRUSTED_PROXIES: noem de adressen van de proxy, want BEHIND_PROXY staat aan."),
        ({"CSRF_TRUSTED_ORIGINS": "https://*"}, "CSRF_TRUSTED_ORIGINS: 'https://*' is te ruim of geen adres."),
        ({"CSRF_TRUSTED_ORIGINS": "https://*.nl"}, "CSRF_TRUSTED_ORIGINS: 'https://*.nl' is te ruim of geen adres."),
        ({"CSRF_TRUSTED_ORIGINS": "http://x.example.nl"}, "CSRF_TRUSTED_ORIGINS: 'http://x.example.nl' is te ruim"),
    ],
)
def test_one_unsafe_setting_is_one_line(values, fault):
    code, (line,) = read_settings(**GOOD | values)

    assert code == 1
    assert line.startswith(fault)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"BIND": "0.0.0.0:8000"}, "BIND: '0.0.0.0:8000' is van buiten te bereiken en ALLOWED_HOSTS is alleen"),
        ({"BIND": "[::]:8000"}, "BIND: '[::]:8000' is van buiten te bereiken en ALLOWED_HOSTS is alleen"),
        ({"BIND": "unix:/tmp/portaal.sock"}, "BIND: zet bij een socket ook 'unix' in TRUSTED_PROXIES"),
    ],
)
def test_a_web_server_that_others_can_reach_is_no_portal_of_this_machine(values, fault):
    code, (line,) = run(["gunicorn", "--check-config"], **values)

    assert code == 1
    assert line.startswith(fault)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"DEBUG": "true", "SECRET_KEY": "a"},
        {"ALLOWED_HOSTS": "127.0.0.1"},
        GOOD,
        GOOD | {"ALLOWED_HOSTS": ".example.nl"},
        GOOD | {"ALLOWED_HOSTS": "portaal.example.nl,portaal,10.0.0.5,[2001:db8::1]"},
        GOOD | {"TRUSTED_PROXIES": "10.0.0.0/24,unix"},
        GOOD | {"CSRF_TRUSTED_ORIGINS": "https://*.example.nl,https://portaal.example.nl:8443"},
    ],
)
def test_safe_settings_and_a_demo_on_this_machine_start(values):
    assert read_settings(**values) == (0, [])
    assert run(["gunicorn", "--check-config"], **values) == (0, [])

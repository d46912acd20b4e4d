"""docker-compose.yml cannot be run here: it is held against the script that it shares with `make serve`."""

import ipaddress
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.infra.databases import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
PORTAL = {name: service for name, service in SERVICES.items() if service.get("image") == "sto-portaal"}
START = (ROOT / "scripts" / "start.sh").read_text()


def test_every_process_of_the_portal_is_one_that_the_start_script_knows():
    known = re.findall(r"^    (\w+)\)$", START, re.MULTILINE)

    assert {service["command"] for service in PORTAL.values()} == set(known)
    assert 'ENTRYPOINT ["scripts/start.sh"]' in (ROOT / "Dockerfile").read_text()


def test_every_service_that_stays_says_whether_it_is_healthy():
    silent = [name for name, service in SERVICES.items() if name != "migrate" and "healthcheck" not in service]

    assert silent == []


def test_nothing_starts_before_the_migrations_have_run():
    waits = {
        name: service["depends_on"].get("migrate", {}).get("condition")
        for name, service in PORTAL.items()
        if name != "migrate"
    }

    assert waits == dict.fromkeys(("web", "worker", "beat"), "service_completed_successfully")


def test_only_the_migrations_run_as_the_owner_of_the_database():
    files = {name: service["environment"]["DATABASE_URL_FILE"] for name, service in PORTAL.items()}

    running = dict.fromkeys(("web", "worker", "beat"), "/run/secrets/app_database_url")
    assert files == running | {"migrate": "/run/secrets/database_url"}
    assert [name for name, service in PORTAL.items() if "database_url" in service["secrets"]] == ["migrate"]


def test_secrets_come_from_files_that_the_script_makes(tmp_path):
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "secrets.sh").write_text((ROOT / "scripts" / "secrets.sh").read_text())

    for _ in range(2):
        subprocess.run(["bash", "scripts/secrets.sh"], cwd=tmp_path, check=True, capture_output=True)

    made = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    assert {f"secrets/{name}" for name in made} == {secret["file"] for secret in COMPOSE["secrets"].values()}
    assert made["database_url"] == f"postgres://sto:{made['postgres_password']}@postgres/sto"
    assert re.fullmatch(r"postgres://sto_app:[\w-]{60,}@postgres/sto", made["app_database_url"])
    assert len(made["secret_key"]) >= 50


@pytest.mark.parametrize("word", ["PASSWORD", "SECRET", "DATABASE_URL", "KEY"])
def test_no_value_of_the_environment_is_a_secret(word):
    plain = [
        f"{service}: {name}"
        for service, values in SERVICES.items()
        for name in values.get("environment", {})
        if word in name and not name.endswith("_FILE")
    ]

    assert plain == []


def test_the_image_runs_as_an_ordinary_user():
    users = re.findall(r"^USER (\w+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)

    assert users == ["sto"]


def fill_in(text, **given):
    """What compose makes of ${NAME}, ${NAME:-default} and ${NAME:?}, the innermost first."""
    while found := re.search(r"\$\{(\w+)(?::([-?])([^${}]*))?\}", text):
        name, _kind, default = found.groups()
        text = text.replace(found.group(), given.get(name) or default or "")
    return text


def started_with(**given):
    """(exit code, what went wrong) of reading the settings of the web server of compose."""
    values = {
        name: fill_in(value, **given)
        for name, value in SERVICES["web"]["environment"].items()
        if not name.endswith("_FILE")
    }
    environ = os.environ | values | {"SECRET_KEY": secrets.token_urlsafe(50), "DATABASE_URL": "sqlite:///:memory:"}
    command = [str(Path(sys.executable).parent / "gunicorn"), "--check-config"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr.strip().partition("ImproperlyConfigured: ")[2]


def test_the_values_of_compose_are_safe_enough_to_start():
    assert started_with(ALLOWED_HOSTS="portaal.example.nl") == (0, "")


def test_two_names_need_an_address_of_the_site():
    code, said = started_with(ALLOWED_HOSTS="portaal.example.nl,portaal")

    assert (code, said.partition(" staat niet in")[0]) == (1, "SITE_URL: 'https://portaal.example.nl,portaal'")


def test_the_proxy_that_compose_trusts_is_the_gateway_of_its_own_network():
    (network,) = COMPOSE["networks"]["default"]["ipam"]["config"]
    gateway = fill_in(network["gateway"])

    assert ipaddress.ip_address(gateway) in ipaddress.ip_network(fill_in(network["subnet"]))
    assert fill_in(SERVICES["web"]["environment"]["TRUSTED_PROXIES"]) == gateway

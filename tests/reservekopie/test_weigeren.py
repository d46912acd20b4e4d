"""What is no whole backup, or has no empty place to go, is refused before anything is written."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile

import pytest
from django.db import connection

from scripts.servers import free_port
from tests.infra.databases import ROOT
from tests.reservekopie.conftest import files, run, tables


def rewrite(backup, path, change):
    """Copy the backup to `path`; `change(name, content)` gives the new content of each part, None to leave it out."""
    with tarfile.open(backup) as source, tarfile.open(path, "w") as target:
        for member in source.getmembers():
            content = change(member.name, source.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                target.addfile(member, io.BytesIO(content))
    return path


def with_manifest(**values):
    def change(name, content):
        return json.dumps(json.loads(content) | values).encode() if name == "manifest.json" else content

    return change


def first_file(name):
    return name.startswith("opslag/")


DAMAGED = {
    "het overzicht ontbreekt": (lambda name, content: None if name == "manifest.json" else content, "is niet af"),
    "een bestand veranderd": (lambda name, content: b"x" * len(content) if first_file(name) else content, "beschadigd"),
    "een bestand weg": (lambda name, content: None if first_file(name) else content, "beschadigd: het bestand opslag/"),
    "de database veranderd": (lambda name, content: content[:-1] if name == "database" else content, "'database'"),
    "van een nieuwere soort": (with_manifest(formaat=2), "van een nieuwere versie van het portaal"),
    "met een nieuwere migratie": (with_manifest(migraties=["regions.9999_later"]), "zij heeft regions.9999_later"),
    "van een andere database": (with_manifest(database={"soort": "oracle", "versie": "1"}), "van het soort 'oracle'"),
}


@pytest.mark.parametrize("naam", DAMAGED)
def test_a_backup_that_is_not_right_is_not_put_back(naam, backup, empty, tmp_path):
    change, told = DAMAGED[naam]

    ended = run("restore", rewrite(backup, tmp_path / "kopie.sto", change))

    assert (ended.code, told in ended.fault) == (1, True), ended.fault
    assert (tables(), files(empty)) == ({}, {})


def test_a_dump_that_cannot_be_read_leaves_the_database_empty(backup, empty, tmp_path):
    dump = b"PGDMP" + b"x" * 5000
    part = {"grootte": len(dump), "sha256": hashlib.sha256(dump).hexdigest()}

    def change(name, content):
        if name == "manifest.json":
            manifest = json.loads(content)
            return json.dumps(manifest | {"delen": manifest["delen"] | {"database": part}}).encode()
        return dump if name == "database" else content

    ended = run("restore", rewrite(backup, tmp_path / "kopie.sto", change))

    assert (ended.code, tables()) == (1, {})
    assert ended.fault.startswith(("pg_restore is niet gelukt. De melding is: ", "De database in de reservekopie is"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_backup_that_was_cut_off_is_not_put_back(share, backup, empty, tmp_path):
    half = tmp_path / "half.sto"
    half.write_bytes(backup.read_bytes()[: int(backup.stat().st_size * share)])

    ended = run("restore", half)

    assert (ended.code, tables(), files(empty)) == (1, {}, {})
    assert ended.fault.endswith("Neem een andere reservekopie.")


def test_another_file_or_none_is_no_backup(empty, tmp_path):
    (tmp_path / "brief.pdf").write_bytes(b"%PDF-1.7 een brief" * 100)

    ended = [run("restore", tmp_path / name) for name in ("brief.pdf", "nergens.sto")]

    assert [each.code for each in ended] == [1, 1]
    assert ended[0].fault == f"{tmp_path}/brief.pdf is geen reservekopie van het portaal."
    assert ended[1].fault == f"{tmp_path}/nergens.sto is er niet."


def test_a_database_that_is_not_empty_is_replaced_only_when_told(backup, empty):
    run("restore", backup)
    before = tables()

    refused = run("restore", backup)
    replaced = run("restore", backup, "--vervang")

    assert (refused.code, refused.fault.startswith("De database is niet leeg.")) == (1, True)
    assert (replaced.code, tables()) == (0, before)


def test_a_storage_that_is_not_empty_is_filled_only_when_told(backup, empty):
    other = empty.media / "bestanden" / "zo" / "maar"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"van iemand anders")

    refused = run("restore", backup)
    filled = run("restore", backup, "--vervang")

    assert (refused.code, refused.fault.startswith("De opslag van bestanden is niet leeg.")) == (1, True)
    assert (filled.code, other.read_bytes()) == (0, b"van iemand anders")
    shutil.rmtree(empty.media)


def test_another_key_is_told_and_used_only_when_told(backup, empty, settings):
    settings.SECRET_KEY = "een andere sleutel dan die van de reservekopie"

    refused, taken = run("restore", backup), run("restore", backup, "--andere-sleutel")

    assert (refused.code, refused.fault.startswith("SECRET_KEY is anders")) == (1, True)
    assert taken.code == 0


def test_a_key_that_was_renewed_since_is_no_other_key(backup, empty, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "de nieuwe sleutel van dit jaar"

    assert run("restore", backup).code == 0


@pytest.mark.postgres
def test_a_portal_that_still_runs_is_not_replaced(backup, empty):
    run("restore", backup)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT 1")

    refused = run("restore", backup, "--vervang")
    other.close()

    assert (refused.code, refused.fault.startswith("De database is in gebruik door 1 andere")) == (1, True)


@pytest.mark.postgres
def test_whoever_does_not_own_the_database_cannot_put_a_backup_back(backup, empty):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE sto_gast LOGIN")
        cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    owner = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "sto_gast"

    refused = run("restore", backup)
    connection.close()
    connection.settings_dict["USER"] = owner
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE sto_gast")

    assert (refused.code, refused.fault.startswith("Zet een reservekopie terug als eigenaar")) == (1, True)


def test_a_backup_never_takes_the_place_of_another_file(filled, machines, tmp_path):
    (tmp_path / "portaal.sto").write_text("van gisteren")

    with machines.at(filled):
        ended = run("backup", tmp_path / "portaal.sto")

    assert (ended.code, (tmp_path / "portaal.sto").read_text()) == (1, "van gisteren")
    assert "is er al. Kies een andere naam" in ended.fault


def test_on_a_full_disk_there_is_no_half_backup(filled, machines, tmp_path):
    whole = tmp_path / "heel.sto"
    with machines.at(filled):
        run("backup", whole)
    limit = whole.stat().st_size - 4000
    words = ["prlimit", f"--fsize={limit}", sys.executable, "manage.py", "backup", str(tmp_path / "kopie.sto")]

    done = subprocess.run(words, cwd=ROOT, env=filled.environ, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "De reservekopie is niet gemaakt. De schijf is vol. Maak ruimte en begin opnieuw." in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["heel.sto"]


def test_on_a_full_disk_nothing_of_the_database_is_put_back(backup, empty, full_storage):
    ended = run("restore", backup)

    assert (ended.code, tables()) == (1, {})
    assert ended.fault.startswith("De reservekopie is niet teruggezet. Het systeem weigert")


@pytest.mark.parametrize("word", ["backup", "restore"])
def test_a_database_that_is_away_is_told(word, backup, tmp_path):
    address = f"postgres://sto:geheim@127.0.0.1:{free_port()}/sto"
    path = backup if word == "restore" else tmp_path / "kopie.sto"
    own = {"DATABASE_URL": address, "OWNER_DATABASE_URL": "", "STORAGE_URL": f"file://{tmp_path}/media"}
    words = ["scripts/start.sh", word, str(path)]

    done = subprocess.run(words, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False)

    told = (
        "Deze reservekopie is van een database van het soort 'sqlite'." if is_sqlite(path) else "De database is niet te"
    )
    assert (done.returncode, told in done.stderr, "Traceback" in done.stderr) == (1, True, False), done.stderr
    assert "geheim" not in done.stderr


def is_sqlite(path):
    """Whether a backup at this path is one of SQLite, for which a PostgreSQL is not even asked."""
    return path.exists() and connection.vendor == "sqlite"


@pytest.mark.parametrize("word", ["backup", "restore"])
def test_who_names_no_file_is_told_how(word):
    done = subprocess.run(["scripts/start.sh", word, ""], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, f"Geef het bestand: make {word} FILE=/map/naam.sto\n")

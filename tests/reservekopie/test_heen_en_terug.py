"""A backup that is put back on an empty machine is the portal again, and passes the check."""

import json
import os
import tarfile
from importlib import import_module
from threading import Event, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from applications.models import Antwoord
from assessment.controledelen import WACHTEN
from assessment.models import Besluit, Besluitstatus
from sto_portal.bestanden.actions import store
from sto_portal.bestanden.models import Bestand
from sto_portal.bestanden.opruimen import remove_orphans
from sto_portal.reservekopie.maken import make_backup
from sto_portal.sporen import anker
from sto_portal.sporen.actions import record
from sto_portal.triggercontrole import check_triggers
from tests.reservekopie.conftest import files, run, tables


def test_an_empty_machine_becomes_the_portal_again(filled, backup, machines):
    with machines.at(filled):
        before, kept = tables(), files(filled)

    with machines.at(machines.empty()) as machine:
        ended = run("restore", backup)

        assert (ended.code, ended.fault) == (0, "")
        assert ended.said.splitlines()[-1].startswith("In orde")
        assert (tables(), files(machine)) == (before, kept)
        assert all(bestand.read() for bestand in Bestand.objects.all())
        assert Besluit.objects.get().status == Besluitstatus.VERZONDEN


def test_the_daily_cleaning_takes_nothing_of_what_was_put_back(backup, empty):
    run("restore", backup)
    before = files(empty)
    for pad in before:
        os.utime(empty.media / pad, (0, 0))

    removed = remove_orphans()

    assert (removed.bestanden, files(empty), len(before) > 3) == (0, before, True)
    assert all(bestand.read() for bestand in Bestand.objects.all())


def test_the_database_guards_what_was_settled_as_before(backup, empty):
    run("restore", backup)

    faults = [fault for fault in check_triggers(connection, WACHTEN) if fault]
    assert faults == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Antwoord.objects.update(tekst="Mooier.")


@pytest.mark.postgres
def test_the_role_of_the_running_portal_gets_its_rights_again(backup, empty, settings):
    settings.APP_DATABASE_URL = "postgres://sto_terug:geheim@localhost/sto"

    ended = run("restore", backup)

    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('sto_terug', 'bestanden_bestand', 'SELECT, INSERT')")
        reads = cursor.fetchone()[0]
        cursor.execute("SELECT has_table_privilege('sto_terug', 'sporen_spoor', 'UPDATE')")
        rewrites = cursor.fetchone()[0]
        cursor.execute("DROP OWNED BY sto_terug")
        cursor.execute("DROP ROLE sto_terug")
    assert (ended.code, reads, rewrites) == (0, True, False)


def test_the_backup_is_for_its_owner_alone_and_holds_no_key_and_no_session(filled, machines, tmp_path, settings):
    path = tmp_path / "portaal.sto"
    with machines.at(filled):
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session.create()
        ended = run("backup", path)
        session.delete()

    content = path.read_bytes()
    manifest = read_manifest(path)
    assert (ended.code, path.stat().st_mode & 0o777, list(tmp_path.iterdir())) == (0, 0o600, [path])
    assert session.session_key.encode() not in content
    assert settings.SECRET_KEY.encode() not in content
    assert list(manifest["sleutels"]) == ["SECRET_KEY"]
    assert manifest["bestanden"]["aantal"] == len(files(filled))
    assert "Bewaar apart, want dit zit er niet in: SECRET_KEY" in ended.said


def read_manifest(path):
    with tarfile.open(path) as archive:
        return json.load(archive.extractfile("manifest.json"))


def test_what_was_saved_meanwhile_makes_no_backup_half(filled, machines, tmp_path):
    path, stop, saved = tmp_path / "portaal.sto", Event(), []

    def go_on():
        while not stop.is_set():
            with transaction.atomic():
                saved.append(store(f"%PDF-1.7 {len(saved)}".encode(), name="een.pdf", kind="antwoord"))
                record(None, "upload", saved[-1])
        connection.close()

    with machines.at(filled):
        writer = Thread(target=go_on)
        writer.start()
        try:
            make_backup(path)
        finally:
            stop.set()
            writer.join()

    with machines.at(machines.empty()):
        ended = run("restore", path)
        assert (ended.code, ended.fault, len(saved) > 0) == (0, "", True)


def test_the_anchor_that_was_kept_elsewhere_is_held_against_it(filled, machines, tmp_path, settings):
    path = tmp_path / "portaal.sto"
    settings.ANCHOR_FOLDER = str(tmp_path / "anker")
    with machines.at(filled):
        anker.write_anchor()
        make_backup(path)
    with machines.at(machines.empty()):
        same = run("restore", path)
    with machines.at(filled):
        record(None, "look", Bestand.objects.first())
        anker.write_anchor()
    with machines.at(machines.empty()):
        later = run("restore", path)

    assert (same.code, later.code) == (0, 2)
    assert "het anker kent er meer" in later.said
    assert "staat in het anker" in later.said


def test_files_in_a_bucket_come_along_and_go_back_into_one(filled, machines, s3_storage, tmp_path):
    path = tmp_path / "portaal.sto"
    for pad, content in files(filled).items():
        s3_storage.bucket.put_object(Key=pad, Body=content)
    with machines.at(filled):
        made = run("backup", path)
    kept = s3_storage.names()
    with machines.at(machines.empty()):
        refused = run("restore", path)
        s3_storage.bucket.objects.all().delete()
        ended = run("restore", path)

    assert (made.code, refused.code, ended.code) == (0, 1, 0)
    assert refused.fault.startswith("De opslag van bestanden is niet leeg.")
    assert (len(kept) > 0, s3_storage.names()) == (True, kept)


def test_files_that_were_gone_already_are_told_and_the_rest_is_kept(filled, machines, tmp_path):
    path = tmp_path / "portaal.sto"
    with machines.at(filled):
        bestand = store(b"%PDF-1.7 straks weg", name="weg.pdf", kind="antwoord")
        place = filled.media / bestand.pad
        content = place.read_bytes()
        place.unlink()
        ended = run("backup", path)
        place.write_bytes(content)

    with machines.at(machines.empty()):
        back = run("restore", path)

    assert (ended.code, read_manifest(path)["ontbreken"], back.code) == (2, [bestand.pad], 2)
    assert "Bij het maken ontbraken 1 bestanden of waren zij beschadigd." in back.said


def test_a_backup_of_an_older_version_is_brought_up_to_this_one(filled, machines, tmp_path):
    path = tmp_path / "portaal.sto"
    guard = next(wacht for wacht in WACHTEN if wacht.prefix == "kept_bestanden_")
    with machines.at(filled):
        guard.remove(connection)
        applied = MigrationRecorder.Migration.objects.filter(app="beschikbaarheid", name="0001_initial")
        with connection.schema_editor() as editor:
            editor.execute("DROP TABLE beschikbaarheid_periode")
        applied.delete()
        make_backup(path)
        run("migrate", "--verbosity", "0")

    with machines.at(machines.empty()):
        ended = run("restore", path)
        assert (ended.code, ended.fault, "beschikbaarheid_periode" in tables()) == (0, "", True)

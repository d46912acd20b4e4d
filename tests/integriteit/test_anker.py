"""The anchor outside the database: what the worker writes down, and what the check makes of it."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone

from sto_portal.environment import read_folder
from sto_portal.sjablonen.models import Sjabloon
from sto_portal.sporen.actions import record
from sto_portal.sporen.anker import check_anchor
from sto_portal.sporen.models import Spoor
from sto_portal.sporen.work import anchor

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.ANCHOR_FOLDER = str(tmp_path / "anker")
    return tmp_path / "anker"


@pytest.fixture
def brief():
    return Sjabloon.objects.create(slug="verlening", naam="Verlening", soort="brief")


def lines_in(folder):
    return [line for path in sorted(folder.iterdir()) for line in path.read_text().splitlines()]


def told():
    return [(uitslag.fout, uitslag.ongezien) for uitslag in check_anchor()]


def test_the_worker_adds_a_line_when_something_happened(folder, brief):
    record(None, "draft", brief)
    anchor()
    anchor()
    last = record(None, "send", brief)
    anchor()

    assert [path.name for path in folder.iterdir()] == [f"sporen-{timezone.localdate():%Y-%m-%d}.txt"]
    assert [line.split(" ", 1)[1] for line in lines_in(folder)][-1] == f"{last.nummer} {last.hash}"
    assert len(lines_in(folder)) == 2
    assert told() == [("", ""), ("", "")]


def test_where_nothing_happened_yet_nothing_is_written(folder):
    Spoor.objects.exists()
    anchor()

    assert (folder.exists(), Spoor.objects.exists()) == (False, False)


def test_a_line_that_nobody_can_read_and_a_folder_that_is_gone_are_faults(folder, brief):
    before = told()
    record(None, "draft", brief)
    anchor()
    (path,) = folder.iterdir()
    path.write_text(path.read_text() + "onzin\n")

    assert before == [(f"Het anker: de map {folder} is er niet.", "")]
    assert told() == [("", ""), (f"Het anker ({path.name}, regel 2) is niet te lezen.", "")]


def test_without_an_anchor_the_check_does_not_say_that_it_looked(capsys, brief, settings):
    settings.ANCHOR_FOLDER = ""
    record(None, "draft", brief)

    call_command("check_integriteit", deel="sporen,anker", verbosity=0)

    out = capsys.readouterr().out.splitlines()
    assert out[0] == "Het anker: niet gecontroleerd: er is geen anker buiten de database (ANCHOR_URL is leeg)."
    assert out[1].startswith("In orde, op 1 na die niet te controleren waren: 1 sporen, 0 anker. Duur: ")


def test_an_anchor_that_stopped_days_ago_is_told(folder, brief):
    record(None, "draft", brief)
    anchor()
    (path,) = folder.iterdir()
    moment = timezone.now() - timedelta(days=3)
    path.write_text(re.sub(r"^\S+", moment.isoformat(timespec="seconds"), path.read_text()))
    record(None, "send", brief)

    day = timezone.localtime(moment)
    assert told() == [
        ("", ""),
        ("", f"Het anker: het laatste is van {day:%d-%m-%Y}. Wat daarna kwam, is niet gecontroleerd."),
    ]


@pytest.mark.parametrize("value", ["anker", "s3://emmer/anker", "file://"])
def test_a_place_that_is_no_folder_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("ANCHOR_URL", value)

    with pytest.raises(ImproperlyConfigured, match=r"^ANCHOR_URL: "):
        read_folder("ANCHOR_URL")

"""The benchmarks run: one subject each, on a small demo in a PostgreSQL of this test run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run_bench(*arguments, **environ):
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environ, capture_output=True, text=True, check=False)


@pytest.mark.postgres
def test_a_subject_is_measured_on_a_small_demo_and_leaves_the_page_as_it_was():
    page = ROOT / "docs" / "metingen.md"
    before = page.read_bytes()

    done = run_bench("--alleen", "tabellen", "--regios", "6")

    lines = done.stdout.strip().splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[1].split() == ["Wat", "Ons", "Kaal", "Verhouding", "Query's", "Doel", "Gehaald"]
    assert [line.split(" over ")[0] for line in lines[2:]] == ["Tabel 2.1", "Tabel 2.2"]
    assert page.read_bytes() == before


@pytest.mark.postgres
def test_the_overviews_of_a_large_plan_stay_within_their_queries():
    done = run_bench("--alleen", "groot", "--regios", "6")

    lines = [line for line in done.stdout.splitlines() if "108 partners" in line]
    assert done.stderr == ""
    assert {line.split(",")[0] for line in lines} == {"/aanvragen/{concept}/", "/aanvragen/{concept}/controle/"}
    assert all("en 25 query's" in line for line in lines)


def test_without_postgresql_it_says_what_to_do():
    done = run_bench("--alleen", "tabellen", DATABASE_URL="")

    assert (done.returncode, done.stderr) == (1, "De metingen hebben PostgreSQL nodig: start ze met 'make bench'.\n")

"""What a strict content security policy and a machine without a network ask of templates and static files."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR())
STATIC = ROOT / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAPER = ROOT / "templates" / "pdf"
STYLES = sorted((STATIC / "sto").glob("*.css"))


@pytest.mark.parametrize("path", [path for path in TEMPLATES if PAPER not in path.parents], ids=str)
def test_a_template_has_no_inline_style_or_script(path):
    text = path.read_text()

    assert re.findall(r"\sstyle=|<style|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)|\bdata:", text) == []
    assert len(text.splitlines()) <= 100


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_points_only_to_files_that_are_there(path):
    targets = re.findall(r"url\(\"?([^\")]+)\"?\)", path.read_text())

    assert [target for target in targets if not (path.parent / target).is_file()] == []


def test_the_vendored_look_is_free_to_use_and_pinned():
    lock = json.loads((ROOT / "scripts" / "vendor_nlds.lock.json").read_text())

    assert {entry["licence"] for entry in lock.values()} == {"EUPL-1.2", "OFL-1.1", "0BSD", "MIT"}
    assert all(entry["integrity"].startswith("sha512-") for entry in lock.values())


def test_the_bundle_fetches_nothing():
    bundle = (STATIC / "vendor" / "nlds" / "nlds.min.css").read_text()

    assert re.findall(r"url\((?!#)[^)]*\)|@import", bundle) == []


def test_the_own_style_sheets_use_only_tokens_that_exist():
    own = "\n".join(path.read_text() for path in STYLES)
    everything = own + (STATIC / "vendor" / "nlds" / "nlds.min.css").read_text()
    defined = set(re.findall(r"(--[\w-]+)\s*:", everything))

    assert set(re.findall(r"var\((--[\w-]+)\)", own)) - defined == set()

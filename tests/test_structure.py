"""What the import linter cannot see: references by name, sizes, and what does not belong in the files."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[1]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS = CONFIG["tool"]["importlinter"]["contracts"][0]["layers"]
RANK = {name.strip(): len(LAYERS) - height for height, layer in enumerate(LAYERS) for name in layer.split("|")}
LABELS = {config.label: config.name for config in apps.get_app_configs() if config.name in RANK}
USER_APP = "accounts"  # every app may point to a person; Django resolves that by a setting

APPS = ("sto_portal", "regions", "applications", "assessment", "monitoring")
PYTHON = [path for top in (*APPS, "bench", "tests", "scripts") for path in sorted((ROOT / top).rglob("*.py"))]
MODULES = [path for path in PYTHON if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OTHER_TEXT = [
    path
    for top in ("templates", "static", "docs", "scripts", ".ci", "requirements")
    for path in sorted((ROOT / top).rglob("*"))
    if path.suffix in {"", ".html", ".css", ".js", ".md", ".txt", ".sh"} and path.is_file()
]
ROOT_FILES = [path for path in sorted(ROOT.glob("*")) if path.suffix in {"", ".md", ".toml", ".yml"} and path.is_file()]

LEFTOVERS = [
    *("TO" + "DO", "FIX" + "ME", "X" + "XX", "no" + "qa", "type: " + "ignore", "pragma: no " + "cover"),
    *("break" + "point(", "mark." + "skip", "mark." + "xfail", "pytest." + "skip", "pytest." + "xfail"),
    *("/wo" + "rk/", "/ro" + "ot/", "pypi" + ".org", "npmjs" + ".org", "pythonhosted" + ".org"),
]
INLINE = {
    "style": re.compile(r"<style|\sstyle\s*="),
    "script": re.compile(r"<script(?![^>]*\ssrc=)"),
    "handler": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "address": re.compile(r"javascript:"),
}


def named(path):
    return str(path.relative_to(ROOT))


def points_right(source, target):
    """Whether a reference from app label `source` to `target` leaves the layers' one direction."""
    if source not in LABELS or target not in LABELS or target in {source, USER_APP}:
        return False
    return RANK[LABELS[source]] <= RANK[LABELS[target]]


def lines_without_docstring(function):
    docstring = function.body[0] if ast.get_docstring(function, clean=False) is not None else None
    length = function.end_lineno - function.lineno + 1
    return length - (docstring.end_lineno - docstring.lineno + 1 if docstring else 0)


def longer(paths, limit):
    """'path: lines' of each file above the limit."""
    counts = {path: len(path.read_text().splitlines()) for path in paths}
    return [f"{named(path)}: {count}" for path, count in counts.items() if count > limit]


def test_every_app_has_a_layer():
    own = {config.name for config in apps.get_app_configs() if config.name.split(".")[0] in APPS}

    assert own - set(LABELS.values()) == set()


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("applications", "regions", False),
        ("regions", "applications", True),
        ("werk", "accounts", False),
        ("werk", "bestanden", True),
        ("outbox", "sjablonen", True),
        ("regions", "contenttypes", False),
    ],
)
def test_right_is_up_or_beside(source, target, wrong):
    assert points_right(source, target) is wrong


def test_no_foreign_key_points_right():
    wrong = [
        f"{field.model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if points_right(model._meta.app_label, field.related_model._meta.app_label)
    ]

    assert wrong == []


def test_no_migration_depends_on_a_higher_app():
    wrong = [
        f"{label}.{name} -> {needed[0]}"
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        for needed in migration.dependencies
        if points_right(label, needed[0])
    ]

    assert wrong == []


def test_modules_are_at_most_250_lines():
    product = [path for path in MODULES if "tests" not in path.relative_to(ROOT).parts]

    assert longer(product, 250) == []


def test_test_files_are_at_most_400_lines():
    assert longer([path for path in MODULES if "tests" in path.relative_to(ROOT).parts], 400) == []


def test_templates_are_at_most_100_lines():
    assert longer(TEMPLATES, 100) == []


def test_functions_are_at_most_30_lines():
    wrong = [
        f"{named(path)}:{node.lineno} {node.name}: {lines_without_docstring(node)}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_without_docstring(node) > 30
    ]

    assert wrong == []


def test_nothing_is_left_over():
    wrong = [
        f"{named(path)}: {leftover}"
        for path in [*PYTHON, *OTHER_TEXT, *ROOT_FILES]
        for leftover in LEFTOVERS
        if leftover in path.read_text()
    ]

    assert wrong == []


@pytest.mark.parametrize("kind", INLINE)
def test_templates_have_nothing_inline(kind):
    assert [named(path) for path in TEMPLATES if INLINE[kind].search(path.read_text())] == []


def test_no_module_is_a_drawer():
    assert [named(path) for path in MODULES if path.stem in {"utils", "common", "helpers", "misc"}] == []


def test_apps_know_each_other_only_by_import():
    """No models by name and no signals but those of migrate: they hide a call from the reader and the import linter."""
    hidden = re.compile(r"\bget_model\(|\bdjango\.dispatch\b|\.signals\b(?! import (?:pre|post)_migrate)")
    product = [path for path in MODULES if path.relative_to(ROOT).parts[0] in APPS]

    assert [named(path) for path in product if hidden.search(path.read_text())] == []

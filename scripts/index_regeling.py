#!/usr/bin/env python3
"""Write docs/regeling.md: for each source that a docstring names, the code that holds it and the tests that try it.

Usage: scripts/index_regeling.py [--print]   (--print shows the index and writes nothing)
"""

import ast
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "regeling.md"
APPS = ("regions", "applications", "assessment", "monitoring", "sto_portal")
SOURCE = re.compile(
    r"rapport (?:h\d )?(?:voorwaarde [a-z]|Tabel \d\.\d|Figuur \d\.\d)\b|rapport h\d\b|rapport \d\.\d\b"
    r"|Bijlage [ABC](?:\.\d)?(?: §\d(?:\.\d)?|, [A-Z][a-z]+(?: afspraken)?)?|\bc\d\.\d\.v\d+|Awb \d+:\d+[a-z]?"
    r"|Atw \d|Kaderregeling \d+(?:\.\d+)?"
)
ORDER = ("rapport", "Bijlage A", "Bijlage B", "Bijlage C", "c", "Awb", "Atw", "Kaderregeling")
HEAD = """# De regeling in de code

Per bron: welke code de regel bevat en welke tests hem proberen. Gemaakt uit de docstrings door
`scripts/index_regeling.py`; verander dit bestand niet met de hand, maar voer `make fix` uit.

| Bron | Code | Tests |
|---|---|---|
"""


@dataclass(frozen=True)
class Place:
    """A module, class or function whose docstring names a source; `names` are what a test calls it."""

    path: str
    qualname: str
    names: frozenset[str]


def read_places():
    """{source: set of Place} over every module of the apps."""
    found = defaultdict(set)
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                for place, docstring in walk(ast.parse(path.read_text()), str(path.relative_to(ROOT))):
                    for source in SOURCE.findall(" ".join(docstring.split())):
                        found[source].add(place)
    return found


def walk(node, path, parents=()):
    """(Place, docstring) of a module and of everything in it that has a docstring."""
    is_definition = isinstance(node, ast.ClassDef | ast.FunctionDef)
    parents = (*parents, node.name) if is_definition else parents
    if (is_definition or isinstance(node, ast.Module)) and (docstring := ast.get_docstring(node)):
        names = set(parents[-1:]) | codes_of(node)
        yield Place(path, ".".join(parents), frozenset(names or {Path(path).stem})), docstring
    for child in ast.iter_child_nodes(node):
        yield from walk(child, path, parents)


def codes_of(node):
    """The texts given first to the decorators of a function, such as the code of a controle."""
    calls = [each for each in getattr(node, "decorator_list", ()) if isinstance(each, ast.Call) and each.args]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def find_tests(names, tests):
    """The test files that call something by one of these names."""
    words = re.compile("|".join(rf"(?<![\w-]){re.escape(str(name))}(?![\w-])" for name in names))
    return [path for path, text in tests.items() if words.search(text)]


def rank(source):
    """Order of reading: by kind of source, then by number."""
    kind = next(index for index, start in enumerate(ORDER) if source.startswith(start))
    return kind, [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", source)]


def make_index():
    """The whole text of docs/regeling.md."""
    tests = {str(path.relative_to(ROOT)): path.read_text() for path in sorted((ROOT / "tests").rglob("test_*.py"))}
    lines = []
    for source, places in sorted(read_places().items(), key=lambda item: rank(item[0])):
        ordered = sorted(places, key=lambda place: (place.path, place.qualname))
        code = "<br>".join(f"`{place.path}` {place.qualname}".rstrip() for place in ordered)
        used = sorted({path for place in ordered for path in find_tests(place.names, tests)})
        lines.append(f"| {source} | {code} | {'<br>'.join(f'`{path}`' for path in used) or '–'} |\n")
    return HEAD + "".join(lines)


if __name__ == "__main__":
    if "--print" in sys.argv[1:]:
        sys.stdout.write(make_index())
    else:
        TARGET.write_text(make_index())

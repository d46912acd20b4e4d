"""docs/regeling.md says which code holds which rule: it must be as the docstrings are now."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def load_script():
    spec = importlib.util.spec_from_file_location("index_regeling", ROOT / "scripts" / "index_regeling.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_index_of_the_regeling_is_up_to_date():
    script = load_script()

    assert script.TARGET.read_text() == script.make_index()


def test_every_controle_stands_in_the_index_with_its_test():
    script = load_script()

    for source, places in script.read_places().items():
        for place in places:
            if place.path.startswith("applications/controles/") and place.qualname.startswith(("a_", "every_", "the_")):
                files = (ROOT / "tests" / "applications").glob("test_controles*.py")
                tests = {path.name: path.read_text() for path in files}
                assert script.find_tests(place.names, tests), source

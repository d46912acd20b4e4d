#!/usr/bin/env python3
"""Write docs/bijlage_b.md: for each of the 130 entries of Bijlage B the page and where its answer is kept.

Usage: scripts/index_bijlage_b.py [--print]   (--print shows the table and writes nothing)
"""

import ast
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "bijlage_b.md"
PARTS = {"B.1": "regiovisie", "B.2": "activiteitenplan", "B.3": "overeenkomst", "B.4": "begroting"}
OWN_PAGES = {"partner": "partners/", "begrotingsregel": "begroting/", "cofinanciering": "begroting/"}
HEAD = """# Waar elke vraag van Bijlage B staat

Per onderdeel van het format: op welke pagina van een aanvraag het staat en waar het antwoord is vastgelegd. Gemaakt uit
`fixtures/bijlage_b.yaml` door `scripts/index_bijlage_b.py`; een test probeert elke regel.

| Onderdeel | Wat het vraagt | Aard | Pagina | Vastgelegd in |
|---|---|---|---|---|
"""


def load_entries():
    """(id of the format, sleutel of the paragraph, entry) of every entry, in order."""
    content = yaml.safe_load((ROOT / "fixtures" / "bijlage_b.yaml").read_text(encoding="utf-8"))
    return [
        (onderdeel["id"], paragraaf["sleutel"], entry)
        for onderdeel in content["onderdelen"]
        for paragraaf in onderdeel["paragrafen"]
        for entry in paragraaf.get("velden", [])
    ]


def page_of(onderdeel, sleutel, entry):
    """The page under /aanvragen/<nummer>/ on which an entry stands."""
    if entry.get("model") in OWN_PAGES:
        return OWN_PAGES[entry["model"]]
    return "begroting/" if onderdeel == "B.4" else f"{PARTS[onderdeel]}/{sleutel}/"


def read_controles():
    """{entry: codes of the controles that check it}, read from the decorators in applications/controles."""
    found = {}
    for path in sorted((ROOT / "applications" / "controles").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            for call in (each for each in getattr(node, "decorator_list", ()) if isinstance(each, ast.Call)):
                vragen = next((ast.literal_eval(word.value) for word in call.keywords if word.arg == "vragen"), ())
                for vraag in vragen:
                    found.setdefault(vraag, []).append(call.args[0].value)
    return found


def place_of(entry, controles):
    """Where the answer is kept, in words."""
    kinds = {
        "antwoord": f"antwoord, veld `{entry['key']}`",
        "model": f"tabel `{entry.get('model')}`",
        "controle": "controle " + ", ".join(f"`{code}`" for code in controles.get(entry["key"], [])),
        "geen": "staat op de pagina, niets in te vullen",
    }
    return kinds[entry["vastgelegd_in"]]


def make_table():
    """The whole text of docs/bijlage_b.md."""
    controles = read_controles()
    return HEAD + "".join(
        f"| `{entry['key']}` | {entry['titel']} | {entry['aard']} | `{page_of(onderdeel, sleutel, entry)}` "
        f"| {place_of(entry, controles)} |\n"
        for onderdeel, sleutel, entry in load_entries()
    )


if __name__ == "__main__":
    if "--print" in sys.argv[1:]:
        sys.stdout.write(make_table())
    else:
        TARGET.write_text(make_table())

"""Each of the 130 entries of Bijlage B has its place: a page with its field, a table that is kept, or a controle."""

import importlib.util
from html import unescape
from pathlib import Path

import pytest

from applications.controles import CONTROLES
from applications.invulvelden import fill
from applications.models import Aanvraagronde, Vraag
from applications.parts import PLANONDERDELEN
from applications.rijen import BY_MODEL
from regions.models import Regiosoort
from tests.factories import AanvraagFactory

ROOT = Path(__file__).resolve().parents[2]
MODELS = {model._meta.model_name: model for model in PLANONDERDELEN}
CHECKED = {vraag for controle in CONTROLES.values() for vraag in controle.vragen}


def load_script():
    spec = importlib.util.spec_from_file_location("index_bijlage_b", ROOT / "scripts" / "index_bijlage_b.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = load_script()
ENTRIES = SCRIPT.load_entries()


@pytest.fixture
def pages(client, anna, twente):
    """Function: the page under the draft of a techniekarme regio, which has every paragraph, as Anna sees it."""
    type(twente).objects.filter(pk=twente.pk).update(soort=Regiosoort.TECHNIEKARM)
    aanvraag = AanvraagFactory(regio=twente)
    client.force_login(anna)
    found = {}

    def get(path):
        if path not in found:
            response = client.get(f"{aanvraag.get_absolute_url()}{path}")
            assert response.status_code == 200, path
            found[path] = " ".join(unescape(response.text).split())
        return found[path]

    return get


def place_of(entry, page, versie):
    """Whether the entry is really where it says, on this page or in code; '' if so, else what is missing."""
    key, kept = entry["key"], entry["vastgelegd_in"]
    if kept == "antwoord":
        return "" if f'name="{key}"' in page else f"geen veld {key}"
    if kept == "model":
        table = BY_MODEL[entry["model"]]
        is_there = MODELS[entry["model"]] is table.model and f'id="tabel-{table.slug}"' in page
        return "" if is_there else f"geen tabel {table.slug}"
    if kept == "controle" and key not in CHECKED:
        return "geen controle"
    told = kept == "controle" or " ".join(fill(entry["vraag"], versie).split()) in page
    return "" if told else "niet op de pagina"


def test_every_entry_is_found_where_it_says(pages):
    versie = Aanvraagronde.objects.get(nummer=4).regelingversie
    wrong = {
        entry["key"]: missing
        for onderdeel, sleutel, entry in ENTRIES
        if (missing := place_of(entry, pages(SCRIPT.page_of(onderdeel, sleutel, entry)), versie))
    }

    assert wrong == {}
    assert len(ENTRIES) == 130


def test_every_entry_is_loaded_with_its_kind_and_place(db):
    loaded = dict(Vraag.objects.values_list("code", "vastgelegd_in"))
    kinds = dict(Vraag.objects.values_list("code", "aard"))

    assert {entry["key"]: loaded[entry["key"]] for *_, entry in ENTRIES} == {
        entry["key"]: entry["vastgelegd_in"] for *_, entry in ENTRIES
    }
    assert {entry["key"]: kinds[entry["key"]] for *_, entry in ENTRIES} == {
        entry["key"]: entry["aard"] for *_, entry in ENTRIES
    }


def test_the_table_of_places_is_up_to_date():
    assert SCRIPT.TARGET.read_text() == SCRIPT.make_table()

import json

import pytest

from monitoring.tabellen import TABELLEN

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", TABELLEN)
def test_everyone_reads_a_table_that_is_still_empty(client, slug):
    response = client.get(f"/monitoring/{slug}/")

    assert response.status_code == 200


@pytest.mark.parametrize("slug", TABELLEN)
@pytest.mark.parametrize("formaat", FORMATS)
def test_everyone_downloads_each_table_in_each_format(client, slug, formaat):
    response = client.get(f"/monitoring/{slug}.{formaat}")

    assert (response.status_code, response["Content-Type"]) == (200, FORMATS[formaat])
    name = f"{slug}_sto-2020-2023_verleend_2020-01-31.{formaat}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("path", ["/monitoring/tabel-9-9/", "/monitoring/tabel-9-9.csv", "/monitoring/tabel-2-1.pdf"])
def test_an_unknown_table_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_list_leads_to_every_table(client):
    content = client.get("/monitoring/").content.decode()

    assert [slug for slug in TABELLEN if f'href="/monitoring/{slug}/"' not in content] == []


def test_json_carries_the_definition_of_each_column(client):
    table = json.loads(client.get("/monitoring/tabel-2-1.json").content)

    assert [kolom["key"] for kolom in table["kolommen"]] == [
        "naam", "code", "teken", "regios", "minimum", "maximum", "gemiddeld", "totaal",
    ]  # fmt: skip
    assert all(kolom["toelichting"] for kolom in table["kolommen"])

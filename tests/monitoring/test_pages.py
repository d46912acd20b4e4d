import json

import pytest

from applications.models import Aanvraagronde
from monitoring.tabellen import TABELLEN
from tests.monitoring.grants import grant

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


def test_tables_are_found_by_a_word_and_stand_by_chapter(client):
    everything = client.get("/monitoring/").context["hoofdstukken"]
    found = client.get("/monitoring/?zoek=PARTNERS per regio").context["hoofdstukken"]
    nothing = client.get("/monitoring/?zoek=zeppelin")

    assert [row["titel"] for row in everything] == ["Aanvragen en besluiten", "Partners en geld", "Lijsten"]
    assert [tabel["nummer"] for row in found for tabel in row["tabellen"]] == ["Tabel 2.1"]
    assert "Geen tabel gevonden" in nothing.content.decode()


def test_the_list_of_plans_can_be_searched_chosen_from_and_sorted(client, twente, veluwe, behandelaar, tekenbevoegde):
    grant(twente, behandelaar, tekenbevoegde)
    grant(veluwe, behandelaar, tekenbevoegde, ronde=2)
    second = Aanvraagronde.objects.get(nummer=2).naam

    def shown(query):
        return [regel.naam for regel in client.get(f"/monitoring/bijlage-a/?{query}").context["regels"]]

    assert shown(f"zoek={veluwe.naam}") == [veluwe.nummer]
    assert shown(f"ronde={second}") == [veluwe.nummer]
    by_name = sorted((twente, veluwe), key=lambda regio: regio.naam)
    assert shown("sorteer=regio") == [regio.nummer for regio in by_name]
    assert shown("zoek=zeppelin") == []
    assert client.get("/monitoring/bijlage-a.csv?zoek=zeppelin").status_code == 400


def test_a_picture_shows_least_and_most_and_never_two_kinds_of_money_on_one_scale(
    client, twente, behandelaar, tekenbevoegde
):
    grant(twente, behandelaar, tekenbevoegde)

    partners = client.get("/monitoring/tabel-2-1/").context["pictures"]
    money = client.get("/monitoring/tabel-2-2/").context["pictures"]
    shares = client.get("/monitoring/figuur-2-1/").context["pictures"]

    assert len(partners) == 1
    assert [(picture["titel"], len(picture["ranges"])) for picture in money] == [
        ("Subsidie", 1),
        ("Cofinanciering bedrijfsleven", 1),
        ("Gevraagde subsidie", 1),
    ]
    assert [(picture["titel"], picture["markers"]) for picture in shares] == [
        ("Deel van de investering", []),
        ("Deel van alle inkomsten", [(10, "minimum 10\u00a0%")]),
    ]
    assert shares[0]["edges"][:3] == [0, 10, 15]

"""Whoever asks for other plans gets them, or hears why not: on a page, in a file and on the command line."""

import json
from datetime import timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from monitoring.management.commands.export_tabel import Command
from monitoring.tabellen import TABELLEN
from sto_portal.termijnen import today
from tests.monitoring.grants import DAY, grant

pytestmark = pytest.mark.django_db
TOMORROW = today() + timedelta(days=1)
WRONG = [  # what stands in the address, and what the person reads
    ("peildatum=gisteren", "'gisteren' is geen goede peildatum."),
    ("peildatum=2020-02-30", "Vul een datum in die bestaat"),
    ("peildatum=1066-10-14", "Vul een jaar in van 1990"),
    (f"peildatum={TOMORROW}", "moet nog komen"),
    ("regeling=onbekend", "Er is geen regeling 'onbekend'. Kies uit: sto-2020-2023, sto-demo."),
    ("soort=gedroomd", "'gedroomd' is geen soort. Kies uit: verleend, ingediend."),
    ("jaar=2020", "Wij kennen 'jaar' niet."),
    ("peildatum=2020-01-31&peildatum=2021-01-31", "'peildatum' staat meer dan één keer in het adres."),
]


@pytest.fixture
def give(behandelaar, tekenbevoegde):
    return partial(grant, drafter=behandelaar, approver=tekenbevoegde)


@pytest.mark.parametrize(("query", "reason"), WRONG)
@pytest.mark.parametrize("path", ["/monitoring/", "/monitoring/tabel-2-1/", "/monitoring/tabel-2-1.csv"])
def test_an_address_that_we_do_not_understand_is_refused_with_the_reason(client, path, query, reason):
    response = client.get(f"{path}?{query}")

    assert response.status_code == 400
    assert reason in response.content.decode().replace("&#x27;", "'")


def test_a_program_gets_the_reason_as_a_problem(client):
    response = client.get("/monitoring/tabel-2-1.json?jaar=2020")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(response.content)["detail"].startswith("Wij kennen 'jaar' niet.")


def test_an_empty_choice_is_the_usual_one(client):
    response = client.get("/monitoring/tabel-2-1/?regeling=&peildatum=&soort=")

    assert response.context["populatie"].parameters == {
        "regeling": "sto-2020-2023", "peildatum": "2020-01-31", "soort": "verleend",
    }  # fmt: skip


def test_before_the_first_grant_the_page_says_so_and_the_file_is_empty(client):
    for slug in ("tabel-2-1", "tabel-2-2", "figuur-2-1", "bijlage-a"):
        page = client.get(f"/monitoring/{slug}/?peildatum=2019-01-01").content.decode()
        assert "Op 1 januari 2019 was er nog geen subsidie verleend volgens STO 2020-2023." in page
    rondes = client.get("/monitoring/aanvraagrondes/?peildatum=2018-01-01").content.decode()
    assert "Op 1 januari 2018 was er nog geen aanvraagronde van STO 2020-2023 open geweest." in rondes

    table = json.loads(client.get("/monitoring/tabel-2-2.json?peildatum=2019-01-01").content)

    assert table["metadata"]["aantal_plannen"] == 0
    assert {row["minimum"] for row in table["rijen"]} == {None}


def test_a_later_day_shows_later_grants_and_every_link_keeps_it(client, give, twente):
    give(twente, day=DAY + timedelta(days=150), ronde=3)
    query = "?regeling=sto-2020-2023&peildatum=2020-12-31&soort=verleend"

    assert client.get("/monitoring/bijlage-a/").context["tabel"].aantal_plannen == 0
    page = client.get(f"/monitoring/bijlage-a/{query}")

    assert [row["code"] for row in page.context["tabel"].rijen] == [twente.nummer]
    assert {item["url"].partition("?")[2] for item in page.context["downloads"]} == {query[1:]}
    index = client.get(f"/monitoring/{query}").content.decode().replace("&amp;", "&")
    assert [slug for slug in TABELLEN if f'href="/monitoring/{slug}/{query}"' not in index] == []


def test_what_was_filed_is_for_the_researcher_alone(client, onderzoeker, behandelaar):
    path = "/monitoring/tabel-2-1.json?soort=ingediend"

    visitor = client.get(path)
    client.force_login(behandelaar)
    staff = client.get(path)
    client.force_login(onderzoeker)
    researcher = client.get(path)

    assert (visitor.status_code, staff.status_code, researcher.status_code) == (302, 403, 200)
    assert json.loads(researcher.content)["metadata"]["soort"] == "ingediend"


def test_the_table_of_rounds_has_no_kind_of_plan_to_choose(client, onderzoeker):
    client.force_login(onderzoeker)

    response = client.get("/monitoring/aanvraagrondes/?soort=ingediend")

    assert response.status_code == 400


def test_the_researcher_finds_tables_definitions_and_files_from_the_front_page(client, onderzoeker):
    client.force_login(onderzoeker)

    front = client.get("/").content.decode()
    page = client.get("/monitoring/onderzoek/?soort=ingediend").content.decode()

    assert 'href="/monitoring/onderzoek/"' in front
    assert [slug for slug in TABELLEN if slug != "aanvraagrondes" and f"/monitoring/{slug}.csv?" not in page] == []
    assert page.count("De soort partner.") == 1


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--regeling", "onbekend"], "Er is geen regeling 'onbekend'."),
        (["--peildatum", "31 februari"], "'31 februari' is geen goede peildatum."),
        (["--soort", "gedroomd"], "'gedroomd' is geen soort."),
        (["--formaat", "pdf"], "'pdf' is geen formaat."),
    ],
)
def test_the_command_says_what_is_wrong_and_writes_nothing(tmp_path, options, reason):
    path = tmp_path / "tabel.csv"

    with pytest.raises(CommandError, match=reason):
        call_command("export_tabel", "tabel-2-1", "--uit", str(path), *options)

    assert not path.exists()


def test_an_option_that_the_command_has_not_ends_it_with_one_and_the_way_to_use_it(capsys):
    with pytest.raises(SystemExit) as stopped:
        Command(stderr=StringIO(), no_color=True).run_from_argv(["manage.py", "export_tabel", "tabel-2-1", "--jaar=1"])

    assert stopped.value.code == 1


def test_the_command_exports_other_plans_of_another_day(give, twente, tmp_path):
    give(twente, day=DAY + timedelta(days=150), ronde=3)
    path = tmp_path / "tabel.json"

    call_command(
        "export_tabel", "bijlage-a", "--formaat", "json", "--uit", str(path), "--peildatum", "2020-12-31",
        "--regeling", "sto-2020-2023", "--soort", "verleend", verbosity=0,
    )  # fmt: skip

    assert [row["code"] for row in json.loads(path.read_text())["rijen"]] == [twente.nummer]

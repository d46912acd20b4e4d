"""PostgreSQL stops while Anna writes: she is told so, her text stays, and she goes on when it is back."""

import subprocess
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import expect

from scripts.servers import THROW_AWAY, Postgres
from tests.infra.accessibility import assert_accessible
from tests.infra.databases import Database
from tests.infra.portal import Portal
from tests.infra.stores import PostgresStore

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
FORM = "/aanvragen/STO00055-4/doelen/nieuw/"
AWAY = "Het portaal werkt nu even niet"
DOEL = "Meer meisjes in de techniek"


@pytest.fixture(scope="module")
def postgres():
    """A server of this module alone, that stops and starts again with what it holds."""
    with TemporaryDirectory(prefix="sto-server-") as folder:
        server = Postgres(folder, THROW_AWAY)
        server.start()
        yield server
        server.stop()


@pytest.fixture(scope="module")
def portal(postgres, demo_template, collected_static):
    """The portal on that server, with the demo."""
    database = Database(demo_template.name, PostgresStore(postgres.url, "sto_weg"), demo_template.folder)
    database.store.execute("CREATE DATABASE {}", database.store.setting(database.name))
    copy_between(postgres.binaries, demo_template, database)
    served = Portal(database)
    served.start()
    yield served
    served.stop()
    served.check_log()


def copy_between(binaries, source, target):
    """Everything in the database `source` into the empty database `target` of another server."""
    dump = [binaries / "pg_dump", "-d", source.store.url(source.name)]
    restore = [binaries / "psql", "-q", "-d", target.store.url(target.name)]
    with subprocess.Popen(dump, stdout=subprocess.PIPE) as dumping:
        subprocess.run(restore, stdin=dumping.stdout, stdout=subprocess.DEVNULL, check=True)
    assert dumping.returncode == 0


def save(page):
    """Press the button of the form; the answer."""
    with page.expect_navigation() as answer:
        page.locator("form:has(#id_titel) [type=submit]").first.click()
    return answer.value


def test_what_anna_typed_is_saved_once_the_database_is_back(page, postgres):
    page.goto(FORM)
    for field in ("titel", "omschrijving", "mismatch"):
        page.locator(f"#id_{field}").fill(DOEL)
    for field in ("subdoel", "mismatch_uit"):
        page.locator(f"#id_{field}").select_option(index=1)
    postgres.stop()

    answer = save(page)
    assert (answer.status, answer.headers["retry-after"]) == (503, "60")
    expect(page.get_by_role("heading", level=1)).to_have_text(AWAY)
    assert_accessible(page)

    expect(page.get_by_label("Uw tekst 1")).to_have_value(DOEL)
    postgres.start()
    page.get_by_role("button", name="Opnieuw versturen").click()
    expect(page.get_by_role("cell", name=DOEL).first).to_be_visible()


def test_every_page_says_so_and_nobody_is_signed_out(page, portal, postgres):
    paths = ["/", "/account/login/", "/monitoring/", "/aanvragen/", "/bestaat-niet/", "/werk/1/voortgang/"]
    sheet = page.locator("link[rel=stylesheet]").first.get_attribute("href")
    postgres.stop()

    answers = [page.request.get(path, headers={"HX-Request": "true"}) for path in paths]
    style = page.request.get(sheet)
    postgres.start()
    page.goto("/aanvragen/")

    assert [answer.status for answer in answers] == [503] * len(paths)
    assert [answer.text().count(f"<h1>{AWAY}</h1>") for answer in answers] == [1] * len(paths)
    assert ["content-security-policy" in answer.headers for answer in answers] == [True] * len(paths)
    assert style.status == 200
    assert page.url == f"{portal.url}/aanvragen/"
    lines = [line for line in portal.log.read_text().splitlines() if "GET monitoring/: de database werkt niet" in line]
    assert len(lines) == 1

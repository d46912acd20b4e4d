"""The disk takes no more while someone uploads: gunicorn with a limit on the size of every file it writes."""

import pytest
from playwright.sync_api import expect

from sto_portal.bestanden.models import Bestand
from tests.infra.accessibility import assert_accessible
from tests.infra.portal import Portal
from tests.pdfs import make_pdf

pytestmark = [pytest.mark.browser, pytest.mark.postgres]  # SQLite's own file would meet the limit first
LIMIT = 200_000
FORM = "/aanvragen/STO00055-4/activiteitenplan/b2-31/"
SMALL, LARGE = 10**6, 3 * 10**6  # kept in memory by Django while it comes in; written to a temporary file


@pytest.fixture
def portal(demo_template, collected_static, worker_id):
    served = Portal(demo_template.copy(f"full_{worker_id}"), limits=["prlimit", f"--fsize={LIMIT}"])
    served.start()
    yield served
    served.stop()
    served.database.drop()
    served.check_log()


def upload(page, size):
    """Choose a PDF of `size` bytes on the page and save; the status of the answer."""
    content = make_pdf("x" * size, compress_streams=False)
    page.locator("input[name=b2_31_organogram]").set_input_files(
        {"name": "organogram.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    with page.expect_navigation() as answer:
        page.get_by_role("button", name="Opslaan").first.click()
    return answer.value.status


def kept(portal, blocker):
    """How many files the database knows, and what is in the folder."""
    with portal.database.connected(blocker):
        rows = Bestand.objects.filter(soort="antwoord").count()
    return rows, [path.name for path in portal.database.media.rglob("*.half")]


def test_an_upload_on_a_full_disk_is_told_in_the_form(page, portal, django_db_blocker):
    page.goto(FORM)
    page.locator("#id_b2_31_projectleider").fill("Onze eigen projectleider.")

    status = upload(page, SMALL)

    assert status == 503
    expect(page.get_by_text("De opslag van bestanden werkt nu niet.").first).to_be_visible()
    expect(page.locator("[name=b2_31_projectleider]")).to_have_value("Onze eigen projectleider.")
    assert_accessible(page)
    assert kept(portal, django_db_blocker) == (0, [])
    assert portal.log.read_text().count("OSError: [Errno 27] File too large") == 1


def test_a_large_upload_that_cannot_come_in_gives_a_page(page, portal, django_db_blocker):
    page.goto(FORM)
    page.locator("#id_b2_31_projectleider").fill("Onze eigen projectleider.")

    status = upload(page, LARGE)

    assert status == 503
    expect(page.get_by_role("heading", level=1)).to_have_text("Bestanden werken nu even niet")
    assert_accessible(page)
    page.go_back()
    expect(page.locator("[name=b2_31_projectleider]")).to_have_value("Onze eigen projectleider.")
    assert kept(portal, django_db_blocker) == (0, [])

"""A penvoerder pastes 108 partners from a spreadsheet, mends one cell and adds them all."""

import pytest
from playwright.sync_api import expect

from tests.infra.accessibility import assert_accessible

pytestmark = pytest.mark.browser

FIRM = "bedrijf\tPlakbedrijf {0}\t9955{0:04d}\tPlakweg {0}\t9501 AB\tPlakdam"
ROWS = ["Soort\tNaam\tKvK\tAdres\tPostcode\tPlaats", *(FIRM.format(place) for place in range(107))]
MISTAKE = "bedrijf\tPlakbedrijf Nul\t1234567\tPlakweg 108\t9501 AB\tPlakdam"


def check(page, text):
    page.get_by_label("Plak hier uw tabel").fill(text)
    page.get_by_role("button", name="Controleer de tabel").click()


def test_108_partners_are_pasted_mended_and_added(open_page):
    page = open_page("penvoerder@example.nl")
    page.goto("/aanvragen/STO00055-4/partners/")
    before = page.locator("#tabel-partners tbody tr").count()
    page.get_by_role("link", name="Veel partners tegelijk plakken of uploaden").click()

    check(page, "\n".join([*ROWS, MISTAKE]))
    assert_accessible(page)
    summary = page.get_by_role("alert")
    expect(summary.get_by_role("heading")).to_have_text("1 van de 108 rijen is niet goed")
    summary.get_by_role("link", name="Rij 109, KvK-nummer: Vul 8 cijfers in").click()
    expect(page.locator("#rij-109")).to_be_in_viewport()

    check(page, "\n".join([*ROWS, MISTAKE.replace("1234567", "12345678")]))
    page.get_by_role("button", name="Voeg 108 partners toe").dblclick()

    expect(page.get_by_text("108 partners toegevoegd.")).to_be_visible()
    expect(page.locator("#tabel-partners tbody tr")).to_have_count(before + 108)

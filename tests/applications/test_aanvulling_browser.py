"""In the browser: a supplement from asking to the difference, and a next round from a copy of a rejected plan."""

import pytest

from applications.models import Aanvraag
from tests.infra.accessibility import assert_accessible
from tests.tampering import without

pytestmark = pytest.mark.browser
INCOMPLETE, EMPTY = "STO00012-4", "STO00072-4"


def penvoerder(nummer):
    return f"penvoerder-{nummer.partition('-')[0].lower()}@example.nl"


def click(page, role, name):
    """Click on the first with this name and wait for the page after it."""
    with page.expect_navigation():
        page.locator("main").get_by_role(role, name=name).first.click()


def ask(page):
    """DUS-I reads the letter that says what is missing, and sends it."""
    page.goto(f"/aanvragen/{INCOMPLETE}/")
    click(page, "link", "Vraag om aanvulling")
    assert_accessible(page)
    click(page, "button", "Bekijk de brief")
    assert "Wat er ontbreekt" in page.locator(".sto-letter").inner_text()
    assert_accessible(page)
    click(page, "button", "Verstuur het verzoek")


def supplement(page):
    """The penvoerder writes what was asked, sees what changed and files it."""
    page.goto(f"/aanvragen/{INCOMPLETE}/")
    assert page.locator(".sto-tasks__link").all_inner_texts() == [
        "Activiteitenplan",
        "Samenwerkingsovereenkomst",
        "Akkoord van de bestuurder",
        "Controleren",
        "Aanvulling indienen",
    ]
    page.goto(f"/aanvragen/{INCOMPLETE}/activiteitenplan/b2-31/")
    page.locator("#id_b2_31_deskundigheid").fill("De projectleider leidde eerder zulke projecten.")
    click(page, "button", "Opslaan en verder")
    page.goto(f"/aanvragen/{INCOMPLETE}/aanvulling/indienen/")
    page.get_by_label("Ik heb de aanvulling gelezen").check()
    page.get_by_label("Ik weet dat mijn aanvulling").check()
    assert_accessible(page)
    click(page, "button", "Dien de aanvulling in")
    assert page.url.endswith("/ontvangstbewijs/")


def test_a_supplement_is_asked_written_filed_and_shown_as_a_difference(open_page, live_portal):
    dusi, region = open_page("behandelaar@example.nl"), open_page(penvoerder(INCOMPLETE))

    ask(dusi)
    supplement(region)
    dusi.goto(f"/aanvragen/{INCOMPLETE}/")
    told = dusi.locator(".sto-tasks__item").inner_text()
    click(dusi, "link", "Bekijk wat er veranderd is")

    assert "De regio diende de aanvulling in op" in told
    assert dusi.locator(".sto-verschil__regel ins").all_inner_texts() == [
        "De projectleider leidde eerder zulke projecten."
    ]
    assert_accessible(dusi)


@pytest.fixture
def nothing_begun(live_portal, django_db_blocker):
    """The region that was rejected has not begun in the open round yet."""
    with live_portal.database.connected(django_db_blocker):
        regio, _, ronde = EMPTY.partition("-")
        aanvraag = Aanvraag.objects.get(regio__nummer=regio, ronde__nummer=ronde)
        with without():
            aanvraag.statuswijzigingen.all().delete()
            aanvraag.delete()


def test_a_rejected_region_begins_the_next_round_with_its_plan(open_page, nothing_begun):
    page = open_page(penvoerder(EMPTY))

    page.goto("/aanvragen/nieuw/")
    assert_accessible(page)
    assert page.get_by_label("Met uw plan uit de ronde Tweede aanvraagronde").is_checked()
    click(page, "button", "Aanvraag starten")
    click(page, "link", "Lees per paragraaf wat de commissie vond")
    assert_accessible(page)
    click(page, "link", "Regiovisie")
    assert "De commissie vond dit niet goed genoeg" in page.locator("main").inner_text()
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Dit is nu beter.")
    click(page, "button", "Opslaan en verder")
    page.goto(f"/aanvragen/{EMPTY}/verschil/")

    assert page.locator(".sto-verschil__regel ins").all_inner_texts() == ["Dit is nu beter."]

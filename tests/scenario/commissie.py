"""d. The committee: three sealed judgements of the 35 vereisten, then the advice."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.scenario import dagen
from tests.scenario.case import LEDEN, fill, message, press

VEREISTEN = 35
DEELASPECTEN = ("1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3")
CLARIFY = "c1.1.v2"
CLARIFICATION = "Leg uit waarom de grens van de regio langs de rivier loopt."
CLARIFY_BEFORE = dagen.CLARIFY_BEFORE.isoformat()
SUMMARY = "De commissie vindt het plan samenhangend en haalbaar. (proef)"


def reason_of(person, slug):
    """What only this person writes about this vereiste."""
    return f"{LEDEN[person]} over {slug}: dat staat duidelijk in het plan."


def judge_all(case):
    """Three judgements; nobody sees another's before all three are in."""
    judge_in_browser(case, "beoordelaar1")
    hand_in(case, "beoordelaar1")
    judge_by_posts(case, "beoordelaar2")
    assert_sealed(case, seen_by="beoordelaar2", written_by="beoordelaar1")
    hand_in(case, "beoordelaar2")
    judge_by_posts(case, "beoordelaar3")
    assert_sealed(case, seen_by="beoordelaar3", written_by="beoordelaar2")
    assert_sealed(case, seen_by="beoordelaar1", written_by="beoordelaar2")
    assert_voorzitter_waits(case)
    hand_in(case, "beoordelaar3")
    assert_revealed(case)


def open_case(case, person):
    page = case.page_of(person)
    page.goto("/beoordeling/")
    case.look(page)
    press(page, case.nummer)
    return page


def judge_in_browser(case, person):
    """All ten deelaspecten by hand, the plan beside the form."""
    page = open_case(case, person)
    case.look(page, "concept")
    assert_plan_follows(page)
    judged = 0
    for number in DEELASPECTEN:
        expect(page.locator("#formulier h2")).to_contain_text(number)
        for slug in slugs_on(page):
            judge_one(page, person, slug)
            judged += 1
        fill(page, conclusie=f"{LEDEN[person]} vindt deelaspect {number} goed uitgewerkt.")
        press(page, "Sla op en ga verder")
    assert judged == VEREISTEN


def assert_plan_follows(page):
    """Choosing a vereiste marks its answers in the plan and brings the first into view."""
    first = page.locator("[data-requirement]:has([data-answer])").first
    first.locator("textarea").first.focus()
    marked = page.locator("#plan .sto-answer--marked")
    assert marked.count() == first.locator("[data-answer]").count()
    expect(marked.first).to_be_in_viewport()


def slugs_on(page):
    """The names under which the vereisten of the open deelaspect stand in the form."""
    names = page.locator("[name$=-reden]").evaluate_all("fields => fields.map(field => field.name)")
    return [name.removesuffix("-reden") for name in names]


def is_clarified(slug):
    return slug == CLARIFY.replace(".", "-")


def judge_one(page, person, slug):
    """'Voldoet' with a reason; for one vereiste with what must be clarified, and by when."""
    fields = {"uitkomst": "voldoet", "reden": reason_of(person, slug)}
    if is_clarified(slug):
        more = {"verduidelijken": CLARIFICATION, "verduidelijken_voor_datum": CLARIFY_BEFORE}
        fields |= {"uitkomst": "verduidelijken"} | more
    fill(page, **{f"{slug}-{name}": value for name, value in fields.items()})


def judge_by_posts(case, person):
    """The same forms, filled in and sent without drawing the pages."""
    request = case.page_of(person).request
    for number in DEELASPECTEN:
        address = case.url("deelaspect", number, under="beoordeling")
        form = request.get(address).text()
        values = {
            "csrfmiddlewaretoken": re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1],
            "versie": re.search(r'name="versie" value="(\d+)"', form)[1],
            "conclusie": f"{LEDEN[person]} is over {number} tevreden.",
            "opslaan": "1",
        }
        for slug in re.findall(r'name="([^"]+)-reden"', form):
            values |= {f"{slug}-uitkomst": "voldoet", f"{slug}-reden": reason_of(person, slug)}
        origin = {"Referer": case.portal.url + address}
        assert request.post(address, form=values, headers=origin).status == 200


def hand_in(case, person):
    """Confirm and seal; afterwards the form is gone."""
    page = case.page_of(person)
    page.goto(case.url("inleveren", under="beoordeling"))
    case.look(page)
    press(page, "Lever in")
    assert message(page).startswith("Uw beoordeling is ingeleverd.")
    case.look(page, "ingeleverd")
    expect(page.locator("#formulier textarea")).to_have_count(0)


def assert_sealed(case, *, seen_by, written_by):
    """No page of the case shows what the other wrote."""
    page = case.page_of(seen_by)
    for parts in ((), ("deelaspect", "1.2"), ("lezen",), ("vergelijken",)):
        page.goto(case.url(*parts, under="beoordeling"))
        assert f"{LEDEN[written_by]} over" not in page.content()
        assert f"{LEDEN[written_by]} vindt" not in page.content()
    assert urlsplit(page.url).path == "/beoordeling/"


def assert_voorzitter_waits(case):
    """The voorzitter sees who handed in, not what, and cannot write the advice yet."""
    page = case.page_of("voorzitter")
    page.goto("/beoordeling/")
    case.look(page, "voorzitter")
    page.goto(case.url("lezen", under="beoordeling"))
    case.look(page)
    assert page.locator(".sto-plain-list .sto-badge").all_inner_texts() == ["Ingeleverd", "Ingeleverd", "Nog niet"]
    assert "over c1" not in page.locator("main").inner_text()
    page.goto(case.url("advies", under="beoordeling"))
    assert urlsplit(page.url).path == "/beoordeling/"
    assert "alle drie" in message(page)


def assert_revealed(case):
    """Now each sees the three beside each other, with the one difference marked."""
    for person in LEDEN:
        page = case.page_of(person)
        page.goto(case.url("vergelijken", under="beoordeling"))
        shown = page.locator("main").inner_text()
        assert [name for name in LEDEN.values() if f"{name} over" not in shown] == []
    case.look(page)
    expect(page.get_by_text("verschillen van mening over 1 vereisten")).to_be_visible()


def advise(case):
    """The voorzitter writes the advice from the proposals, answers the one difference and settles."""
    page = case.page_of("voorzitter")
    page.goto("/beoordeling/")
    with page.expect_navigation():
        page.get_by_role("link", name=f"Schrijf het advies over {case.nummer}").click()
    case.look(page)
    for number in DEELASPECTEN:
        page.goto(case.url("advies", "deelaspect", number, under="beoordeling"))
        case.look(page)
        advise_on(page, number)
    page.goto(case.url("advies", under="beoordeling"))
    fill(page, strekking="positief", samenvatting=SUMMARY)
    press(page, "Sla het advies op")
    assert message(page) == "Het advies is opgeslagen."
    press(page, "Stel het advies vast")
    case.look(page)
    press(page, "Stel het advies vast")
    assert message(page).startswith("Het advies is vastgesteld.")
    case.look(page, "vastgesteld")


def advise_on(page, number):
    """Keep the proposal of the majority, but follow the member who wants a clarification."""
    for slug in filter(is_clarified, slugs_on(page)):
        fields = {"uitkomst": "verduidelijken", "verduidelijken": CLARIFICATION}
        fields |= {"verduidelijken_voor_datum": CLARIFY_BEFORE}
        fill(page, **{f"{slug}-{name}": value for name, value in fields.items()})
    fill(page, conclusie=conclusion_of(number))
    press(page, "Sla op")


def conclusion_of(number):
    return f"De commissie vindt dat deelaspect {number} voldoende is uitgewerkt. (proef)"

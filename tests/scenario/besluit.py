"""e. The penvoerder finds the decision and its letter; DUS-I takes several letters in one ZIP."""

import io
import zipfile

from playwright.sync_api import expect

from sto_portal.vormgeving.templatetags.sto import datum
from tests.scenario import commissie, dagen, dusi, schrijven
from tests.scenario.case import await_result, download
from tests.scenario.indienen import text_of

ALSO_SENT = ("STO00030-4", "STO00033-4")


def find_decision(case, assert_archival):
    """The penvoerder's own application leads to the decision, and that to the PDF."""
    page = case.page_of("penvoerder")
    page.goto(case.url())
    case.look(page, "besluit")
    with page.expect_navigation():
        page.get_by_role("link", name="Lees het besluit", exact=True).click()
    case.look(page, "penvoerder")
    expect(page.get_by_text("Opgesteld door")).to_have_count(0)
    address = page.get_by_role("link", name="Download de brief (PDF)").get_attribute("href")
    content, headers = download(page, address)
    assert headers["content-type"] == "application/pdf"
    assert_archival(content)
    check_letter(case, text_of(content))


def check_letter(case, text):
    """The letter holds what a decision must hold."""
    asked = {
        "reference": f"Kenmerk {case.nummer}",
        "activity": schrijven.ACTIVITY,
        "result": schrijven.RESULT,
        "amount in total": "ten hoogste € 2.311.611,00",
        "total row": "Totaal € 2.311.611,00",
        "period": dagen.PERIOD,
        "grounds": dusi.GROUNDS,
        "reasoning": dusi.REASONING,
        "advice": commissie.SUMMARY,
        "who advised": "onafhankelijke beoordelingscommissie Sterk Techniekonderwijs",
        "obligation": commissie.CLARIFICATION,
        "its day": f"Uiterlijk op {datum(dagen.CLARIFY_BEFORE)}.",
        "accounting": "jaarverslaggeving",
        "objection": "U kunt bezwaar maken. Doe dat binnen 6 weken, tot en met",
        "on behalf of": "namens deze",
        "signer": "Tess Inktpot",
    }
    asked |= {f"reasons of {number}": commissie.conclusion_of(number) for number in commissie.DEELASPECTEN}
    assert {name: part for name, part in asked.items() if part not in text} == {}
    assert years_in(text) == [str(year) for year in dagen.YEARS]


def years_in(text):
    """The years of the table of amounts, which stand between its head and its total."""
    rows = text.partition("Jaar Bedrag")[2].partition("Totaal")[0].split()
    return [word for word in rows if word.isdigit()]


def take_zip(case):
    """The behandelaar chooses three decisions; the worker makes one ZIP of their letters."""
    page = case.page_of("behandelaar")
    page.goto("/besluiten/?ronde=4")
    numbers = sorted([case.nummer, *ALSO_SENT])
    for number in numbers:
        page.get_by_label(f"Kies {number}-B1").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Download de gekozen brieven als ZIP").click()
    content, _headers = download(page, await_result(case, page))
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        assert sorted(bundle.namelist()) == [f"besluit-{number}-B1.pdf" for number in numbers]
        for number in numbers:
            assert number in text_of(bundle.read(f"besluit-{number}-B1.pdf"))

"""b. The penvoerder checks, reads and files the application, and keeps the receipt and the dossier."""

import hashlib
import io
import re

import pypdf
from playwright.sync_api import expect

from tests.scenario import schrijven
from tests.scenario.case import await_result, download

PERSON = "penvoerder"


def file_plan(case):
    """From the control page to the receipt."""
    page = case.page_of(PERSON)
    check(case, page)
    read_whole_plan(case, page)
    submit_twice(case, page)
    read_receipt(case, page)


def ask_bestuurder(case):
    """The penvoerder asks the bestuurder for akkoord."""
    page = case.visit(PERSON, case.url("akkoord"))
    page.get_by_label("Naam van de bestuurder").fill("Bo Bestuurder")
    page.get_by_label("Functie").fill("Voorzitter")
    page.get_by_label("E-mailadres").fill("bestuurder@example.nl")
    page.get_by_role("button", name="Vraag akkoord").click()
    case.look(page, "gevraagd")
    expect(page.locator("main")).to_contain_text("Wij wachten op antwoord")


def agree(case, link):
    """The bestuurder opens the personal link, reads the plan without an account and agrees."""
    page = case.visit("", link)
    expect(page.locator("main")).to_contain_text(schrijven.GOAL)
    page.get_by_label("Ja, ik ga namens het bevoegd gezag akkoord").check()
    page.get_by_role("button", name="Verstuur uw antwoord").click()
    case.look(page, "beantwoord")
    expect(page.locator("main")).to_contain_text("U gaat akkoord")


def check(case, page):
    """Nothing blocks any more; what only asks attention, or only tells, stays."""
    page.goto(case.url("controle"))
    case.look(page, "in orde")
    expect(page.locator("main")).not_to_contain_text("nog niet in orde")
    findings = page.locator(".sto-bevindingen > li").all_inner_texts()
    assert [text for text in findings if not text.startswith(("Let op:", "Ter informatie:"))] == []


def read_whole_plan(case, page):
    """The whole plan on one page holds what was typed."""
    page.goto(case.url("lezen"))
    case.look(page)
    shown = page.locator("main").inner_text()
    rows = [schrijven.GOAL, schrijven.ACTIVITY, schrijven.RISK]
    typed = [*schrijven.ANSWERS.values(), *schrijven.SCHOOL.values(), *rows]
    assert [text for text in typed if text not in shown] == []


def submit_twice(case, page):
    """A double click on the button files once."""
    page.goto(case.url("controle"))
    page.get_by_role("link", name="Ga naar indienen").click()
    page.wait_for_url("**/indienen/")
    case.look(page)
    page.get_by_label("Ik heb de hele aanvraag gelezen").check()
    page.get_by_role("button", name="Dien de aanvraag in").dblclick(no_wait_after=True)
    page.wait_for_url("**/ontvangstbewijs/")


def read_receipt(case, page):
    """The receipt shows the checksum of exactly the JSON that it offers; filing again shows the same receipt."""
    case.look(page)
    case.sha256 = page.locator("code").inner_text()
    assert re.fullmatch(r"[0-9a-f]{64}", case.sha256)
    content, _headers = download(page, f"/aanvragen/{case.nummer}/plan.json")
    assert hashlib.sha256(content).hexdigest() == case.sha256
    page.goto(case.url("indienen"))
    assert page.url.endswith("/ontvangstbewijs/")
    assert page.locator("code").inner_text() == case.sha256
    page.goto(case.url())
    case.look(page, "ingediend")
    for part in ("regiovisie/b1-36", "partners", "begroting"):
        page.goto(case.url(part))
        expect(page.locator("main form button, main a:has-text('Wijzigen')")).to_have_count(0)


def read_dossier(case, assert_archival):
    """The worker makes dossier.pdf: the whole file as an archival, accessible PDF."""
    page = case.page_of(PERSON)
    page.goto(case.url("ontvangstbewijs"))
    address = page.get_by_role("link", name="Het hele dossier (PDF)").get_attribute("href")
    content, headers = download(page, address)
    if headers["content-type"] != "application/pdf":
        page.goto(address)
        content, headers = download(page, await_result(case, page))
    assert headers["content-type"] == "application/pdf"
    text = text_of(content)
    typed = [schrijven.GOAL, schrijven.ACTIVITY, schrijven.RESULT, schrijven.SCHOOL["naam"], case.nummer, case.sha256]
    assert [part for part in typed if part not in text] == []
    assert_archival(content)


def text_of(pdf):
    """The text of a PDF with single spaces."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())

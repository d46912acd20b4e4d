"""a. The penvoerder finishes the draft by hand: answers, partners, tables, budget and signatures."""

import io

import openpyxl
import pypdf
from playwright.sync_api import expect

from tests.scenario import dagen
from tests.scenario.case import download, fill, message, press

PERSON = "penvoerder"
ANSWERS = {
    "Flexibiliteit en nieuwe techniek": "Elk jaar past een team twee keuzevakken aan de techniek van dat jaar aan.",
    "Wat bedrijven verwachten": "De bedrijven verwachten leerlingen die veilig werken en een tekening kunnen lezen.",
    "Deskundigheid van de projectleider": "De projectleider leidde eerder drie regionale techniekprojecten.",
    "Wie evalueert": "Een onderzoeker die geen partner is, evalueert elk jaar met de stuurgroep.",
    "Bijsturen": "De stuurgroep past het jaarplan elk najaar aan op wat de evaluatie laat zien.",
}
SCHOOL = {
    "naam": "Basisschool De Proefneming (test)",
    "vestigingscode": "99ZZ07",
    "bevoegd_gezag": "Stichting Proefscholen (test)",
    "bevoegd_gezag_nummer": "99907",
    "kvk_nummer": "99000077",
    "taken": "De school geeft proeflessen aan groep 7 en 8.",
}
FIRM = "Scheepsreparatie Zandkorrel (demo)"
UNSIGNED = "Schildersbedrijf Wielemast (demo)"
GOAL = "Basisscholieren maken kennis met techniek"
ACTIVITY = "Proeflessen in de lasstraat"
RESULT = "Elk jaar doen 120 leerlingen van groep 8 een proefles."
RISK = "Er is te weinig begeleiding voor groepen van dertig leerlingen."
AMOUNT = "7.500,00"
NUL_NUMBER = "12345"
TYPED = "field => (field.value ?? field.innerText).trim()"  # in a plain field, and in one with headings and lists


def finish_draft(case):
    """Everything the draft still needs, as the penvoerder finds it by hand."""
    page = open_draft(case)
    answer_questions(case, page)
    complete_partners(case, page)
    add_school(case, page)
    add_plan_rows(case, page)
    add_money(case, page)
    read_workbook(case, page)
    sign(case, page, f"iemand die voor {UNSIGNED} mag tekenen")
    sign(case, page, f"{SCHOOL['naam']}, Lid College van Bestuur bevoegd gezag onderwijsinstelling")


def open_draft(case):
    """From the home page by the menu to the task list of the draft."""
    page = case.visit(PERSON, "/", "penvoerder")
    page.get_by_role("navigation").get_by_role("link", name="Aanvragen", exact=True).click()
    page.wait_for_url("**/aanvragen/")
    case.look(page)
    press(page, case.nummer)
    case.look(page, "concept")
    tasks = page.locator(".sto-tasks__link").all_inner_texts()
    assert tasks == [
        "Regiovisie", "Partners", "Activiteitenplan", "Meerjarenbegroting", "Samenwerkingsovereenkomst",
        "Controleren", "Akkoord van de bestuurder", "Indienen",
    ]  # fmt: skip
    return page


def answer_questions(case, page):
    """The control page names five questions; each link leads to the place to answer it."""
    visit_parts(case, page)
    for question, answer in ANSWERS.items():
        page.goto(case.url("controle"))
        case.look(page, "niet in orde")
        with page.expect_navigation():
            page.get_by_role("link", name=f"Beantwoord de vraag '{question}'.").click()
        case.look(page)
        field = page.get_by_label(question, exact=True)
        expect(field).to_be_in_viewport()
        field.fill(answer)
        press(page, "Opslaan")
        assert page.get_by_label(question, exact=True).evaluate(TYPED) == answer
    page.goto(case.url("controle"))
    expect(page.get_by_role("link", name="Beantwoord de vraag")).to_have_count(0)


def visit_parts(case, page):
    """The pages between the task list and the paragraphs."""
    for part in ("regiovisie", "activiteitenplan", "overeenkomst", "partners", "begroting"):
        page.goto(case.url(part))
        case.look(page)


def complete_partners(case, page):
    """A KvK number with five digits is refused at the field; the right one and the missing task are kept."""
    page.goto(case.url("partners"))
    with page.expect_navigation():
        page.get_by_role("row", name=FIRM).get_by_role("link").click()
    fill(page, kvk_nummer=NUL_NUMBER)
    press(page, "Partner opslaan")
    expect(page.get_by_label("KvK-nummer")).to_have_value(NUL_NUMBER)
    assert "Vul 8 cijfers in" in page.locator("#id_kvk_nummer_error").inner_text()
    case.look(page, "met fouten")
    fill(page, kvk_nummer="99016206")
    press(page, "Partner opslaan")
    page.goto(case.url("controle"))
    with page.expect_navigation():
        page.get_by_role("link", name="doet en waarvoor deze partner verantwoordelijk is").click()
    fill(page, taken="De school leidt het project en beheert het geld.")
    press(page, "Partner opslaan")
    assert message(page) == "Partner gewijzigd."


def add_school(case, page):
    """A partner in two steps; a BRIN that cannot be one is told at the field and what was typed stays."""
    page.goto(case.url("partners"))
    press(page, "Partner toevoegen")
    case.look(page, "soort")
    fill(page, soort="po")
    press(page, "Verder")
    fill(page, **SCHOOL | {"vestigingscode": "9ZZ0"})
    press(page, "Partner opslaan")
    case.look(page, "met fouten")
    assert "2 cijfers, 2 letters en 2 cijfers" in page.locator("#id_vestigingscode_error").inner_text()
    for name in ("naam", "taken"):
        expect(page.locator(f"[name={name}]")).to_have_value(SCHOOL[name])
    fill(page, vestigingscode=SCHOOL["vestigingscode"])
    press(page, "Partner opslaan")
    assert message(page) == "Partner toegevoegd."
    expect(page.get_by_role("row", name=SCHOOL["naam"])).to_have_count(1)


def add_row(case, page, home, kind, **fields):
    """Add one row to a table of the plan, from the page on which the table stands."""
    page.goto(case.url(*home))
    press(page, f"{kind} toevoegen")
    case.look(page, kind)
    fill(page, **fields)
    press(page, f"{kind} opslaan")
    assert message(page) == f"{kind} toegevoegd."


def add_plan_rows(case, page):
    """A goal with its milestones, an activity for it and a risk."""
    add_row(
        case, page, ["activiteitenplan", "b2-1"], "Doel", titel=GOAL, subdoel="Leerlingen kunnen het aanbod bereiken",
        omschrijving="Kinderen van 10 tot 12 jaar zien wat techniek is.", mismatch="Te weinig instroom uit het po.",
        mismatch_uit="De mismatch in het aanbod (paragraaf 3.5)",
    )  # fmt: skip
    for years, number in (("Na twee jaar", "240"), ("Na vier jaar", "480")):
        add_row(
            case, page, ["activiteitenplan", "b2-1"], "Mijlpaal", doelstelling=GOAL, na_jaren=years,
            omschrijving=f"{number} leerlingen deden een proefles", getal=number, eenheid="leerlingen",
        )  # fmt: skip
    add_row(
        case, page, ["activiteitenplan", "b2-2"], "Activiteit", doelstelling=GOAL, titel=ACTIVITY, resultaat=RESULT,
        inhoud="Leerlingen lassen onder begeleiding.", begin_datum=dagen.BEGIN, eind_datum=dagen.END,
        uitvoerder=SCHOOL["naam"],
    )  # fmt: skip
    add_row(
        case, page, ["activiteitenplan", "b2-33"], "Risico", omschrijving=RISK, kans="Middel", impact="Klein",
        maatregel="Een bedrijf stuurt een begeleider mee.", verantwoordelijke="Projectleider",
    )  # fmt: skip


def add_money(case, page):
    """One line of costs: the page tells that costs and income differ until a firm brings in the same amount."""
    add_row(
        case, page, ["begroting"], "Begrotingsregel", activiteit=ACTIVITY, partner=SCHOOL["naam"],
        kostensoort="Loonkosten", jaar=str(dagen.FIRST), omschrijving="Begeleiding", bedrag_cents=AMOUNT,
    )  # fmt: skip
    expect(page.get_by_text("De kosten zijn nog niet gelijk aan de inkomsten.")).to_be_visible()
    expect(page.get_by_role("row", name="Verschil (kosten min inkomsten)")).to_contain_text(f"€ {AMOUNT}")
    add_row(
        case, page, ["begroting"], "Bijdrage", partner=FIRM, vorm="In natura",
        omschrijving="Twee begeleiders", bedrag_cents=AMOUNT,
    )  # fmt: skip
    expect(page.get_by_role("row", name="Verschil (kosten min inkomsten)")).to_contain_text("€ 0,00")


def read_workbook(case, page):
    """begroting.xlsx holds the new line and adds up to what the page says."""
    page.goto(case.url("begroting"))
    with page.expect_download() as started:
        page.get_by_role("link", name="Download de begroting als Excelbestand").click()
    assert started.value.suggested_filename == f"begroting-{case.nummer}.xlsx"
    content, _headers = download(page, f"/aanvragen/{case.nummer}/begroting.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    lines = list(book["Regels"].iter_rows(min_row=2, values_only=True))
    assert [line for line in lines if line[2] == ACTIVITY] == [
        (str(dagen.FIRST), GOAL, ACTIVITY, SCHOOL["naam"], "Loonkosten", "Begeleiding", 7500)
    ]
    totals = {row[0]: row[-1] for row in book["Kosten per jaar"].iter_rows(min_row=2, values_only=True)}
    assert totals["Totaal"] == sum(line[-1] for line in lines)
    dutch = f"€ {totals['Totaal']:,.2f}".translate(str.maketrans(",.", ".,"))
    expect(page.get_by_role("row", name="Alle kosten").locator("td")).to_have_text(dutch)


def make_pdf():
    """A PDF of one empty page."""
    writer, target = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(target)
    return target.getvalue()


def sign(case, page, who):
    """Record the signature that the control page misses of this signatory, with the signed file."""
    page.goto(case.url("controle"))
    with page.expect_navigation():
        page.get_by_role("link", name=f"Nog niet getekend: {who}.").click()
    case.look(page)
    fill(page, naam="Tineke Tekenaar", functie="Bestuurder", datum=dagen.SIGNED)
    upload = {"name": "getekend.pdf", "mimeType": "application/pdf", "buffer": make_pdf()}
    page.locator("[name=upload]").set_input_files(upload)
    press(page, "Handtekening opslaan")
    assert message(page) == "De handtekening van Tineke Tekenaar is opgeslagen."

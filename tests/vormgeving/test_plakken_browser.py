"""What comes from Word, Word Online, Google Docs or Excel keeps its lists and columns; what cannot stay is told."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

STATIC = Path(settings.BASE_DIR) / "static" / "sto"
PLACE = "http://plakken.test/"


@pytest.fixture(scope="module")
def paste(browser):
    """What `tidyPasted` makes of this HTML: (HTML, sentences)."""
    context = browser.new_context()
    page = context.new_page()
    page.route(f"{PLACE}**", serve)
    page.goto(PLACE)
    page.evaluate("async (place) => { window.ours = await import(place); }", f"{PLACE}plakken.js")

    def run(html):
        made = page.evaluate("(html) => window.ours.tidyPasted(html)", html)
        return "".join(line.strip() for line in made["html"].splitlines()), made["told"]

    yield run
    context.close()


def serve(route):
    name = route.request.url.removeprefix(PLACE)
    body, kind = ((STATIC / name).read_text(), "text/javascript") if name else ("<!doctype html>", "text/html")
    route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")


def item(mark, text, level=1, place="Middle"):
    """A paragraph as Word writes an item of a list."""
    return (
        f"<p class=MsoListParagraphCxSp{place} style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        f"<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{mark}"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        f"{text}<o:p></o:p></p>\n"
    )


def plain(html):
    """Without the attributes and wrappers of Word that the editor passes by."""
    html = re.sub(r"<!--.*?-->|</?(?:span|o:p|div|font|b)\b[^>]*>", "", html)
    return re.sub(r"<(p|li|ul|td|th|h1)\b[^>]*>", r"<\1>", html)


def online(text, level, kind="ul", start=1):
    return (
        f'<div class="ListContainerWrapper SCXW1"><{kind} role="list" start="{start}"><li data-aria-level="{level}" '
        f'data-leveltext=""><p class="Paragraph"><span class="TextRun">{text}</span>'
        f'<span class="EOP">&nbsp;</span></p></li></{kind}></div>'
    )


LISTS = {
    "Word, punten": (
        item("·", "drie scholen", place="First") + item("o", "een dorp", 2) + item("·", "twee roc's", place="Last"),
        "<ul><li><p>drie scholen</p><ul><li><p>een dorp</p></li></ul></li><li><p>twee roc's</p></li></ul>",
    ),
    "Word, nummers": (
        "<p class=MsoNormal>Eerst:</p>"
        + item("3.", "Eerst dit")
        + item("4.", "Dan dat")
        + "<p class=MsoNormal>Klaar</p>",
        '<p>Eerst:</p><ol start="3"><li><p>Eerst dit</p></li><li><p>Dan dat</p></li></ol><p>Klaar</p>',
    ),
    "Word, door elkaar": (
        item("1.", "Werving") + item("·", "folders", 2) + item("1.2.", "bezoek", 3) + item("2.", "Start"),
        (
            "<ol><li><p>Werving</p><ul><li><p>folders</p><ol><li><p>bezoek</p></li></ol></li></ul></li>"
            "<li><p>Start</p></li></ol>"
        ),
    ),
    "Word, twee alinea's in een punt": (
        item("·", "punt") + "<p class=MsoListParagraphCxSpLast style='margin-left:36pt'>en meer</p>",
        "<ul><li><p>punt</p><p>en meer</p></li></ul>",
    ),
    "Word, punt zonder stijl": (
        "<p class=MsoListParagraph>·&nbsp;&nbsp;&nbsp;&nbsp; drie scholen</p>",
        "<ul><li><p>drie scholen</p></li></ul>",
    ),
    "Word, kop met nummer": (
        "<h1 style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.&nbsp;&nbsp;&nbsp;</span>Visie</h1>",
        "<h1>1. Visie</h1>",
    ),
    "Word Online": (
        online("een", 1) + online("onder een", 2) + online("twee", 1) + online("eerst", 1, "ol", 2),
        (
            "<ul><li><p>een</p><ul><li><p>onder een</p></li></ul></li><li><p>twee</p></li></ul>"
            '<ol start="2"><li><p>eerst</p></li></ol>'
        ),
    ),
    "Google Docs": (
        (
            '<b style="font-weight:normal" id="docs-internal-guid-1"><ul><li aria-level="1"><p>een</p></li>'
            '<ul><li aria-level="2"><p>onder een</p></li></ul><li aria-level="1"><p>twee</p></li></ul></b>'
        ),
        "<ul><li><p>een</p><ul><li><p>onder een</p></li></ul></li><li><p>twee</p></li></ul>",
    ),
}


@pytest.mark.parametrize("bron", LISTS)
def test_a_list_stays_a_list_with_its_levels(paste, bron):
    html, list_html = LISTS[bron]

    made, told = paste(html)

    assert plain(made) == list_html
    assert told == []


MERGED = "Samengevoegde cellen zijn losse cellen geworden; de tekst staat in de eerste."
LINES = "In een cel past één regel. Regels, lijsten en koppen in een cel staan nu achter elkaar."
HEADS = "Een tabel heeft één rij met koppen. Een tweede rij met koppen is een gewone rij geworden."
TABLES = {
    "naar beneden": (
        (
            "<table><tr><td>Profiel<td>Jaar<td>Bedrag</tr><tr><td rowspan=2>PIE<td>2026<td>8.000</tr>"
            "<tr><td>2027<td>9.000</tr></table>"
        ),
        [["Profiel", "Jaar", "Bedrag"], ["PIE", "2026", "8.000"], ["", "2027", "9.000"]],
        [MERGED],
    ),
    "in het midden": (
        "<table><tr><td>a<td>b<td>c<td>d</tr><tr><td>1<td colspan=2>2 en 3<td>4</tr></table>",
        [["a", "b", "c", "d"], ["1", "2 en 3", "", "4"]],
        [MERGED],
    ),
    "blok": (
        "<table><tr><td>a<td>b<td>c</tr><tr><td colspan=2 rowspan=2>x<td>1</tr><tr><td>2</tr></table>",
        [["a", "b", "c"], ["x", "", "1"], ["", "", "2"]],
        [MERGED],
    ),
    "twee koprijen": (
        "<table><thead><tr><th>Jaar<th>Bedrag</tr><tr><th>2026<th>in euro</tr></thead><tr><td>x<td>y</tr></table>",
        [["Jaar", "Bedrag"], ["2026", "in euro"], ["x", "y"]],
        [HEADS],
    ),
    "regels in een cel": (
        (
            "<table><tr><td>Adres<td>Taken</tr><tr><td><p>Proefweg 1</p><p>Proefdam</p></td>"
            "<td>Samen:<br><ul><li>lessen</li><li>stages</li></ul></td></tr></table>"
        ),
        [["Adres", "Taken"], ["Proefweg 1 / Proefdam", "Samen: • lessen • stages"]],
        [LINES],
    ),
    "lijst van Word in een cel": (
        f"<table><tr><td>Taken</td></tr><tr><td>{item('1.', 'lessen')}{item('2.', 'stages')}</td></tr></table>",
        [["Taken"], ["1. lessen / 2. stages"]],
        [LINES],
    ),
    "verborgen rij": (
        "<table><tr><td>a</tr><tr style='display:none'><td>b</tr></table>",
        [["a"], ["b"]],
        ["1 rij was in Excel verborgen en staat nu wel in de tabel."],
    ),
}


@pytest.mark.parametrize("soort", TABLES)
def test_each_cell_of_a_table_stays_in_its_column_and_what_cannot_stay_is_told(paste, soort):
    html, cells, sentences = TABLES[soort]

    made, told = paste(html)

    rows = [
        "<tr>" + "".join(f"<{kind}><p>{cell}</p></{kind}>" for cell in row) + "</tr>"
        for row, kind in zip(cells, ["th", *["td"] * (len(cells) - 1)], strict=True)
    ]
    assert plain(made) == f"<table><tbody>{''.join(rows)}</tbody></table>"
    assert told == sentences


TOLD = {
    "verwijderd": (
        "<p>De <del cite='x'>oude</del><ins cite='x'>nieuwe</ins> tekst</p>",
        "<p>De <ins>nieuwe</ins> tekst</p>",
        "Tekst die in Word was verwijderd met 'Wijzigingen bijhouden', is niet meegekomen. Ingevoegde tekst wel.",
    ),
    "opmerking": (
        (
            "<p>Tekst<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[JV1]</a></span></p>"
            "<div style='mso-element:comment-list'><div style='mso-element:comment'><p>Klopt dit?</p></div></div>"
        ),
        "<p>Tekst</p>",
        "Opmerkingen in de kantlijn zijn niet meegekomen.",
    ),
    "voetnoot": (
        (
            "<p>Tekst<a style='mso-footnote-id:ftn1' href='#_ftn1'>[1]</a></p><div style='mso-element:footnote-list'>"
            "<div style='mso-element:footnote'><p><a style='mso-footnote-id:ftn1'>[1]</a> Bron: DUO</p></div></div>"
        ),
        "<p>Tekst[1]</p><p>[1] Bron: DUO</p>",
        "Voetnoten staan in de tekst als [1] en hun tekst staat onderaan.",
    ),
    "plaatje": ("<p>Zie<img src='x.png'></p>", "<p>Zie</p>", "Afbeeldingen zijn niet meegekomen."),
    "doorgehaald": ("<p><s>weg</s></p>", "<p><s>weg</s></p>", "Doorgehaalde tekst is gewone tekst geworden."),
    "link": (
        "<p><a href='https://example.nl/a'>het plan</a></p>",
        "<p><a>het plan (https://example.nl/a)</a></p>",
        "Van links staat het adres tussen haakjes achter de tekst.",
    ),
    "onderstreept": (
        "<p><u>kop</u></p>",
        "<p><u>kop</u></p>",
        "Onderstreping en markering met kleur zijn niet meegekomen.",
    ),
    "fout van Excel": (
        "<table><tr><td>#N/B</td></tr></table>",
        "<table><tbody><tr><th><p>#N/B</p></th></tr></tbody></table>",
        "In de tabel staat een fout van Excel, zoals #N/B. Zet daar de goede waarde neer.",
    ),
    "letters": (
        item("a)", "eerst"),
        "<ol><li><p>eerst</p></li></ol>",
        "Letters voor een lijst zijn nummers geworden.",
    ),
}


@pytest.mark.parametrize("soort", TOLD)
def test_what_an_answer_cannot_hold_is_told_while_it_is_pasted(paste, soort):
    html, kept, sentence = TOLD[soort]

    made, told = paste(html)

    assert re.sub(r"<(a|ins)\b[^>]*>", r"<\1>", plain(made)) == kept
    assert told == [sentence]


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("300 m<sup>2</sup>", "300 m<sup>²</sup>"),
        ("CO<sub>2</sub>", "CO<sub>2</sub>"),
        ("a<sup>-3x</sup>", "a<sup>-3x</sup>"),
    ],
)
def test_a_raised_number_is_a_sign_of_its_own(paste, html, kept):
    assert paste(f"<p>{html}</p>") == (f"<p>{kept}</p>", [])


PASTE = """(field, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
WORD = (
    "<h1>Visie</h1><p class=MsoNormal><span style='font-weight:700'>Vier</span> scholen<del>, vijf</del>.</p>"
    f"{item('·', 'drie in de stad')}{item('o', 'een in het dorp', 2)}"
    f"{TABLES['naar beneden'][0]}"
)
KEPT = (
    "### Visie\n\n**Vier** scholen.\n\n- drie in de stad\n  - een in het dorp\n\n"
    "| Profiel | Jaar | Bedrag |\n| --- | --- | --- |\n| PIE | 2026 | 8.000 |\n|  | 2027 | 9.000 |"
)


def test_anna_pastes_a_piece_of_her_word_document_and_hears_what_is_otherwise(open_page):
    page = open_page("penvoerder@example.nl")
    page.goto("/aanvragen/STO00055-4/regiovisie/b1-31/")
    field = page.locator(".sto-editor__text").first
    field.click()
    page.keyboard.press("Control+A")

    field.evaluate(PASTE, WORD)

    expect(page.get_by_role("status").filter(has_text="Dit is bij het plakken veranderd.")).to_contain_text(MERGED)
    expect(page.get_by_text("Opgeslagen om").first).to_be_visible()
    page.reload()
    assert page.locator("textarea[data-opmaak]").first.input_value() == KEPT


def test_a_box_that_was_ticked_and_the_words_above_a_table_stay(paste):
    boxes, told = paste(
        "<ul><li role='checkbox' aria-checked='true'><img src='x'><p>ja</p></li>"
        "<li aria-checked='false'><p>nee</p></li></ul>"
        "<table><caption>Tabel 1</caption><tr><td>a</td></tr></table>"
    )

    assert plain(boxes).startswith("<ul><li><p>☒ ja</p></li><li><p>☐ nee</p></li></ul><p>Tabel 1</p><table>")
    assert told == []

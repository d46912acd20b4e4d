"""Text with a little markup as people read it: safe, with headings that fit the page."""

import pytest

from sto_portal.vormgeving.opmaak import read_runs, reader, render_opmaak, render_plain

SHOWN = [
    ("Gewone tekst.", "<p>Gewone tekst.</p>"),
    ("Een\n\nTwee\nregels", "<p>Een</p><p>Twee<br>regels</p>"),
    ("### Kop\n\n#### Subkop\n\nTekst", "<h3>Kop</h3>\n<h4>Subkop</h4>\n<p>Tekst</p>\n"),
    ("#### Alleen een subkop", "<h3>Alleen een subkop</h3>\n"),
    ("**Vet** en *schuin*", "<p><strong>Vet</strong> en <em>schuin</em></p>\n"),
    ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n"),
    ("3. drie\n4. vier", '<ol start="3">\n<li>drie</li>\n<li>vier</li>\n</ol>\n'),
    (r"2 \* 3", "<p>2 * 3</p>\n"),
]


@pytest.mark.parametrize(("tekst", "html"), SHOWN)
def test_markup_is_shown(tekst, html):
    assert render_opmaak(tekst) == html


def test_a_table_has_a_head_and_scrolls_by_itself():
    html = render_opmaak("| School | Leerlingen |\n| --- | --- |\n| De Lasboog | 136 |")

    assert html.startswith(
        '<div class="sto-table-scroll" role="region" aria-label="Tabel in het antwoord" tabindex="0">'
    )
    assert '<th scope="col">School</th>' in html
    assert "<td>136</td>" in html


@pytest.mark.parametrize(("base", "tags"), [(3, ["h3", "h4"]), (5, ["h5", "h6"]), (6, ["h6", "h6"])])
def test_headings_begin_where_the_page_says(base, tags):
    html = render_opmaak("### Kop\n\n#### Subkop", base)

    assert [f"<{tag}>" in html for tag in tags] == [True, True]


@pytest.mark.parametrize(
    "tekst",
    [
        "<script>alert(1)</script>",
        "* <img src=x onerror=alert(1)>",
        "**[klik](javascript:alert(1))**",
        "![x](https://example.nl/x.png) *",
        "| <b>a</b> | b |\n| --- | --- |\n| <i>c</i> | d |",
        "    <p style='color:red'>* ingesprongen",
    ],
)
def test_nothing_that_was_typed_becomes_html_of_its_own(tekst):
    html = render_opmaak(tekst)

    assert [tag for tag in ("<script", "<img", "<a ", "<b>", "<i>", "<p s") if tag in html] == []


@pytest.mark.parametrize(
    "tekst", ["Een\nTwee", "Een\n\n\n\nTwee", "5 < 6 & 7 > 6", "Een - twee", "12% van 2019.", "'\"😀"]
)
def test_text_without_marks_is_shown_alike_the_fast_way(tekst):
    slow = reader.render(tekst).replace("<br>\n", "<br>").replace("</p>\n", "</p>").replace("&quot;", '"')

    assert render_plain(tekst).replace("&#x27;", "'").replace("&quot;", '"') == slow


@pytest.mark.parametrize(
    ("tekst", "told"),
    [
        ("Een\n\n\nTwee", "Een\n\nTwee"),
        ("### Kop\n\nTekst\nregel", "Kop\n\nTekst\nregel"),
        ("- een\n- twee\n  - diep\n\nna", "• een\n• twee\n• diep\n\nna"),
        ("3. drie\n4. vier", "3. drie\n4. vier"),
        ("| School | |\n| --- | --- |\n| De Lasboog | 136 |", "School · \nDe Lasboog · 136"),
        (r"2 \* 3 en **vet**", "2 * 3 en vet"),
        ("####\n\n-\n\nna", "na"),
    ],
)
def test_a_text_is_told_without_its_marks(tekst, told):
    assert "".join(piece for piece, _look in read_runs(tekst)) == told


def test_words_keep_how_they_look():
    runs = read_runs("### Kop\n\nTekst **vet en *schuin* erin**\n\n#### Lager")

    assert [(piece, sorted(look)) for piece, look in runs if look] == [
        ("Kop", ["kop"]),
        ("vet en ", ["vet"]),
        ("schuin", ["schuin", "vet"]),
        (" erin", ["vet"]),
        ("Lager", ["subkop"]),
    ]

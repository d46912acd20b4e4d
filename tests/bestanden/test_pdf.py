import io
from datetime import UTC, datetime

import pypdf
import pytest
from PIL import Image

from sto_portal.bestanden.actions import store
from sto_portal.bestanden.pdf import EmbeddedFile, RenderError, fonts, render_pdf, stylesheet
from tests.bestanden import sample

MOMENT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def page(body):
    return f'<!doctype html><html lang="nl"><head><title>Proef</title></head><body>{body}</body></html>'


def text_of(pdf):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_letter_and_dossier_are_archival_and_accessible(assert_archival):
    json = EmbeddedFile("aanvraag.json", b'{"a": 1}', "De aanvraag als JSON", "Source")
    rich = page(
        "<h1>Kop</h1><ol><li><p>een</p><p>twee</p><ul><li><p>drie</p></li></ul></li></ol><dl><dt>a</dt><dd>b</dd></dl>"
        "<h2>Tekens</h2><p>≥ ≤ → ✓ λ ж Łódź 😀 👩\u200d🏫 🇳🇱 漢 \U000f0000</p>"
    )

    assert_archival(
        render_pdf(sample("letter"), moment=MOMENT, attachments=[json]),
        render_pdf(sample("dossier"), stylesheets=("dossier",), moment=MOMENT),
        render_pdf(rich),
    )


def test_the_text_of_a_letter_can_be_read_back():
    text = text_of(render_pdf(sample("letter"), moment=MOMENT))

    for part in ("U krijgt de subsidie", "€ 4.872.550,00", "namens deze", "bezwaarschrift", "≥ 10 %"):
        assert part in text
    assert "Kenmerk STO00099-1/besluit/1" in text
    assert "Pagina 1 van" in text


def test_the_properties_of_a_letter_name_it():
    json = EmbeddedFile("aanvraag.json", b'{"a": 1}', "De aanvraag als JSON")

    reader = pypdf.PdfReader(io.BytesIO(render_pdf(sample("letter"), moment=MOMENT, attachments=[json])))

    assert reader.metadata.title == "Besluit op uw aanvraag STO00099-1/besluit/1"
    assert reader.metadata.author == "STO-portaal"
    assert reader.metadata.subject == "Besluit over subsidie voor een voorbeeldregio"
    assert reader.metadata.creation_date == MOMENT
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert reader.attachments == {"aanvraag.json": [b'{"a": 1}']}


def test_a_dossier_has_contents_with_pages_and_bookmarks():
    pdf = render_pdf(sample("dossier"), stylesheets=("dossier",))

    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert "2. Begroting" in reader.pages[1].extract_text()
    assert reader.pages[1].extract_text().split("2. Begroting")[1].strip(". \n").startswith("4")
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles == ["Regio Fictieland-Noord", "Inhoud", "1. Regiovisie", "2. Begroting"]


def test_a_concept_says_so_on_every_page():
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(sample("letter", status="Concept"))))

    assert ["CONCEPT" in page.extract_text().upper() for page in reader.pages] == [True] * len(reader.pages)


def test_the_same_input_gives_the_same_bytes_also_in_a_new_process():
    first = render_pdf(sample("letter"), moment=MOMENT)
    second = render_pdf(sample("letter"), moment=MOMENT)
    fonts.cache_clear()
    stylesheet.cache_clear()

    assert first == second == render_pdf(sample("letter"), moment=MOMENT)


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="http://127.0.0.1:1/x.png" alt="x">',
        '<img src="https://static.invalid/../manage.py" alt="x">',
        '<img src="https://static.invalid/fonts/%2e%2e/x.svg" alt="x">',
        '<img src="pdf/bestaat-niet.svg" alt="x">',
        '<img src="data:image/png;base64,AAAA" alt="x">',
        '<img src="bestand:1" alt="x">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<style>@import "http://127.0.0.1:1/x.css"</style>',
        '<p style="background: url(file:///etc/passwd)">x</p>',
        '<object data="file:///etc/passwd">x</object>',
        '<embed src="file:///etc/passwd">',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    ],
)
def test_anything_outside_the_list_stops_the_pdf(body):
    with pytest.raises(RenderError):
        render_pdf(page(body))


@pytest.mark.django_db
def test_a_picture_of_the_portal_is_shown_only_when_it_was_given(settings, tmp_path, assert_archival):
    settings.MEDIA_ROOT = str(tmp_path)
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "blue").save(target, "PNG")
    bestand = store(target.getvalue(), name="foto.png", kind="bijlage")
    html = page(f'<h1>Foto</h1><p><img src="bestand:{bestand.pk}" alt="Een blauw vlak"></p>')

    pdf = render_pdf(html, bestanden=[bestand])

    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].images) == 1
    assert_archival(pdf)
    with pytest.raises(RenderError):
        render_pdf(html)

"""What people type wrong in the draft of the demo: told in Dutch at the field, kept as typed, nothing half saved."""

import html
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Ondertekening, Partner
from sto_portal.bestanden.models import Bestand
from tests.applications.writing import fields_of
from tests.pdfs import PDF
from tests.scenario import dagen
from tests.scenario.case import NUMMER
from tests.scenario.demo_clients import client_of, digest_of, plan_of

ROOT = f"/aanvragen/{NUMMER}/"
BRIN = "Vul 6 tekens in: 2 cijfers, 2 letters en 2 cijfers, bijvoorbeeld 01AB00."
KVK = "Vul 8 cijfers in, bijvoorbeeld 12345678."
POSTCODE = "Vul een postcode in van 4 cijfers en 2 letters, bijvoorbeeld 1234 AB."
DATE = "Vul een datum in die bestaat, bijvoorbeeld 31-12-2027."
PERIOD = f"Kies een dag van {dagen.PERIOD}."
AMOUNT = "Vul een bedrag in, bijvoorbeeld 1.234,56."
NEGATIVE = "Vul een bedrag in van € 0 of hoger."
TOO_MUCH = "Dit bedrag is te hoog. Vul hoogstens € 100.000.000,00 in."
NUL = "In uw tekst staat een teken dat het portaal niet kan bewaren. Haal het weg of typ de tekst opnieuw."
SCHOOL = {"naam": "Basisschool De Proef (test)", "taken": "De school geeft proeflessen."}
FIRM = {"naam": "Proefbedrijf (test)", "plaats": "Proefstad"}

WRONG = [
    ("partners/nieuw/?soort=po", SCHOOL, "vestigingscode", "9ZZ0", BRIN),
    ("partners/nieuw/?soort=po", SCHOOL, "vestigingscode", "AB9900", BRIN),
    ("partners/nieuw/?soort=po", SCHOOL, "vestigingscode", "٩٩AB00", BRIN),
    ("partners/nieuw/?soort=po", SCHOOL, "bevoegd_gezag_nummer", "123", "Vul 5 cijfers in, bijvoorbeeld 12345."),
    ("partners/nieuw/?soort=bedrijf", FIRM, "kvk_nummer", "1234567", KVK),
    ("partners/nieuw/?soort=bedrijf", FIRM, "kvk_nummer", "1234567a", KVK),
    ("partners/nieuw/?soort=bedrijf", FIRM, "postcode", "0123 AB", POSTCODE),
    ("partners/nieuw/?soort=bedrijf", FIRM, "postcode", "12345", POSTCODE),
    ("partners/nieuw/?soort=bedrijf", {"plaats": "Proefstad"}, "naam", "Proef\x00bedrijf", NUL),
    ("activiteiten/nieuw/", {"titel": "Proefles"}, "begin_datum", "31-02-2027", DATE),
    ("activiteiten/nieuw/", {"titel": "Proefles"}, "begin_datum", "gisteren", DATE),
    ("activiteiten/nieuw/", {"titel": "Proefles"}, "begin_datum", f"31-12-{dagen.FIRST - 1}", PERIOD),
    ("activiteiten/nieuw/", {"titel": "Proefles"}, "inhoud", "Doen\x00en leren", NUL),
    ("begrotingsregels/nieuw/", {"omschrijving": "Uren"}, "bedrag_cents", "-1", NEGATIVE),
    ("begrotingsregels/nieuw/", {"omschrijving": "Uren"}, "bedrag_cents", "100.000.000,01", TOO_MUCH),
    ("begrotingsregels/nieuw/", {"omschrijving": "Uren"}, "bedrag_cents", "9" * 40, TOO_MUCH),
    ("begrotingsregels/nieuw/", {"omschrijving": "Uren"}, "bedrag_cents", "1e3", AMOUNT),
    ("begrotingsregels/nieuw/", {"omschrijving": "Uren"}, "bedrag_cents", "12.34", AMOUNT),
    ("bijdragen/nieuw/", {"omschrijving": "Uren"}, "bedrag_cents", "-5.000", NEGATIVE),
    ("begroting/", {}, "gevraagde_subsidie", "-1", NEGATIVE),
    ("begroting/", {}, "gevraagde_subsidie", "veel", AMOUNT),
    ("docententekort/", {}, "vak_0_0", "-3", "Vul een getal in van 0 of hoger."),
    ("leerlingenprognose/", {}, "peil_datum", "32-13-2026", "Vul een datum in die bestaat, bijvoorbeeld 31-12-2027."),
    ("regiovisie/b1-36/", {}, "b1_36_flexibiliteit", "Elk jaar\x00anders", NUL),
]


@pytest.mark.parametrize(
    ("page", "typed_too", "field", "typed", "told"),
    WRONG,
    ids=[f"{case[2]}-{place}" for place, case in enumerate(WRONG)],
)
def test_a_wrong_value_is_told_at_the_field_and_stays(demo, page, typed_too, field, typed, told):
    client, before = client_of("penvoerder"), digest_of(NUMMER)
    sent = fields_of(client.get(ROOT + page)) | typed_too | {field: typed}

    response = client.post(ROOT + page, sent)

    form, shown = response.context["form"], html.unescape(response.content.decode()).replace("\xa0", " ")
    assert response.status_code == 200
    assert [error.replace("\xa0", " ") for error in form.errors[field]] == [told]
    assert f'id="id_{field}_error"' in shown
    assert {name: form[name].value() for name in typed_too} | {field: form[field].value()} == typed_too | {field: typed}
    assert [text for text in [told, *typed_too.values()] if text not in shown] == []
    assert digest_of(NUMMER) == before


def signature_page():
    """The page of the one signature that the draft misses."""
    partner = Partner.objects.get(plan=plan_of(NUMMER), naam="Schildersbedrijf Wielemast (demo)")
    eis = partner.plan.ronde.vragenlijst.ondertekenaareisen.get(partnersoort=partner.soort)
    return f"{ROOT}overeenkomst/ondertekening/{partner.pk}/{eis.pk}/"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("getekend.pdf", b"MZ\x90\x00" + b"x" * 500, "Dit soort bestand kunt u hier niet uploaden."),
        ("getekend.pdf", b"<html><script>alert(1)</script></html>", "Dit soort bestand kunt u hier niet uploaden."),
        ("getekend.docx", PDF, "De inhoud van dit bestand is PDF, maar de naam eindigt op '.docx'."),
        ("getekend.pdf", PDF + b"x" * 2**20, "Dit bestand is 1,1 MB. Een bestand mag niet groter zijn dan 1 MB."),
        ("getekend.pdf", b"", "Dit bestand is leeg."),
    ],
)
def test_a_wrong_file_is_told_and_the_rest_stays(demo, settings, name, content, told):
    settings.UPLOAD_MAX_BYTES = 2**20
    client, page = client_of("penvoerder"), signature_page()
    typed = {"naam": "Tineke Tekenaar", "functie": "Eigenaar", "datum": dagen.SIGNED}
    before = (Ondertekening.objects.count(), Bestand.objects.count())

    response = client.post(page, fields_of(client.get(page)) | typed | {"upload": SimpleUploadedFile(name, content)})

    form = response.context["form"]
    assert form.errors["upload"][0].startswith(told)
    assert {field: form[field].value() for field in typed} == typed
    assert (Ondertekening.objects.count(), Bestand.objects.count()) == before


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("partners/nieuw/?soort=po", SCHOOL | {"vestigingscode": "99ZZ07"}),
        ("risicos/nieuw/", {
            "omschrijving": "Te weinig begeleiders", "kans": "klein", "impact": "groot",
            "maatregel": "Vraag bedrijven", "verantwoordelijke": "Projectleider",
        }),
        ("doelen/nieuw/", {
            "titel": "Meer proeflessen", "subdoel": "5", "omschrijving": "Elk jaar", "mismatch_uit": "aanbod",
            "mismatch": "Nu geen",
        }),
    ],
)  # fmt: skip
def test_a_form_that_is_posted_twice_adds_one_row(demo, page, typed):
    client = client_of("penvoerder")
    sent = fields_of(client.get(ROOT + page)) | typed

    first, after_first = client.post(ROOT + page, sent), digest_of(NUMMER)
    second = client.post(ROOT + page, sent)

    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert digest_of(NUMMER) == after_first


def test_a_signature_that_is_posted_twice_is_one(demo):
    client, page, before = client_of("penvoerder"), signature_page(), Ondertekening.objects.count()
    sent = fields_of(client.get(page)) | {"naam": "T. Ekenaar", "functie": "Eigenaar", "datum": dagen.SIGNED}

    codes = [client.post(page, sent | {"upload": SimpleUploadedFile("x.pdf", PDF)}).status_code for _ in range(2)]

    assert (codes, Ondertekening.objects.count()) == ([302, 302], before + 1)


def test_with_one_wrong_answer_in_a_paragraph_none_is_saved(demo):
    client, before = client_of("penvoerder"), digest_of(NUMMER)
    page = ROOT + "activiteitenplan/b2-32/"
    typed = {"b2_32_evaluatie_wie": "Een onderzoeker van buiten.", "b2_32_bijsturing": "Elk jaar\x00"}

    response = client.post(page, fields_of(client.get(page)) | typed)

    form = response.context["form"]
    assert list(form.errors) == ["b2_32_bijsturing"]
    assert {name: form[name].value() for name in typed} == typed
    assert digest_of(NUMMER) == before


def test_a_search_with_strange_characters_finds_nothing_and_breaks_nothing(demo):
    strange = ["\x00", "%", "'; DROP TABLE", "É" * 200, "🙂"]
    pages = [("penvoerder", "/aanvragen/"), ("behandelaar", "/aanvragen/"), ("behandelaar", "/besluiten/")]

    answers = {
        (person, page, text): client_of(person).get(f"{page}?{urlencode({'zoek': text, 'ronde': text})}").status_code
        for person, page in pages
        for text in strange
    }

    assert {asked: code for asked, code in answers.items() if code != 200} == {}

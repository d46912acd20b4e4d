"""The forecast of pupils: typed, pasted or uploaded, drawn, and never half saved."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from applications.models import Leerlingenprognose
from sto_portal.spreadsheets import Kolom, write_ods
from tests.applications.writing import fields_of, fill_in, url_of
from tests.factories import AanvraagFactory


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def plan(aanvraag):
    return aanvraag.plan


@pytest.fixture
def url(aanvraag):
    return url_of(aanvraag, "leerlingenprognose")


@pytest.fixture
def jaren(plan):
    return list(plan.ronde.prognosejaren)


def saved(plan):
    return dict(Leerlingenprognose.objects.filter(plan=plan).values_list("jaar", "leerlingen"))


def test_anna_types_ten_years_with_one_source_and_day(client, anna, plan, url, jaren):
    client.force_login(anna)
    typed = {f"jaar_{jaar}": f"1.{jaar - jaren[0]:03d}" for jaar in jaren}

    response = fill_in(client, url, **typed, bron="DUO", peil_datum="2026-10-01")

    assert response.url == url
    assert saved(plan) == {jaar: 1000 + jaar - jaren[0] for jaar in jaren}
    assert set(Leerlingenprognose.objects.values_list("bron", "peil_datum")) == {("DUO", date(2026, 10, 1))}
    assert len(client.get(url).context["punten"]) == len(jaren) == 10


def test_a_year_of_an_earlier_round_goes_and_the_others_keep_their_key(client, anna, plan, url, jaren):
    old, kept = (Leerlingenprognose.objects.create(plan=plan, jaar=jaar, leerlingen=5) for jaar in (1999, jaren[0]))
    client.force_login(anna)

    fill_in(client, url, **{f"jaar_{jaren[0]}": "6"})

    assert saved(plan) == {jaren[0]: 6}
    assert Leerlingenprognose.objects.get().sleutel == kept.sleutel != old.sleutel


def paste(client, url, text="", bestand=None):
    data = {"inlezen": "ja", "tekst": text}
    return client.post(url, data | ({"bestand": bestand} if bestand else {}))


def workbook(*rows):
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(target)
    return SimpleUploadedFile("prognose.xlsx", target.getvalue())


def opendocument(first, second):
    columns = [Kolom("jaar", "Jaar"), Kolom("leerlingen", "Leerlingen", "getal")]
    rows = [{"jaar": str(first), "leerlingen": 1200}, {"jaar": str(second), "leerlingen": 1100}]
    return SimpleUploadedFile("prognose.ods", write_ods("Prognose", columns, rows))


def ways(jaren):
    """The same two years in every way they can be handed in."""
    first, second = jaren[:2]
    return [
        (f"{first}\t1.200\n{second}\t1.100", None),
        (f"Jaar;Leerlingen\n{first};1200\n{second};1100\n2099;5", None),
        (f"{first}/{first + 1};1200\n\n{second}-{second + 1};1100", None),
        ("", SimpleUploadedFile("p.csv", f"jaar;aantal\r\n{first};1200\r\n{second};1100".encode("cp1252"))),
        ("", opendocument(first, second)),
        ("", workbook(("Jaar", "Leerlingen"), (first, 1200), (second, 1100))),
    ]


@pytest.mark.parametrize("way", range(6))
def test_years_are_read_in_to_look_at_before_they_are_saved(client, anna, plan, url, jaren, way):
    text, bestand = ways(jaren)[way]
    client.force_login(anna)

    response = paste(client, url, text, bestand)
    form = response.context["form"]
    client.post(url, fields_of(response))

    assert [veld.value() for veld in form.jaarvelden[:3]] == [1200, 1100, None]
    assert response.context["ingelezen"] == 2
    assert response.context["outside"] == ([2099] if way == 1 else [])
    assert saved(plan) == {jaren[0]: 1200, jaren[1]: 1100}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Plak uw tabel in het veld, of kies een bestand."),
        ("Jaar;Leerlingen", "Er staan geen jaren in. Zet op elke regel een jaar en een aantal, met een tab of"),
        ("2027;100\nvolgend jaar;90", "Rij 2: 'volgend jaar' is geen jaar."),
        ("2027;veel", "Rij 1: 'veel' is geen aantal leerlingen."),
        ("2027;99999999", "Rij 1: '99999999' is geen aantal leerlingen."),
        ("2027", "Rij 1: '' is geen aantal leerlingen."),
    ],
)
def test_a_table_that_is_wrong_is_told_and_stays_in_the_field(client, anna, plan, url, text, told):
    client.force_login(anna)

    inlezen = paste(client, url, text).context["inlezen"]

    assert inlezen.non_field_errors()[0].startswith(told)
    assert inlezen["tekst"].value() == text
    assert saved(plan) == {}


def test_a_file_that_is_something_else_is_refused(client, anna, url):
    client.force_login(anna)

    response = paste(client, url, bestand=SimpleUploadedFile("p.xlsx", b"%PDF-1.7"))

    assert list(response.context["inlezen"].errors) == ["bestand"]


def test_who_saves_second_is_told_and_may_save_again(client, anna, plan, url, jaren):
    client.force_login(anna)
    sent = fields_of(client.get(url)) | {f"jaar_{jaren[0]}": "7"}
    Leerlingenprognose.objects.create(plan=plan, jaar=jaren[0], leerlingen=6)

    refused = client.post(url, sent)
    again = client.post(url, fields_of(refused))

    assert (refused.status_code, again.status_code) == (409, 302)
    assert saved(plan) == {jaren[0]: 7}

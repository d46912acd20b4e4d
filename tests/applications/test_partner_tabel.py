"""Many partners at once: pasted or uploaded, looked at cell by cell, added as a whole."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Partner
from regions.models import Organisatie, Organisatiesoort, Vestiging
from sto_portal.sporen.models import Spoor
from sto_portal.spreadsheets import Kolom, write_ods, write_xlsx
from tests.applications.writing import url_of
from tests.factories import AanvraagFactory, PartnerFactory, SchoolFactory

GOOD = "Soort\tNaam\tPlaats\nbedrijf\tBuis BV\tProefdam\nmbo\tROC Proef\t\n"
MIXED = "Soort\tNaam\tKvK\nbedrijf\tBuis BV\t12345678\nbedrijf\tPlaat BV\t12\n"


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def page(client, anna, aanvraag):
    """Anna hands in a table on the page that she opened."""
    client.force_login(anna)
    url = url_of(aanvraag, "partners", "tabel")
    sleutel = str(client.get(url).context["form"].initial["sleutel"])

    def run(tekst="", actie="controleren", **more):
        return client.post(url, {"tekst": tekst, "actie": actie, "sleutel": sleutel} | more)

    return run


def names():
    return list(Partner.objects.order_by("naam").values_list("naam", flat=True))


def faults(response):
    return [fout["label"] for fout in response.context["voorbeeld"].fouten]


def test_what_is_pasted_is_shown_first_and_saved_when_asked(page):
    shown = page(GOOD).context["voorbeeld"]
    assert (shown.goed, shown.fout, names()) == (2, 0, [])

    response = page(GOOD, "toevoegen")

    assert response.status_code == 302
    assert list(Partner.objects.order_by("naam").values_list("soort", "naam", "plaats")) == [
        ("bedrijf", "Buis BV", "Proefdam"),
        ("mbo", "ROC Proef", ""),
    ]


def test_the_columns_stand_in_any_order_under_the_names_that_people_give_them(page):
    page("KvK-nr;Organisatie;X;TYPE\n12345678;Buis BV;niets;Bedrijf", "toevoegen")

    assert Partner.objects.values("soort", "naam", "kvk_nummer").get() == {
        "soort": "bedrijf",
        "naam": "Buis BV",
        "kvk_nummer": "12345678",
    }


def test_a_column_that_is_not_known_is_told(page):
    assert page("Soort,Naam,Opmerking\nmbo,ROC,x").context["voorbeeld"].onbekend == ["Opmerking"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            "vakbond;ABC;;;",
            "Rij 2, Soort partner: Deze soort partner kent het portaal niet. Kies uit: Penvoerder (vmbo),",
        ),
        (";ABC;;;", "Rij 2, Soort partner: Dit is leeg. Vul de soort partner in."),
        ("bedrijf;;;;", "Rij 2, Naam: Vul dit in."),
        ("mbo;ROC;1AB;;", "Rij 2, BRIN en vestigingsnummer: Vul 6 tekens in"),
        ("bedrijf;ABC;01AB00;;", "Rij 2, BRIN en vestigingsnummer: Dit hoort alleen bij een school."),
        ("bedrijf;ABC;;1234567;", "Rij 2, KvK-nummer: Vul 8 cijfers in, bijvoorbeeld 12345678. Begint het nummer met"),
        ("bedrijf;ABC;;;12", "Rij 2, Postcode: Vul een postcode in"),
        ("bedrijf;=A1;;;", "Rij 2, Naam: Dit is een formule. Zet hier de uitkomst neer."),
        ("bedrijf;A\0B;;;", "Rij 2, Naam: In uw tekst staat een teken dat het portaal niet kan bewaren."),
        (f"bedrijf;{'x' * 100_000};;;", "Rij 2, Naam: Zorg dat deze waarde niet meer dan 200 tekens bevat"),
    ],
)
def test_a_wrong_cell_is_told_with_its_row_and_column_and_nothing_is_saved(page, row, fault):
    table = f"Soort;Naam;BRIN;KvK;Postcode\n{row}"

    response = page(table, "toevoegen")

    assert faults(response)[0].startswith(fault)
    assert response.context["form"]["tekst"].value() == table
    assert names() == []


def test_html_is_text_like_any_other(page):
    response = page("Soort\tNaam\nbedrijf\t<b>Buis</b><script>alert(1)</script>")

    assert response.context["voorbeeld"].goed == 1
    assert "<script>alert" not in response.text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Plak uw tabel in het veld, of kies een bestand."),
        (" \n ", "Plak uw tabel in het veld, of kies een bestand."),
        ("Soort|Naam\nmbo|ROC", "De kolomkoppen zijn niet herkend."),
        ("mbo\tROC\nmbo\tROC 2", "De kolomkoppen zijn niet herkend."),
        ("Soort\tPlaats\nmbo\tProefdam", "De kolom 'Naam' ontbreekt."),
        ("Soort\tNaam\tOrganisatie\nmbo\tROC\tROC", "De kolom 'Naam' staat twee keer in de tabel."),
        ("Soort\tNaam", "De tabel heeft kolomkoppen, maar nog geen partners."),
        ("Soort\tNaam\n" + "mbo\tROC\n" * 501, "U kunt 500 partners tegelijk toevoegen."),
        ("Soort\tNaam\nmbo\t" + "é" * 2**20, "Deze tekst is te lang. Plak hoogstens 1 MB tegelijk."),
    ],
)
def test_a_table_that_cannot_be_read_says_what_to_do_and_stays(page, text, message):
    response = page(text, "toevoegen")

    [(_field, [error])] = response.context["form"].errors.items()
    assert error.startswith(message)
    assert response.context["form"]["tekst"].value() == text


def test_a_text_that_is_too_large_to_receive_gets_a_page_that_says_what_to_do(page):
    response = page("Soort\tNaam\n" + "mbo\tROC\n" * 800_000)

    assert response.status_code == 400
    assert "Wat u verstuurde, is te groot of niet goed overgekomen. Er is niets van opgeslagen." in response.text
    assert names() == []


def test_what_stands_twice_in_the_table_or_in_the_plan_is_told(page, aanvraag):
    SchoolFactory(plan=aanvraag.plan, soort="penvoerder", vestigingscode="01AB00")
    PartnerFactory(plan=aanvraag.plan, naam="Buis B.V.")
    rows = ["penvoerder;A;02AB00", "vmbo;B;01ab00", "bedrijf;buis b v;", "mbo;ROC;", "mbo;Roc;", "po;ROC;"]

    response = page("\n".join(["Soort;Naam;BRIN", *rows]))

    assert faults(response) == [
        "Rij 2, Soort partner: Er staat al een penvoerder in uw plan. Een plan heeft er één.",
        "Rij 3, BRIN en vestigingsnummer: Deze partner staat ook al in uw plan. Haal een van de twee weg.",
        "Rij 4, Naam: Deze partner staat ook al in uw plan. Haal een van de twee weg.",
        "Rij 6, Naam: Deze partner staat ook al op rij 5. Haal een van de twee weg.",
    ]


def test_a_school_is_filled_in_from_the_register(page):
    bestuur = Organisatie.objects.create(
        naam="Stichting Proef", soort=Organisatiesoort.BESTUUR, bevoegd_gezag_nummer="01234", kvk_nummer="87654321"
    )
    vestiging = Vestiging.objects.create(code="01AB00", naam="École Proef", organisatie=bestuur, plaats="PROEFDAM")

    page("Soort\tNaam\tBRIN\tKvK\nvmbo\t\t01 ab-00\t11111111", "toevoegen")

    partner = Partner.objects.get()
    assert (partner.naam, partner.bevoegd_gezag, partner.bevoegd_gezag_nummer) == (
        "École Proef",
        "Stichting Proef",
        "01234",
    )
    assert (partner.kvk_nummer, partner.plaats, partner.vestiging) == ("11111111", "PROEFDAM", vestiging)


def test_only_the_good_rows_are_added_where_that_is_asked_and_the_rest_stays_to_be_mended(page):
    response = page(MIXED, "goede")

    assert names() == ["Buis BV"]
    assert response.context["form"]["tekst"].value() == "Soort\tNaam\tKvK\nbedrijf\tPlaat BV\t12"
    assert [str(message) for message in response.context["messages"]] == [
        "1 partner toegevoegd. Nog niet toegevoegd: 1. U kunt die hieronder verbeteren."
    ]


@pytest.mark.parametrize(("table", "actie", "kept"), [(GOOD, "toevoegen", 2), (MIXED, "goede", 1)])
def test_a_second_click_adds_nothing_and_looks_like_the_first(page, table, actie, kept):
    first, second = page(table, actie), page(table, actie)

    assert second.status_code == first.status_code
    assert (len(names()), Spoor.objects.filter(wat="add_partners").count()) == (kept, 1)


def test_a_row_that_is_mended_on_the_same_page_is_a_new_row(page):
    page(MIXED, "goede")

    page(MIXED.replace("\t12\n", "\t87654321\n"), "toevoegen")

    assert names() == ["Buis BV", "Plaat BV"]


@pytest.mark.parametrize("sleutel", ["", "onzin", "\0"])
def test_a_page_without_its_key_still_adds(page, sleutel):
    page(GOOD, "toevoegen", sleutel=sleutel)

    assert len(names()) == 2


CSV = GOOD.replace("\t", ";")
COLUMNS = [Kolom("s", "Soort"), Kolom("n", "Naam")]
TWO = [{"s": "mbo", "n": "A"}, {"s": "po", "n": "B"}]
ODS = write_ods("P", COLUMNS, TWO)


def with_part(content, name, part=b"x"):
    """The same spreadsheet file with one more part in it."""
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("partners.csv", CSV.encode("cp1252")),
        ("partners.CSV", CSV.replace("Buis", "Bùis").encode("utf-8-sig")),
        ("partners.txt", GOOD.encode("utf-16")),
        ("partners.xlsx", write_xlsx("P", COLUMNS, TWO)),
        ("partners.ods", ODS),
    ],
)
def test_a_file_stands_in_the_field_after_it_was_read(page, name, content):
    response = page(bestand=SimpleUploadedFile(name, content))

    text = response.context["form"]["tekst"].value()
    assert text.startswith("Soort\tNaam")
    assert page(text, "toevoegen").status_code == 302
    assert len(names()) == 2


def test_a_wrong_cell_of_a_spreadsheet_is_told_with_its_row_and_column(page):
    rows = [{"s": "mbo", "n": "ROC"}, {"s": "vakbond", "n": "=A1"}]

    response = page(bestand=SimpleUploadedFile("partners.ods", write_ods("P", COLUMNS, rows)))

    assert [fault.partition(".")[0] for fault in faults(response)] == [
        "Rij 3, Soort partner: Deze soort partner kent het portaal niet",
        "Rij 3, Naam: Dit is een formule",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("leeg.csv", b"", "Dit bestand is leeg."),
        ("groot.csv", b"x" * (2**20 + 1), "Dit bestand is 1,1 MB. Een tabel mag niet groter zijn dan 1 MB."),
        ("partners.pdf", b"%PDF-1.7", "Kies een CSV-bestand, een Excel-bestand (.xlsx) of een OpenDoc"),
        ("partners.csv", b"%PDF-1.7 %%EOF", "De naam van dit bestand eindigt op .csv, maar het is PDF."),
        ("partners.csv", b"MZ\x90\0\0", "Dit is geen tekstbestand."),
        ("partners.xlsx", CSV.encode(), "De naam van dit bestand eindigt op .xlsx, maar het is geen Excel-bestand."),
        (
            "partners.ods",
            CSV.encode(),
            "De naam van dit bestand eindigt op .ods, maar het is geen OpenDocument-bestand",
        ),
        ("partners.xlsx", ODS, "De naam van dit bestand eindigt op .xlsx, maar het is geen Excel-bestand."),
        ("partners.ods", with_part(ODS, "Basic/Standard/Module1.xml"), "Dit bestand bevat macro's."),
        ("partners.ods", with_part(ODS, "bom.bin", b"0" * 2**20), "Dit bestand wordt veel te groot bij het openen."),
        (
            "partners.ods",
            with_part(ODS, "x.xml", b"<!DOCTYPE x [<!ENTITY a 'a'>]><x/>"),
            "Dit bestand bevat onderdelen",
        ),
        ("partners.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Dit is een oud of beveiligd Excel-bestand."),
    ],
)
def test_a_file_that_cannot_be_is_told_and_what_was_pasted_stays(page, name, content, message):
    response = page(GOOD, "toevoegen", bestand=SimpleUploadedFile(name, content))

    [error] = response.context["form"].errors["bestand"]
    assert error.startswith(message)
    assert response.context["form"]["tekst"].value() == GOOD
    assert names() == []


def test_the_empty_table_comes_back_as_one_without_partners(client, anna, aanvraag, page):
    for formaat in ("xlsx", "ods", "csv"):
        response = client.get(url_of(aanvraag, "partners", "tabel")[:-1] + f"/leeg.{formaat}")
        answer = page(bestand=SimpleUploadedFile(f"leeg.{formaat}", response.content))

        assert answer.context["form"].errors["tekst"] == ["De tabel heeft kolomkoppen, maar nog geen partners."]


@pytest.mark.parametrize(("number", "queries"), [(2, 19), (60, 19), (108, 20)])
def test_the_queries_do_not_grow_with_the_partners(page, number, queries, django_assert_max_num_queries):
    """SQLite takes 62 partners in one insert, PostgreSQL all."""
    firms = [f"bedrijf\tBedrijf {place}\t" for place in range(number // 2)]
    schools = [f"vmbo\tSchool {place}\t{place:02d}AB00" for place in range(number // 2)]
    table = "\n".join(["Soort\tNaam\tBRIN", *firms, *schools])

    with django_assert_max_num_queries(queries):
        assert page(table, "toevoegen").status_code == 302

    assert Partner.objects.count() == number
    assert Spoor.objects.get(wat="add_partners").data == {"soort": "partner", "aantal": number}

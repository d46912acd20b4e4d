from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Ondertekenaareis, Ondertekening
from applications.vragenlijsten import read_paragrafen
from sto_portal.termijnen import today
from tests.applications.writing import fields_of, fill_in, url_of
from tests.factories import AanvraagFactory, PartnerFactory, SchoolFactory, sign
from tests.pdfs import PDF


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def school(aanvraag):
    return SchoolFactory(plan=aanvraag.plan, naam="Vakcollege Verzonnen")


@pytest.fixture
def eis(school):
    return Ondertekenaareis.objects.filter(partnersoort=school.soort).first()


@pytest.fixture
def page(aanvraag, school, eis):
    return url_of(aanvraag, "overeenkomst", "ondertekening", school.pk, eis.pk)


def signature(**changed):
    return {
        "naam": "T. Ekenaar",
        "datum": today().isoformat(),
        "upload": SimpleUploadedFile("getekend.pdf", PDF),
    } | changed


def test_two_people_sign_for_a_vmbo_school_and_one_for_a_firm(client, anna, aanvraag, school):
    firm = PartnerFactory(plan=aanvraag.plan)
    client.force_login(anna)

    lines = client.get(url_of(aanvraag, "overeenkomst")).context["regels"]

    assert [(line["partner"], line["eis"].functie) for line in lines] == [
        (school, "Directeur vmbo-school"),
        (school, "Lid College van Bestuur bevoegd gezag vmbo-school"),
        (firm, ""),
    ]


def test_anna_records_a_signature_with_the_function_that_was_filled_in(client, anna, aanvraag, school, eis, page):
    client.force_login(anna)

    response = fill_in(client, page, **signature())

    signed = Ondertekening.objects.get()
    assert response.url == url_of(aanvraag, "overeenkomst")
    assert (signed.partner, signed.eis, signed.naam) == (school, eis, "T. Ekenaar")
    assert (signed.functie, signed.datum) == ("Directeur vmbo-school", today())
    assert (signed.bestand.naam, signed.bestand.geupload_door) == ("getekend.pdf", anna)
    assert client.get(url_of(aanvraag, "bestanden", signed.bestand.pk)).content == PDF


def test_recording_twice_gives_one_signature(client, anna, page):
    client.force_login(anna)
    sent = fields_of(client.get(page))

    codes = [client.post(page, sent | signature()).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert Ondertekening.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"datum": (today() + timedelta(days=2)).isoformat()}, "datum", "Deze datum ligt in de toekomst."),
        ({"datum": "31-02-2026"}, "datum", "Vul een datum in die bestaat"),
        ({"naam": ""}, "naam", "Vul dit in."),
        ({"upload": ""}, "upload", "Kies een bestand."),
        ({"upload": SimpleUploadedFile("x.pdf", b"MZ geen pdf")}, "upload", "Dit soort bestand kunt u hier niet"),
        ({"upload": SimpleUploadedFile("x.pdf", PDF + b"x" * 30 * 2**20)}, "upload", "Dit bestand is 30"),
        ({"upload": SimpleUploadedFile("leeg.pdf", b"")}, "upload", "Dit bestand is leeg."),
    ],
)
def test_a_wrong_signature_is_told_at_the_field(client, anna, page, changed, field, message):
    client.force_login(anna)

    form = fill_in(client, page, **signature(**changed)).context["form"]

    assert form.errors[field][0].startswith(message)
    assert not Ondertekening.objects.exists()


def test_a_signature_is_changed_without_its_file_and_removed(client, anna, aanvraag, school, page):
    sign(school)
    client.force_login(anna)
    before = Ondertekening.objects.first().bestand

    fill_in(client, page, naam="A. Nder")
    changed = Ondertekening.objects.get(naam="A. Nder")
    response = client.post(page, {"verwijderen": "ja"})

    assert (changed.bestand, changed.versie) == (before, 2)
    assert response.url == url_of(aanvraag, "overeenkomst")
    assert Ondertekening.objects.count() == 1


def test_of_two_people_in_one_signature_the_second_is_told(client, anna, mia, school, page):
    sign(school)
    client.force_login(anna)
    sent_by_anna = fields_of(client.get(page)) | {"naam": "Van Anna"}
    client.force_login(mia)
    fill_in(client, page, naam="Van Mia")
    client.force_login(anna)

    response = client.post(page, sent_by_anna)

    assert response.status_code == 409
    assert "Nu is opgeslagen: Van Mia, Directeur vmbo-school" in response.text
    assert Ondertekening.objects.filter(naam="Van Mia").exists()
    assert fields_of(response)["naam"] == "Van Anna"
    assert client.post(page, fields_of(response)).status_code == 302
    assert Ondertekening.objects.filter(naam="Van Anna").exists()


def test_a_signatory_of_another_kind_of_partner_does_not_exist(client, anna, aanvraag, school):
    firm = Ondertekenaareis.objects.get(partnersoort="bedrijf")
    elsewhere = SchoolFactory()
    eis = Ondertekenaareis.objects.filter(partnersoort="vmbo").first()
    client.force_login(anna)
    urls = [
        url_of(aanvraag, "overeenkomst", "ondertekening", partner.pk, wanted.pk)
        for partner, wanted in ((school, firm), (elsewhere, eis))
    ]

    assert [client.get(url).status_code for url in urls] == [404, 404]


def test_a_file_of_another_region_does_not_exist(client, anna, aanvraag):
    elsewhere = SchoolFactory()
    sign(elsewhere)
    client.force_login(anna)

    url = url_of(aanvraag, "bestanden", Ondertekening.objects.first().bestand.pk)

    assert client.get(url).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_as_many_queries_for_one_partner_as_for_three(
    client, anna, aanvraag, number, django_assert_num_queries
):
    for partner in SchoolFactory.create_batch(number, plan=aanvraag.plan):
        sign(partner)
    client.force_login(anna)
    read_paragrafen(aanvraag.ronde)  # every page of any plan reads that

    with django_assert_num_queries(14):
        response = client.get(url_of(aanvraag, "overeenkomst"))

    assert len(response.context["regels"]) == 2 * number

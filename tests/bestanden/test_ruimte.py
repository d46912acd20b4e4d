"""How much one plan and one person may upload: who goes over it reads so at the field, and keeps what was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Antwoordversie, Ondertekenaareis, Ondertekening
from regions.models import Vooraanmelding
from sto_portal.bestanden.models import Bestand
from tests.applications.writing import fill_in, url_of
from tests.factories import AanvraagFactory, SchoolFactory, UserFactory
from tests.pdfs import PDF, make_pdf
from tests.regions.vooraanmeldingen import make_vooraanmelding

pytestmark = pytest.mark.django_db
MEGABYTE = 2**20
FULL = (
    "Er is geen ruimte meer voor dit bestand van 0,1 MB. {where} {used} van de {limit} MB gebruikt. Kies een kleiner "
    "bestand, bijvoorbeeld een scan in grijs, of vraag DUS-I om meer ruimte."
)


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna)
    return client


def upload(text=""):
    return SimpleUploadedFile("getekend.pdf", make_pdf(text) if text else PDF)


def sign_page(aanvraag):
    school = SchoolFactory(plan=aanvraag.plan)
    eis = Ondertekenaareis.objects.filter(partnersoort=school.soort).first()
    return url_of(aanvraag, "overeenkomst", "ondertekening", school.pk, eis.pk)


def answer_with(client, aanvraag, file):
    page = url_of(aanvraag, "activiteitenplan", "b2-31")
    return fill_in(client, page, b2_31_organogram=file, b2_31_projectleider="Onze eigen projectleider.")


def test_what_hangs_on_a_plan_is_counted_with_what_was_there_before(as_anna, aanvraag, settings):
    first = answer_with(as_anna, aanvraag, upload("een"))
    settings.UPLOADS_PER_PLAN_BYTES = Bestand.objects.get().grootte + 10
    refused = answer_with(as_anna, aanvraag, upload("twee"))
    settings.UPLOADS_PER_PLAN_BYTES = MEGABYTE
    second = answer_with(as_anna, aanvraag, upload("drie"))

    form = refused.context["form"]
    assert (first.status_code, second.status_code, refused.status_code) == (302, 302, 200)
    assert form.errors["b2_31_organogram"] == [FULL.format(where="Bij deze aanvraag is al", used="0,1", limit="0,1")]
    assert form["b2_31_projectleider"].value() == "Onze eigen projectleider."
    assert Antwoordversie.objects.filter(bestand__isnull=False).count() == Bestand.objects.count() == 2


def test_a_signature_counts_too_and_nothing_is_stored_of_what_does_not_fit(as_anna, aanvraag, settings):
    settings.UPLOADS_PER_PLAN_BYTES = 10

    response = fill_in(as_anna, sign_page(aanvraag), naam="T. Ekenaar", datum="2026-01-05", upload=upload())

    form = response.context["form"]
    assert form.errors["upload"] == [FULL.format(where="Bij deze aanvraag is al", used="0", limit="0,1")]
    assert form["naam"].value() == "T. Ekenaar"
    assert (Ondertekening.objects.count(), Bestand.objects.count()) == (0, 0)


def test_what_was_replaced_still_counts_for_who_sent_it(as_anna, aanvraag, settings):
    page = sign_page(aanvraag)
    for text in ("een", "twee"):
        fill_in(as_anna, page, naam="T. Ekenaar", datum="2026-01-05", upload=upload(text))
    settings.UPLOADS_PER_PERSON_BYTES = sum(Bestand.objects.values_list("grootte", flat=True))

    refused = fill_in(as_anna, page, naam="T. Ekenaar", datum="2026-01-05", upload=upload("drie"))

    assert refused.context["form"].errors["upload"] == [FULL.format(where="U hebt zelf al", used="0,1", limit="0,1")]
    assert Bestand.objects.count() == 2


def test_who_registers_a_region_has_the_same_bound(client, settings):
    user = UserFactory()
    vooraanmelding = make_vooraanmelding(user)
    before = list(vooraanmelding.verklaringen.all())
    settings.UPLOADS_PER_PERSON_BYTES = sum(bestand.grootte for bestand in before)
    client.force_login(user)

    response = client.post(f"/vooraanmeldingen/{vooraanmelding.pk}/verklaringen/", {"upload": upload()})

    assert response.context["form"].errors["upload"] == [FULL.format(where="U hebt zelf al", used="0,1", limit="0,1")]
    assert list(Vooraanmelding.objects.get().verklaringen.all()) == before

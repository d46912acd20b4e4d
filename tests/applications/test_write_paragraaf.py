import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Aanvraagstatus, Antwoord, Antwoordversie, Paragraaf
from regions.models import Regiosoort
from tests.applications.writing import answer, answers, fields_of, fill_in, url_of
from tests.factories import AanbodFactory, AanvraagFactory, SchoolFactory
from tests.pdfs import PDF


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def page(aanvraag):
    return url_of(aanvraag, "regiovisie", "b1-2")


def test_anna_saves_and_goes_on_to_the_next_paragraph(client, anna, aanvraag, page):
    client.force_login(anna)

    response = fill_in(client, page, b1_2_afbakening="De gemeenten rond Lutjebroek.", opslaan="Opslaan en verder")

    assert response.url == url_of(aanvraag, "regiovisie", "b1-3")
    assert answers(aanvraag.plan) == {"b1_2_afbakening": "De gemeenten rond Lutjebroek."}
    [versie] = Antwoordversie.objects.all()
    assert (versie.vraag.code, versie.tekst, versie.door) == ("b1_2_afbakening", "De gemeenten rond Lutjebroek.", anna)


def test_a_co_author_saves_and_stays(client, mia, aanvraag, page):
    client.force_login(mia)

    response = fill_in(client, page, b1_2_gemeenten="Lutjebroek\r\n\r\nVerzonnen", blijven="Opslaan")

    assert response.url == page
    assert answers(aanvraag.plan) == {"b1_2_gemeenten": "Lutjebroek\nVerzonnen"}


def test_after_the_last_paragraph_comes_the_overview(client, anna, aanvraag):
    client.force_login(anna)

    response = fill_in(client, url_of(aanvraag, "regiovisie", "b1-52"), opslaan="Opslaan en verder")

    assert response.url == url_of(aanvraag, "regiovisie")


def test_every_kind_of_answer_is_kept_as_text_and_shown_again(client, anna, aanvraag):
    aanvraag.regio.soort = Regiosoort.TECHNIEKARM
    aanvraag.regio.save()
    client.force_login(anna)
    typed = {
        ("regiovisie", "b1-31"): {"b1_31_doorstroomcijfers": "1.250", "voorwaarde_leerlijnen_bestaan": "nee"},
        ("regiovisie", "b1-32"): {"b1_32_is_techniekarm": "ja", "b1_32_percentage": "7,5"},
        ("overeenkomst", "b3-looptijd"): {"b3_einddatum": "31-12-2030"},
        ("overeenkomst", "b3-verklaringen"): {"b3_akkoord_regeling": ["ja"]},
    }

    for parts, fields in typed.items():
        fill_in(client, url_of(aanvraag, *parts), **fields)
        fill_in(client, url_of(aanvraag, *parts))

    assert answers(aanvraag.plan) == {
        "b1_31_doorstroomcijfers": "1250",
        "voorwaarde_leerlijnen_bestaan": "nee",
        "b1_32_is_techniekarm": "ja",
        "b1_32_percentage": "7.5",
        "b3_einddatum": "2030-12-31",
        "b3_akkoord_regeling": "ja",
    }
    assert set(Antwoord.objects.values_list("versie", flat=True)) == {1}
    assert fields_of(client.get(url_of(aanvraag, "regiovisie", "b1-32")))["b1_32_percentage"] == "7,5"


def test_saving_twice_changes_nothing_the_second_time(client, anna, aanvraag, page):
    client.force_login(anna)
    sent = fields_of(client.get(page)) | {"b1_2_afbakening": "Tekst."}

    codes = [client.post(page, sent).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert Antwoord.objects.get().versie == 1


def test_of_two_people_in_one_answer_the_second_sees_both_texts(client, anna, mia, aanvraag, page):
    answer(aanvraag.plan, "b1_2_afbakening", "Oud")
    client.force_login(anna)
    sent_by_anna = fields_of(client.get(page)) | {"b1_2_afbakening": "Van Anna", "b1_2_motivering": "Daarom"}
    client.force_login(mia)
    fill_in(client, page, b1_2_afbakening="Van Mia", b1_2_partners_hoofdlijn="Scholen")
    client.force_login(anna)

    response = client.post(page, sent_by_anna)

    assert response.status_code == 409
    assert "Mia heeft dit antwoord veranderd" in response.text
    assert "Van Mia" in response.text
    again = fields_of(response)
    assert (again["b1_2_afbakening"], again["b1_2_motivering"]) == ("Van Anna", "Daarom")
    assert again["b1_2_partners_hoofdlijn"] == "Scholen"
    assert answers(aanvraag.plan) == {"b1_2_afbakening": "Van Mia", "b1_2_partners_hoofdlijn": "Scholen"}

    assert client.post(page, again).status_code == 302
    assert answers(aanvraag.plan) == {
        "b1_2_afbakening": "Van Anna",
        "b1_2_motivering": "Daarom",
        "b1_2_partners_hoofdlijn": "Scholen",
    }


def test_who_did_not_touch_an_answer_does_not_undo_another(client, anna, mia, aanvraag, page):
    answer(aanvraag.plan, "b1_2_afbakening", "Oud")
    client.force_login(anna)
    sent_by_anna = fields_of(client.get(page)) | {"b1_2_motivering": "Daarom"}
    client.force_login(mia)
    fill_in(client, page, b1_2_afbakening="Van Mia")
    client.force_login(anna)

    response = client.post(page, sent_by_anna)

    assert response.status_code == 302
    assert answers(aanvraag.plan) == {"b1_2_afbakening": "Van Mia", "b1_2_motivering": "Daarom"}


@pytest.mark.parametrize(
    ("code", "typed", "message"),
    [
        ("b1_31_doorstroomcijfers", "veel", "Vul een heel getal in, bijvoorbeeld 125."),
        ("b1_31_doorstroomcijfers", "-3", "Vul een getal in van 0 of hoger."),
        ("b1_31_aanbod", "x\0y", "In uw tekst staat een teken dat het portaal niet kan bewaren. "),
        ("b1_31_aanbod", "x" * 20_001, "Deze tekst heeft 20.001 tekens."),
        ("voorwaarde_leerlijnen_bestaan", "misschien", "Selecteer een geldige keuze."),
    ],
)
def test_with_one_wrong_answer_nothing_is_saved_and_nothing_typed_is_lost(client, anna, aanvraag, code, typed, message):
    client.force_login(anna)

    response = fill_in(
        client, url_of(aanvraag, "regiovisie", "b1-31"), **{"b1_31_kwaliteit": "Goed genoeg.", code: typed}
    )

    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == [code]
    assert form.errors[code][0].startswith(message)
    assert (form[code].value(), form["b1_31_kwaliteit"].value()) == (typed, "Goed genoeg.")
    assert answers(aanvraag.plan) == {}


def test_a_file_is_kept_replaced_and_removed(client, anna, aanvraag):
    client.force_login(anna)
    url = url_of(aanvraag, "activiteitenplan", "b2-31")

    fill_in(client, url, b2_31_organogram=SimpleUploadedFile("organogram.pdf", PDF))
    bestand = Antwoord.objects.get().bestand
    shown = client.get(url_of(aanvraag, "bestanden", bestand.pk))
    fill_in(client, url, wis_b2_31_organogram="on")

    assert (bestand.naam, bestand.soort, bestand.geupload_door) == ("organogram.pdf", "antwoord", anna)
    assert shown.content == PDF
    assert Antwoord.objects.get().bestand is None
    assert client.get(url_of(aanvraag, "bestanden", bestand.pk)).status_code == 404


def test_a_wrong_file_is_told_at_the_field(client, anna, aanvraag):
    client.force_login(anna)
    upload = SimpleUploadedFile("organogram.pdf", b"MZ een programma")

    response = fill_in(client, url_of(aanvraag, "activiteitenplan", "b2-31"), b2_31_organogram=upload)

    assert "b2_31_organogram" in response.context["form"].errors
    assert not Antwoord.objects.exists()


def test_a_table_stands_among_the_questions_with_links_to_change_it(client, anna, aanvraag):
    aanbod = AanbodFactory(partner=SchoolFactory(plan=aanvraag.plan, naam="Vakcollege Verzonnen"))
    client.force_login(anna)

    text = client.get(url_of(aanvraag, "regiovisie", "b1-31")).text

    assert f'href="{url_of(aanvraag, "aanbod", aanbod.pk)}"' in text
    assert f'href="{url_of(aanvraag, "aanbod", "nieuw")}"' in text
    assert text.count('id="tabel-aanbod"') == 1


@pytest.mark.parametrize(("soort", "code"), [(Regiosoort.TECHNIEKREGIO, 404), (Regiosoort.TECHNIEKARM, 200)])
def test_only_a_techniekarme_regio_has_the_paragraphs_of_one(client, anna, aanvraag, soort, code):
    aanvraag.regio.soort = soort
    aanvraag.regio.save()
    client.force_login(anna)

    assert client.get(url_of(aanvraag, "regiovisie", "b1-32")).status_code == code


def test_a_conditional_question_names_its_condition(client, anna, aanvraag):
    client.force_login(anna)

    text = client.get(url_of(aanvraag, "regiovisie", "b1-31")).text

    assert "Vul dit alleen in als dit geldt: er zijn doorlopende leerlijnen." in text
    assert 'data-condition="voorwaarde_leerlijnen_bestaan"' in text


def test_every_paragraph_opens_within_the_budget(client, anna, aanvraag, django_assert_max_num_queries):
    aanvraag.regio.soort = Regiosoort.TECHNIEKARM
    aanvraag.regio.save()
    client.force_login(anna)
    parts = {"B.1": "regiovisie", "B.2": "activiteitenplan", "B.3": "overeenkomst"}
    blocks = {"b3-partners", "b3-ondertekening"}
    paragrafen = [p for p in Paragraaf.objects.filter(onderdeel__in=parts) if p.sleutel not in blocks]

    for paragraaf in paragrafen:
        with django_assert_max_num_queries(14):
            response = client.get(url_of(aanvraag, parts[paragraaf.onderdeel], paragraaf.sleutel))

        assert (paragraaf.sleutel, response.status_code) == (paragraaf.sleutel, 200)


@pytest.mark.parametrize("status", [s for s in Aanvraagstatus if s != Aanvraagstatus.CONCEPT])
def test_after_filing_the_paragraph_can_only_be_read(client, anna, aanvraag, page, status):
    answer(aanvraag.plan, "b1_2_afbakening", "Zo is het ingediend.")
    aanvraag.status = status
    aanvraag.save()
    client.force_login(anna)

    shown = client.get(page)
    sent = client.post(page, {"b1_2_afbakening": "Toch anders"})

    assert "<textarea" not in shown.text
    assert "Zo is het ingediend." in shown.text
    assert sent.url == aanvraag.get_absolute_url()
    assert answers(aanvraag.plan) == {"b1_2_afbakening": "Zo is het ingediend."}

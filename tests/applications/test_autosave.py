"""Saving one answer while it is typed: what the browser sends after a pause, and the line that comes back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Aanvraagstatus, Antwoord, Antwoordversie
from tests.applications.writing import answer, answers, fields_of, url_of
from tests.factories import AanvraagFactory

CODE = "b1_2_afbakening"


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def page(aanvraag):
    return url_of(aanvraag, "regiovisie", "b1-2")


class Opened:
    """One opened page of a paragraph in which a person types in one field."""

    def __init__(self, client, page, code=CODE):
        self.client, self.page, self.code = client, page, code
        self.fields = fields_of(client.get(page))

    def type(self, tekst):
        """What comes back when `tekst` stands in the field; the page remembers the new version as a browser does."""
        names = (f"stand_{self.code}", "pagina")
        sent = {name: self.fields[name] for name in names} | {self.code: tekst}
        response = self.client.post(f"{self.page}{self.code}/opslaan/", sent)
        if "X-Stand" in response:
            self.fields[f"stand_{self.code}"] = response["X-Stand"]
        return response


@pytest.fixture
def opened(client, anna, page):
    client.force_login(anna)
    return Opened(client, page)


def history():
    """(tekst, who, botsing) of every Antwoordversie, oldest first."""
    rows = Antwoordversie.objects.select_related("door").order_by("pk")
    return [(row.tekst, row.door and row.door.naam, row.botsing) for row in rows]


def test_what_anna_types_is_saved_and_the_time_is_told(opened, aanvraag):
    response = opened.type("De gemeenten rond Lutjebroek.")

    op = timezone.localtime(Antwoordversie.objects.get().opgeslagen_op)
    assert response.status_code == 200
    assert f"Opgeslagen om {op:%H.%M} uur" in response.text
    assert answers(aanvraag.plan) == {CODE: "De gemeenten rond Lutjebroek."}


def test_going_on_typing_is_one_text_in_the_history(opened, aanvraag):
    for tekst in ("De", "De gemeenten", "De gemeenten rond Lutjebroek."):
        opened.type(tekst)

    assert Antwoord.objects.get().versie == 3
    assert history() == [("De gemeenten rond Lutjebroek.", "Anna", False)]


def test_after_ten_minutes_it_is_another_text(opened):
    opened.type("Eerst dit")
    Antwoordversie.objects.update(begonnen_op=timezone.now() - timedelta(minutes=11))

    opened.type("Toen dat")

    assert history() == [("Eerst dit", "Anna", False), ("Toen dat", "Anna", False)]


def test_a_text_that_stood_there_before_stays_in_the_history(client, anna, aanvraag, page):
    answer(aanvraag.plan, CODE, "Uit een vorig plan")
    client.force_login(anna)

    Opened(client, page).type("Nieuw")

    assert history() == [("Uit een vorig plan", None, False), ("Nieuw", "Anna", False)]


def test_saving_takes_the_same_few_queries_however_much_there_is(opened, aanvraag, django_assert_num_queries):
    opened.type("a")
    with django_assert_num_queries(8):
        opened.type("ab")
    for code in ("b1_1_samenvatting", "b1_31_kwaliteit", "b1_33_bewijs"):
        answer(aanvraag.plan, code, "veel")

    with django_assert_num_queries(8):
        opened.type("abc")


def test_the_same_request_sent_again_after_a_lost_answer_changes_nothing(opened):
    fields = dict(opened.fields)
    opened.type("Tekst")
    opened.fields = fields

    response = opened.type("Tekst")

    assert response.status_code == 200
    assert Antwoord.objects.get().versie == 1


def test_a_page_does_not_collide_with_its_own_earlier_save(opened, aanvraag):
    fields = dict(opened.fields)
    opened.type("Tekst")
    opened.fields = fields  # the answer to the first save got lost

    response = opened.type("Tekst en meer")

    assert response.status_code == 200
    assert answers(aanvraag.plan) == {CODE: "Tekst en meer"}


def test_of_two_windows_of_one_person_the_second_is_told(client, anna, page, aanvraag):
    client.force_login(anna)
    first, second = Opened(client, page), Opened(client, page)
    first.type("In het ene venster")

    response = second.type("In het andere")

    assert response.status_code == 409
    assert answers(aanvraag.plan) == {CODE: "In het ene venster"}


def test_who_is_second_reads_who_was_first_and_both_texts_stay(client, anna, mia, aanvraag, page):
    client.force_login(anna)
    by_anna = Opened(client, page)
    client.force_login(mia)
    Opened(client, page).type("Van Mia")
    client.force_login(anna)

    response = by_anna.type("Van Anna")
    by_anna.type("Van Anna, langer")

    assert response.status_code == 409
    assert "Mia heeft dit antwoord veranderd om" in response.text
    assert answers(aanvraag.plan) == {CODE: "Van Mia"}
    assert history() == [("Van Mia", "Mia", False), ("Van Anna, langer", "Anna", True)]


@pytest.mark.parametrize(
    ("keus", "tekst"),
    [("eigen", "Van Anna"), ("hun", "Van Mia"), ("beide", "Van Mia\n\nVan Anna")],
)
def test_who_is_second_chooses_or_puts_both_together(client, anna, mia, aanvraag, page, keus, tekst):
    client.force_login(anna)
    sent = fields_of(client.get(page)) | {CODE: "Van Anna"}
    client.force_login(mia)
    Opened(client, page).type("Van Mia")
    client.force_login(anna)
    conflict = client.post(page, sent)

    response = client.post(page, fields_of(conflict) | {f"kies_{CODE}": keus})

    assert (conflict.status_code, response.status_code) == (409, 302)
    assert answers(aanvraag.plan) == {CODE: tekst}
    assert ("Van Anna", "Anna", True) in history()


@pytest.mark.parametrize(
    ("paragraaf", "code", "typed", "message"),
    [
        ("b1-31", "b1_31_doorstroomcijfers", "veel", "Vul een heel getal in, bijvoorbeeld 125."),
        ("b1-2", CODE, "x" * 100_000, "Deze tekst heeft 100.000 tekens."),
        ("b1-2", CODE, "x\0y", "In uw tekst staat een teken dat het portaal niet kan bewaren."),
    ],
)
def test_what_cannot_be_an_answer_is_told_beside_the_field(client, anna, aanvraag, paragraaf, code, typed, message):
    client.force_login(anna)

    response = Opened(client, url_of(aanvraag, "regiovisie", paragraaf), code).type(typed)

    assert response.status_code == 422
    assert message in response.text
    assert answers(aanvraag.plan) == {}


@pytest.mark.parametrize("tekst", ["😀 techniek", "<script>alert(1)</script>", "=1+1"])
def test_odd_text_is_kept_as_it_was_typed(opened, aanvraag, tekst):
    assert opened.type(tekst).status_code == 200
    assert answers(aanvraag.plan) == {CODE: tekst}


def test_once_the_plan_is_filed_the_line_says_so(opened, aanvraag):
    aanvraag.status = Aanvraagstatus.INGEDIEND
    aanvraag.save()

    response = opened.type("Te laat")

    assert response.status_code == 409
    assert "U kunt niets meer veranderen aan deze aanvraag." in response.text
    assert answers(aanvraag.plan) == {}


@pytest.mark.parametrize(("name", "code"), [("mia", 200), ("lies", 403), ("bram", 404), ("dina", 403)])
def test_only_who_writes_for_the_region_saves(client, request, aanvraag, page, name, code):
    client.force_login(request.getfixturevalue(name))

    response = client.post(f"{page}{CODE}/opslaan/", {CODE: "Tekst"})

    assert response.status_code == code
    assert Antwoord.objects.exists() is (code == 200)


@pytest.mark.parametrize("code", ["bestaat_niet", "b1_31_aanbod", "b1_2_verzonnen"])
def test_a_question_of_another_paragraph_is_not_found_here(client, anna, page, code):
    client.force_login(anna)

    assert client.post(f"{page}{code}/opslaan/", {code: "Tekst"}).status_code == 404


def test_a_file_is_not_saved_by_itself(client, anna, aanvraag):
    client.force_login(anna)

    response = client.post(url_of(aanvraag, "activiteitenplan", "b2-31", "b2_31_organogram", "opslaan"), {})

    assert response.status_code == 404

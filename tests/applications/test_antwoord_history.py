"""The earlier texts of an answer: who wrote what, and putting one back."""

import pytest

from applications.actions import AntwoordConflictError, Wijziging, keep_refused, put_back, save_antwoorden
from applications.copying import copy_plan
from applications.geschiedenis import read_history
from applications.models import Aanvraagstatus, Antwoord, Antwoordversie, Vraag
from tests.applications.writing import answers, url_of
from tests.factories import AanvraagFactory

CODE = "b1_2_afbakening"


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def vraag(aanvraag):
    return Vraag.objects.get(code=CODE)


@pytest.fixture
def page(aanvraag):
    return url_of(aanvraag, "regiovisie", "b1-2", CODE, "eerder")


@pytest.fixture
def written(aanvraag, vraag, anna, mia):
    """Anna writes, Mia writes over it, and Anna's second text comes too late."""
    plan = aanvraag.plan
    save_antwoorden(plan=plan, wijzigingen=[Wijziging(vraag, "Tien scholen doen mee.", None, 0)], by=anna)
    save_antwoorden(plan=plan, wijzigingen=[Wijziging(vraag, "Elf scholen doen mee.", None, 1)], by=mia)
    keep_refused(plan=plan, wijziging=Wijziging(vraag, "Twaalf scholen.", None, 1), by=anna)
    return aanvraag


def test_the_page_tells_who_wrote_what_newest_first_with_what_changed(client, anna, written, page):
    client.force_login(anna)

    response = client.get(page)

    teksten = response.context["geschiedenis"].teksten
    assert [(t.tekst, t.row.door.naam, t.row.botsing, t.is_now) for t in teksten] == [
        ("Twaalf scholen.", "Anna", True, False),
        ("Elf scholen doen mee.", "Mia", False, True),
        ("Tien scholen doen mee.", "Anna", False, False),
    ]
    assert [(s.soort, s.tekst.strip()) for s in teksten[1].verschil[0].stukken] == [
        ("weg", "Tien"),
        ("nieuw", "Elf"),
        ("", "scholen doen mee."),
    ]


def test_earlier_texts_and_what_changed_in_them_are_read_without_marks(client, anna, aanvraag, vraag, page):
    plan = aanvraag.plan
    save_antwoorden(plan=plan, wijzigingen=[Wijziging(vraag, "### Scholen\n\n- tien", None, 0, "a" * 32)], by=anna)
    save_antwoorden(plan=plan, wijzigingen=[Wijziging(vraag, "### Scholen\n\n- **elf**", None, 1, "b" * 32)], by=anna)
    client.force_login(anna)

    text = client.get(page).text

    assert [mark for mark in ("###", "**", "- tien") if mark in text] == []
    assert "Scholen\n\n• <del>tien</del><ins>elf</ins>" in text
    assert "<h3>Scholen</h3>" in text


def test_anna_puts_back_an_earlier_text_and_nothing_is_lost(client, anna, written, page):
    client.force_login(anna)
    first = Antwoordversie.objects.get(tekst="Tien scholen doen mee.")

    response = client.post(page, {"versie": first.pk, "over": 2})

    assert response.url == url_of(written, "regiovisie", "b1-2") + f"#vraag-{CODE}"
    assert answers(written.plan) == {CODE: "Tien scholen doen mee."}
    assert sorted(Antwoordversie.objects.values_list("tekst", flat=True)) == [
        "Elf scholen doen mee.",
        "Tien scholen doen mee.",
        "Tien scholen doen mee.",
        "Twaalf scholen.",
    ]


def test_putting_back_over_what_someone_saved_meanwhile_is_refused(client, anna, written, page):
    client.force_login(anna)
    first = Antwoordversie.objects.get(tekst="Tien scholen doen mee.")

    response = client.post(page, {"versie": first.pk, "over": 1}, follow=True)

    assert "Iemand anders heeft dit antwoord intussen veranderd. Kijk nog eens." in response.text
    assert answers(written.plan) == {CODE: "Elf scholen doen mee."}
    with pytest.raises(AntwoordConflictError):
        put_back(versie=first, plan=written.plan, by=anna, over=1)


@pytest.mark.parametrize("versie", ["999999", "x", ""])
def test_a_text_that_is_not_there_is_told(client, anna, written, page, versie):
    client.force_login(anna)

    response = client.post(page, {"versie": versie, "over": 2}, follow=True)

    assert "Deze tekst is er niet meer. Kies een andere." in response.text
    assert answers(written.plan) == {CODE: "Elf scholen doen mee."}


def test_who_only_reads_sees_the_texts_and_puts_nothing_back(client, lies, written, page):
    client.force_login(lies)

    shown, sent = client.get(page), client.post(page, {"versie": 1, "over": 2})

    assert "Elf scholen doen mee." in shown.text
    assert "Zet deze tekst terug" not in shown.text
    assert sent.status_code == 403


def test_once_filed_the_history_can_only_be_read(client, anna, written, page):
    written.status = Aanvraagstatus.INGEDIEND
    written.save()
    client.force_login(anna)

    shown, sent = client.get(page), client.post(page, {"versie": 1, "over": 2})

    assert (shown.status_code, sent.url) == (200, written.get_absolute_url())
    assert "Zet deze tekst terug" not in shown.text


def test_an_answer_that_nobody_changed_says_so(client, anna, aanvraag, page):
    client.force_login(anna)

    assert "Er zijn nog geen eerdere teksten" in client.get(page).text


def test_a_copy_of_a_plan_knows_the_texts_of_the_plan_it_came_from(written, vraag, anna):
    copy = copy_plan(written.plan)
    save_antwoorden(plan=copy, wijzigingen=[Wijziging(vraag, "Dertien scholen.", None, 1)], by=anna)

    teksten = [eerder.tekst for eerder in read_history(copy, vraag).teksten if not eerder.row.botsing]

    assert teksten[0] == "Dertien scholen."
    assert "Tien scholen doen mee." in teksten
    assert Antwoord.objects.get(plan=written.plan).tekst == "Elf scholen doen mee."


def test_the_page_takes_as_many_queries_for_one_text_as_for_thirty(
    client, anna, aanvraag, vraag, page, django_assert_num_queries
):
    client.force_login(anna)
    client.get(page)
    for number in range(30):
        wijziging = Wijziging(vraag, f"Tekst {number}", None, number, f"{number:032x}")
        save_antwoorden(plan=aanvraag.plan, wijzigingen=[wijziging], by=anna)
        if number in {0, 29}:
            with django_assert_num_queries(7):
                client.get(page)

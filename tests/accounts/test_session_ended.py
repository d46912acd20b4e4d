"""Who sends a form after the session ended gets back what was typed."""

import pytest

PAGE = "/aanvragen/nieuw/"

pytestmark = pytest.mark.django_db


def test_what_was_typed_is_shown_to_be_kept(client):
    typed = {"titel": "Meer meisjes", "omschrijving": "Een <b>lange</b> tekst."}
    sent_along = {"versie": "12", "pagina": "a" * 32, "oordeel": "voldoet_niet", "opslaan": "Sla het concept op"}

    response = client.post(PAGE, typed | sent_along)

    assert response.status_code == 403
    assert response.context["teksten"] == ["Meer meisjes", "Een <b>lange</b> tekst."]
    assert "Een &lt;b&gt;lange&lt;/b&gt; tekst." in response.text
    assert f'href="/account/login/?next={PAGE}"' in response.text


def test_an_answer_of_one_word_is_shown_too(client):
    response = client.post(PAGE, {"naam": "rotterdam", "vereiste-uitkomst": "voldoet"})

    assert response.context["teksten"] == ["rotterdam"]


@pytest.mark.parametrize("typed", [{}, {"akkoord": "1"}, {"csrfmiddlewaretoken": "abc", "stand_x": "3-abc"}])
def test_where_nothing_was_typed_there_is_only_signing_in(client, typed):
    response = client.post(PAGE, typed)

    assert (response.status_code, response.url) == (302, f"/account/login/?next={PAGE}")


def test_a_part_of_a_page_is_sent_to_signing_in(client):
    response = client.post(PAGE, {"titel": "Meer meisjes"}, headers={"HX-Request": "true"})

    assert response.status_code == 302

import pytest

from applications import vragenlijsten
from applications.loading import load_vragenlijst
from applications.models import Aanvraagronde, Paragraaf, Vraag
from applications.vragenlijsten import read_paragrafen

pytestmark = pytest.mark.django_db


@pytest.fixture
def ronde():
    return Aanvraagronde.objects.get(nummer=4)


def test_the_paragraphs_and_their_questions_come_in_order(ronde):
    found = read_paragrafen(ronde)

    assert [each.sleutel for each in found] == list(Paragraaf.objects.values_list("sleutel", flat=True))
    asked = [vraag.code for each in found for vraag in each.gevraagd]
    assert asked == list(Vraag.objects.values_list("code", flat=True))


def titles(ronde):
    return {vraag.titel for each in read_paragrafen(ronde) for vraag in each.gevraagd}


def test_who_asks_again_soon_asks_the_database_nothing(ronde, django_assert_num_queries):
    before = titles(ronde)

    with django_assert_num_queries(0):
        after = titles(ronde)

    assert after == before


@pytest.mark.parametrize(("seconds", "seen"), [(60, False), (0, True)])
def test_a_new_text_is_seen_once_the_old_one_was_kept_long_enough(ronde, monkeypatch, seconds, seen):
    monkeypatch.setattr(vragenlijsten, "KEEP_SECONDS", seconds)
    titles(ronde)
    Vraag.objects.filter(code="b1_1_samenvatting").update(titel="Het plan in het kort")

    found = titles(ronde)

    assert ("Het plan in het kort" in found) is seen


def test_loading_the_regeling_shows_its_text_at_once(ronde):
    Vraag.objects.filter(code="b1_1_samenvatting").update(titel="Een oude titel")
    before = titles(ronde)

    load_vragenlijst()

    assert ("Een oude titel" in before, "Een oude titel" in titles(ronde)) == (True, False)

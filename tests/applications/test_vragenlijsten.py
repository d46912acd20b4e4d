import pytest

from applications import vragenlijsten
from applications.loading import load_vragenlijst
from applications.models import Paragraaf, Vraag, Vragenlijst
from applications.vragenlijsten import read_paragrafen

pytestmark = pytest.mark.django_db


@pytest.fixture
def vragenlijst():
    return Vragenlijst.objects.get()


def test_the_paragraphs_and_their_questions_come_in_order(vragenlijst):
    found = read_paragrafen(vragenlijst.pk)

    assert [each.sleutel for each in found] == list(Paragraaf.objects.values_list("sleutel", flat=True))
    asked = [vraag.code for each in found for vraag in each.vragen.all()]
    assert asked == list(Vraag.objects.values_list("code", flat=True))


def titles(vragenlijst):
    return {vraag.titel for each in read_paragrafen(vragenlijst.pk) for vraag in each.vragen.all()}


def test_who_asks_again_soon_asks_the_database_nothing(vragenlijst, django_assert_num_queries):
    before = titles(vragenlijst)

    with django_assert_num_queries(0):
        after = titles(vragenlijst)

    assert after == before


@pytest.mark.parametrize(("seconds", "seen"), [(60, False), (0, True)])
def test_a_new_text_is_seen_once_the_old_one_was_kept_long_enough(vragenlijst, monkeypatch, seconds, seen):
    monkeypatch.setattr(vragenlijsten, "KEEP_SECONDS", seconds)
    titles(vragenlijst)
    Vraag.objects.filter(code="b1_1_samenvatting").update(titel="Het plan in het kort")

    found = titles(vragenlijst)

    assert ("Het plan in het kort" in found) is seen


def test_loading_the_regeling_shows_its_text_at_once(vragenlijst):
    Vraag.objects.filter(code="b1_1_samenvatting").update(titel="Een oude titel")
    before = titles(vragenlijst)

    load_vragenlijst()

    assert ("Een oude titel" in before, "Een oude titel" in titles(vragenlijst)) == (True, False)

"""A techniekarme regio gets one score per deelaspect: of each member, and of the committee on the advice."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.utils.html import escape

from assessment.actions.adviseren import save_advies_deelaspect
from assessment.models import Advies, Deelaspect, Deelaspectscore, Schaalwaarde, Score, Scorepunt
from assessment.reports.scores import mean, median
from assessment.reports.stappen import read_steps
from tests.assessment.committee import make_assigned, make_revealed, step_data
from tests.factories import RegioFactory
from tests.tampering import unsealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def poor(leden, coordinator):
    """A case of a techniekarme regio of which the members gave 3, 3 and 4 on every deelaspect."""
    aanvraag, _beoordelingen = make_revealed(RegioFactory(soort="techniekarm"), leden, by=coordinator)
    return aanvraag


def score_all(aanvraag, vera, points):
    for step in read_steps(aanvraag, None):
        oordelen = {each.code: {"uitkomst": "voldoet", "reden": "Goed."} for each in step.vereisten}
        values = {"oordelen": oordelen, "conclusie": "Goed.", "versie": 0, "score": points}
        save_advies_deelaspect(aanvraag=aanvraag, deelaspect=step.deelaspect, by=vera, **values)


def test_a_deelaspect_has_one_score_with_its_scorepunten_in_view(client, leden, coordinator):
    aanvraag, (own, *_others) = make_assigned(RegioFactory(soort="techniekarm"), leden, by=coordinator)
    client.force_login(own.lid.user)

    page = client.get(f"/beoordeling/{aanvraag.nummer}/deelaspect/3.2/")

    form, text = page.context["form"], page.content.decode()
    assert form.score.label == "Score voor deelaspect 3.2"
    assert form.fields["score"].choices == [(each.punten, str(each)) for each in Schaalwaarde.objects.all()]
    assert [(punt.code, len(parts)) for punt, parts in page.context["step"].scorepunten] == [
        ("c3.2.s1", 0), ("c3.2.s2", 3)
    ]  # fmt: skip
    assert [escape(punt.tekst) in text for punt in Scorepunt.objects.filter(deelaspect__code="c3.2")] == [True] * 5
    assert text.count('name="score"') == 5


def test_the_words_of_the_scale_are_those_of_the_kader(client, leden, coordinator):
    Schaalwaarde.objects.filter(punten=5).update(woord="uitmuntend")
    Schaalwaarde.objects.filter(punten=1).delete()
    aanvraag, (own, *_others) = make_assigned(RegioFactory(soort="techniekarm"), leden, by=coordinator)
    client.force_login(own.lid.user)

    form = client.get(f"/beoordeling/{aanvraag.nummer}/deelaspect/1.1/").context["form"]

    assert form.fields["score"].choices == [(2, "2: matig"), (3, "3: redelijk"), (4, "4: goed"), (5, "5: uitmuntend")]


def test_the_middle_score_of_the_members_is_proposed_and_the_own_choice_is_kept(client, poor, vera):
    client.force_login(vera)
    address = f"/beoordeling/{poor.nummer}/advies/deelaspect/1.1/"

    proposed = client.get(address).context["form"].initial["score"]
    client.post(address, step_data(poor, {"score": "5"}))
    kept = client.get(address).context["form"].initial["score"]

    assert (proposed, kept) == (3, 5)
    assert list(Advies.objects.get().scores.values_list("deelaspect__code", "punten")) == [("c1.1", 5)]


def test_the_page_of_a_deelaspect_shows_the_scores_the_middle_one_and_the_mean(client, poor, vera):
    client.force_login(vera)

    table = client.get(f"/beoordeling/{poor.nummer}/advies/deelaspect/1.1/").context["scores"]

    (row,) = table.rijen
    assert (row.deelaspect.code, sorted(row.punten), row.median, row.mean) == ("c1.1", [3, 3, 4], 3, Decimal("3.33"))


def test_an_advice_without_a_score_is_not_complete(client, poor, vera):
    score_all(poor, vera, None)
    client.force_login(vera)

    response = client.post(f"/beoordeling/{poor.nummer}/advies/vaststellen/")

    missing = [gemis.deelaspect.code for gemis in response.context["missing"] if gemis.anker == "score"]
    assert missing == list(Deelaspect.objects.values_list("code", flat=True))


def test_the_advice_shows_the_sums_with_the_weights(client, poor, vera):
    score_all(poor, vera, 4)
    Deelaspect.objects.filter(code="c1.1").update(gewicht=2)
    client.force_login(vera)

    page = client.get(f"/beoordeling/{poor.nummer}/advies/")

    table = page.context["scores"]
    assert (table.commissie, sorted(total for _naam, total in table.sums)) == (44, [33, 33, 44])
    assert (table.median, table.mean) == (33, Decimal("36.67"))
    assert "(telt 2 keer)" in page.content.decode()


def test_the_comparison_shows_the_scores_of_the_committee_only_when_the_advice_is_settled(client, poor, vera, leden):
    score_all(poor, vera, 4)
    client.force_login(leden[0].user)
    address = f"/beoordeling/{poor.nummer}/vergelijken/"

    before = client.get(address).context["scores"]
    Advies.objects.update(status="vastgesteld", strekking="positief")
    after = client.get(address).context["scores"]

    assert (before.with_advies, before.commissie) == (False, None)
    assert (after.with_advies, after.commissie) == (True, 40)


def test_a_sum_with_a_gap_is_no_sum(client, poor, vera):
    client.force_login(vera)
    with unsealed():
        Deelaspectscore.objects.filter(deelaspect__code="c1.1", beoordeling__lid__user__naam="Ben").delete()

    table = client.get(f"/beoordeling/{poor.nummer}/advies/").context["scores"]

    assert (dict(table.sums)["Ben"], table.commissie) == (None, None)


def test_a_techniekregio_has_no_scores_on_any_page(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    client.force_login(vera)
    base = f"/beoordeling/{aanvraag.nummer}/"

    found = [
        client.get(base + page).context["scores"] for page in ("vergelijken/", "advies/", "advies/deelaspect/1.1/")
    ]

    assert found == [None] * 3


@pytest.mark.parametrize(
    ("points", "expected", "middle"),
    [
        ([], None, None),
        ([None, None], None, None),
        ([5, None], "5.00", 5),
        ([1, 2], "1.50", 1),
        ([3, 1, 1], "1.67", 1),
        ([5, 5, 5], "5.00", 5),
    ],
)
def test_a_mean_and_a_middle_count_only_scores_that_were_given(points, expected, middle):
    assert mean(points) == (Decimal(expected) if expected else None)
    assert median(points) == middle


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ({"c3.2.s1": 2, "c3.2.s2": 3, "c3.2.s2a": 1, "c3.2.s2b": 1, "c3.2.s2c": 1}, {"c3.2": 3}),
        ({"c1.1.s1": 1, "c1.1.s2": 1, "c1.1.s3": 2}, {"c1.1": 1}),
        ({"c1.1.s1": 5, "c1.2.s1": 4}, {"c1.1": 5, "c1.2": 4}),
        ({"c3.2.s2a": 5}, {}),
    ],
)
def test_scores_per_scorepunt_become_their_rounded_mean(leden, coordinator, points, expected):
    _aanvraag, (own, *_others) = make_assigned(RegioFactory(soort="techniekarm"), leden, by=coordinator)
    for code, punten in points.items():
        Score.objects.create(beoordeling=own, scorepunt=Scorepunt.objects.get(code=code), punten=punten)

    import_module("assessment.migrations.0005_convert_scores").convert(apps, None)

    assert dict(own.scores.values_list("deelaspect__code", "punten")) == expected
    assert Score.objects.count() == len(points)

"""The database itself refuses a judgement that the kader does not know, whoever writes it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from assessment.actions.beoordelen import IncompleteError, hand_in
from assessment.models import (
    Advies,
    Adviesoordeel,
    Adviesscore,
    Adviesstatus,
    Deelaspect,
    Deelaspectscore,
    Oordeel,
    Schaalwaarde,
    Strekking,
    Vereiste,
)
from tests.assessment.cases import make_advised
from tests.assessment.committee import fill
from tests.tampering import unsealed

pytestmark = pytest.mark.django_db

WITH, WITHOUT = "c3.3.v2", "c1.1.v1"  # a vereiste with a condition, and one without


def refused(write):
    """Whether the database refuses a write."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(("code", "expected"), [(WITH, False), (WITHOUT, True)])
def test_not_applicable_needs_a_condition_in_a_judgement_and_in_an_advice(case, veluwe, code, expected):
    _aanvraag, (own, *_others) = case
    advies = make_advised(veluwe).advies
    vereiste = Vereiste.objects.get(code=code)

    with unsealed():
        found = [
            refused(lambda: Oordeel.objects.create(beoordeling=own, vereiste=vereiste, uitkomst="nvt")),
            refused(lambda: Adviesoordeel.objects.filter(advies=advies, vereiste=vereiste).update(uitkomst="nvt")),
        ]

    assert found == [expected] * 2


def test_not_applicable_stops_handing_in_when_the_condition_was_taken_away(case):
    _aanvraag, (own, *_others) = case
    fill(own)
    own.oordelen.filter(vereiste__code=WITH).update(uitkomst="nvt")
    Vereiste.objects.filter(code=WITH).update(voorwaarde="")

    with pytest.raises(IncompleteError) as caught:
        hand_in(beoordeling=own, by=own.lid.user)

    assert [gemis.anker for gemis in caught.value.missing] == ["c3-3-v2"]


@pytest.mark.parametrize(("points", "expected"), [(0, True), (1, False), (5, False), (6, True)])
def test_a_score_is_one_of_the_scale(case, veluwe, points, expected):
    _aanvraag, (own, *_others) = case
    advies, deelaspect = make_advised(veluwe).advies, Deelaspect.objects.get(code="c1.1")

    with unsealed():
        found = [
            refused(lambda: Deelaspectscore.objects.create(beoordeling=own, deelaspect=deelaspect, punten=points)),
            refused(lambda: Adviesscore.objects.create(advies=advies, deelaspect=deelaspect, punten=points)),
        ]

    assert found == [expected] * 2


def test_a_positive_advice_is_not_settled_over_an_unmet_vereiste_whatever_was_counted(twente, veluwe):
    unmet, met = make_advised(twente, unmet=[WITHOUT]).advies, make_advised(veluwe).advies
    positive = {"strekking": Strekking.POSITIEF, "onvoldaan": 0}

    with unsealed():
        found = [
            refused(lambda: Advies.objects.filter(pk=unmet.pk).update(**positive)),
            refused(lambda: met.oordelen.filter(vereiste__code=WITHOUT).update(uitkomst="voldoet_niet")),
            refused(lambda: Advies.objects.filter(pk=unmet.pk).update(status=Adviesstatus.CONCEPT, **positive)),
        ]

    assert found == [True, True, False]


def test_a_kader_from_before_gets_the_scale_its_scores_had():
    Schaalwaarde.objects.all().delete()

    import_module("assessment.migrations.0007_fill_scale").fill(apps, None)
    import_module("assessment.migrations.0007_fill_scale").fill(apps, None)

    assert list(Schaalwaarde.objects.values_list("punten", "woord")) == [(each, str(each)) for each in range(1, 6)]

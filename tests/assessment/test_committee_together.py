"""Two people at once: one effect, on both databases."""

from assessment.actions.beoordelen import hand_in
from assessment.actions.toewijzen import assign_beoordelaars
from assessment.models import Beoordeling, Beoordelingstatus
from sto_portal.outbox.models import Bericht
from tests.assessment.cases import make_filed
from tests.assessment.committee import fill, make_assigned, make_members
from tests.at_once import all_at_once
from tests.factories import RegioFactory, UserFactory


def test_two_coordinators_who_assign_at_once_give_one_group(own_database):
    coordinator, leden = UserFactory(rol="coordinator"), make_members("Dina", "Ben", "Carla")
    aanvraag = make_filed(RegioFactory())

    found = all_at_once([lambda: assign_beoordelaars(aanvraag=aanvraag, leden=leden, by=coordinator)] * 2)

    assert sorted(len(fresh) for fresh in found) == [0, 3]
    assert aanvraag.beoordelingen.count() == 3
    assert Bericht.objects.filter(sleutel__startswith="beoordeling_toegewezen").count() == 3


def test_three_who_hand_in_at_once_are_revealed_once(own_database):
    leden = make_members("Dina", "Ben", "Carla")
    _aanvraag, beoordelingen = make_assigned(RegioFactory(), leden, by=UserFactory(rol="coordinator"))
    for beoordeling in beoordelingen:
        fill(beoordeling)

    all_at_once([lambda row=row: hand_in(beoordeling=row, by=row.lid.user) for row in beoordelingen])

    steps = [list(row.statuswijzigingen.values_list("verb", flat=True)) for row in Beoordeling.objects.all()]
    assert set(Beoordeling.objects.values_list("status", flat=True)) == {Beoordelingstatus.ONTHULD}
    assert steps == [["hand_in", "reveal"]] * 3


def test_a_double_click_hands_in_once(own_database):
    leden = make_members("Dina", "Ben", "Carla")
    _aanvraag, (own, *_others) = make_assigned(RegioFactory(), leden, by=UserFactory(rol="coordinator"))
    fill(own)

    found = all_at_once([lambda: hand_in(beoordeling=own, by=own.lid.user)] * 2)

    assert sorted(type(outcome).__name__ for outcome in found) == ["Beoordeling", "TransitionError"]
    assert own.statuswijzigingen.count() == 1

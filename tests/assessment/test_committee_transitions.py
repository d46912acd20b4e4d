import pytest

from assessment.models import Advies, Adviesstatus, Beoordeling, Beoordelingstatus
from assessment.models.beoordeling import TRANSITIONS
from sto_portal.workflow import TransitionError
from tests.assessment.committee import make_assigned

pytestmark = pytest.mark.django_db

B = Beoordelingstatus
TABLE = {
    ("start", B.TOEGEWEZEN): B.BEZIG,
    ("decline", B.TOEGEWEZEN): B.VERHINDERD,
    ("decline", B.BEZIG): B.VERHINDERD,
    ("hand_in", B.TOEGEWEZEN): B.INGELEVERD,
    ("hand_in", B.BEZIG): B.INGELEVERD,
    ("reveal", B.INGELEVERD): B.ONTHULD,
}


@pytest.mark.parametrize("status", Beoordelingstatus)
@pytest.mark.parametrize("verb", TRANSITIONS)
def test_a_judgement_moves_only_as_the_table_says(twente, leden, coordinator, verb, status):
    _aanvraag, (own, *_others) = make_assigned(twente, leden, by=coordinator)
    Beoordeling.objects.filter(pk=own.pk).update(status=status)
    target = TABLE.get((verb, status))

    if target is None:
        with pytest.raises(TransitionError):
            own.transition(verb, by=own.lid.user)
    else:
        own.transition(verb, by=own.lid.user)

    assert Beoordeling.objects.get(pk=own.pk).status == (target or status)
    assert own.statuswijzigingen.count() == (0 if target is None else 1)


@pytest.mark.parametrize(("status", "may"), [(Adviesstatus.CONCEPT, True), (Adviesstatus.VASTGESTELD, False)])
def test_an_advice_is_settled_once(revealed, vera, status, may):
    aanvraag, _beoordelingen = revealed
    advies = Advies.objects.create(aanvraag=aanvraag, plan=aanvraag.plan, strekking="negatief", status=status)

    if may:
        advies.transition("settle", by=vera)
    else:
        with pytest.raises(TransitionError):
            advies.transition("settle", by=vera)

    assert (advies.status, advies.statuswijzigingen.count()) == (Adviesstatus.VASTGESTELD, int(may))

"""What was settled before acts left a seal is not called right."""

import pytest
from django.core.management import CommandError, call_command

from applications.models import Aanvraagronde, Uitstel
from applications.zegels import UITSTEL
from assessment.actions.rondes import seal_loaded
from sto_portal.sporen.actions import record
from sto_portal.sporen.zegel import RELEASED, mark_begin
from sto_portal.sporen.zegelcontrole import check_zegel
from tests.factories import RondeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def uitstel():
    ronde = RondeFactory()
    return Uitstel.objects.create(ronde=ronde, sluit_op=ronde.sluit_op, reden="Storing")


def test_what_is_from_before_is_counted_apart(uitstel, capsys):
    mark_begin([Uitstel])

    call_command("check_integriteit", deel="uitstel", verbosity=0)

    told = capsys.readouterr().out.splitlines()
    assert told[0].endswith("niet gecontroleerd: van voor de versie na 0.1.0, die vastlegt wat erin staat.")
    assert told[1].startswith("In orde, op 1 na die niet te controleren waren: 0 uitstel.")


def test_of_many_from_before_a_few_are_named(uitstel, capsys):
    Uitstel.objects.bulk_create(Uitstel(ronde=uitstel.ronde, sluit_op=uitstel.sluit_op, reden="x") for _ in range(4))
    mark_begin([Uitstel])

    call_command("check_integriteit", deel="uitstel", verbosity=0)

    told = capsys.readouterr().out.splitlines()
    assert ([line[:8] for line in told[:3]], told[3]) == (["Uitstel "] * 3, "uitstel: nog 2 niet te controleren.")
    assert told[4].startswith("In orde, op 5 na die niet te controleren waren: 0 uitstel.")


def test_what_came_later_without_a_seal_is_a_fault(uitstel, capsys):
    with pytest.raises(CommandError):
        call_command("check_integriteit", deel="uitstel", verbosity=0)

    assert capsys.readouterr().err.endswith("in de sporen staat niet hoe dit is vastgelegd.\n")


def test_an_empty_table_needs_no_beginning(db):
    mark_begin([Uitstel])
    ronde = RondeFactory()
    Uitstel.objects.create(ronde=ronde, sluit_op=ronde.sluit_op, reden="Storing")

    assert [uitslag.ongezien for uitslag in check_zegel(UITSTEL)] == [""]


def test_a_column_that_is_no_more_is_told(uitstel):
    seal = UITSTEL.of(uitstel)
    seal["zegel"]["velden"]["applications.uitstel"].append("vroeger_veld")
    record(None, "grant", uitstel, seal)

    (uitslag,) = check_zegel(UITSTEL)

    assert "niet te controleren (FieldError Cannot resolve keyword 'vroeger_veld'" in uitslag.fout


def test_what_an_act_released_is_not_held_to_its_old_seal(uitstel):
    record(None, "grant", uitstel, UITSTEL.of(uitstel))
    record(None, "release", uitstel, RELEASED)

    assert [uitslag.fout.partition(": ")[2] for uitslag in check_zegel(UITSTEL)] == [
        "in de sporen staat niet hoe dit is vastgelegd."
    ]


def test_a_part_that_is_none_is_refused_by_name():
    with pytest.raises(CommandError, match=r"^Onbekend deel: onzin\. Kies uit: beveiligingen, plannen, stappen"):
        call_command("check_integriteit", deel="onzin,plannen")


def test_a_round_from_a_file_is_not_called_right_before_it_has_a_seal(capsys):
    Aanvraagronde.objects.exclude(nummer=4).delete()
    call_command("check_integriteit", deel="rondes", verbosity=0)
    before = capsys.readouterr().out.splitlines()

    first, second = seal_loaded(), seal_loaded()
    call_command("check_integriteit", deel="rondes", verbosity=0)
    after = capsys.readouterr().out

    assert "pas geladen, de worker legt haar binnen een uur vast." in before[0]
    assert before[1].startswith("In orde, op 1 na die niet te controleren waren: 0 rondes.")
    assert (first, second, after.startswith("In orde: 1 rondes.")) == (1, 0, True)

"""The reminders of a round come from fixtures/regelingen.yaml, and on upgrade from a migration."""

from pathlib import Path

import pytest
import yaml

from applications.loading import load_rondes
from applications.models import Aanvraagronde, Herinnering, Vraag, Vragenlijst
from regions.loading import LoadError, read_fixture


def hours_by_ronde():
    """{number of a round: hours before closing} of the rounds that have reminders."""
    found = {}
    for nummer, uren in Herinnering.objects.values_list("ronde__nummer", "uren"):
        found.setdefault(nummer, []).append(uren)
    return found


@pytest.fixture
def load_with(db, settings, tmp_path):
    """Loads the rounds from a file in which the one of the demo regeling has these values."""

    def load(**values):
        content = read_fixture("regelingen.yaml")
        content["regelingen"][1]["rondes"][0] |= values
        Path(tmp_path, "regelingen.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
        settings.FIXTURES_ROOT = str(tmp_path)
        load_rondes(Vragenlijst.objects.get())

    return load


@pytest.mark.django_db
def test_the_round_of_the_demo_has_the_reminders_of_the_file():
    assert hours_by_ronde() == {4: [336, 48, 4]}


def test_a_new_round_gets_the_reminders_of_the_file(load_with):
    load_with(nummer=5, herinneringen_uren=[24])

    assert hours_by_ronde() == {4: [336, 48, 4], 5: [24]}


def test_what_staff_changed_stays_when_the_file_is_loaded_again(load_with):
    Herinnering.objects.exclude(uren=48).delete()

    load_with()

    assert hours_by_ronde() == {4: [48]}


@pytest.mark.parametrize("wrong", [None, 48, [48, 48], [0], [-4], ["48"], [True], [4.5]])
def test_wrong_reminders_are_refused_by_the_number_of_the_round(load_with, wrong):
    with pytest.raises(LoadError, match=r"regelingen\.yaml: ronde 5: herinneringen_uren is .*, verwacht een lijst"):
        load_with(nummer=5, herinneringen_uren=wrong)

    assert not Aanvraagronde.objects.filter(nummer=5).exists()


def test_on_upgrade_the_rounds_that_are_not_closed_get_the_reminders_of_a_new_one(own_database):
    Vraag.objects.all().delete()  # the questions of now do not fit in the tables of then
    own_database.manage("migrate", "applications", "0001", "--verbosity", "0")

    own_database.manage("migrate", "--verbosity", "0")
    own_database.manage("load_regeling")

    assert hours_by_ronde() == {4: [336, 48, 4]}

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from applications import frozen
from applications.models import Aanbod, Antwoord, Antwoordversie, Indiening, Partner, Plan, Planonderdeel
from applications.parts import PLANONDERDELEN
from sto_portal.bestanden.actions import store
from sto_portal.triggercontrole import check_triggers
from tests.applications.plans import complete_aanvraag, filed_aanvraag
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


def refused(write, message=frozen.REFUSAL):
    """Whether the database says no to `write()`, in words a person understands."""
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        write()
    return True


def faults():
    """What is wrong with the triggers of a plan."""
    return [fault for fault in check_triggers(connection, [frozen.WACHT]) if fault]


@pytest.fixture
def filed(anna, twente):
    return filed_aanvraag(anna, regio=twente).plan


def change_all(model, plan):
    model.objects.filter(plan=plan).update(versie=9)


def add_one(model, plan):
    row = model.objects.filter(plan=plan).first()
    row.pk = None
    row._state.adding = True
    row.save()


def remove_all(model, plan):
    model.objects.filter(plan=plan)._raw_delete(using="default")


@pytest.mark.parametrize("model", PLANONDERDELEN)
@pytest.mark.parametrize("write", [change_all, add_one, remove_all])
def test_nobody_changes_adds_or_removes_a_row_of_a_filed_plan(filed, model, write):
    before = list(model.objects.filter(plan=filed).order_by("pk").values())

    assert refused(lambda: write(model, filed))

    assert list(model.objects.filter(plan=filed).order_by("pk").values()) == before


def test_no_row_moves_into_a_filed_plan_or_out_of_it(filed):
    other = PartnerFactory()

    assert refused(lambda: Partner.objects.filter(pk=other.pk).update(plan=filed))
    assert refused(lambda: Partner.objects.filter(plan=filed).update(plan=other.plan))


def test_a_filed_plan_itself_neither_changes_nor_disappears(filed):
    filed.gevraagde_subsidie_cents = 1

    assert refused(filed.save)
    assert refused(lambda: Plan.objects.filter(pk=filed.pk).update(versie=7))
    assert refused(lambda: Antwoord.objects.bulk_create([Antwoord(plan=filed, vraag=Antwoord.objects.first().vraag)]))
    assert refused(lambda: Aanbod.objects.filter(plan=filed).delete())


def test_a_draft_may_be_written_and_thrown_away(twente):
    aanvraag = complete_aanvraag(regio=twente, agreed=False)
    plan = aanvraag.plan
    Partner.objects.filter(plan=plan).update(naam="Anders")
    aanvraag.delete()

    for model in reversed(PLANONDERDELEN):
        model.objects.filter(plan=plan).delete()
    plan.delete()

    assert not Plan.objects.filter(regio=twente).exists()


def test_an_indiening_gets_its_dossier_once_and_changes_in_nothing_else(filed):
    mine = Indiening.objects.filter(plan=filed)
    pdf = store(b"%PDF-1.7 dossier", name="dossier.pdf", kind="dossier")
    other = store(b"%PDF-1.7 ander dossier", name="dossier.pdf", kind="dossier")

    assert refused(lambda: mine.update(sha256="0" * 64), frozen.FILING_REFUSAL)
    assert refused(lambda: mine.update(dossier=pdf, nummer=4), frozen.FILING_REFUSAL)
    assert refused(lambda: mine.update(regio_naam="Regio Anders"), frozen.FILING_REFUSAL)
    assert refused(lambda: mine.update(regio_soort="techniekarm"), frozen.FILING_REFUSAL)
    mine.update(dossier=pdf)
    assert refused(lambda: mine.update(dossier=other), frozen.FILING_REFUSAL)
    assert refused(mine.delete, frozen.FILING_REFUSAL)
    assert mine.get().dossier == pdf


def test_a_region_that_is_renamed_keeps_its_name_and_kind_in_what_it_filed_before(filed, twente):
    before = (twente.naam, twente.soort)
    twente.naam, twente.soort = "Regio Anders", "techniekarm"
    twente.save()

    assert (filed.indiening.regio_naam, filed.indiening.regio_soort) == before


def test_what_was_filed_before_names_were_kept_gets_the_name_and_kind_of_now(filed, twente):
    migration = import_module("applications.migrations.0013_fill_regio_of_indiening")
    frozen.WACHT.remove(connection)
    Indiening.objects.filter(plan=filed).update(regio_naam="")

    migration.fill(apps, None)

    assert Indiening.objects.get(plan=filed).regio_naam == twente.naam


def test_every_table_of_a_plan_has_its_triggers():
    models = {model for model in Planonderdeel.__subclasses__() if not model._meta.abstract}

    assert set(PLANONDERDELEN) == models
    assert set(frozen.PARTS) == {model._meta.db_table for model in (*PLANONDERDELEN, Antwoordversie)}
    assert (Plan._meta.db_table, Indiening._meta.db_table) == (frozen.PLAN, frozen.INDIENING)
    columns = {field.column for field in Indiening._meta.concrete_fields}
    assert {*frozen.FIXED_COLUMNS, "dossier_id"} == columns
    assert faults() == []


def test_a_migration_takes_the_triggers_away_and_puts_them_back():
    wanted = len(frozen.WACHT.triggers(connection))
    frozen.WACHT.remove(connection)
    assert (wanted > len(frozen.PARTS), len(faults())) == (True, wanted)

    frozen.WACHT.install(connection)
    frozen.WACHT.install(connection)

    assert faults() == []

"""The demo three times: what is copied, what is shared, and that every copy holds as the original does."""

import re
from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from applications.controles import blocking, check
from applications.models import Aanvraag, Begrotingsregel, Indiening, Partner, Plan
from assessment.access import find_conflicts
from assessment.models import Besluit, Commissielid, Oordeel
from monitoring.population import default_population
from monitoring.tabellen import TABELLEN
from regions.models import Gemeente, Lidmaatschap, Organisatie, Regio, Regiovestiging, Vestiging
from sto_portal.accounts.models import Aanstelling, User
from sto_portal.bestanden.models import Bestand
from sto_portal.demo.kopie import copied_models
from sto_portal.demo.namen import partner_index, vestigingscode
from sto_portal.demo.vermenigvuldigen import multiply
from sto_portal.sporen.models import Spoor

MAAL = 3
COPIED = {Regio, Vestiging, Regiovestiging, Plan, Partner, Begrotingsregel, Aanvraag, Indiening, Oordeel, Besluit}
SHARED = {Aanstelling, Commissielid, Organisatie, Gemeente, Bestand}


def count_rows():
    return {model: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}


def totals():
    return {row["code"]: row["totaal"] for row in TABELLEN["tabel-2-1"](default_population()).rijen}


@pytest.fixture(scope="module")
def tripled(demo_template, django_test_environment, django_db_blocker, worker_id):
    """A database with the demo three times, and what it counted before."""
    database = demo_template.copy(f"tripled_{worker_id}")
    with database.connected(django_db_blocker):
        before = count_rows(), totals()
        with transaction.atomic():
            multiply(MAAL, lambda _text: None)
    yield database, before
    database.drop()


@pytest.fixture
def before(tripled, django_db_blocker):
    """Work on that database, to read; ({model: rows}, {row: total of table 2.1}) of the demo once."""
    database, before = tripled
    with database.connected(django_db_blocker):
        yield before


def test_what_knows_a_region_is_copied_and_the_rest_is_shared(before):
    rows, _totals = before
    now = count_rows()
    copied = set(copied_models()) - {User, Lidmaatschap}

    assert copied >= COPIED
    assert not SHARED & copied
    assert {model: now[model] for model in copied} == {model: MAAL * rows[model] for model in copied}
    assert {model for model in rows if now[model] != rows[model]} == {
        *(model for model in copied if rows[model]),
        *(User, Lidmaatschap, Spoor),
    }


def test_every_foreign_key_leads_to_a_row(before):
    pointers = [field for model in copied_models() for field in model._meta.concrete_fields if field.is_relation]

    for field in pointers:
        rows = field.model._base_manager.filter(**{f"{field.name}__isnull": False})
        lost = rows.exclude(**{f"{field.attname}__in": field.related_model._base_manager.values("pk")})
        assert not lost.exists(), field
    connection.check_constraints()


def test_a_copy_points_to_nothing_of_another_copy(before):
    for plan in Plan.objects.filter(besluiten__isnull=False).select_related("regio", "vorige"):
        regios = set(Regio.objects.filter(regiovestigingen__vestiging__in=plan.partner_set.values("vestiging")))

        assert regios == {plan.regio}
        assert plan.vorige is None or plan.vorige.regio == plan.regio


def test_every_copy_is_filed_as_its_rows_say_and_the_chain_holds(before):
    out = StringIO()

    call_command("check_integriteit", stdout=out)

    assert f" {MAAL * 133} plannen, {MAAL * 137} stappen, {MAAL * 133} indieningen" in out.getvalue()
    assert f" {MAAL * 368} beoordelingen, {MAAL * 120} adviezen, " in out.getvalue()
    assert Indiening.objects.values("sha256").distinct().count() == MAAL * 133


def test_regions_count_on_and_are_told_apart_by_name(before):
    names = dict(Regio.objects.values_list("nummer", "naam"))

    assert sorted(names) == [f"STO{number:05d}" for number in range(1, MAAL * 78 + 1)]
    assert [names[nummer] for nummer in ("STO00001", "STO00079", "STO00157")] == [
        "Regio Zwaluwmeer",
        "Regio Zwaluwmeer 2",
        "Regio Zwaluwmeer 3",
    ]
    filed = Indiening.objects.values_list("regio_naam", "aanvraag__regio__naam")
    assert [row for row in filed if row[0] != row[1]] == []


def test_a_school_of_a_copy_has_the_code_that_its_region_would_give_it(before):
    first = Partner.objects.get(plan__aanvraag__regio__nummer="STO00157", plan__ronde__nummer=1, soort="penvoerder")
    codes = Counter(Partner.objects.exclude(vestigingscode="").values_list("vestigingscode", "plan__regio").distinct())

    assert first.vestigingscode == first.vestiging.code == vestigingscode(partner_index(157, 0))
    shared = [code for code, regios in Counter(code for code, _regio in codes).items() if regios > 1]
    assert set(Partner.objects.filter(vestigingscode__in=shared).values_list("soort", flat=True)) == {"mbo"}
    assert len(shared) == MAAL * 10


def test_the_tables_count_three_times_as_much(before):
    _rows, once = before

    assert list(totals().values()) == [MAAL * total for total in once.values()]
    assert TABELLEN["tabel-2-1"](default_population()).aantal_plannen == MAAL * 71


def test_a_letter_names_the_aanvraag_it_is_about(before):
    brief = Besluit.objects.get(aanvraag__regio__nummer="STO00108", aanvraag__ronde__nummer=4).brief

    assert set(re.findall(r"STO\d{5}-\d", brief)) == {"STO00108-4"}


def test_the_people_of_the_demo_own_what_they_owned(before):
    found = {
        naam: sorted(Lidmaatschap.objects.filter(user__email=f"{naam}@example.nl").values_list("regio__nummer", "rol"))
        for naam in ("penvoerder", "medeauteur", "penvoerder-sto00001")
    }

    assert found == {
        "penvoerder": [("STO00055", "penvoerder")],
        "medeauteur": [("STO00030", "meelezer"), ("STO00055", "mede_auteur")],
        "penvoerder-sto00001": [("STO00001", "penvoerder")],
    }


def test_every_copied_region_has_its_own_penvoerder(before):
    addresses = dict(
        Lidmaatschap.objects.filter(rol="penvoerder").values_list("regio__nummer", "user__email").order_by("regio")
    )
    copies = {f"STO{number:05d}" for number in range(79, MAAL * 78 + 1)}

    assert len(addresses) == len(set(addresses.values())) == MAAL * 78
    assert {nummer: addresses[nummer] for nummer in copies} == {
        nummer: f"penvoerder-{nummer.lower()}@example.nl" for nummer in copies
    }
    assert {row.door.email for row in Indiening.objects.filter(aanvraag__regio__nummer="STO00133")} == {
        "penvoerder-sto00133@example.nl"
    }


def test_an_interest_in_a_board_hides_its_case_in_every_copy(before):
    plans = Plan.objects.filter(regio__nummer__in=["STO00020", "STO00098", "STO00176"], ronde__nummer=4)
    member = Commissielid.objects.get(user__email="beoordelaar6@example.nl")

    assert [list(find_conflicts([plan.pk])[plan.pk]) for plan in plans] == [[member.pk]] * MAAL


def test_a_granted_copy_passes_every_blocking_controle(before):
    granted = Plan.objects.filter(besluiten__soort="verlening", regio__nummer__range=["STO00079", "STO00083"])
    plans = list(granted.select_related("regio", "ronde__regelingversie"))

    found = [bevinding.tekst for plan in plans for bevinding in blocking(check(plan))]

    assert (len(plans), found) == (5, [])


def test_the_next_row_gets_a_key_of_its_own(before):
    last = Regio.objects.order_by("-pk").first()

    with transaction.atomic():
        regio = Regio.objects.create(nummer="STO99999", naam="Regio Erna")
        transaction.set_rollback(True)

    assert regio.pk == last.pk + 1

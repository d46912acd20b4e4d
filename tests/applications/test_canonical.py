import json
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from applications import frozen
from applications.actions import freeze_plan
from applications.canonical import FORMATEN, NEWEST, checksum, plan_documents, plan_json
from applications.copying import copy_plan
from applications.models import Antwoord, Indiening, Partner, Vraag
from applications.parts import PLANONDERDELEN
from tests.applications.plans import answer, complete_aanvraag, filed_aanvraag
from tests.factories import RondeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(twente):
    return complete_aanvraag(regio=twente).plan


def test_the_json_of_a_plan_tells_where_it_belongs_and_every_row(plan):
    document = json.loads(plan_json(plan))

    assert (document["regio"], document["ronde"], document["gevraagde_subsidie_cents"]) == ("STO90001", 4, 800_00)
    assert (document["regeling"], document["regelingversie"], document["formaat"]) == ("sto-demo", 1, NEWEST)
    counts = {name: len(rows) for name, rows in document["onderdelen"].items()}
    assert counts == {m._meta.model_name: m.objects.filter(plan=plan).count() for m in PLANONDERDELEN}
    told = {row["sleutel"] for row in document["onderdelen"]["activiteit"]}
    assert {row["activiteit"] for row in document["onderdelen"]["begrotingsregel"]} == told


def test_the_json_is_the_same_bytes_however_the_letters_were_typed(plan):
    answer(plan, "b1_1_samenvatting", "Één regio\nmet cafe\u0301")
    typed_in_two = plan_json(plan)
    answer(plan, "b1_1_samenvatting", "Één regio\nmet caf\u00e9")

    assert plan_json(plan) == typed_in_two
    assert "café".encode() in typed_in_two
    assert checksum(typed_in_two) == checksum(plan_json(plan))


def test_every_column_of_a_plan_stands_in_the_newest_format():
    outside = {"id", "plan", "sleutel", "versie"}
    for model in PLANONDERDELEN:
        told = {path.split("__")[0].removesuffix("_id") for path in FORMATEN[NEWEST][model].values()}
        assert told == {field.name for field in model._meta.concrete_fields} - outside


def test_many_plans_take_as_many_queries_as_one(twente, veluwe, django_assert_num_queries):
    plans = [complete_aanvraag(regio=regio).plan for regio in (twente, veluwe)]

    for pks in ([plans[0].pk], [plan.pk for plan in plans]):
        with django_assert_num_queries(19):
            plan_documents(pks)


def test_a_copy_for_the_same_round_says_the_same_as_its_original(plan):
    copy = copy_plan(plan)

    assert plan_json(copy) == plan_json(plan)
    assert (copy.vorige, copy.regio, copy.is_frozen) == (plan, plan.regio, False)


def test_a_copy_for_another_round_is_neither_signed_nor_declared_and_else_says_the_same(plan):
    before, after = (
        json.loads(plan_json(each))["onderdelen"] for each in (plan, copy_plan(plan, ronde=RondeFactory()))
    )

    declared = set(Vraag.objects.filter(invoer="verklaring").values_list("code", flat=True))
    assert declared
    assert after.pop("ondertekening") == []
    assert [row for row in before.pop("antwoord") if row["vraag"] not in declared] == after.pop("antwoord")
    assert (before.pop("ondertekening") != [], after) == (True, before)


def test_a_copy_stands_apart_from_a_filed_original(anna, twente):
    filed = filed_aanvraag(anna, regio=twente).plan
    copy = copy_plan(filed)

    Partner.objects.filter(plan=copy).update(naam="Anders")

    assert not Partner.objects.filter(plan=filed, naam="Anders").exists()
    assert {row.partner.plan for row in copy.ondertekening_set.all()} == {copy}


def test_copying_takes_as_many_queries_for_more_rows(plan, django_assert_num_queries):
    with django_assert_num_queries(39):
        copy_plan(plan)


def test_the_check_finds_nothing_wrong_with_what_was_filed(anna, twente, veluwe, capsys):
    for regio in (twente, veluwe):
        filed_aanvraag(anna, regio=regio)

    call_command("check_integriteit", deel="plannen,indieningen,akkoorden")

    told = re.sub(r"\d+,\d seconden", "0,0 seconden", capsys.readouterr().out)
    assert told == (
        "plannen: 2 gecontroleerd (0,0 seconden)\n"
        "indieningen: 2 gecontroleerd (0,0 seconden)\n"
        "akkoorden: 2 gecontroleerd (0,0 seconden)\n"
        "In orde: 2 plannen, 2 indieningen, 2 akkoorden. Duur: 0,0 seconden.\n"
    )


def tamper_with_an_answer(indiening):
    Antwoord.objects.filter(plan=indiening.plan, vraag__code="b1_1_samenvatting").update(tekst="Mooier.")


def tamper_with_the_bytes(indiening):
    Indiening.objects.filter(pk=indiening.pk).update(json=b"{}")


def tamper_with_everything(indiening):
    tamper_with_an_answer(indiening)
    content = plan_json(indiening.plan)
    Indiening.objects.filter(pk=indiening.pk).update(json=content, sha256=checksum(content))


@pytest.mark.parametrize("tamper", [tamper_with_an_answer, tamper_with_the_bytes, tamper_with_everything])
def test_the_check_finds_who_went_behind_the_triggers(anna, twente, tamper, capsys):
    indiening = filed_aanvraag(anna, regio=twente).plan.indiening
    frozen.WACHT.remove(connection)
    tamper(indiening)
    frozen.WACHT.install(connection)

    with pytest.raises(CommandError, match="1 fouten gevonden"):
        call_command("check_integriteit")

    assert capsys.readouterr().err.startswith("Indiening 1 van STO90001-4: ")


def test_the_check_says_which_guard_is_missing(anna, twente, capsys):
    frozen.WACHT.remove(connection)

    with pytest.raises(CommandError):
        call_command("check_integriteit")

    assert "Beveiliging ontbreekt: frozen_applications_plan_update." in capsys.readouterr().err
    frozen.WACHT.install(connection)


def test_a_plan_is_filed_once(anna, twente):
    aanvraag = filed_aanvraag(anna, regio=twente)

    with pytest.raises(Exception, match=r"(?i)unique"):
        freeze_plan(aanvraag=aanvraag, by=anna, at=timezone.now() - timedelta(minutes=1))

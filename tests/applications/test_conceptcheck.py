"""A region shares its draft with DUS-I, reads the remarks, and shows nothing that it wrote after sharing."""

import pytest
from django.core import mail

from applications.actions.conceptcheck import share_concept
from applications.akkoord import read_akkoord
from applications.canonical import checksum, plan_json
from applications.models import Conceptcheck, Plan, Risico
from sto_portal.outbox.models import Bericht
from sto_portal.sporen.models import Spoor
from sto_portal.werk.actions import run_waiting
from tests.applications.plans import answer, complete_aanvraag, file_plan

pytestmark = pytest.mark.django_db
REGION = "/aanvragen/STO90001-4/conceptcheck/"


@pytest.fixture
def aanvraag(twente):
    return complete_aanvraag(regio=twente)


@pytest.fixture
def check(aanvraag, anna):
    return share_concept(aanvraag=aanvraag, vraag="Is de begroting duidelijk?", by=anna)


@pytest.fixture
def as_bea(client, behandelaar):
    client.force_login(behandelaar)
    return client


def page_of(check):
    return f"/conceptchecks/{check.pk}/"


def test_anna_shares_and_the_behandelaar_gets_a_mail(client, anna, mia, behandelaar, aanvraag):
    client.force_login(anna)

    client.post(REGION, {"vraag": "Is de begroting duidelijk?"})
    client.post(REGION, {"vraag": "Nog een keer"})
    run_waiting()

    check = Conceptcheck.objects.get()
    (sent,) = mail.outbox
    assert sent.to == [behandelaar.email]
    assert "Is de begroting duidelijk?" in sent.body
    assert (check.sha256, check.plan.vorige) == (checksum(plan_json(aanvraag.plan)), aanvraag.plan)
    assert Spoor.objects.of(check).get().data == {"sha256": check.sha256}


def test_dus_i_reads_the_text_that_was_shared_and_never_the_running_draft(as_bea, check, aanvraag):
    Risico.objects.filter(plan=aanvraag.plan).update(omschrijving="Pas later geschreven")
    answer(aanvraag.plan, "b1_1_samenvatting", "Pas later bedacht")

    page = as_bea.get(page_of(check)).content.decode()

    assert "Uitloop" in page
    assert "Pas later" not in page
    assert as_bea.get("/aanvragen/STO90001-4/").status_code == 404
    assert as_bea.get("/aanvragen/STO90001-4/lezen/").status_code == 404


def test_the_region_reads_the_remarks_per_part_and_gets_a_mail(client, as_bea, anna, mia, lies, behandelaar, check):
    as_bea.post(page_of(check), {"over-regiovisie": "Kort en helder.", "over-begroting": "Licht de overhead toe."})
    Bericht.objects.filter(aan=behandelaar.email).delete()
    run_waiting()
    client.force_login(lies)

    page = client.get(REGION)

    (shown,) = page.context["checks"]
    assert [(row.groep, row.tekst) for row in shown.opmerkingen.all()] == [
        ("regiovisie", "Kort en helder."),
        ("begroting", "Licht de overhead toe."),
    ]
    assert {tuple(sent.to) for sent in mail.outbox} == {("anna@example.nl",), ("mia@example.nl",)}
    assert "Licht de overhead toe." in page.content.decode()


def test_remarks_go_once_and_never_empty(as_bea, check):
    empty = as_bea.post(page_of(check), {"over-regiovisie": "  "})
    as_bea.post(page_of(check), {"over-partners": "Compleet."})
    again = as_bea.post(page_of(check), {"over-partners": "Toch niet."})

    assert empty.context["form"].non_field_errors() == ["Schrijf bij ten minste één onderdeel een opmerking."]
    assert again.context["form"].non_field_errors() == ["Een collega heeft deze conceptcheck al beantwoord."]
    assert list(check.opmerkingen.values_list("tekst", flat=True)) == ["Compleet."]


def test_after_filing_no_remarks_are_made(as_bea, anna, aanvraag, check):
    file_plan(aanvraag, anna)

    page = as_bea.post(page_of(check), {"over-partners": "Te laat."})

    assert page.context["form"].non_field_errors() == [
        "De aanvraag is al ingediend of ingetrokken. Een conceptcheck kan niet meer."
    ]
    assert list(as_bea.get("/conceptchecks/").context["checks"]) == []


def test_after_an_answer_a_newer_text_can_be_shared(as_bea, anna, aanvraag, check):
    as_bea.post(page_of(check), {"over-partners": "Compleet."})

    newer = share_concept(aanvraag=aanvraag, vraag="", by=anna)

    assert newer != check
    assert Plan.objects.filter(conceptcheck__isnull=False).count() == 2


@pytest.mark.parametrize(("name", "code"), [("mia", 403), ("lies", 403), ("bram", 404), ("dina", 403)])
def test_only_the_penvoerder_shares(client, request, aanvraag, name, code):
    client.force_login(request.getfixturevalue(name))

    assert client.post(REGION, {"vraag": ""}).status_code == code
    assert not Conceptcheck.objects.exists()


@pytest.mark.parametrize("name", ["dina", "vera", "anna", "tekenbevoegde", "beheerder"])
def test_the_committee_and_others_see_no_shared_text(client, request, check, name):
    client.force_login(request.getfixturevalue(name))
    bestand = check.plan.ondertekening_set.first().bestand_id

    answers = [
        client.get("/conceptchecks/").status_code,
        client.get(page_of(check)).status_code,
        client.get(f"/conceptchecks/bestanden/STO90001-4/{bestand}/").status_code,
        client.post(page_of(check), {"over-partners": "x"}).status_code,
    ]

    assert answers == [403] * 4


def test_files_of_the_shared_text_open_and_others_do_not(as_bea, check, veluwe):
    bestand = check.plan.ondertekening_set.first().bestand_id
    other = complete_aanvraag(regio=veluwe).plan.ondertekening_set.first().bestand_id

    assert as_bea.get(f"/conceptchecks/bestanden/STO90001-4/{bestand}/").status_code == 200
    assert as_bea.get(f"/conceptchecks/bestanden/STO90001-4/{other}/").status_code == 404


def test_sharing_leaves_the_akkoord_as_it_is(aanvraag, check):
    assert read_akkoord(aanvraag.plan).holds is True

"""The bestuurder is asked by mail, reads the plan without an account and answers once, about that very text."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.actions.aanvullen import answer_supplement, findings_in
from applications.akkoord import akkoord_path, read_akkoord
from applications.canonical import checksum, plan_json
from applications.controles import check
from applications.models import Aanvraag, Akkoord, Dossierbrief, Groep, Ondertekening, Risico
from sto_portal.outbox.models import Bericht
from sto_portal.sporen.models import Spoor
from sto_portal.vormgeving.templatetags.sto import deadline
from sto_portal.werk.actions import run_waiting
from tests.applications.plans import complete_aanvraag, file_as_it_stands
from tests.applications.supplements import let_pass, make_supplement
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/aanvragen/STO90001-4/akkoord/"
BO = {"naam": "Bo Bestuurder", "functie": "Voorzitter", "email": "bo@example.nl"}


@pytest.fixture
def aanvraag(twente, anna):
    """A complete draft of which nobody was asked yet."""
    return complete_aanvraag(regio=twente, agreed=False)


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna)
    return client


def ask(client, **more):
    return client.post(PAGE, BO | more)


def open_link(akkoord=None):
    """The browser of whoever has the link, at the page after it."""
    browser = Client()
    assert browser.get(akkoord_path(akkoord or Akkoord.objects.latest("pk"))).url == "/akkoord/"
    return browser


def answer(browser, besluit="ja", **more):
    sha256 = browser.get("/akkoord/").context["form"].initial["sha256"]
    return browser.post("/akkoord/", {"besluit": besluit, "opmerking": "", "sha256": sha256} | more)


def akkoord_findings(plan):
    return [bevinding.tekst for bevinding in check(plan) if bevinding.code == "akkoord-bestuurder"]


def test_the_bestuurder_gets_a_link_reads_the_plan_and_agrees(as_anna, aanvraag):
    ask(as_anna)
    run_waiting()
    (sent,) = mail.outbox
    browser = Client()

    link = re.search(r"https?://[^/]+(/akkoord/\S+)", sent.body)[1]
    page = browser.get(link, follow=True)
    done = browser.post(
        "/akkoord/",
        {"besluit": "ja", "opmerking": "Mooi plan.", "sha256": page.context["form"].initial["sha256"]},
        follow=True,
    )

    akkoord = Akkoord.objects.get()
    assert sent.to == ["bo@example.nl"]
    assert "Meer leerlingen kiezen techniek." in page.content.decode()
    assert "U gaat akkoord" in done.content.decode()
    assert (akkoord.status, akkoord.opmerking) == ("akkoord", "Mooi plan.")
    assert akkoord.sha256 == checksum(plan_json(aanvraag.plan))
    assert akkoord_findings(aanvraag.plan) == []
    assert [spoor.wat for spoor in Spoor.objects.of(akkoord)] == ["ask", "answer"]
    run_waiting()
    assert (mail.outbox[1].to, mail.outbox[1].subject) == (
        ["anna@example.nl"],
        "Akkoord van de bestuurder voor aanvraag STO90001-4",
    )
    assert "Mooi plan." in mail.outbox[1].body


def test_who_refuses_says_why_and_the_penvoerder_reads_it(as_anna, aanvraag):
    ask(as_anna)
    browser = open_link()

    asked = answer(browser, "nee")
    answer(browser, "nee", opmerking="De begroting is te hoog.")

    assert asked.context["form"].errors == {"opmerking": ["Schrijf op waarom u niet akkoord gaat."]}
    page = as_anna.get(PAGE).content.decode()
    assert "De begroting is te hoog." in page
    assert akkoord_findings(aanvraag.plan) == ["De bestuurder heeft nog geen akkoord gegeven."]


def test_after_any_change_the_akkoord_was_for_an_earlier_text_and_taking_it_back_restores_it(as_anna, aanvraag):
    ask(as_anna)
    answer(open_link())
    risico = Risico.objects.filter(plan=aanvraag.plan)

    risico.update(omschrijving="Uitloop!", versie=2)
    lapsed, said = read_akkoord(aanvraag.plan), as_anna.get(PAGE).content.decode()
    risico.update(omschrijving="Uitloop", versie=3)

    assert (lapsed.holds, lapsed.is_lapsed) == (False, True)
    assert "Het akkoord geldt niet meer" in said
    assert read_akkoord(aanvraag.plan).holds is True


def test_who_reads_while_it_changes_reads_again_before_answering(as_anna, aanvraag):
    ask(as_anna)
    browser = open_link()
    read = browser.get("/akkoord/").context["form"].initial["sha256"]
    Risico.objects.filter(plan=aanvraag.plan).update(omschrijving="Nieuw risico", versie=2)

    page = answer(browser, sha256=read)

    assert page.context["form"].non_field_errors() == [
        "De aanvraag is veranderd terwijl u las. Lees haar opnieuw en kies dan nog een keer."
    ]
    assert "Nieuw risico" in page.content.decode()
    assert page.context["form"]["sha256"].value() == checksum(plan_json(aanvraag.plan))
    assert Akkoord.objects.get().status == "gevraagd"


def test_the_link_works_for_one_answer_and_shows_no_plan_after_it(as_anna, aanvraag):
    ask(as_anna)
    browser = open_link()
    read = browser.get("/akkoord/").context["form"].initial["sha256"]
    answer(browser)

    again = open_link()
    page = again.get("/akkoord/")
    again.post("/akkoord/", {"besluit": "nee", "opmerking": "Toch niet.", "sha256": read})

    assert "leespagina" not in page.context
    assert "Meer leerlingen kiezen techniek." not in page.content.decode()
    assert Akkoord.objects.get().status == "akkoord"


@pytest.mark.parametrize("ends", ["verlopen", "vervangen", "ingetrokken"])
def test_a_link_that_is_over_says_so_and_shows_nothing(as_anna, anna, aanvraag, ends):
    ask(as_anna)
    first = Akkoord.objects.get()
    if ends == "verlopen":
        Akkoord.objects.update(geldig_tot=timezone.now() - timedelta(seconds=1))
    elif ends == "vervangen":
        ask(as_anna, email="ander@example.nl")
    else:
        Aanvraag.objects.get().transition("withdraw", by=anna)

    browser = open_link(first)
    page = browser.get("/akkoord/")
    browser.post("/akkoord/", {"besluit": "ja", "sha256": checksum(plan_json(aanvraag.plan))})

    assert "U kunt niet meer antwoorden" in page.content.decode()
    assert "Meer leerlingen kiezen techniek." not in page.content.decode()
    assert not Akkoord.objects.filter(status="akkoord").exists()


@pytest.mark.parametrize("spoiled", ["1", "1:onzin", "999:abc", "a:b:c"])
def test_a_link_that_we_did_not_sign_opens_nothing(as_anna, aanvraag, spoiled):
    ask(as_anna)
    browser = Client()

    answers = [browser.get(f"/akkoord/{spoiled}/").status_code, browser.get("/akkoord/").status_code]

    assert answers == [404, 404]


def test_the_files_of_the_plan_open_for_the_bestuurder_alone(as_anna, aanvraag):
    ask(as_anna)
    signed = Ondertekening.objects.filter(plan=aanvraag.plan).first()
    address = f"/akkoord/bestanden/STO90001-4/{signed.bestand_id}/"
    browser = open_link()

    answers = [
        browser.get(address).status_code,
        Client().get(address).status_code,
        browser.get("/akkoord/bestanden/STO90001-4/999999/").status_code,
    ]

    assert answers == [200, 404, 404]


def test_the_mail_goes_again_once_a_day_and_the_link_is_kept_from_staff(as_anna, aanvraag):
    for _ in range(2):
        ask(as_anna)
        as_anna.post(f"{PAGE}opnieuw/")

    bericht = Bericht.objects.get()
    assert Akkoord.objects.count() == 1
    assert bericht.geheim.endswith(akkoord_path(Akkoord.objects.get()))
    assert bericht.geheim in bericht.tekst


@pytest.mark.parametrize(("name", "code"), [("mia", 403), ("lies", 403), ("bram", 404), ("behandelaar", 404)])
def test_only_the_penvoerder_asks(client, request, aanvraag, name, code):
    client.force_login(request.getfixturevalue(name))

    answers = [ask(client).status_code, client.post(f"{PAGE}opnieuw/").status_code]

    assert set(answers) <= {code, 403}
    assert not Akkoord.objects.exists()


def test_what_was_filed_asks_no_akkoord_any_more(as_anna, anna, aanvraag):
    aanvraag.transition("withdraw", by=anna)

    page = ask(as_anna, follow=True)

    assert page.status_code in {302, 403}
    assert not Akkoord.objects.exists()


def test_nobody_agrees_with_the_own_work(as_anna, aanvraag):
    page = ask(as_anna, email="ANNA@example.nl")

    assert page.context["form"].errors == {
        "email": ["U kunt uzelf niet om akkoord vragen. Vul het adres van de bestuurder in."]
    }
    assert page.context["form"]["naam"].value() == "Bo Bestuurder"
    assert not Akkoord.objects.exists()


def test_a_region_that_supplements_something_else_asks_no_akkoord(as_anna, anna, behandelaar, twente):
    make_supplement(anna, behandelaar, regio=twente)
    before = Akkoord.objects.count()

    said = as_anna.post(PAGE, BO, follow=True)

    assert "Akkoord is niet meer nodig." in said.content.decode()
    assert Akkoord.objects.count() == before


@pytest.fixture
def asked(as_anna, anna, behandelaar, aanvraag):
    """What Anna filed without an akkoord, of which Bea asks the akkoord and the summary after all."""
    file_as_it_stands(aanvraag, anna)
    punten = {Groep.REGIOVISIE: "Leg uit.", Groep.AKKOORD: "- De bestuurder heeft nog geen akkoord gegeven."}
    return make_supplement(anna, behandelaar, aanvraag=aanvraag, punten=punten)


def test_the_missing_akkoord_is_asked_in_the_form_letter_and_mail_of_a_supplement(client, anna, behandelaar, aanvraag):
    file_as_it_stands(aanvraag, anna)
    client.force_login(behandelaar)

    form = client.get("/aanvragen/STO90001-4/aanvulling/vragen/").context["form"]
    client.post(
        "/aanvragen/STO90001-4/aanvulling/vragen/",
        {"akkoord": form.initial["akkoord"], "uiterlijk_datum": form.initial["uiterlijk_datum"], "versturen": "1"},
    )

    missing = "De bestuurder heeft nog geen akkoord gegeven."
    assert form.initial["akkoord"] == f"- {missing}"
    assert missing in Dossierbrief.objects.get().tekst
    assert missing in Bericht.objects.get(sleutel__startswith="aanvulling-").tekst


def test_the_bestuurder_agrees_during_a_supplement_and_that_counts_as_answered(as_anna, anna, asked):
    before = akkoord_findings(asked.plan)
    ask(as_anna)
    answer(open_link())

    answer_supplement(aanvraag=asked.aanvraag, by=anna, at=timezone.now())

    filed = Aanvraag.objects.get().plan
    assert before == ["De bestuurder heeft nog geen akkoord gegeven."]
    assert (filed, Akkoord.objects.get().plan) == (asked.plan, asked.plan)
    assert akkoord_findings(filed) == []
    assert filed.indiening.bevestigde_bevindingen == []


def test_the_akkoord_in_a_supplement_is_about_its_last_text(as_anna, asked):
    ask(as_anna)
    answer(open_link())
    Risico.objects.filter(plan=asked.plan).update(omschrijving="Na het akkoord veranderd", versie=2)

    assert akkoord_findings(asked.plan) == ["De bestuurder gaf akkoord op een eerdere tekst. Vraag opnieuw akkoord."]


def test_a_supplement_filed_without_the_asked_akkoord_says_so_to_dus_i(anna, asked):
    missing = "De bestuurder heeft nog geen akkoord gegeven."
    answer_supplement(aanvraag=asked.aanvraag, by=anna, at=timezone.now(), confirmed=[missing])

    filed = Aanvraag.objects.get().plan
    assert akkoord_findings(filed) == [missing]
    assert [each["tekst"] for each in filed.indiening.bevestigde_bevindingen] == [missing]


def test_the_mail_to_the_bestuurder_names_the_last_day_of_the_supplement(as_anna, asked):
    ask(as_anna)

    assert f"tot en met: {deadline(asked.sluit_op)}" in Bericht.objects.get(aan="bo@example.nl").tekst


def test_the_page_says_what_dus_i_asks_and_closes_with_the_term(as_anna, asked):
    page = as_anna.get(PAGE).content.decode()
    ask(as_anna)
    browser = open_link()
    let_pass(asked)

    refused = ask(as_anna, email="ander@example.nl")
    closed = browser.get("/akkoord/").content.decode()

    assert "DUS-I vraagt u hier iets aan te vullen" in page
    assert (refused.status_code, refused.url) == (302, "/aanvragen/STO90001-4/")
    assert "U kunt niet meer antwoorden" in closed
    assert Akkoord.objects.count() == 1


def test_the_link_about_a_plan_that_a_supplement_replaced_says_so(as_anna, anna, behandelaar, aanvraag):
    ask(as_anna)
    file_as_it_stands(aanvraag, anna)
    verzoek = make_supplement(anna, behandelaar, aanvraag=aanvraag)
    answer_supplement(aanvraag=aanvraag, by=anna, at=timezone.now(), confirmed=known_points(verzoek))

    page = open_link().get("/akkoord/")

    assert page.status_code == 200
    assert "U kunt niet meer antwoorden" in page.content.decode()


def known_points(verzoek):
    return [bevinding.tekst for bevinding in findings_in(verzoek, verzoek.aanvraag)]


def test_the_akkoord_costs_few_queries_as_long_as_nothing_was_saved(as_anna, aanvraag):
    ask(as_anna)
    answer(open_link())

    with CaptureQueriesContext(connection) as queries:
        read_akkoord(aanvraag.plan)

    assert len(queries) == 2


def test_two_questions_never_wait_at_once(as_anna, aanvraag):
    ask(as_anna)
    ask(as_anna, email="ander@example.nl")

    assert sorted(Akkoord.objects.values_list("status", flat=True)) == ["gevraagd", "vervangen"]
    assert UserFactory._meta.model.objects.filter(email="bo@example.nl").exists() is False

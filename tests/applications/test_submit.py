import io
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from pypdf import PdfReader

from applications import frozen
from applications.actions import IncompleteError, submit_aanvraag
from applications.canonical import checksum
from applications.controles import blocking, check
from applications.models import Aanvraag, Aanvraagstatus, Akkoord, Indiening, Plan
from sto_portal.outbox.models import Bericht
from sto_portal.sporen.models import Spoor
from sto_portal.werk.actions import run_waiting
from sto_portal.workflow import TransitionError
from tests.applications.plans import agree, complete_aanvraag
from tests.factories import AanvraagFactory, RondeFactory
from tests.tampering import without

pytestmark = pytest.mark.django_db
URL = "/aanvragen/STO90001-4/indienen/"


@pytest.fixture
def aanvraag(twente):
    return complete_aanvraag(regio=twente)


def confirm(client, **more):
    """What the browser posts: the declaration, and what stood hidden in the form."""
    form = client.get(URL).context["form"]
    return {"akkoord": "on", "stand": form.initial.get("stand", "")} | more


def test_anna_files_a_complete_plan_and_gets_a_receipt(client, anna, aanvraag):
    client.force_login(anna)

    page = client.post(URL, confirm(client), follow=True)

    indiening = Indiening.objects.get(aanvraag=aanvraag)
    aanvraag.refresh_from_db()
    assert page.redirect_chain == [("/aanvragen/STO90001-4/ontvangstbewijs/", 302)]
    assert aanvraag.status == Aanvraagstatus.INGEDIEND
    assert indiening.sha256 in page.content.decode()
    assert checksum(bytes(indiening.json)) == indiening.sha256
    assert (indiening.door, indiening.nummer, indiening.bevestigde_bevindingen) == (anna, 1, [])
    (stap,) = aanvraag.statuswijzigingen.filter(verb="submit")
    assert (stap.door, stap.op) == (anna, indiening.aangekomen_op)
    told = Spoor.objects.of(indiening).get().data
    assert (sorted(told), told["sha256"]) == (["sha256", "zegel"], indiening.sha256)


def test_the_receipt_comes_by_mail_and_the_dossier_is_made(client, anna, aanvraag):
    client.force_login(anna)
    client.post(URL, confirm(client))

    run_waiting()

    indiening = Indiening.objects.select_related("dossier").get()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["anna@example.nl"], "Wij hebben uw aanvraag STO90001-4 ontvangen")
    assert indiening.sha256 in sent.body
    assert "nog niet volledig" not in sent.body
    assert indiening.dossier.naam == "dossier-STO90001-4.pdf"


def test_the_receipt_is_a_pdf_with_number_moment_and_checksum(client, anna, aanvraag, assert_archival):
    client.force_login(anna)
    client.post(URL, confirm(client))
    run_waiting()

    answer = client.get("/aanvragen/STO90001-4/ontvangstbewijs.pdf")

    told = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    indiening = Indiening.objects.get()
    moment = timezone.localtime(indiening.aangekomen_op)
    assert "Nummer van de aanvraag STO90001-4" in told
    assert f"om {moment:%H.%M.%S} uur (Nederlandse tijd)" in told
    assert indiening.sha256 in told.replace(" ", "")
    assert_archival(answer.content)
    assert "/aanvragen/STO90001-4/ontvangstbewijs.pdf" in mail.outbox[0].body


def test_the_page_shows_the_whole_file_closed_with_tables_and_declarations(client, anna, aanvraag):
    client.force_login(anna)

    page = client.get(URL)

    titles = [part.titel for part, _url in page.context["onderdelen"]]
    text = page.content.decode()
    assert titles == ["Regiovisie", "Activiteitenplan", "Samenwerkingsovereenkomst", "Meerjarenbegroting"]
    assert text.count("<details") == 4
    assert "Alle regels van de begroting" in text
    assert [each["titel"] for each in page.context["verklaringen"]][-3:] == [
        "Akkoord met de regeling",
        "Akkoord met de uitvoering",
        "Akkoord met de afspraken",
    ]
    assert {each["antwoord"] for each in page.context["verklaringen"]} == {"Ja"}
    assert {client.get(each["url"]).status_code for each in page.context["verklaringen"]} == {200}


def test_a_missing_akkoord_is_filed_after_confirming_it(client, anna, aanvraag):
    with without(frozen.KEPT_WACHT):
        Akkoord.objects.all().delete()
    client.force_login(anna)

    refused = client.post(URL, confirm(client))
    client.post(URL, confirm(client, onvolledig="on"))

    assert list(refused.context["form"].errors) == ["onvolledig"]
    assert Indiening.objects.get().bevestigde_bevindingen == [
        {"code": "akkoord-bestuurder", "tekst": "De bestuurder heeft nog geen akkoord gegeven."}
    ]


@pytest.mark.parametrize(("name", "code"), [("anna", 302), ("mia", 403), ("lies", 403), ("bram", 404), ("dina", 403)])
def test_only_the_own_penvoerder_files(client, request, aanvraag, name, code):
    client.force_login(request.getfixturevalue(name))

    response = client.post(URL, {"akkoord": "on"})

    assert response.status_code == code
    assert Indiening.objects.exists() is (code == 302)


def test_a_second_click_shows_the_same_receipt(client, anna, aanvraag):
    client.force_login(anna)
    posted = confirm(client)

    answers = [client.post(URL, posted) for _ in range(2)]

    assert {answer.url for answer in answers} == {"/aanvragen/STO90001-4/ontvangstbewijs/"}
    assert Indiening.objects.count() == 1
    assert Bericht.objects.filter(aan="anna@example.nl").count() == 1
    assert client.get(URL).url == "/aanvragen/STO90001-4/ontvangstbewijs/"


def test_without_the_declaration_nothing_is_filed(client, anna, aanvraag):
    client.force_login(anna)

    page = client.post(URL, {})

    assert page.status_code == 200
    assert page.context["form"].errors == {"akkoord": ["Verklaar dat alles klopt en dat u mag indienen."]}
    assert not Indiening.objects.exists()


def test_an_incomplete_plan_is_filed_after_confirming_the_list(client, anna, twente):
    aanvraag = AanvraagFactory(regio=twente)
    client.force_login(anna)

    refused = client.post(URL, confirm(client))
    filed = client.post(URL, confirm(client, onvolledig="on"))

    assert refused.context["form"].errors == {
        "onvolledig": ["Bevestig dat u een aanvraag indient die niet in orde is."]
    }
    assert filed.status_code == 302
    known = Indiening.objects.get().bevestigde_bevindingen
    assert [each["tekst"] for each in known] == [each.tekst for each in blocking(check(aanvraag.plan))]
    run_waiting()
    assert "Uw aanvraag is nog niet volledig." in mail.outbox[0].body


def test_who_confirmed_another_list_is_asked_again(client, anna, aanvraag):
    client.force_login(anna)
    aanvraag.plan.risico_set.all().delete()
    posted = confirm(client, onvolledig="on")
    aanvraag.plan.docententekort_set.all().delete()

    page = client.post(URL, posted)

    assert "is veranderd sinds u deze pagina opende" in str(page.context["form"].non_field_errors())
    assert page.context["form"]["onvolledig"].value() is False
    assert not Indiening.objects.exists()


def test_what_a_co_author_broke_meanwhile_stops_the_filing(anna, aanvraag):
    aanvraag.plan.risico_set.all().delete()
    agree(aanvraag.plan)

    with pytest.raises(IncompleteError) as refused:
        submit_aanvraag(aanvraag=aanvraag, by=anna, at=timezone.now())

    assert [bevinding.code for bevinding in refused.value.bevindingen] == ["tabel-ingevuld"]
    assert not Indiening.objects.exists()


@pytest.mark.parametrize("shift", [timedelta(0), timedelta(seconds=1)])
def test_a_request_that_arrives_too_late_is_refused(anna, aanvraag, shift):
    closes = aanvraag.ronde.closes_for(aanvraag.regio)

    with pytest.raises(TransitionError, match="is gesloten"):
        submit_aanvraag(aanvraag=aanvraag, by=anna, at=closes + shift)

    assert submit_aanvraag(aanvraag=aanvraag, by=anna, at=closes - timedelta(microseconds=1)).nummer == 1


def test_the_page_of_a_closed_round_says_so_and_keeps_the_draft(client, anna, twente):
    past = timezone.now() - timedelta(days=1)
    ronde = RondeFactory(nummer=150, opent_op=past - timedelta(days=9), sluit_op=past)
    aanvraag = complete_aanvraag(regio=twente, ronde=ronde)
    client.force_login(anna)
    url = f"/aanvragen/{aanvraag.nummer}/indienen/"

    pages = [client.get(url), client.post(url, {"akkoord": "on"})]

    assert ["De ronde is niet open" in page.content.decode() for page in pages] == [True, True]
    assert Aanvraag.objects.get().status == Aanvraagstatus.CONCEPT


def test_a_withdrawn_draft_is_not_filed(client, anna, aanvraag):
    aanvraag.transition("withdraw", by=anna)
    client.force_login(anna)

    assert client.post(URL, {"akkoord": "on"}).url == "/aanvragen/STO90001-4/"
    with pytest.raises(TransitionError):
        submit_aanvraag(aanvraag=aanvraag, by=anna, at=timezone.now())


def test_when_the_mail_cannot_be_written_nothing_is_filed(anna, aanvraag):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sjablonen_sjabloonversie")

    with pytest.raises(Exception, match="ontvangstbevestiging"):
        submit_aanvraag(aanvraag=aanvraag, by=anna, at=timezone.now())

    assert Aanvraag.objects.get().status == Aanvraagstatus.CONCEPT
    assert not Plan.objects.frozen().exists()

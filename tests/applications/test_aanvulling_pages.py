"""The pages of a supplement: DUS-I asks, the region writes only what is asked and files it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.actions import answer_supplement, recall_supplement
from applications.actions.aanvullen import lapse_supplements
from applications.delen import ASKED
from applications.models import (
    Aanvraag,
    Aanvraagstatus,
    Aanvulverzoek,
    Begrotingsregel,
    Doelstelling,
    Groep,
    Herstelpunt,
    Ondertekening,
)
from regions.models import Regelingversie
from sto_portal.termijnen import HERSTEL, last_day, today
from tests.applications.plans import answer, complete_aanvraag, file_plan, filed_aanvraag
from tests.applications.supplements import let_pass, make_supplement, write
from tests.applications.writing import answers, fill_in

pytestmark = pytest.mark.django_db
ONE = "/aanvragen/STO90001-4/"
ASK = {"regiovisie": "Leg uit.", "uiterlijk_datum": (today() + timedelta(days=10)).isoformat()}
YES = {"akkoord": "on"}


@pytest.fixture
def filed(twente, anna):
    return filed_aanvraag(anna, regio=twente)


@pytest.fixture
def verzoek(filed, anna, behandelaar):
    return make_supplement(anna, behandelaar, aanvraag=filed)


def text_of(response):
    return " ".join(response.content.decode().split())


def status_of(aanvraag):
    return Aanvraag.objects.get(pk=aanvraag.pk).status


def said(client):
    """What the portal says on the next page."""
    return [str(message) for message in client.get("/aanvragen/").context["messages"]]


def test_the_form_begins_with_what_the_controles_found_and_two_weeks(client, behandelaar, filed):
    client.force_login(behandelaar)

    form = client.get(f"{ONE}aanvulling/vragen/").context["form"]

    versie = Regelingversie.objects.get(regeling__slug="sto-demo")
    assert form.initial["uiterlijk_datum"] == last_day(today(), HERSTEL, versie)
    assert [form.initial[groep] for groep in ASKED] == [""] * 6


def test_blocking_findings_stand_at_their_part(client, behandelaar, anna, twente):
    aanvraag = complete_aanvraag(regio=twente)
    answer(aanvraag.plan, "b1_1_samenvatting", "")
    file_plan(aanvraag, anna)
    client.force_login(behandelaar)

    form = client.get(f"/aanvragen/{aanvraag.nummer}/aanvulling/vragen/").context["form"]

    assert form.initial["regiovisie"] == "- Wij missen uw antwoord op de vraag 'Samenvatting'."


def test_the_letter_is_shown_before_anything_is_sent(client, behandelaar, filed):
    client.force_login(behandelaar)

    response = client.post(f"{ONE}aanvulling/vragen/", ASK)

    assert "<h4>Regiovisie</h4> <p>Leg uit.</p>" in text_of(response)
    assert "Verstuurt u dit verzoek?" in text_of(response)
    assert status_of(filed) == Aanvraagstatus.INGEDIEND


def test_sending_asks_and_changing_keeps_what_was_typed(client, behandelaar, filed):
    client.force_login(behandelaar)

    again = client.post(f"{ONE}aanvulling/vragen/", ASK | {"wijzigen": "1"})
    response = client.post(f"{ONE}aanvulling/vragen/", ASK | {"versturen": "1"})

    assert again.context["form"]["regiovisie"].value() == "Leg uit."
    assert response.headers["Location"] == f"{ONE}aanvulling/"
    assert Herstelpunt.objects.get().tekst == "Leg uit."


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"regiovisie": ""}, "__all__", "Schrijf bij een of meer onderdelen op wat er ontbreekt."),
        ({"uiterlijk_datum": ""}, "uiterlijk_datum", "Vul een dag in, bijvoorbeeld 31-12-2027."),
        (
            {"uiterlijk_datum": "31-02-2027"},
            "uiterlijk_datum",
            "Vul een datum in die bestaat, bijvoorbeeld 31-12-2027.",
        ),
        ({"uiterlijk_datum": str(today())}, "uiterlijk_datum", "Kies een dag in de toekomst."),
        (
            {"regiovisie": "x" * 20_001},
            "regiovisie",
            "Deze tekst heeft 20.001 tekens.",
        ),
    ],
)
def test_a_wrong_request_is_told_at_the_place(client, behandelaar, filed, changed, field, message):
    client.force_login(behandelaar)

    response = client.post(f"{ONE}aanvulling/vragen/", ASK | {"versturen": "1"} | changed)

    assert response.context["form"].errors[field][0].startswith(message)
    assert not Aanvulverzoek.objects.exists()


def test_who_asks_second_keeps_what_was_typed(client, behandelaar, verzoek):
    client.force_login(behandelaar)

    response = client.post(f"{ONE}aanvulling/vragen/", ASK | {"versturen": "1"})

    assert response.context["form"].non_field_errors() == ["Dit kan niet meer. De status is nu: aanvulling gevraagd."]
    assert response.context["form"]["regiovisie"].value() == "Leg uit."
    assert Aanvulverzoek.objects.count() == 1


def test_the_region_sees_what_is_asked_and_nothing_else_to_do(client, mia, verzoek):
    client.force_login(mia)

    response = client.get(ONE)

    assert [item["label"] for item in response.context["opdrachten"]] == ["Regiovisie", "Meerjarenbegroting"]
    assert "nog 14 dagen" in text_of(response)
    assert "Leg de samenvatting beter uit." in text_of(response)
    assert "tasks" not in response.context
    assert "Alleen de penvoerder kan indienen." in text_of(response)


def test_each_page_of_an_asked_part_says_what_is_asked(client, mia, verzoek):
    client.force_login(mia)

    for page in ("regiovisie/", "regiovisie/b1-1/", "aanbod/nieuw/"):
        assert "Leg de samenvatting beter uit." in text_of(client.get(ONE + page))
    assert "Er ontbreekt een regel." in text_of(client.get(f"{ONE}begroting/"))
    assert client.get(f"{ONE}activiteitenplan/").context["herstelpunt"] is None


def test_an_asked_part_is_written_in_the_copy_alone(client, mia, filed, verzoek):
    client.force_login(mia)

    response = fill_in(client, f"{ONE}regiovisie/b1-1/", b1_1_samenvatting="Veel beter")

    assert response.status_code == 302
    assert answers(verzoek.plan)["b1_1_samenvatting"] == "Veel beter"
    assert answers(filed.plan)["b1_1_samenvatting"] == "Antwoord op Samenvatting."


def places(plan):
    """Pages to write on, per part of the application."""
    signature = Ondertekening.objects.filter(plan=plan).first()
    return {
        Groep.REGIOVISIE: "regiovisie/b1-1/",
        Groep.ACTIVITEITENPLAN: f"doelen/{Doelstelling.objects.filter(plan=plan).first().pk}/",
        Groep.PARTNERS: f"partners/{signature.partner_id}/",
        Groep.OVEREENKOMST: f"overeenkomst/ondertekening/{signature.partner_id}/{signature.eis_id}/",
        Groep.BEGROTING: f"begrotingsregels/{Begrotingsregel.objects.filter(plan=plan).first().pk}/",
    }


@pytest.mark.parametrize("asked", [groep for groep in ASKED if groep != Groep.AKKOORD])
def test_only_the_asked_part_opens_for_writing(client, mia, anna, behandelaar, filed, asked):
    verzoek = make_supplement(anna, behandelaar, aanvraag=filed, punten={asked: "Vul aan."})
    client.force_login(mia)

    outcomes = {}
    for groep, page in places(verzoek.plan).items():
        refused = client.post(ONE + page, {}).headers.get("Location") == ONE
        outcomes[groep] = not refused

    assert [groep for groep, is_open in outcomes.items() if is_open] == [asked]


@pytest.mark.parametrize(("asked", "is_open"), [(Groep.AKKOORD, True), (Groep.BEGROTING, False)])
def test_the_penvoerder_asks_the_bestuurder_only_where_the_akkoord_was_asked(
    client, anna, behandelaar, filed, asked, is_open
):
    make_supplement(anna, behandelaar, aanvraag=filed, punten={asked: "Vul aan."})
    client.force_login(anna)

    response = client.post(f"{ONE}akkoord/", {})

    assert (response.headers.get("Location") != ONE) is is_open


def test_a_part_that_was_not_asked_says_why_it_is_closed(client, mia, verzoek):
    client.force_login(mia)
    client.post(f"{ONE}activiteitenplan/b2-1/", {})

    assert said(client) == ["U kunt dit onderdeel niet veranderen. DUS-I vraagt hier niet om een aanvulling."]


@pytest.mark.parametrize("name", ["lies", "bram", "behandelaar", "dina"])
def test_nobody_else_writes_in_a_supplement(client, request, verzoek, name):
    client.force_login(request.getfixturevalue(name))

    response = client.post(f"{ONE}regiovisie/b1-1/", {"b1_1_samenvatting": "X"})

    assert response.status_code in {403, 404}
    assert answers(verzoek.plan)["b1_1_samenvatting"] == "Antwoord op Samenvatting."


def test_dus_i_keeps_reading_what_was_filed(client, behandelaar, verzoek):
    write(verzoek, "Nog niet af")
    client.force_login(behandelaar)

    assert "Nog niet af" not in text_of(client.get(f"{ONE}lezen/"))
    assert "Nog niet af" not in text_of(client.get(f"{ONE}regiovisie/b1-1/"))
    assert client.get(f"{ONE}aanvulling/{verzoek.pk}/concept/").status_code == 404
    assert "nog 14 dagen" in text_of(client.get(ONE))


def test_the_term_that_passes_while_someone_writes_is_told_and_what_was_saved_stays(client, mia, verzoek):
    write(verzoek, "Opgeslagen")
    client.force_login(mia)
    client.get(f"{ONE}regiovisie/b1-1/")
    let_pass(verzoek, minutes=1)

    client.post(f"{ONE}regiovisie/b1-1/", {"b1_1_samenvatting": "Te laat"})

    (message,) = said(client)
    assert message.startswith("U kunt niet meer aanvullen. Dat kon tot en met ")
    assert answers(verzoek.plan)["b1_1_samenvatting"] == "Opgeslagen"


def test_the_penvoerder_files_the_supplement_and_a_second_click_shows_the_receipt(client, anna, filed, verzoek):
    client.force_login(anna)

    before = client.get(f"{ONE}aanvulling/indienen/")
    fill_in(client, f"{ONE}regiovisie/b1-1/", b1_1_samenvatting="Veel beter")
    after = client.get(f"{ONE}aanvulling/indienen/")
    first, second = (client.post(f"{ONE}aanvulling/indienen/", YES) for _ in range(2))

    assert [page.context["verzoek"].is_changed for page in (before, after)] == [False, True]
    assert [first.headers["Location"], second.headers["Location"]] == [f"{ONE}ontvangstbewijs/"] * 2
    assert filed.indieningen.count() == 2
    assert status_of(filed) == Aanvraagstatus.INGEDIEND


def test_a_supplement_without_the_declaration_is_not_filed(client, anna, filed, verzoek):
    client.force_login(anna)

    response = client.post(f"{ONE}aanvulling/indienen/", {})

    assert response.context["form"].errors["akkoord"] == ["Verklaar dat alles klopt en dat u mag indienen."]
    assert filed.indieningen.count() == 1


@pytest.mark.parametrize(
    ("name", "code"), [("anna", 200), ("mia", 403), ("lies", 403), ("bram", 404), ("behandelaar", 403)]
)
def test_only_the_penvoerder_files_a_supplement(client, request, verzoek, name, code):
    client.force_login(request.getfixturevalue(name))

    assert client.get(f"{ONE}aanvulling/indienen/").status_code == code


def lapse(verzoek, _by):
    let_pass(verzoek)
    lapse_supplements(timezone.now())


def recall(verzoek, by):
    recall_supplement(aanvraag=verzoek.aanvraag, by=by, reden="Niet meer nodig.")


@pytest.mark.parametrize(
    ("end", "message"),
    [
        (lapse, "U kunt nu geen aanvulling indienen. De termijn is voorbij."),
        (recall, "U kunt nu geen aanvulling indienen. DUS-I trok dat in."),
    ],
)
def test_a_request_that_ended_between_opening_and_filing_says_so(client, anna, behandelaar, verzoek, end, message):
    write(verzoek)
    client.force_login(anna)
    client.get(f"{ONE}aanvulling/indienen/")
    end(verzoek, behandelaar)

    client.post(f"{ONE}aanvulling/indienen/", YES)

    assert said(client) == [message]
    assert "<ins>Een betere samenvatting</ins>" in text_of(client.get(f"{ONE}aanvulling/{verzoek.pk}/concept/"))


def test_a_term_that_is_over_but_not_yet_closed_shows_no_declaration(client, anna, verzoek):
    let_pass(verzoek, minutes=1)
    client.force_login(anna)

    shown = client.get(f"{ONE}aanvulling/indienen/")
    response = client.post(f"{ONE}aanvulling/indienen/", YES)

    assert "De termijn is voorbij" in text_of(shown)
    assert response.context["form"].non_field_errors()[0].startswith("U kunt niet meer aanvullen.")


def test_the_answer_and_what_changed_stand_on_the_page_of_the_case(client, anna, behandelaar, verzoek):
    write(verzoek)
    answer_supplement(aanvraag=verzoek.aanvraag, by=anna, at=timezone.now())
    client.force_login(behandelaar)

    text = text_of(client.get(ONE))
    difference = text_of(client.get(f"{ONE}verschil/"))

    assert "De regio diende de aanvulling in op" in text
    assert f'href="{ONE}verschil/"' in text
    assert "<ins>Een betere samenvatting</ins>" in difference


def test_dus_i_takes_its_request_back_with_a_reason(client, behandelaar, filed, verzoek):
    client.force_login(behandelaar)

    empty = client.post(f"{ONE}aanvulling/intrekken/", {"reden": " "})
    client.post(f"{ONE}aanvulling/intrekken/", {"reden": "Wij hebben het al."})

    assert empty.context["form"].errors["reden"] == ["Schrijf op waarom u het verzoek intrekt."]
    assert status_of(filed) == Aanvraagstatus.INGEDIEND
    assert "Wij hebben het al." in text_of(client.get(f"{ONE}aanvulling/"))


def test_the_region_reads_the_letter_and_another_region_does_not(client, anna, bram, verzoek):
    client.force_login(anna)
    own = client.get(f"{ONE}brieven/{verzoek.brief_id}/")
    client.force_login(bram)
    other = client.get(f"{ONE}brieven/{verzoek.brief_id}/")

    assert "Vul uw aanvraag aan" in text_of(own)
    assert other.status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_with_more_requests(
    client, anna, behandelaar, filed, django_assert_num_queries, number
):
    for _ in range(number):
        recall(make_supplement(anna, behandelaar, aanvraag=filed), behandelaar)
    client.force_login(behandelaar)

    with django_assert_num_queries(7):
        client.get(f"{ONE}aanvulling/")

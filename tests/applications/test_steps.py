"""The pages around filing: control, reading, receipt, downloads, completeness, withdrawal."""

import io
import json

import pytest
from openpyxl import load_workbook

from applications.actions import save_rij
from applications.canonical import checksum
from applications.models import Aanvraagstatus, Begrotingsregel
from sto_portal.sporen.models import Spoor
from sto_portal.werk.actions import run_waiting
from sto_portal.werk.models import Werk
from tests.applications.plans import agree, complete_aanvraag, file_plan, filed_aanvraag
from tests.factories import AanvraagFactory, PartnerFactory, SchoolFactory

pytestmark = pytest.mark.django_db
ONE = "/aanvragen/STO90001-4/"
LITERAL = {"controle/": 21, "indienen/": 21, "lezen/": 18, "begroting.xlsx": 8}


@pytest.fixture
def draft(twente):
    return complete_aanvraag(regio=twente)


@pytest.fixture
def filed(twente, anna):
    return filed_aanvraag(anna, regio=twente)


def text_of(response):
    return " ".join(response.content.decode().split())


PAGES = {  # path: who may open it of a filed aanvraag
    "controle/": {"anna", "mia", "lies", "behandelaar", "coordinator", "tekenbevoegde"},
    "lezen/": {"anna", "mia", "lies", "behandelaar", "coordinator", "tekenbevoegde"},
    "ontvangstbewijs/": {"anna", "mia", "lies", "behandelaar", "coordinator", "tekenbevoegde"},
    "plan.json": {"anna", "mia", "lies", "behandelaar", "coordinator", "tekenbevoegde"},
    "begroting.xlsx": {"anna", "mia", "lies", "behandelaar", "coordinator", "tekenbevoegde"},
    "volledigheid/": {"behandelaar"},
    "intrekken/": {"anna"},
}
PEOPLE = ["anna", "mia", "lies", "bram", "dina", "vera", "behandelaar", "coordinator", "tekenbevoegde", "beheerder"]


@pytest.mark.parametrize("path", PAGES)
def test_who_may_open_which_page(client, request, filed, path):
    opened = set()
    for name in PEOPLE:
        client.force_login(request.getfixturevalue(name))
        response = client.get(ONE + path)
        assert response.status_code in {200, 403, 404}
        if response.status_code == 200:
            opened.add(name)

    assert opened == PAGES[path]


@pytest.mark.parametrize("path", [*PAGES, "dossier.pdf", "indienen/"])
def test_who_does_not_sign_in_sees_nothing(client, filed, path):
    assert client.get(ONE + path).url.startswith("/account/login/")


@pytest.mark.parametrize("path", [*PAGES, "dossier.pdf"])
def test_dus_i_does_not_see_a_draft(client, behandelaar, draft, path):
    client.force_login(behandelaar)

    assert client.get(ONE + path).status_code in {403, 404}


@pytest.mark.parametrize("path", ["ontvangstbewijs/", "plan.json"])
def test_a_draft_has_no_receipt(client, anna, draft, path):
    client.force_login(anna)

    assert client.get(ONE + path).status_code == 404


@pytest.mark.parametrize("path", ["controle/", "indienen/", "lezen/", "begroting.xlsx"])
def test_pages_take_as_many_queries_for_a_large_plan(client, anna, draft, path, django_assert_num_queries):
    def count():
        with django_assert_num_queries(LITERAL[path]):
            assert client.get(ONE + path).status_code == 200

    client.force_login(anna)
    client.get(ONE + path)  # the questionnaire is kept for a minute
    count()
    for _ in range(5):
        SchoolFactory(plan=draft.plan)
        PartnerFactory(plan=draft.plan)
    agree(draft.plan)

    count()


def test_the_control_page_of_a_complete_plan_says_all_is_well(client, lies, draft):
    client.force_login(lies)

    page = client.get(ONE + "controle/")

    assert "Wij hebben niets gevonden dat ontbreekt of niet klopt." in text_of(page)
    assert [groep["status_label"] for groep in page.context["groepen"]] == ["In orde"] * 6
    assert "Ga naar indienen" not in text_of(page)


def test_the_control_page_leads_to_each_thing_to_mend(client, anna, draft):
    draft.plan.risico_set.all().delete()
    bedrijf = draft.plan.partner_set.get(soort="bedrijf")
    type(bedrijf).objects.filter(pk=bedrijf.pk).update(plaats="")
    agree(draft.plan)
    client.force_login(anna)

    page = client.get(ONE + "controle/")

    assert "2 punten zijn nog niet in orde." in text_of(page)
    for bevinding in (each for groep in page.context["groepen"] for each in groep["bevindingen"]):
        assert client.get(bevinding.url).status_code == 200
    assert f'href="{ONE}partners/{bedrijf.pk}/"' in text_of(page)


def test_the_reading_page_shows_answers_tables_and_files(client, lies, draft):
    client.force_login(lies)

    page = text_of(client.get(ONE + "lezen/"))

    assert 'id="vraag-b1_1_samenvatting"' in page
    assert "Antwoord op Samenvatting." in page
    bestand = draft.plan.ondertekening_set.first().bestand
    assert f'href="{ONE}bestanden/{bestand.pk}/"' in page


def test_what_people_type_is_text_and_no_html(client, lies, draft):
    draft.plan.partner_set.filter(soort="bedrijf").update(naam="<b>Smit</b> & Zn")
    client.force_login(lies)

    assert "&lt;b&gt;Smit&lt;/b&gt; &amp; Zn" in text_of(client.get(ONE + "lezen/"))


def test_the_receipt_shows_the_code_of_the_bytes_that_can_be_downloaded(client, anna, filed):
    client.force_login(anna)

    page, copy = client.get(ONE + "ontvangstbewijs/"), client.get(ONE + "plan.json")

    assert checksum(copy.content) in text_of(page)
    assert json.loads(copy.content)["regio"] == "STO90001"
    assert copy["Content-Disposition"] == 'attachment; filename="plan-STO90001-4.json"'


def test_the_dossier_shows_its_progress_until_it_is_there(client, mia, filed):
    client.force_login(mia)

    waiting = client.post(ONE + "dossier.pdf")
    run_waiting()
    ready = client.get(ONE + "dossier.pdf")

    assert waiting.url == Werk.objects.get(soort="dossier_pdf").get_absolute_url()
    assert client.get(waiting.url).status_code == 200
    assert ready["Content-Type"] == "application/pdf"
    assert ready.content.startswith(b"%PDF-")
    run_waiting()
    assert client.get(ONE + "dossier.pdf").content == ready.content


def test_one_press_on_the_page_of_a_draft_asks_for_its_pdf(client, mia, draft):
    client.force_login(mia)

    page = client.get(ONE + "lezen/").text
    asked = client.post(ONE + "dossier.pdf")

    assert (f'action="{ONE}dossier.pdf"' in page, f'href="{ONE}dossier.pdf">' in page) == (True, False)
    assert asked.url == Werk.objects.get(soort="concept_pdf").get_absolute_url()


def test_what_was_filed_is_a_link_away(client, mia, filed):
    client.force_login(mia)

    page = client.get(ONE + "lezen/").text

    assert (f'action="{ONE}dossier.pdf"' in page, f'href="{ONE}dossier.pdf">' in page) == (False, True)


def test_a_draft_gets_a_concept_that_follows_what_is_written(client, mia, draft):
    client.force_login(mia)

    client.post(ONE + "dossier.pdf")
    run_waiting()
    first = client.get(ONE + "dossier.pdf")
    risico = draft.plan.risico_set.first()
    risico.omschrijving = "Iets anders"
    save_rij(rij=risico, versie=risico.versie, by=mia)
    second = client.get(ONE + "dossier.pdf")

    assert first.content.startswith(b"%PDF-")
    assert "Deze PDF is er nog niet." in second.text
    assert not hasattr(draft.plan, "indiening")


def test_the_budget_downloads_as_a_workbook_with_numbers_and_no_formulas(client, lies, draft):
    Begrotingsregel.objects.filter(plan=draft.plan).update(omschrijving="=1+1")
    client.force_login(lies)

    response = client.get(ONE + "begroting.xlsx")

    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Regels", "Kosten per jaar", "Inkomsten", "Bijdragen"]
    typed = book["Regels"]["F2"]
    assert (typed.value, typed.data_type) == ("=1+1", "s")
    assert [row[6].value for row in book["Regels"].iter_rows(min_row=2)] == [400, 200, 300, 50, 50]
    totals = list(book["Kosten per jaar"].iter_rows(values_only=True))[-1]
    assert totals == ("Totaal", 600, 300, 50, 50, 1000)
    assert list(book["Inkomsten"].iter_rows(values_only=True))[-1] == ("Totaal", 1000)


def test_the_behandelaar_accepts_a_complete_file(client, behandelaar, filed):
    client.force_login(behandelaar)

    response = client.post(ONE + "volledigheid/", {"reden": ""})

    filed.refresh_from_db()
    assert (response.url, filed.status) == (ONE, Aanvraagstatus.IN_BEHANDELING)
    assert filed.statuswijzigingen.get(verb="accept").door == behandelaar
    assert Spoor.objects.of(filed).get(wat="accept").door == behandelaar


def test_accepting_an_incomplete_file_takes_a_reason(client, behandelaar, anna, twente):
    aanvraag = AanvraagFactory(regio=twente)
    file_plan(aanvraag, anna)
    client.force_login(behandelaar)

    refused = client.post(ONE + "volledigheid/", {"reden": " "})
    accepted = client.post(ONE + "volledigheid/", {"reden": "Wij vragen dit later na."})

    assert refused.context["form"].errors == {"reden": ["Schrijf op waarom de aanvraag toch volledig genoeg is."]}
    assert accepted.status_code == 302
    assert aanvraag.statuswijzigingen.get(verb="accept").reden == "Wij vragen dit later na."


@pytest.mark.parametrize(("path", "name"), [("volledigheid/", "behandelaar"), ("intrekken/", "anna")])
def test_a_step_out_of_order_says_why(client, request, filed, path, name):
    filed.transition("accept", by=request.getfixturevalue("behandelaar"))
    if name == "anna":
        filed.transition("reject", by=request.getfixturevalue("behandelaar"))
    client.force_login(request.getfixturevalue(name))

    opened, sent = client.get(ONE + path), client.post(ONE + path, {"reden": "Toch wel"})

    assert opened.url == ONE
    assert "Dit kan niet meer. De status is nu:" in text_of(sent)


def test_anna_withdraws_with_a_reason(client, anna, filed):
    client.force_login(anna)

    refused = client.post(ONE + "intrekken/", {"reden": ""})
    response = client.post(ONE + "intrekken/", {"reden": "Te weinig partners."})

    filed.refresh_from_db()
    assert refused.context["form"].errors == {"reden": ["Schrijf op waarom u de aanvraag intrekt."]}
    assert (response.status_code, filed.status) == (302, Aanvraagstatus.INGETROKKEN)
    assert filed.statuswijzigingen.get(verb="withdraw").reden == "Te weinig partners."


@pytest.mark.parametrize("nummer", ["STO90001-99", "STO90001", "STO90001-4x", "x-4", "STO90001--4", "STO90001-\u0664"])
def test_a_number_that_is_none_does_not_exist(client, anna, filed, nummer):
    client.force_login(anna)

    assert client.get(f"/aanvragen/{nummer}/controle/").status_code == 404


def test_a_nul_character_in_a_reason_is_refused_at_the_field(client, anna, filed):
    client.force_login(anna)

    page = client.post(ONE + "intrekken/", {"reden": "Te\x00laat"})

    assert "reden" in page.context["form"].errors
    assert filed.statuswijzigingen.filter(verb="withdraw").exists() is False

"""What a school offers besides its pupils of now: who came in, what is wanted, which profiles are technological."""

import json

import pytest
from django.db import IntegrityError, transaction

from applications.canonical import plan_documents
from applications.models import Aanbod
from applications.reading import read_plan
from sto_portal.sporen.models import Spoor
from tests.applications.writing import fields_of, fill_in, url_of
from tests.factories import AanbodFactory, AanvraagFactory, SchoolFactory

PIE_BB, DP_KB, TL = "vak_1_0", "vak_5_1", "vak_10_3"
CHANGED = "Iemand anders heeft deze tabel intussen veranderd. Vergelijk de getallen en sla opnieuw op."


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def school(aanvraag):
    return SchoolFactory(plan=aanvraag.plan, naam="De Eerste")


@pytest.fixture
def page(aanvraag, school):
    return lambda *more: url_of(aanvraag, "aanbod", "school", school.pk, *more)


def told(school, *names):
    rows = Aanbod.objects.filter(partner=school).order_by("profiel", "leerweg")
    return {(row.profiel, row.leerweg): tuple(getattr(row, name) for name in names) for row in rows}


def test_anna_tells_now_instroom_and_wanted_of_a_school(client, anna, aanvraag, school, page):
    last_year = aanvraag.ronde.prognosejaren.start - 1
    client.force_login(anna)

    fill_in(client, page(), **{PIE_BB: "40", "schooljaar": str(last_year)})
    fill_in(client, page("instroom"), **{PIE_BB: "19"})
    fill_in(client, page("gewenst"), **{PIE_BB: "60", DP_KB: "25"})

    assert told(school, "leerlingen", "instroom", "streef_leerlingen", "schooljaar") == {
        ("D&P", "kb"): (None, None, 25, None),
        ("PIE", "bb"): (40, 19, 60, last_year),
    }
    assert [spoor.data["veld"] for spoor in Spoor.objects.filter(wat="fill").order_by("pk")] == [
        "leerlingen",
        "instroom",
        "streef_leerlingen",
    ]


def test_a_profile_that_goes_keeps_what_is_wanted_and_a_row_without_numbers_goes(client, anna, school, page):
    AanbodFactory(partner=school, profiel="PIE", leerlingen=40, streef_leerlingen=0)
    AanbodFactory(partner=school, profiel="BWI", leerlingen=10, instroom=None, streef_leerlingen=None)
    client.force_login(anna)

    fill_in(client, page(), vak_0_0="", vak_1_0="")

    assert told(school, "leerlingen", "instroom", "streef_leerlingen") == {("PIE", "bb"): (None, 20, 0)}


def test_empty_cells_can_take_over_the_number_of_now(client, anna, school, page):
    AanbodFactory(partner=school, profiel="PIE", leerlingen=40, streef_leerlingen=None)
    AanbodFactory(partner=school, profiel="D&P", leerweg="kb", leerlingen=30, streef_leerlingen=None)
    client.force_login(anna)

    assert client.get(page("gewenst")).text.count("Nu 40") == 1
    fill_in(client, page("gewenst"), **{DP_KB: "0", "neem_over": "on"})

    assert told(school, "streef_leerlingen") == {("D&P", "kb"): (0,), ("PIE", "bb"): (40,)}


def test_anna_marks_which_other_profiles_are_technological(client, anna, school, page):
    for profiel, leerweg in (("D&P", "bb"), ("D&P", "kb"), ("", "tl"), ("Z&W", "bb"), ("PIE", "bb")):
        AanbodFactory(partner=school, profiel=profiel, leerweg=leerweg)
    client.force_login(anna)

    fill_in(client, page(), technologisch=["D&P", "tl"])

    marked = {key for key, (yes,) in told(school, "technologisch").items() if yes}
    assert marked == {("D&P", "bb"), ("D&P", "kb"), ("", "tl")}
    assert client.get(page()).context["form"].initial["technologisch"] == ["D&P", "tl"]


def test_a_new_leerweg_of_a_technological_profile_is_technological_too(client, anna, school, page):
    AanbodFactory(partner=school, profiel="D&P", leerweg="bb", technologisch=True)
    client.force_login(anna)

    fill_in(client, page("gewenst"), **{DP_KB: "12"})

    assert told(school, "technologisch") == {("D&P", "bb"): (True,), ("D&P", "kb"): (True,)}


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"technologisch": ["PIE"]}, "technologisch", "Kies profielen uit de lijst."),
        ({"schooljaar": "1066"}, "schooljaar", "Kies een schooljaar uit de lijst."),
        ({"schooljaar": "ooit"}, "schooljaar", "Kies een schooljaar uit de lijst."),
    ],
)
def test_what_cannot_be_chosen_is_told_and_nothing_is_saved(client, anna, school, page, typed, field, message):
    client.force_login(anna)

    response = fill_in(client, page(), **{PIE_BB: "40"} | typed)

    assert response.context["form"].errors[field] == [message]
    assert response.context["form"][PIE_BB].value() == "40"
    assert told(school, "leerlingen") == {}


@pytest.mark.parametrize("change", [{"schooljaar": 2017}, {"technologisch": True}, {"leerlingen": 41}])
def test_who_saves_second_is_told_of_year_and_mark_too(client, anna, school, page, change):
    row = AanbodFactory(partner=school, profiel="D&P", leerlingen=40)
    client.force_login(anna)
    sent = fields_of(client.get(page()))
    Aanbod.objects.filter(pk=row.pk).update(**change)

    refused = client.post(page(), sent)

    assert (refused.status_code, refused.context["form"].non_field_errors()) == (409, [CHANGED])


def test_the_schooljaar_of_another_school_is_proposed(client, anna, aanvraag, school, page):
    AanbodFactory(partner=SchoolFactory(plan=aanvraag.plan, naam="De Tweede"), schooljaar=2017)
    client.force_login(anna)

    assert client.get(page()).context["form"]["schooljaar"].value() == 2017
    assert "2017-2018" in client.get(page()).text


def test_a_row_that_is_added_is_of_the_schooljaar_of_its_school(client, anna, aanvraag, school):
    AanbodFactory(partner=SchoolFactory(plan=aanvraag.plan), schooljaar=2016)
    AanbodFactory(partner=school, schooljaar=2017)
    client.force_login(anna)

    row = {"partner": school.pk, "leerweg": "kb", "profiel": "D&P", "leerlingen": "12"}
    fill_in(client, url_of(aanvraag, "aanbod", "nieuw"), **row)

    assert told(school, "leerlingen", "schooljaar")["D&P", "kb"] == (12, 2017)


def test_a_reader_sees_the_year_the_marks_and_the_numbers(client, lies, school, page):
    AanbodFactory(partner=school, profiel="D&P", leerlingen=40, technologisch=True, streef_leerlingen=55)
    client.force_login(lies)

    assert [(row["label"], row["value"]) for row in client.get(page()).context["naslag"]] == [
        ("Schooljaar", "2018-2019"),
        ("Andere profielen met een technologische invulling", "Dienstverlening en producten (D&P)"),
    ]
    for more, number in (((), "40"), (("instroom",), "20"), (("gewenst",), "55")):
        text = client.get(page(*more)).text
        assert ('<form class="sto-form"' in text, number in text) == (False, True)
        assert client.post(page(*more)).status_code == 403


def test_the_reading_page_has_a_table_of_each_that_is_filled_in(aanvraag, school):
    AanbodFactory(
        partner=school, profiel="D&P", leerweg="kb", leerlingen=40, technologisch=True, streef_leerlingen=None
    )

    shown = tables(aanvraag.plan)

    assert [tabel.titel for tabel in shown] == [
        "Leerlingen per school, profiel en leerweg, schooljaar 2018-2019",
        "Instroom in leerjaar 3, schooljaar 2018-2019",
    ]
    assert [cel.tekst for cel in shown[0].rijen[0]] == [
        "De Eerste", "Dienstverlening en producten (D&P) (met technologische invulling)", "", "40", "", "", "40",
    ]  # fmt: skip


def tables(plan):
    read = read_plan(plan)
    vragen = [vraag for deel in read.onderdelen for paragraaf in deel.paragrafen for vraag in paragraaf.vragen]
    return next(vraag.tabellen for vraag in vragen if vraag.code == "b1_31_profielen_leerlingen")


@pytest.mark.parametrize(
    "fields",
    [{"profiel": "PIE", "technologisch": True}, {"leerlingen": None, "instroom": None, "streef_leerlingen": None}],
)
def test_the_database_refuses_a_mark_on_a_technical_profile_and_a_row_without_a_number(school, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        AanbodFactory(partner=school, **fields)


def test_what_was_filed_before_these_fields_reads_as_it_did(aanvraag, school):
    AanbodFactory(partner=school, leerlingen=40)

    rows = {
        formaat: json.loads(plan_documents([aanvraag.plan.pk], formaat)[aanvraag.plan.pk])["onderdelen"]["aanbod"]
        for formaat in (3, 4)
    }

    assert [sorted(row) for row in rows[3]] == [["leerlingen", "leerweg", "partner", "profiel", "sleutel"]]
    assert [row["streef_leerlingen"] for row in rows[4]] == [40]

"""DUS-I sees all registrations beside each other and decides about them."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from regions.models import Regio, Regiovestiging, Vestiging, Vooraanmelding
from regions.vooraanmelding import aanmelden, beslissen
from regions.vooraanmelding.vergelijken import read_vergelijking
from tests.factories import RegioFactory, UserFactory
from tests.regions.vooraanmeldingen import file_vooraanmelding, make_school, make_vooraanmelding, open_periode

TOO_SMALL = "Te klein: 1 vmbo-school. Een techniekregio heeft er ten minste 2 met een technisch profiel."
LIST, COMPARE, MERGE = (f"/vooraanmeldingen/{part}" for part in ("", "vergelijken/", "samenvoegen/"))


@pytest.fixture
def karin(db):
    return UserFactory(naam="Karin", email="karin@example.nl")


@pytest.fixture
def dus_i(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def three(karin):
    """Noord and Zuid share a school and a municipality, another of Zuid lies elsewhere; Klein has one school."""
    rows = [
        file_vooraanmelding(karin, naam="Noord", codes=("01AB00", "02AB00"), gemeenten=("Almelo",)),
        file_vooraanmelding(karin, naam="Zuid", codes=("02AB00", "03AB00"), gemeenten=("Almelo", "Borne")),
        file_vooraanmelding(karin, naam="Klein", codes=("04AB00",), gemeenten=("Losser",)),
    ]
    Vestiging.objects.filter(code="03AB00").update(gemeente=None)
    return rows


def at(vooraanmelding, part=""):
    return f"/vooraanmeldingen/{vooraanmelding.pk}/{part}"


def keuze(*rows):
    return "?" + "&".join(f"keuze={row.pk}" for row in rows)


def found_of(vooraanmelding):
    return [each.tekst for each in read_vergelijking(open_periode()).bevindingen[vooraanmelding.pk]]


def shown(response):
    return [regel["vooraanmelding"].naam for regel in response.context["page"].object_list]


def test_what_several_name_and_what_is_too_small_is_found(three):
    noord, zuid, klein = three

    vergelijking = read_vergelijking(open_periode())

    assert found_of(noord) == [
        f"De school School 02AB00 (02AB00) staat ook in {zuid}.",
        f"De gemeente Almelo staat ook in {zuid}.",
    ]
    assert found_of(klein) == [
        "Te klein: 1 vmbo-school. Een techniekregio heeft er ten minste 2 met een technisch profiel."
    ]
    assert [(overlap.code, len(overlap.vermeldingen)) for overlap in vergelijking.vestigingen] == [("02AB00", 2)]
    assert [(overlap.naam, len(overlap.vermeldingen)) for overlap in vergelijking.gemeenten] == [("Almelo", 2)]
    assert vergelijking.vestigingen[0].url == COMPARE + keuze(noord, zuid)


def test_a_region_with_little_technology_may_be_small(karin):
    row = file_vooraanmelding(karin, codes=("01AB00",), soort="techniekarm")

    assert found_of(row) == []


def test_a_school_elsewhere_gone_or_outside_is_found_and_one_that_nobody_names_is_noted(karin, twente):
    row = file_vooraanmelding(karin, codes=("01AB00", "02AB00", "03AB00"))
    make_school("09AB00", "Almelo")
    regeling = row.periode.regelingversie.regeling
    first, second, third = row.vestigingen.order_by("code")
    held = {"regeling": regeling, "vestiging": first, "regio": twente, "vanaf_datum": timezone.localdate()}
    Regiovestiging.objects.create(**held)
    Vestiging.objects.filter(pk=second.pk).update(gemeente=None)

    found = read_vergelijking(open_periode()).bevindingen[row.pk]

    assert [(each.tekst, each.is_note) for each in found] == [
        (f"School 01AB00 (01AB00) hoort al bij {twente}.", False),
        ("School 02AB00 (02AB00) ligt niet in een van de gemeenten.", False),
        ("In geen aanmelding, wel in deze gemeenten: School 09AB00 (09AB00).", True),
    ]
    assert third.code == "03AB00"


def test_drafts_refused_and_withdrawn_registrations_claim_nothing(karin, coordinator, three):
    noord, zuid, _klein = three
    make_vooraanmelding(karin, naam="Concept", codes=("01AB00",))

    beslissen.refuse(vooraanmelding=zuid, by=coordinator, reason="x")

    assert found_of(noord) == []


def test_reading_all_takes_the_same_queries_for_one_and_for_many(karin):
    def count():
        with CaptureQueriesContext(connection) as captured:
            read_vergelijking(periode)
        return len(captured)

    periode = type(open_periode()).objects.select_related("regelingversie").get(pk=open_periode().pk)
    file_vooraanmelding(karin)
    one = count()
    for number in range(3):
        file_vooraanmelding(karin, codes=(f"0{number}CD00", "01AB00"))

    assert [one, count()] == [6, 6]


def test_the_list_shows_what_was_filed_with_its_numbers(dus_i, karin, three):
    make_vooraanmelding(karin, naam="Concept")

    response = dus_i.get(LIST)

    numbers = [
        (regel["vooraanmelding"].naam, regel["gemeenten"], regel["scholen"], len(regel["bevindingen"]))
        for regel in response.context["page"]
    ]
    assert numbers == [("Noord", 1, 2, 2), ("Zuid", 2, 2, 3), ("Klein", 1, 1, 1)]
    assert "3 ingediend." in " ".join(response.text.split())
    assert "1 school en 1 gemeente" in " ".join(response.text.split())


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?zoek=borne", ["Zuid"]),
        ("?zoek=04ab00", ["Klein"]),
        ("?zoek=nergens", []),
        ("?status=ingediend&sorteer=naam", ["Klein", "Noord", "Zuid"]),
        ("?status=afgewezen", []),
        ("?bevinding=nee", []),
        ("?sorteer=bevindingen", ["Zuid", "Noord", "Klein"]),
        ("?sorteer=scholen", ["Klein", "Noord", "Zuid"]),
        ("?periode=999999&status=iets&sorteer=x&page=9", ["Noord", "Zuid", "Klein"]),
        ("?periode=%00&zoek=%00", ["Noord", "Zuid", "Klein"]),
    ],
)
def test_the_list_is_filtered_and_in_order(dus_i, three, query, names):
    assert shown(dus_i.get(LIST + query)) == names


def test_an_empty_list_says_so(dus_i):
    assert "Er zijn nog geen aanmeldingen ingediend" in dus_i.get(LIST).text


def test_what_is_being_changed_is_named_as_it_was_filed_and_cannot_be_read(dus_i, karin, three):
    noord = three[0]
    aanmelden.reopen_vooraanmelding(vooraanmelding=noord, by=karin)
    Vooraanmelding.objects.filter(pk=noord.pk).update(naam="Geheim")
    bestand = noord.verklaringen.get().pk

    def may_read():
        listed, page = dus_i.get(LIST), dus_i.get(at(noord))
        assert "Geheim" not in listed.text + page.text + dus_i.get(f"{LIST}?zoek=geheim").text
        assert dus_i.get(at(noord, f"verklaringen/{bestand}/")).status_code == 404
        return listed, page

    listed, page = may_read()
    assert "Wordt aangepast" in listed.text
    assert "Deze aanmelding wordt aangepast" in page.text
    assert [r["bevindingen"] for r in listed.context["page"] if r["vooraanmelding"] == noord] == [None]
    assert "Kies twee of meer" in dus_i.get(COMPARE + keuze(noord, three[1])).text
    aanmelden.withdraw_vooraanmelding(vooraanmelding=noord, by=karin)
    _listed, page = may_read()
    assert "De inhoud ziet u daarom niet." in page.text


def test_the_list_as_a_sheet_follows_the_filter(dus_i, three):
    aanmelden.reopen_vooraanmelding(vooraanmelding=three[0], by=three[0].aanmelders.get())

    book = load_workbook(io.BytesIO(dus_i.get("/vooraanmeldingen.xlsx?zoek=regio").content))
    everything = load_workbook(io.BytesIO(dus_i.get("/vooraanmeldingen.xlsx").content))

    rows = list(everything.worksheets[0].iter_rows(values_only=True))
    assert len(list(book.worksheets[0].iter_rows())) == 1
    assert [row[1] for row in rows] == ["Regio", "Noord", "Zuid", "Klein"]
    assert (rows[1][3], rows[1][6]) == ("Wordt aangepast", None)
    assert rows[3][6] == "School 04AB00 (04AB00)"


def test_what_was_ticked_stays_ticked_in_another_search(dus_i, three):
    page = dus_i.get(f"{LIST}{keuze(three[2])}&zoek=noord")

    assert [row.naam for row in page.context["elders"]] == ["Klein"]
    assert page.text.count("checked") == 1


def test_two_stand_beside_each_other_with_what_they_share_in_bold(dus_i, three):
    response = dus_i.get(COMPARE + keuze(*three[:2]))

    assert "<strong>School 02AB00 (02AB00)</strong>" in " ".join(response.text.split())
    assert "<strong>School 01AB00" not in response.text
    assert "Voeg deze aanmeldingen samen" in response.text


@pytest.mark.parametrize("query", ["", "?keuze=x&keuze=99999999999999", "?keuze=1"])
def test_fewer_than_two_says_what_to_do(dus_i, query):
    assert "Kies twee of meer aanmeldingen" in dus_i.get(COMPARE + query).text


def test_a_behandelaar_compares_and_does_not_decide(client, behandelaar, three):
    client.force_login(behandelaar)

    assert "Voeg deze aanmeldingen samen" not in client.get(COMPARE + keuze(*three[:2])).text
    assert "Accepteer" not in client.get(at(three[0])).text
    assert client.post(at(three[0], "afwijzen/"), {"reden": "x"}).status_code == 403


def test_the_coordinator_merges_by_form(dus_i, three):
    noord, zuid, _klein = three
    typed = {"naam": "Samen", "soort": "techniekregio", "reden": "Eén school."}
    typed |= {"contact": f"{noord.pk}-contact", "vervanger": f"{noord.pk}-vervanger"}

    response = dus_i.post(MERGE + keuze(noord, zuid), typed)
    again = dus_i.post(MERGE + keuze(noord, zuid), typed)

    made = Vooraanmelding.objects.get(naam="Samen")
    assert response.url == at(made)
    assert made.vestigingen.count() == 3
    assert "twee of meer aanmeldingen die nu zijn ingediend" in str(again.context["form"].errors)
    assert dus_i.get(MERGE + keuze(noord, zuid)).url == LIST


def test_merging_asks_a_name_two_people_and_a_reason(dus_i, three):
    same = {"naam": "", "soort": "", "contact": f"{three[0].pk}-contact", "vervanger": f"{three[0].pk}-contact"}

    response = dus_i.post(MERGE + keuze(*three[:2]), same)

    assert sorted(response.context["form"].errors) == ["naam", "reden", "soort", "vervanger"]


def test_the_coordinator_splits_by_form_and_undoes_it(dus_i, three):
    zuid = three[1]
    school, gemeente = zuid.vestigingen.get(code="03AB00"), zuid.gemeenten.get(naam="Borne")
    typed = {
        "eerste_naam": "Zuid 1",
        "tweede_naam": "Zuid 2",
        "scholen": [school.pk],
        "eerste_gemeenten": [row.pk for row in zuid.gemeenten.all()],
        "tweede_gemeenten": [gemeente.pk],
        "leider": f"{zuid.pk}-vervanger",
        "reden": "Te groot.",
    }

    dus_i.post(at(zuid, "splitsen/"), typed)

    first, second = zuid.vervolg.order_by("pk")
    assert [each.code for each in first.vestigingen.all()] == ["02AB00"]
    assert [each.naam for each in second.gemeenten.all()] == ["Borne"]
    assert (first.contact_naam, second.contact_naam, second.vervanger_naam) == ("Karin", "V. Ervanger", "Karin")
    assert "Hieruit ontstond" in dus_i.get(at(zuid)).text
    assert [row.naam for row in first.gemeenten.all()] == ["Almelo", "Borne"]
    assert "ongedaan</a>" in dus_i.get(at(first)).text
    dus_i.post(at(first, "ongedaan-maken/"), {"reden": "Toch niet."})
    assert {row.status for row in (first, second) if not row.refresh_from_db()} == {"vervallen"}
    assert "Hieruit ontstond" not in dus_i.get(at(zuid)).text


def test_splitting_leaves_something_for_both(dus_i, three):
    zuid = three[1]
    places = list(zuid.gemeenten.order_by("naam"))
    everything = {"scholen": [row.pk for row in zuid.vestigingen.all()]}
    one_place = {"eerste_gemeenten": [places[0].pk], "tweede_gemeenten": [places[0].pk]}

    all_of_it = dus_i.post(at(zuid, "splitsen/"), everything | one_place).context["form"].errors
    nothing = dus_i.post(at(zuid, "splitsen/"), {}).context["form"].errors
    absurd = dus_i.post(at(zuid, "splitsen/"), {"scholen": ["9" * 30]}).context["form"].errors

    assert all_of_it["scholen"] == ["Laat ten minste één school over voor de eerste regio."]
    assert all_of_it["tweede_gemeenten"] == ["Kies bij een van de regio's ook: Borne."]
    assert sorted(nothing) == [
        *("eerste_gemeenten", "eerste_naam", "leider", "reden", "scholen", "tweede_gemeenten", "tweede_naam"),
    ]
    assert absurd["scholen"] == ["Kies uit de lijst."]


def test_accepting_by_form_begins_with_the_next_number(dus_i, three):
    RegioFactory(nummer="STO00012")

    page = dus_i.get(at(three[2], "accepteren/"))
    response = dus_i.post(at(three[2], "accepteren/"), {"nummer": "sto00013", "naam": "Klein"}, follow=True)

    assert page.context["form"].initial == {"nummer": "STO00013", "naam": "Klein"}
    assert "Te klein: 1 vmbo-school" in page.text
    assert "Regio STO00013 Klein is er." in response.text
    assert Regio.objects.get(nummer="STO00013").vooraanmelding == three[2]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"nummer": "", "naam": "X"}, "nummer"),
        ({"nummer": "STO1", "naam": "X"}, "nummer"),
        ({"nummer": "STO00012", "naam": ""}, "naam"),
        ({"nummer": "STO90001", "naam": "X"}, "nummer"),
    ],
)
def test_a_number_that_cannot_be_is_told_at_the_field(dus_i, twente, three, typed, field):
    assert list(dus_i.post(at(three[0], "accepteren/"), typed).context["form"].errors) == [field]
    assert Regio.objects.count() == 1


def test_a_school_of_another_region_keeps_it_from_being_accepted(dus_i, three):
    dus_i.post(at(three[0], "accepteren/"), {"nummer": "STO00901", "naam": "Noord"})

    response = dus_i.post(at(three[1], "accepteren/"), {"nummer": "STO00902", "naam": "Zuid"})

    assert "School 02AB00 (02AB00) hoort bij STO00901 Noord" in str(response.context["form"].errors)
    assert not Regio.objects.filter(nummer="STO00902").exists()


@pytest.mark.parametrize("part", ["afwijzen", "terugsturen"])
def test_a_reason_is_asked_and_the_step_is_taken_once(dus_i, three, part):
    day = timezone.localdate() + timedelta(days=7)
    assert "reden" in dus_i.post(at(three[0], f"{part}/"), {"reden": " ", "tot": day}).context["form"].errors

    dus_i.post(at(three[0], f"{part}/"), {"reden": "Daarom.", "tot": day})
    again = dus_i.post(at(three[0], f"{part}/"), {"reden": "Daarom.", "tot": day}, follow=True)

    assert "Dit kan niet meer. De status is nu:" in again.text
    assert three[0].statuswijzigingen.exclude(verb="submit").count() == 1


@pytest.mark.parametrize("tot", ["", "gisteren", "2001-01-01", "9999-12-31"])
def test_a_term_is_a_day_that_comes(dus_i, three, tot):
    response = dus_i.post(at(three[0], "terugsturen/"), {"reden": "Daarom.", "tot": tot})

    assert list(response.context["form"].errors) == ["tot"]


def test_a_school_without_vmbo_and_a_municipality_of_a_region_are_found(karin, twente):
    row = file_vooraanmelding(karin)
    Vestiging.objects.filter(code="02AB00").update(onderwijsstructuur="HAVO/VWO")
    twente.gemeenten.set(row.gemeenten.all())
    held = {"regeling": row.periode.regelingversie.regeling, "vanaf_datum": timezone.localdate()}
    Regiovestiging.objects.create(vestiging=make_school("09AB00", "Elders"), regio=twente, **held)

    assert found_of(row) == [
        TOO_SMALL,
        f"De gemeente Almelo hoort ook bij {twente}.",
        "School 02AB00 (02AB00) heeft geen vmbo, volgens de lijst van DUO.",
    ]

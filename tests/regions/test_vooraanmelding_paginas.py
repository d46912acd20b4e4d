"""The pages on which a region is registered, as its aanmelder sees them."""

from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from regions.models import Vestiging, Vooraanmelding
from regions.vooraanmelding import beslissen
from regions.vooraanmelding.aanmelden import stand_of
from sto_portal.accounts.models import User
from sto_portal.outbox.models import Bericht
from tests.factories import UserFactory
from tests.pdfs import PDF
from tests.regions.vooraanmeldingen import (
    close,
    file_vooraanmelding,
    make_gemeente,
    make_school,
    make_vooraanmelding,
    next_week,
    open_periode,
)

PAGE = "/vooraanmelden/"
CONTACT = [f"{who}_{name}" for who in ("contact", "vervanger") for name in ("naam", "functie", "email", "telefoon")]


@pytest.fixture
def karin(client, db):
    """Who registers a region, signed in."""
    user = UserFactory(naam="Karin", email="karin@example.nl")
    client.force_login(user)
    return user


@pytest.fixture
def draft(karin):
    return make_vooraanmelding(karin)


def stand(vooraanmelding, *names):
    """What the form of these fields keeps of how they were."""
    return stand_of(vooraanmelding, names)


def at(vooraanmelding, part=""):
    return f"/vooraanmeldingen/{vooraanmelding.pk}/{part}"


def errors_of(response):
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def test_beginning_leads_to_the_list_of_parts(client, karin):
    response = client.post(f"{PAGE}nieuw/", {"periode": open_periode().pk}, follow=True)

    assert [task["status_label"] for task in response.context["taken"]] == ["Nog invullen"] * 5
    assert Vooraanmelding.objects.get().contact_email == karin.email


def test_name_and_kind_are_kept(client, draft):
    client.post(
        at(draft, "regio/"),
        {"naam": "Twentse Loo", "soort": "techniekarm", "stand_deel": stand(draft, "naam", "soort")},
    )

    draft.refresh_from_db()
    assert (draft.naam, draft.soort) == ("Twentse Loo", "techniekarm")


@pytest.mark.parametrize(
    ("part", "typed", "fields"),
    [
        ("regio/", {"naam": "Kijk op www.kwaad.example", "soort": ""}, ["naam"]),
        ("regio/", {"naam": "x" * 121, "soort": "iets"}, ["naam", "soort"]),
        ("regio/", {"naam": "a\0b", "soort": "techniekregio"}, ["naam"]),
        (
            "contact/",
            {"contact_naam": "https://kwaad.example", "contact_email": "geen"},
            ["contact_naam", "contact_email"],
        ),
        ("gemeenten/", {"gemeenten": ""}, ["gemeenten"]),
        ("gemeenten/", {"gemeenten": " , ; "}, ["gemeenten"]),
        ("verklaringen/", {}, ["upload"]),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_is_kept(client, draft, part, typed, fields):
    before = Vooraanmelding.objects.values().get()

    assert list(errors_of(client.post(at(draft, part), typed))) == fields
    assert Vooraanmelding.objects.values().get() == before


def test_contact_and_substitute_are_two_people_with_sane_numbers(client, draft):
    person = {"naam": "A", "functie": "B", "email": "a@example.nl", "telefoon": "bel maar"}
    typed = {f"{who}_{name}": value for who in ("contact", "vervanger") for name, value in person.items()}

    errors = errors_of(client.post(at(draft, "contact/"), typed))

    assert list(errors) == ["contact_telefoon", "vervanger_telefoon", "vervanger_email"]
    good = {"contact_telefoon": "+31 6 12345678", "vervanger_telefoon": "", "vervanger_email": "b@example.nl"}
    client.post(at(draft, "contact/"), typed | good | {"stand_deel": stand(draft, *typed)})
    draft.refresh_from_db()
    assert (draft.contact_telefoon, draft.vervanger_email) == ("+31 6 12345678", "b@example.nl")


def test_a_part_is_kept_half_known(client, draft):
    typed = dict.fromkeys(CONTACT, "") | {"contact_naam": "Karin", "stand_deel": stand(draft, *CONTACT)}

    client.post(at(draft, "contact/"), typed)

    draft.refresh_from_db()
    assert (draft.contact_naam, draft.vervanger_naam) == ("Karin", "")
    tasks = client.get(at(draft)).context["taken"]
    assert [task["status_label"] for task in tasks if task["label"].startswith("Contact")] == ["Nog invullen"]


def test_the_second_of_two_who_write_at_once_sees_what_the_first_saved(client, draft):
    typed = {"soort": "techniekregio", "stand_deel": stand(draft, "naam", "soort")}
    client.post(at(draft, "regio/"), typed | {"naam": "Van de een"})

    refused = client.post(at(draft, "regio/"), typed | {"naam": "Van de ander"})
    draft.refresh_from_db()

    assert (refused.status_code, draft.naam) == (409, "Van de een")
    assert refused.context["opgeslagen"] == ["Naam van de regio: Van de een", "Soort regio: Techniekregio"]
    assert 'value="Van de ander"' in refused.text
    again = refused.context["form"].data["stand_deel"]
    client.post(at(draft, "regio/"), typed | {"naam": "Van de ander", "stand_deel": again})
    draft.refresh_from_db()
    assert draft.naam == "Van de ander"


def test_two_parts_saved_side_by_side_are_no_conflict(client, draft):
    contact = stand(draft, *CONTACT)
    regio = {"naam": "Nieuw", "soort": "techniekregio", "stand_deel": stand(draft, "naam", "soort")}

    client.post(at(draft, "regio/"), regio)
    typed = {name: getattr(draft, name) for name in CONTACT} | {"contact_functie": "Rector", "stand_deel": contact}

    assert client.post(at(draft, "contact/"), typed).status_code == 302


def test_contact_and_substitute_write_too_and_come_in_by_their_own_mail(client, draft, coordinator):
    sub = UserFactory(naam="Vera", email=draft.vervanger_email)
    client.force_login(sub)

    assert client.get(at(draft)).status_code == 200
    assert client.post(at(draft, "indienen/"), {"namens": "on"}).status_code == 302
    assert any(card["url"] == PAGE for card in client.get("/").context["cards"])
    User.objects.filter(pk=sub.pk).update(email="anders@example.nl")
    beslissen.send_back(vooraanmelding=draft, tot=next_week(), by=coordinator, reason="x")
    mail = Bericht.objects.get(sleutel__contains="teruggestuurd", aan=draft.vervanger_email)
    assert "/vooraanmelden/bevestigen/" in mail.geheim
    assert client.post(urlsplit(mail.geheim).path).url.startswith("/account/password/reset/key/")


def test_municipalities_are_added_by_name_whatever_the_capitals(client, draft):
    for naam in ("Borne", "Hof van Twente", "'s-Gravenhage"):
        make_gemeente(naam)

    client.post(at(draft, "gemeenten/"), {"gemeenten": "borne; HOF VAN TWENTE, 's gravenhage,"})

    assert {gemeente.naam for gemeente in draft.gemeenten.all()} == {
        "Almelo",
        "Borne",
        "Hof van Twente",
        "'s-Gravenhage",
    }


def test_a_name_with_a_comma_and_one_that_occurs_twice_can_be_chosen(client, draft):
    make_gemeente("Nuenen, Gerwen en Nederwetten")
    limburg, holland = make_gemeente("Bergen", provincie="Limburg"), make_gemeente("Bergen", provincie="Noord-Holland")

    refused = client.post(at(draft, "gemeenten/"), {"gemeenten": "Bergen"})
    client.post(at(draft, "gemeenten/"), {"gemeenten": "Nuenen, Gerwen en Nederwetten, Bergen (Limburg)"})

    assert errors_of(refused)["gemeenten"] == [
        "'Bergen' is geen gemeente die wij kennen. Bedoelt u Bergen (Limburg) of Bergen (Noord-Holland)?"
    ]
    assert limburg in draft.gemeenten.all()
    assert holland not in draft.gemeenten.all()
    assert draft.gemeenten.count() == 3


def test_one_unknown_name_adds_nothing_and_the_page_knows_what_was_meant(client, draft):
    make_gemeente("Borne")

    response = client.post(at(draft, "gemeenten/"), {"gemeenten": "Borne, Almeloo, Xyz"})

    assert errors_of(response) == {
        "gemeenten": [
            "'Almeloo' is geen gemeente die wij kennen. Bedoelt u Almelo?",
            "'Xyz' is geen gemeente die wij kennen.",
        ]
    }
    assert 'value="Borne, Almeloo, Xyz"' in response.text
    assert draft.gemeenten.count() == 1


def test_schools_of_the_municipalities_are_ticked_and_others_found(client, draft):
    near, far = make_school("05AB00", "Almelo"), make_school("06AB00", "Verweg")

    page = client.get(at(draft, "scholen/?zoek=verweg"))
    assert [school.code for school in page.context["dichtbij"]] == ["05AB00"]
    assert [school.code for school in page.context["gevonden"]] == ["06AB00"]
    client.post(at(draft, "scholen/"), {"school": [near.pk, far.pk, draft.vestigingen.first().pk]})

    assert sorted(draft.vestigingen.values_list("code", flat=True)) == ["01AB00", "02AB00", "05AB00", "06AB00"]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [({}, "Kies een of meer scholen."), ({"school": ["x", "9" * 20, "0"]}, "Er is niets toegevoegd.")],
)
def test_choosing_no_school_says_so(client, draft, chosen, words):
    text = client.post(at(draft, "scholen/"), chosen, follow=True).text

    assert words in text
    assert draft.vestigingen.count() == 2


def test_a_search_keeps_what_was_ticked_and_shows_no_school_twice(client, draft):
    near, far = make_school("05AB00", "Almelo"), make_school("06AB00", "Verweg")
    third = make_school("07AB00", "Verder")
    Vestiging.objects.create(code="08AB00", naam="School zonder vmbo", plaats="Verweg", onderwijsstructuur="HAVO/VWO")

    page = client.post(at(draft, "scholen/"), {"zoek": "school", "zoeken": "1", "school": [near.pk, third.pk]})
    again = client.post(at(draft, "scholen/"), {"zoek": "verweg", "zoeken": "1", "school": [third.pk]})

    assert [school.code for school in page.context["dichtbij"]] == ["05AB00"]
    assert [school.code for school in page.context["gevonden"]] == ["06AB00", "07AB00"]
    assert page.context["aangevinkt"] == {near.pk, third.pk}
    assert page.text.count("checked") == 2
    assert [school.code for school in again.context["gevonden"]] == ["07AB00", "06AB00"]
    assert (draft.vestigingen.count(), far.has_vmbo) == (2, True)


@pytest.mark.parametrize("name", ["gemeenten", "scholen", "verklaringen"])
def test_what_was_added_is_taken_away_again(client, draft, name):
    tied = {"gemeenten": draft.gemeenten, "scholen": draft.vestigingen, "verklaringen": draft.verklaringen}[name]
    row, before = tied.first(), tied.count()

    for wrong in ("x", "9" * 25, "0"):
        client.post(at(draft, f"{name}/"), {"weg": wrong})
    assert tied.count() == before
    client.post(at(draft, f"{name}/"), {"weg": row.pk})

    assert (tied.count(), tied.filter(pk=row.pk).exists()) == (before - 1, False)


def test_a_declaration_is_kept_and_only_its_readers_get_it(client, draft, bram):
    upload = SimpleUploadedFile("wij.pdf", PDF)

    client.post(at(draft, "verklaringen/"), {"upload": upload})

    kept = draft.verklaringen.get(naam="wij.pdf")
    assert client.get(at(draft, f"verklaringen/{kept.pk}/")).content == PDF
    client.force_login(bram)
    assert client.get(at(draft, f"verklaringen/{kept.pk}/")).status_code == 404


@pytest.mark.parametrize("content", [b"MZ een programma", b"", b"%PDF-1.7 zonder eind"])
def test_a_file_that_is_not_what_it_says_is_refused(client, draft, content):
    upload = SimpleUploadedFile("wij.pdf", content)

    assert list(errors_of(client.post(at(draft, "verklaringen/"), {"upload": upload}))) == ["upload"]
    assert draft.verklaringen.count() == 1


def test_the_page_of_filing_shows_what_is_missing_before_it_asks_anything(client, draft):
    draft.verklaringen.clear()

    page = client.get(at(draft, "indienen/"))
    response = client.post(at(draft, "indienen/"), {"namens": "on"})

    assert [deel["tekst"] for deel in page.context["ontbreekt"]] == ["Voeg een getekende intentieverklaring toe."]
    assert errors_of(response) == {"__all__": ["Voeg een getekende intentieverklaring toe."]}
    draft.refresh_from_db()
    assert draft.status == "concept"


def test_filing_asks_the_declaration_and_is_done_once(client, draft):
    assert list(errors_of(client.post(at(draft, "indienen/"), {}))) == ["namens"]

    for _ in range(2):
        response = client.post(at(draft, "indienen/"), {"namens": "on"}, follow=True)

    assert response.status_code == 200
    assert draft.statuswijzigingen.count() == 1


@pytest.mark.parametrize("part", ["regio", "gemeenten", "scholen", "contact", "verklaringen", "indienen"])
def test_what_is_filed_is_not_written_in_and_says_why(client, karin, part):
    filed = file_vooraanmelding(karin)

    for response in (client.get(at(filed, f"{part}/"), follow=True), client.post(at(filed, f"{part}/"), follow=True)):
        assert response.redirect_chain[-1][0] == at(filed)
        assert "U kunt deze aanmelding nu niet veranderen." in response.text


def test_the_aanmelder_takes_it_back_files_it_again_and_withdraws(client, karin):
    filed = file_vooraanmelding(karin)

    client.post(at(filed, "veranderen/"))
    assert "U haalde de aanmelding terug." in client.get(at(filed)).text
    client.post(at(filed, "indienen/"), {"namens": "on"})
    client.post(at(filed, "intrekken/"))
    again = client.post(at(filed, "intrekken/"), follow=True)

    filed.refresh_from_db()
    assert filed.status == "ingetrokken"
    assert "De status is nu: ingetrokken." in again.text


def test_what_was_sent_back_shows_what_dus_i_asks(client, karin, coordinator):
    filed = file_vooraanmelding(karin)
    close(filed.periode)
    beslissen.send_back(vooraanmelding=filed, tot=next_week(), by=coordinator, reason="Haal <b>Almelo</b> weg.")

    page = client.get(at(filed))

    assert "Haal &lt;b&gt;Almelo&lt;/b&gt; weg." in page.text
    assert "Controleer en dien in" in page.text
    assert client.post(at(filed, "indienen/"), {"namens": "on"}).status_code == 302


def test_a_draft_that_is_too_late_can_be_read_and_not_filed(client, draft):
    close(draft.periode)

    assert "Indienen kan niet meer" in client.get(at(draft)).text
    assert errors_of(client.post(at(draft, "indienen/"), {"namens": "on"})) == {
        "__all__": ["Regio's aanmelden kan nu niet."]
    }

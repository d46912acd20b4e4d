"""The pages on which a region is registered, as its aanmelder sees them."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from regions.models import Vooraanmelding
from regions.vooraanmelding import beslissen
from regions.vooraanmelding.toegang import access_path
from sto_portal.accounts.models import User
from sto_portal.outbox.models import Bericht
from tests.factories import UserFactory
from tests.regions.vooraanmeldingen import (
    close,
    file_vooraanmelding,
    make_gemeente,
    make_school,
    make_vooraanmelding,
    open_periode,
)

PAGE = "/vooraanmelden/"
PEOPLE = [f"{who}_{name}" for who in ("contact", "vervanger") for name in ("naam", "functie", "email")]
NEW = {"naam": "Nina", "email": "Nina@Example.nl"}


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def karin(client, db):
    """Who registers a region, signed in."""
    user = UserFactory(naam="Karin", email="karin@example.nl")
    client.force_login(user)
    return user


@pytest.fixture
def draft(karin):
    return make_vooraanmelding(karin)


def at(vooraanmelding, part=""):
    return f"/vooraanmeldingen/{vooraanmelding.pk}/{part}"


def errors_of(response):
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def test_a_stranger_gets_a_link_and_the_page_does_not_tell_who_has_an_account(client, db):
    UserFactory(email="bekend@example.nl")

    for email in ("nina@example.nl", "bekend@example.nl"):
        page = client.post(PAGE, {"naam": "N", "email": email}, follow=True)
        assert f"Wij sturen een e-mail naar {email}. Daarin staat hoe u verder gaat." in page.text

    mails = {mail.aan: mail for mail in Bericht.objects.all()}
    assert "/vooraanmelden/bevestigen/" in mails["nina@example.nl"].geheim
    assert (mails["bekend@example.nl"].geheim, "U hebt al een account" in mails["bekend@example.nl"].tekst) == (
        "",
        True,
    )
    assert not User.objects.filter(email="nina@example.nl").exists()


def test_asking_twice_on_one_day_gives_one_mail(client, db):
    for _ in range(2):
        client.post(PAGE, NEW)

    assert [mail.aan for mail in Bericht.objects.all()] == ["nina@example.nl"]


def test_who_asks_often_is_slowed_down(client, db):
    codes = [client.post(PAGE, {"naam": "N", "email": f"n{number}@example.nl"}).status_code for number in range(11)]

    assert codes == [302] * 10 + [429]


def test_the_link_makes_an_account_once_and_leads_to_a_password(client, db):
    link = access_path(naam="Nina", email="nina@example.nl")

    assert client.get(link).status_code == 200
    assert not User.objects.filter(email="nina@example.nl").exists()
    found = [client.post(link).url for _ in range(2)]

    assert [address.startswith("/account/password/reset/key/") for address in found] == [True, True]
    assert User.objects.get(email="nina@example.nl").naam == "Nina"


def test_who_signed_in_before_goes_to_signing_in(client, db, karin):
    karin.last_login = karin.aangemaakt_op
    karin.save()
    client.logout()

    assert client.post(access_path(naam="Karin", email=karin.email)).url == "/account/login/"


def test_a_link_that_is_too_old_or_changed_does_not_exist(client, db, settings):
    link = access_path(naam="Nina", email="nina@example.nl")

    assert client.get(f"{link[:-2]}x/").status_code == 404
    settings.AANMELDLINK_DAYS = -1
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"), [({"naam": "", "email": "a@example.nl"}, "naam"), ({"naam": "A", "email": "geen"}, "email")]
)
def test_what_is_wrong_in_the_question_for_a_link_is_told(client, db, typed, field):
    assert list(errors_of(client.post(PAGE, typed))) == [field]
    assert not Bericht.objects.exists()


def test_outside_the_periode_nobody_asks_or_begins(client, karin):
    close(open_periode())

    page = client.get(PAGE)
    begun = client.post(f"{PAGE}nieuw/", follow=True)
    client.logout()
    asked = client.post(PAGE, NEW)

    assert "Begin met de aanmelding" not in page.text
    assert "Regio&#x27;s aanmelden kan nu niet." in begun.text
    assert asked.status_code == 409
    assert not Vooraanmelding.objects.exists()


def test_an_official_reads_that_registering_is_not_for_them(client, coordinator):
    client.force_login(coordinator)

    assert "U kunt" not in client.get(PAGE).text
    assert "Met uw account kunt u geen regio aanmelden" in client.get(PAGE).text
    assert client.post(f"{PAGE}nieuw/").status_code == 403


def test_beginning_leads_to_the_list_of_parts(client, karin):
    response = client.post(f"{PAGE}nieuw/", follow=True)

    assert [task["status_label"] for task in response.context["taken"]] == ["Nog invullen"] * 5
    assert Vooraanmelding.objects.get().contact_email == karin.email


def test_name_and_kind_are_kept(client, draft):
    client.post(at(draft, "regio/"), {"naam": "Twentse Loo", "soort": "techniekarm", "versie": draft.versie})

    draft.refresh_from_db()
    assert (draft.naam, draft.soort) == ("Twentse Loo", "techniekarm")


@pytest.mark.parametrize(
    ("part", "typed", "fields"),
    [
        ("regio/", {"naam": "", "soort": ""}, ["naam", "soort"]),
        ("regio/", {"naam": "x" * 121, "soort": "iets"}, ["naam", "soort"]),
        ("regio/", {"naam": "a\0b", "soort": "techniekregio"}, ["naam"]),
        (
            "contact/",
            {},
            [f"{who}_{name}" for who in ("contact", "vervanger") for name in ("naam", "functie", "email")],
        ),
        ("gemeenten/", {"gemeenten": ""}, ["gemeenten"]),
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
    client.post(at(draft, "contact/"), typed | good | {"versie": draft.versie})
    draft.refresh_from_db()
    assert (draft.contact_telefoon, draft.vervanger_email) == ("+31 6 12345678", "b@example.nl")


def test_the_second_of_two_who_write_at_once_sees_what_the_first_saved(client, draft):
    typed = {"soort": "techniekregio", "versie": draft.versie}
    client.post(at(draft, "regio/"), typed | {"naam": "Van de een"})

    refused = client.post(at(draft, "regio/"), typed | {"naam": "Van de ander"})
    draft.refresh_from_db()

    assert (refused.status_code, draft.naam) == (409, "Van de een")
    assert "Nu is opgeslagen: Hoe heet de regio? Van de een" in str(refused.context["form"].errors)
    assert 'value="Van de ander"' in refused.text
    again = refused.context["form"].data
    client.post(at(draft, "regio/"), typed | {"naam": "Van de ander", "versie": again["versie"]})
    draft.refresh_from_db()
    assert draft.naam == "Van de ander"


def test_contact_and_substitute_write_too_and_come_in_by_their_own_mail(client, draft, coordinator):
    sub = UserFactory(naam="Vera", email=draft.vervanger_email)
    client.force_login(sub)

    assert client.get(at(draft)).status_code == 200
    assert client.post(at(draft, "indienen/"), {"namens": "on"}).status_code == 302
    assert any(card["url"] == PAGE for card in client.get("/").context["cards"])
    User.objects.filter(pk=sub.pk).update(email="anders@example.nl")
    beslissen.send_back(vooraanmelding=draft, by=coordinator, reason="x")
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


@pytest.mark.parametrize("chosen", [{}, {"school": ["x", "99999999999999999999", "0"]}])
def test_choosing_no_school_says_so(client, draft, chosen):
    text = client.post(at(draft, "scholen/"), chosen, follow=True).text

    assert ("Kies een of meer scholen." in text) is not bool(chosen)
    assert draft.vestigingen.count() == 2


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
    upload = SimpleUploadedFile("wij.pdf", b"%PDF-1.7\n%%EOF\n")

    client.post(at(draft, "verklaringen/"), {"upload": upload})

    kept = draft.verklaringen.get(naam="wij.pdf")
    assert client.get(at(draft, f"verklaringen/{kept.pk}/")).content == b"%PDF-1.7\n%%EOF\n"
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

    assert [deel["tekst"] for deel in page.context["ontbreekt"]] == ["Upload een getekende intentieverklaring."]
    assert errors_of(response) == {"__all__": ["Upload een getekende intentieverklaring."]}
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
    beslissen.send_back(vooraanmelding=filed, by=coordinator, reason="Haal <b>Almelo</b> weg.")

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


def test_the_front_page_offers_it_to_who_has_no_region_and_to_who_began_one(client, karin, anna):
    def offered():
        return any(card["url"] == PAGE for card in client.get("/").context["cards"])

    assert offered()
    close(open_periode())
    assert not offered()
    make_vooraanmelding(karin)
    assert offered()
    client.force_login(anna)
    assert not offered()

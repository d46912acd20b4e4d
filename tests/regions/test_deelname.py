"""A school lets know on a public page that it wishes to take part; DUS-I and the region read it."""

import pytest
from django.core.cache import cache

from regions.models import Deelnamewens, Gemeente, Vestiging
from sto_portal.sporen.models import Spoor
from tests.factories import AanvraagFactory

PAGE = "/meedoen/"
WISH = {
    "naam": "Vakcollege",
    "vestigingscode": "01 ab-00",
    "contactpersoon": "D. Irecteur",
    "email": "directeur@example.nl",
    "bericht": "Wij hebben PIE.\n<b>Bel ons</b>",
}


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def send(client, twente):
    def run(**changes):
        return client.post(PAGE, WISH | {"regio": twente.pk} | changes)

    return run


def test_a_visitor_sends_a_wish_and_reads_that_it_is_kept(send, client, twente):
    vestiging = Vestiging.objects.create(code="01AB00", naam="Vakcollege")

    response = send()

    wens = Deelnamewens.objects.get()
    assert (wens.regio, wens.vestigingscode, wens.vestiging) == (twente, "01AB00", vestiging)
    assert "Uw bericht is bewaard voor de regio Regio Twente (test)." in client.get(response.url).text
    assert Spoor.objects.of(wens).get().wat == "wish"


def test_the_same_wish_again_is_kept_once(send):
    assert [send().status_code, send().status_code] == [302, 302]
    assert Deelnamewens.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("regio", "", "Kies een regio."),
        ("regio", "999999", "Kies een regio uit de lijst."),
        ("naam", "", "Vul dit in."),
        ("naam", "x" * 201, "Zorg dat deze waarde niet meer dan 200 tekens bevat"),
        ("vestigingscode", "01AB", "Vul 6 tekens in"),
        ("vestigingscode", "01", "Vul 6 tekens in"),
        ("email", "geen adres", "Voer een geldig e-mailadres in."),
        ("bericht", "x" * 2001, "Zorg dat deze waarde niet meer dan 2000 tekens bevat"),
        ("bericht", "a\0b", "Null-tekens zijn niet toegestaan."),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_is_kept(send, field, typed, message):
    errors = send(**{field: typed}).context["form"].errors

    assert list(errors) == [field]
    assert errors[field][0].startswith(message)
    assert not Deelnamewens.objects.exists()


def test_one_sender_is_slowed_down(send):
    codes = [send(email=f"nummer{number}@example.nl").status_code for number in range(11)]

    assert codes == [302] * 10 + [429]
    assert Deelnamewens.objects.count() == 10


def test_a_flood_is_refused(send, settings):
    settings.DEELNAMEWENSEN_PER_DAY = 2

    responses = [send(email=f"nummer{number}@example.nl") for number in range(3)]

    assert [response.status_code for response in responses] == [302, 302, 429]
    assert responses[2].context["form"].non_field_errors()[0].startswith("Er komen nu te veel berichten binnen.")


def test_dus_i_reads_every_wish_as_plain_text(send, client, behandelaar):
    send()
    client.force_login(behandelaar)

    text = client.get("/deelnamewensen/").text

    assert "Vakcollege (01AB00)" in text
    assert "&lt;b&gt;Bel ons&lt;/b&gt;" in text


@pytest.mark.parametrize(("name", "shown"), [("anna", True), ("mia", True), ("lies", False)])
def test_who_writes_for_the_region_reads_its_wishes(send, client, request, twente, name, shown):
    send()
    aanvraag = AanvraagFactory(regio=twente)
    client.force_login(request.getfixturevalue(name))

    text = client.get(f"/aanvragen/{aanvraag.nummer}/scholen/").text

    assert ("directeur@example.nl" in text) is shown


def test_another_region_reads_nothing_of_it(send, client, bram, veluwe):
    send()
    aanvraag = AanvraagFactory(regio=veluwe)
    client.force_login(bram)

    assert "directeur@example.nl" not in client.get(f"/aanvragen/{aanvraag.nummer}/scholen/").text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    send, client, behandelaar, number, django_assert_num_queries
):
    for place in range(number):
        send(email=f"nummer{place}@example.nl")
    client.force_login(behandelaar)

    with django_assert_num_queries(5):
        assert len(client.get("/deelnamewensen/").context["wensen"]) == number


def test_a_wish_does_not_need_a_school_that_the_register_knows(send):
    Gemeente.objects.create(code="0042", naam="Proefland")

    send()

    assert Deelnamewens.objects.get().vestiging is None

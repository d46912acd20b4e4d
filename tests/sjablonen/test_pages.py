"""Staff changes the text of a mail or letter: sees it first, keeps every version, and puts an old one back."""

import pytest
import yaml

from sto_portal.sjablonen.actions import render, settle_version
from sto_portal.sjablonen.loading import find_trial, load_sjablonen
from sto_portal.sjablonen.models import Sjabloon, Sjabloonversie
from sto_portal.sporen.models import Spoor

pytestmark = pytest.mark.django_db
ONE = "/sjablonen/ontvangstbevestiging/"
EDIT = f"{ONE}wijzigen/"


@pytest.fixture
def as_beheerder(client, beheerder):
    client.force_login(beheerder)
    return client


def versies():
    return list(Sjabloonversie.objects.filter(sjabloon__slug="ontvangstbevestiging").order_by("nummer"))


def post(client, button="vaststellen", **more):
    data = {"onderwerp": "Ontvangen: {{ nummer }}", "tekst": "Beste {{ naam }},\r\n\r\nWij hebben het.", "nummer": 1}
    return client.post(EDIT, data | {button: "1"} | more)


def test_a_new_text_is_used_at_once_and_says_who_wrote_it(as_beheerder, beheerder):
    response = post(as_beheerder)

    _versie, onderwerp, tekst = render("ontvangstbevestiging", find_trial("ontvangstbevestiging")["example"])
    old, new = versies()
    assert response.url == ONE
    assert (onderwerp, tekst) == ("Ontvangen: STO00012-3", "Beste Anna de Vries,\n\nWij hebben het.")
    assert (old.door, new.door, new.nummer) == (None, beheerder, 2)
    assert Spoor.objects.of(new).get().door == beheerder


def test_the_example_shows_the_text_filled_in_and_saves_nothing(as_beheerder):
    page = post(as_beheerder, "voorbeeld")

    assert page.context["voorbeeld"] == ("Ontvangen: STO00012-3", "Beste Anna de Vries,\n\nWij hebben het.")
    assert page.context["form"]["tekst"].value() == "Beste {{ naam }},\r\n\r\nWij hebben het."
    assert len(versies()) == 1


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("tekst", "{{ onbekend }}", "Het sjabloon gebruikt 'onbekend', maar dat is niet bekend."),
        ("onderwerp", "{% load static %}", "Het sjabloon is niet goed geschreven: "),
        ("tekst", "{% if naam %}", "Het sjabloon is niet goed geschreven: "),
        ("tekst", "", "Vul de tekst in."),
    ],
)
def test_what_cannot_be_filled_in_is_told_at_the_field(as_beheerder, field, text, message):
    page = post(as_beheerder, **{field: text})

    (errors,) = page.context["form"].errors.items()
    assert (errors[0], errors[1][0][: len(message)]) == (field, message)
    assert len(versies()) == 1


def test_who_wrote_over_an_older_version_is_told_and_loses_nothing(as_beheerder):
    post(as_beheerder)

    page = post(as_beheerder, tekst="Van een ander venster")

    assert page.context["form"].non_field_errors() == [
        "Iemand anders heeft intussen versie 2 vastgesteld. Vergelijk die met uw tekst en sla dan nog een keer op."
    ]
    assert page.context["form"]["tekst"].value() == "Van een ander venster"
    assert len(versies()) == 2


def test_an_old_version_is_compared_and_put_back(as_beheerder):
    post(as_beheerder)

    page = as_beheerder.get(f"{ONE}versies/1/")
    as_beheerder.post(f"{ONE}versies/1/terugzetten/")

    first, _second, third = versies()
    assert [(regel.soort, regel.tekst) for regel in page.context["onderwerp"]] == [
        ("weg", "Ontvangen: {{ nummer }}"),
        ("nieuw", "Wij hebben uw aanvraag {{ nummer }} ontvangen"),
    ]
    assert (third.tekst, third.nummer) == (first.tekst, 3)


def test_putting_back_what_is_in_use_makes_no_version(as_beheerder):
    as_beheerder.post(f"{ONE}versies/1/terugzetten/")

    assert len(versies()) == 1


@pytest.mark.parametrize(("name", "code"), [("coordinator", 302), ("behandelaar", 403), ("anna", 403)])
def test_who_may_change_texts(client, request, name, code):
    client.force_login(request.getfixturevalue(name))

    assert post(client).status_code == code
    assert len(versies()) == (2 if code == 302 else 1)


def write(folder, **changes):
    data = {"slug": "proef", "naam": "Proef", "soort": "mail", "onderwerp": "O", "tekst": "T {{ a }}"}
    data |= {"variabelen": {"a": "x"}}
    (folder / "proef.yaml").write_text(yaml.safe_dump(data | changes), encoding="utf-8")


def test_a_new_text_of_the_portal_waits_where_staff_wrote_its_own(tmp_path, as_beheerder, beheerder):
    write(tmp_path)
    load_sjablonen(tmp_path)
    sjabloon = Sjabloon.objects.get(slug="proef")
    settle_version(sjabloon, onderwerp="O", tekst="Van ons {{ a }}", example={"a": "x"}, by=beheerder)
    write(tmp_path, tekst="Nieuw van het portaal {{ a }}")

    (proposed,) = load_sjablonen(tmp_path)
    again = load_sjablonen(tmp_path)

    assert (proposed.vastgesteld_op, again) == (None, [])
    assert render("proef", {"a": "x"})[2] == "Van ons x"
    assert as_beheerder.get("/sjablonen/proef/").context["voorstel"] == proposed


def test_a_text_of_staff_that_no_longer_fits_gives_way_to_that_of_the_portal(tmp_path, beheerder):
    write(tmp_path)
    load_sjablonen(tmp_path)
    sjabloon = Sjabloon.objects.get(slug="proef")
    settle_version(sjabloon, onderwerp="O", tekst="Van ons {{ a }}", example={"a": "x"}, by=beheerder)
    write(tmp_path, tekst="Nieuw {{ b }}", variabelen={"b": "y"})

    load_sjablonen(tmp_path)

    assert render("proef", {"b": "y"})[2] == "Nieuw y"


def test_who_writes_reads_what_can_be_filled_in(as_beheerder):
    page = as_beheerder.get("/sjablonen/beschikking_verlening/wijzigen/")

    told = dict(page.context["variabelen"])
    assert told["bezwaar_weken"] == "bijvoorbeeld: 6"
    assert {text for text in told.values() if text.startswith("een ")} >= {
        "een dag; schrijf |datum erachter",
        "een bedrag; schrijf |euro erachter",
    }


def test_every_template_of_the_portal_has_an_example_that_fills_it(as_beheerder):
    for sjabloon in Sjabloon.objects.all():
        page = as_beheerder.get(f"/sjablonen/{sjabloon.slug}/")

        assert "Voor " not in page.context["voorbeeld"][1][:5], sjabloon.slug

import re

import pytest
from django.template import Context, Template
from django.test import override_settings

from tests.vormgeving.showcase import PartnerForm, make_formset, show


@pytest.fixture
def filled_in():
    template = Template("{% load crispy_forms_tags %}{% crispy form %}")
    return template.render(Context({"form": PartnerForm({"naam": "Voorbeeldschool"}), "csrf_token": "x"}))


def test_the_summary_lists_each_error_with_a_link_to_its_field(filled_in):
    targets = re.findall(r'<a href="#([^"]+)"', filled_in)

    assert targets == [
        "id_soort",
        "id_vanaf",
        "id_leerlingen",
        "id_bijdrage",
        "id_oordeel_0",
        "id_bestand",
        "id_akkoord",
    ]
    assert all(f'id="{target}"' in filled_in for target in targets)


def test_every_id_that_describes_a_field_exists_once(filled_in):
    described = {name for names in re.findall(r'aria-describedby="([^"]+)"', filled_in) for name in names.split()}

    assert {name: filled_in.count(f'id="{name}"') for name in described} == dict.fromkeys(described, 1)


def test_what_was_typed_is_still_there(filled_in):
    assert 'value="Voorbeeldschool"' in filled_in


def test_buttons_carry_a_verb_and_a_name(filled_in):
    buttons = re.findall(r'<button type="submit"\s+name="(\w+)"[^>]*>([^<]+)<', filled_in)

    assert buttons == [("opslaan", "Sla de partner op"), ("volgende", "Sla op en voeg er nog een toe")]


def test_only_fields_that_may_stay_empty_say_so(filled_in):
    assert filled_in.count("(niet verplicht)") == 2


def test_a_formset_names_row_and_column_of_each_error():
    template = Template("{% load crispy_forms_tags %}{% crispy formset formset.helper %}")

    html = template.render(Context({"formset": make_formset(), "csrf_token": "x"}))

    errors = [" ".join(text.split()) for text in re.findall(r'<a href="#id_form[^"]+">([^<]+)</a>', html)]
    assert errors == [
        "Rij 1, Bedrag – Voer een getal in.",
        "Rij 2, Omschrijving – Dit veld is verplicht.",
        "Rij 2, Bedrag – Voer een getal in.",
    ]
    assert html.count("De kosten zijn niet gelijk aan de inkomsten.") == 1
    assert html.count("<form") == html.count("</form>") == 1


@override_settings(ROOT_URLCONF="tests.vormgeving.urls")
def test_who_is_not_signed_in_finds_the_sign_in_and_no_button_to_leave():
    html = show("onderdelen", signed_in=False)

    assert "Inloggen" in html
    assert "Afmelden" not in html

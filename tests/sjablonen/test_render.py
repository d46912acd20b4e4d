from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.utils.safestring import mark_safe

from sto_portal.sjablonen.actions import render, render_version, settle_version
from sto_portal.sjablonen.models import Sjabloon, SjabloonError, Sjabloonversie

pytestmark = pytest.mark.django_db


def settle(tekst, onderwerp="Brief", soort="brief", **example):
    sjabloon, _ = Sjabloon.objects.get_or_create(slug="proef", defaults={"naam": "Proefbrief", "soort": soort})
    return settle_version(sjabloon, onderwerp=onderwerp, tekst=tekst, example=example)


@dataclass(frozen=True)
class Jaar:
    jaar: int
    bedrag_cents: int


def test_anna_reads_amounts_years_and_dates_as_people_write_them():
    tekst = "{% for rij in jaren %}{{ rij.jaar }}: {{ rij.bedrag_cents|euro0 }}; {% endfor %}{{ op|datum }}"
    versie = settle(tekst, jaren=[Jaar(2020, 100)], op=date(2020, 1, 31))

    used, onderwerp, text = render("proef", {"jaren": [Jaar(2020, 123400), Jaar(2021, 500)], "op": date(2020, 1, 31)})

    assert (used, onderwerp) == (versie, "Brief")
    assert text.replace("\xa0", " ") == "2020: € 1.234; 2021: € 5; 31 januari 2020"


@pytest.mark.parametrize(("soort", "text"), [("brief", "&lt;b&gt; &amp; co"), ("mail", "<b> & co")])
def test_a_letter_escapes_what_people_typed_and_a_mail_does_not(soort, text):
    settle("{{ naam }}", onderwerp="Aan {{ naam }}", soort=soort, naam="")

    _versie, onderwerp, tekst = render("proef", {"naam": mark_safe("<b> & co")})

    assert (onderwerp, tekst) == ("Aan <b> & co", text)


def test_a_subject_is_one_line():
    settle("x", onderwerp="Besluit {{ naam }}", naam="")

    assert render("proef", {"naam": "a\nBcc: bram@example.nl"})[1] == "Besluit a Bcc: bram@example.nl"


@pytest.mark.parametrize(
    "tekst",
    [
        '{% include "werk/werk_detail.html" %}',
        '{% extends "base.html" %}',
        "{% load static %}",
        "{% now 'Y' %}",
        "{% debug %}",
        "{% csrf_token %}",
        '{% url "home" %}',
        "{{ naam|safe }}",
        "{{ naam|center:999999999 }}",
        "{{ naam.__class__ }}",
        "{% if naam %}",
    ],
)
def test_a_template_reaches_nothing_but_its_own_data(tekst):
    with pytest.raises(SjabloonError, match="niet goed geschreven"):
        settle(tekst, naam="Anna")

    assert not Sjabloonversie.objects.filter(sjabloon__slug="proef").exists()


@pytest.mark.parametrize(
    "tekst",
    [
        "{{ regoi }}",
        "{{ regoi|default:'x' }}",
        "{% if regoi %}x{% endif %}",
        "{% if regoi == 1 %}x{% endif %}",
        "{% for rij in regoi %}x{% endfor %}",
        "{% with x=regoi %}{% endwith %}",
    ],
)
def test_a_name_that_is_not_listed_is_an_error_and_never_an_empty_place(tekst):
    with pytest.raises(SjabloonError, match="regoi"):
        settle(tekst, regio="Twente")


@pytest.mark.parametrize("tekst", ["{{ regio.naaam }}", "{% if regio.naaam %}x{% endif %}"])
def test_a_part_of_a_name_that_is_not_there_is_an_error_too(tekst):
    with pytest.raises(SjabloonError, match="naaam"):
        settle(tekst, regio={"naam": "Twente"})


def test_a_letter_without_one_of_its_values_is_not_made():
    settle("{{ regio }}", regio="x", nummer="y")

    with pytest.raises(SjabloonError, match=r"Voor Proefbrief versie 1 ontbreekt: nummer\."):
        render("proef", {"regio": "Twente"})


def test_what_is_not_listed_does_not_reach_the_template():
    versie = settle("{{ regio }}", regio="x")

    assert render_version(versie, {"regio": "Twente", "geheim": object()}) == ("Brief", "Twente")


def test_a_row_of_the_database_does_not_reach_the_template(anna):
    settle("{{ naam }}", naam="x")

    with pytest.raises(SjabloonError, match=r"'naam' is geen tekst, getal, datum of lijst \(User\)"):
        render("proef", {"naam": anna})
    assert get_user_model().objects.filter(pk=anna.pk).exists()


def test_the_data_of_the_caller_stays_as_it_was():
    settle("{{ regio.pop }}{{ regio.clear }}", regio={})
    regio = {"naam": "Twente"}

    with pytest.raises(SjabloonError):
        render("proef", {"regio": regio | {"pop": object()}})
    render("proef", {"regio": regio})

    assert regio == {"naam": "Twente"}


def test_a_template_that_is_not_there_is_named():
    with pytest.raises(SjabloonError, match="Het sjabloon 'bestaat-niet' is er niet"):
        render("bestaat-niet", {})

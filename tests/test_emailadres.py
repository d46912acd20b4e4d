"""An address is one address, with or without signs that nobody sees, in every form that asks for one."""

import pytest
from django import forms
from django.apps import apps
from django.core import mail
from django.db import models

from applications.forms.akkoord import AskForm
from applications.forms.velden import DigitsField, EuroField, GetalField, PercentageField, PostcodeField
from assessment.forms.grondslag import AfzenderForm
from assessment.forms.leden import LidForm
from regions.deelname.forms import DeelnamewensForm
from regions.forms import MemberForm
from regions.models import Lidmaatschap
from regions.vooraanmelding.forms.invullen import StartForm
from sto_portal.accounts.forms import UserForm
from sto_portal.accounts.models import User
from sto_portal.accounts.signin import ForgottenForm, SignInForm
from sto_portal.emailadres import EmailadresField, EmailadresModelField, fold_address
from sto_portal.namen import name_key
from sto_portal.werk.actions import run_waiting
from tests.factories import PASSWORD

ADD = "/regios/STO90001/leden/nieuw/"
INVISIBLE = ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u200d", "\u200e", "\u202c", "\u034f", "\u3164", "\ufe0f"]
FORMS = [AfzenderForm, AskForm, DeelnamewensForm, ForgottenForm, LidForm, MemberForm, SignInForm, StartForm, UserForm]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Jan.deVries@School.Example", "jan.devries@school.example"),
        (" jan@school.example\u00a0", "jan@school.example"),
        ("jan@b\u00fccher.example", "jan@xn--bcher-kva.example"),
        ("jan@Bu\u0308cher.example", "jan@xn--bcher-kva.example"),
        ("jan@xn--bcher-kva.example", "jan@xn--bcher-kva.example"),
        ("geen adres", "geen adres"),
        ("jan@" + "\u00fc" * 70 + ".nl", "jan@" + "\u00fc" * 70 + ".nl"),
        *((f"ja{sign}n@school.example{sign}", "jan@school.example") for sign in INVISIBLE),
    ],
)
def test_an_address_has_one_form(typed, kept):
    assert fold_address(typed) == kept


def test_who_is_invited_three_times_with_invisible_signs_is_one_person(client, anna, twente):
    client.force_login(anna)

    for sign in ("", "\u200b", "\u00ad"):
        client.post(ADD, {"naam": "Jan", "email": f"jan.devries@school.example{sign}", "rol": "mede_auteur"})
    run_waiting()

    assert list(User.objects.filter(naam="Jan").values_list("email", flat=True)) == ["jan.devries@school.example"]
    assert Lidmaatschap.objects.current().filter(user__naam="Jan").count() == 1
    assert [sent.to for sent in mail.outbox] == [["jan.devries@school.example"]]


def test_an_account_made_in_another_way_is_folded_too(db):
    User.objects.create(email="Jan\u200b@School.Example", naam="Jan")

    assert User.objects.get(email="jan@school.example\u00ad").email == "jan@school.example"


def test_a_pasted_address_signs_in(client, anna):
    response = client.post("/account/login/", {"login": f"{anna.email}\u200b", "password": PASSWORD})

    assert response.status_code == 302
    assert int(client.session["_auth_user_id"]) == anna.pk


@pytest.mark.parametrize("form", FORMS)
def test_every_form_with_an_address_reads_it_alike(form, anna):
    options = {AskForm: {"plan": None, "by": anna}, MemberForm: {"rollen": []}, UserForm: {"submit": "Sla op"}}
    fields = form(**options.get(form, {})).fields.values()

    assert [type(field) for field in fields if isinstance(field, forms.EmailField)] == [EmailadresField]


def test_every_address_in_the_database_is_kept_in_that_form():
    sent = {"outbox.Bericht.aan"}  # written by the portal alone, from one of the others
    plain = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.EmailField) and not isinstance(field, EmailadresModelField)
    }

    assert {name for name in plain if not name.startswith("account.")} == sent


@pytest.mark.parametrize("sign", INVISIBLE)
def test_a_number_or_name_is_the_same_with_an_invisible_sign(sign):
    assert DigitsField(digits=8).clean(f"{sign}1234 56{sign}78") == "12345678"
    assert PostcodeField().clean(f"1234{sign} ab{sign}") == "1234 AB"
    assert GetalField().clean(f"1.25{sign}0{sign}") == 1250
    assert EuroField().clean(f"{sign}€ 1.250,50{sign}") == 125050
    assert str(PercentageField().clean(f"7,5{sign}%")) == "7.5"
    assert name_key(f"Jan{sign}sen Tech{sign}niek") == "jansen techniek"

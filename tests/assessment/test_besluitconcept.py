"""The form of a draft says what must be filled in, and shows the whole of what was."""

import re

import pytest

from assessment.actions.besluiten import draft_besluit
from assessment.models import Besluit, Besluitsoort, Besluittekst
from tests.assessment.cases import make_advised
from tests.assessment.test_bedragen import typed

pytestmark = pytest.mark.django_db
PAGE = "/besluiten/STO90001-4/opstellen/"
LABEL = re.compile(r"<label[^>]*>(.*?)</label>", re.DOTALL)
LONG = ", ".join(f"artikel {number}, eerste lid, aanhef en onder a" for number in range(1, 8))


def optional(page):
    """The labels that say that a field may stay empty."""
    labels = (" ".join(text.split()) for text in LABEL.findall(page.content.decode()))
    return [text.partition(" <span")[0] for text in labels if "(niet verplicht)" in text]


@pytest.mark.parametrize("unmet", [[], ["c1.1.v1"]])
def test_only_what_is_never_asked_says_that_it_may_stay_empty(client, twente, behandelaar, unmet):
    draft_besluit(aanvraag=make_advised(twente, unmet=unmet), by=behandelaar)
    client.force_login(behandelaar)

    page = client.get(PAGE)

    assert optional(page) == ["Toelichting op het besluit"]
    assert page.context["form"]["bedrag_cents"].help_text[:42] == "Nodig bij een verlening. De regio vraagt €"


def test_a_grant_without_an_amount_is_told_at_the_amount(client, twente, behandelaar):
    draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    client.force_login(behandelaar)

    page = client.post(PAGE, typed(client, bedrag_cents=""))

    assert page.context["form"].errors == {"bedrag_cents": ["Vul het bedrag van de subsidie in."]}


def test_a_rejection_asks_no_amount(client, twente, behandelaar):
    draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    client.force_login(behandelaar)

    client.post(PAGE, typed(client, soort="afwijzing", bedrag_cents="", afwijking_reden="Het kan niet."))

    assert (Besluit.objects.get().soort, Besluit.objects.get().bedrag_cents) == (Besluitsoort.AFWIJZING, 0)


def test_a_draft_begins_with_articles_of_any_length_that_may_be_kept(client, twente, behandelaar):
    assert 250 < len(LONG) <= Besluittekst._meta.get_field("grondslag").max_length
    Besluittekst.objects.update(grondslag=LONG)
    draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    client.force_login(behandelaar)

    shown = client.get(PAGE).context["form"]["wettelijke_grondslag"]
    answer = client.post(PAGE, typed(client, wettelijke_grondslag=LONG.replace(", aanhef", ",\r\naanhef")))

    assert (shown.value(), shown.field.widget.attrs["rows"], "maxlength" in shown.field.widget.attrs) == (
        LONG,
        4,
        False,
    )
    assert (answer.status_code, Besluit.objects.get().wettelijke_grondslag) == (302, LONG)


def test_articles_that_are_too_long_are_told_and_stay(client, twente, behandelaar):
    draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    client.force_login(behandelaar)

    page = client.post(PAGE, typed(client, wettelijke_grondslag="x" * 301))

    assert list(page.context["form"].errors) == ["wettelijke_grondslag"]
    assert page.context["form"]["wettelijke_grondslag"].value() == "x" * 301


def test_every_field_for_articles_of_the_coordinator_shows_all_of_it(client, coordinator):
    versie = Besluittekst.objects.first().regelingversie_id
    client.force_login(coordinator)

    form = client.get(f"/besluiten/grondslagen/{versie}/verlening/").context["form"]

    assert [form.fields[name].widget.attrs["rows"] for name in ("grondslag", "verplichtingen")] == [4, 4]

"""The page of a filed application speaks to who reads it: the region about its plan, DUS-I about that of another."""

import pytest

from applications.models import Aanvraagstatus
from applications.stand import STANDEN
from tests.applications.plans import filed_aanvraag
from tests.applications.supplements import make_supplement
from tests.factories import AanvraagFactory

REGION, DUSI = ("anna", "mia", "lies"), ("behandelaar", "coordinator", "tekenbevoegde")
STATUSSEN = sorted(set(Aanvraagstatus) - {Aanvraagstatus.CONCEPT})
LATER = sorted(set(STATUSSEN) - {Aanvraagstatus.INGEDIEND, Aanvraagstatus.AANVULLING_GEVRAAGD})


@pytest.fixture
def read(client, request):
    """Function that gives the text of the page of an aanvraag as a person of the cast reads it."""

    def read(name, aanvraag):
        client.force_login(request.getfixturevalue(name))
        return " ".join(client.get(aanvraag.get_absolute_url()).text.split())

    return read


@pytest.fixture
def aanvraag(anna, twente):
    return filed_aanvraag(anna, regio=twente)


def bring_to(aanvraag, status):
    aanvraag.status = status
    aanvraag.save()


def test_every_state_but_a_draft_has_words():
    assert sorted(STANDEN) == STATUSSEN


@pytest.mark.parametrize("status", LATER)
@pytest.mark.parametrize("name", [*REGION, *DUSI])
def test_the_state_is_told_to_who_reads(read, aanvraag, name, status):
    bring_to(aanvraag, status)
    _kind, title, to_region, to_dusi = STANDEN[status]

    text = read(name, aanvraag)

    told, untold = (to_region, to_dusi) if name in REGION else (to_dusi, to_region)
    assert title in text
    assert told in text
    assert not untold or untold not in text


@pytest.mark.parametrize("name", DUSI)
@pytest.mark.parametrize("status", STATUSSEN)
def test_dusi_is_not_told_that_it_cannot_change_the_plan_of_a_region(read, aanvraag, name, status):
    bring_to(aanvraag, status)

    text = read(name, aanvraag)

    assert "maar niet meer veranderen" not in text
    assert "op uw aanvraag" not in text


@pytest.mark.parametrize("name", DUSI)
def test_dusi_reads_what_was_filed_while_a_region_supplements(read, anna, behandelaar, aanvraag, name):
    make_supplement(anna, behandelaar, aanvraag=aanvraag)

    text = read(name, aanvraag)

    assert "U leest de aanvraag zoals die voor het verzoek was." in text
    assert "Wat u moet aanvullen" not in text


@pytest.mark.parametrize(("name", "heading"), [("anna", "Wat u moet aanvullen"), ("lies", "Waar DUS-I om vraagt")])
def test_who_only_reads_is_not_told_to_supplement(read, anna, behandelaar, aanvraag, name, heading):
    make_supplement(anna, behandelaar, aanvraag=aanvraag)

    text = read(name, aanvraag)

    assert f"<h2>{heading}</h2>" in text
    assert ("U kunt alleen de onderdelen hieronder veranderen." in text) is (name == "anna")


@pytest.mark.parametrize(
    ("name", "heading", "who"),
    [
        ("anna", "Wat u moet invullen", "U kunt indienen"),
        ("mia", "Wat u moet invullen", "De penvoerder kan indienen"),
        ("lies", "De onderdelen van het plan", "De penvoerder kan indienen"),
    ],
)
def test_a_draft_tells_each_what_they_may_do(read, twente, name, heading, who):
    text = read(name, AanvraagFactory(regio=twente))

    assert f"<h2>{heading}</h2>" in text
    assert f"{who} tot en met" in text


def test_a_draft_that_was_withdrawn_never_arrived(read, twente, anna):
    aanvraag = AanvraagFactory(regio=twente)
    aanvraag.transition("withdraw", by=anna)

    text = read("anna", aanvraag)

    assert "De aanvraag is ingetrokken" in text
    assert "De aanvraag kwam binnen" not in text

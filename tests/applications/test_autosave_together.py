"""People save answers at the same moment, on a connection each: nothing gets lost and nothing is half written."""

import pytest

from applications.actions import AntwoordConflictError, Wijziging, save_antwoorden
from applications.integrity import check_indieningen
from applications.models import Antwoord, Antwoordversie, Vraag
from tests.applications.plans import complete_aanvraag, file_as_it_stands
from tests.applications.test_submit_together import at_once
from tests.factories import AanvraagFactory, UserFactory

CODE = "b1_1_samenvatting"


@pytest.fixture
def people(own_database):
    return [UserFactory(naam=f"Schrijver {number}") for number in range(4)]


@pytest.fixture
def plan(people):
    return AanvraagFactory().plan


def save(plan, person, tekst, versie, pagina="", code=CODE):
    """A function that saves, and returns the error where someone else was first."""
    vraag = Vraag.objects.get(code=code)

    def act():
        try:
            wijziging = Wijziging(vraag, tekst, None, versie, pagina)
            return save_antwoorden(plan=plan, wijzigingen=[wijziging], by=person)
        except AntwoordConflictError as error:
            return error

    return act


@pytest.mark.parametrize("versie", [0, 1])
def test_of_four_who_save_one_answer_at_once_one_is_first_and_three_are_told(plan, people, versie):
    if versie:
        save(plan, people[0], "Wat er stond", 0)()

    done = at_once(*(save(plan, person, person.naam, versie) for person in people))

    told = [isinstance(outcome, AntwoordConflictError) for outcome in done]
    [first] = [person for person, was_told in zip(people, told, strict=True) if not was_told]
    antwoord = Antwoord.objects.get(plan=plan)
    assert (antwoord.tekst, antwoord.versie) == (first.naam, versie + 1)
    newest = Antwoordversie.objects.filter(plan=plan).latest("versie")
    assert (newest.tekst, newest.door, newest.versie) == (first.naam, first, versie + 1)


def test_each_in_an_answer_of_their_own_is_saved(plan, people):
    codes = ["b1_1_samenvatting", "b1_36_sterk_zwak", "b1_36_docenten", "b1_37_ambitie"]

    at_once(*(save(plan, who, who.naam, 0, code=code) for who, code in zip(people, codes, strict=True)))

    assert set(Antwoord.objects.values_list("vraag__code", "tekst", "versie")) == {
        (code, who.naam, 1) for who, code in zip(people, codes, strict=True)
    }


def test_a_request_that_arrives_twice_at_once_is_one_save(plan, people):
    anna, pagina = people[0], "a" * 32
    save(plan, anna, "Een", 0, pagina)()

    at_once(*[save(plan, anna, "Een twee", 1, pagina)] * 2)

    antwoord = Antwoord.objects.get(plan=plan)
    assert antwoord.tekst == "Een twee"
    assert [row.tekst for row in Antwoordversie.objects.filter(versie=antwoord.versie)] == ["Een twee"]


def test_who_saves_while_the_plan_is_filed_is_in_it_or_is_told(people):
    aanvraag = complete_aanvraag()
    antwoord = Antwoord.objects.get(plan=aanvraag.plan, vraag__code=CODE)
    late = save(aanvraag.plan, people[0], "Op het laatste moment", antwoord.versie)

    saved, _filed = at_once(late, lambda: file_as_it_stands(aanvraag, people[1]))

    antwoord.refresh_from_db()
    assert [uitslag.fout for uitslag in check_indieningen()] == [""]
    assert (antwoord.tekst == "Op het laatste moment") is not isinstance(saved, AntwoordConflictError)

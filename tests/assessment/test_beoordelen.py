from datetime import timedelta

import pytest

from applications.models import Aanvraagstatus, VersieConflictError
from assessment.actions.beoordelen import IncompleteError, hand_in, save_deelaspect
from assessment.models import Beoordeling, Beoordelingstatus, Oordeel
from sto_portal.sporen.models import Spoor
from sto_portal.termijnen import today
from sto_portal.workflow import TransitionError
from tests.assessment.committee import fill, make_assigned, step_data
from tests.factories import RegioFactory

pytestmark = pytest.mark.django_db


def page(aanvraag, number="1.1"):
    return f"/beoordeling/{aanvraag.nummer}/deelaspect/{number}/"


def test_dina_saves_a_draft_and_goes_on_to_the_next_deelaspect(client, case):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)

    response = client.post(page(aanvraag), step_data(aanvraag) | {"verder": "1"})

    own.refresh_from_db()
    assert (response.status_code, response.url) == (302, page(aanvraag, "1.2"))
    assert own.status == Beoordelingstatus.BEZIG
    assert own.oordelen.get(vereiste__code="c1.1.v1").reden == "Reden bij c1.1.v1."
    assert own.conclusies.get().tekst == "Het is goed."


def test_a_draft_needs_nothing_and_keeps_what_was_typed(client, case):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)

    response = client.post(page(aanvraag), {"versie": "0", "c1-1-v2-reden": "Later meer."})

    assert response.status_code == 302
    assert own.oordelen.get(vereiste__code="c1.1.v2").reden == "Later meer."
    assert own.oordelen.complete().count() == 0


def test_the_page_opens_at_the_first_deelaspect_that_is_not_complete(client, case):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)
    client.post(page(aanvraag), step_data(aanvraag))

    response = client.get(f"/beoordeling/{aanvraag.nummer}/")

    assert response.context["step"].deelaspect.nummer == "1.2"
    assert (response.context["done"], response.context["total"]) == (6, 35)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("c1-1-v1-uitkomst", "prima"),
        ("c1-1-v1-uitkomst", "nvt"),
        ("c1-1-v1-reden", "x\0y"),
        ("c1-1-v1-reden", "x" * 5001),
        ("c1-1-v1-verduidelijken_voor_datum", "31-02-2027"),
        ("conclusie", "x" * 10001),
        ("versie", "-1"),
        ("versie", "een"),
    ],
)
def test_bad_input_is_told_at_the_field_and_nothing_is_saved(client, case, field, value):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)

    response = client.post(page(aanvraag), step_data(aanvraag, {field: value, "c1-1-v2-reden": "Mijn tekst."}))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "Mijn tekst." in response.content.decode()
    assert not own.oordelen.exists()


@pytest.mark.parametrize("days", [-1, 40000])
def test_a_clarification_is_promised_for_a_day_within_the_subsidy_period(client, case, days):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)
    day = (today() + timedelta(days=days)).isoformat()
    changes = {"c1-1-v1-uitkomst": "verduidelijken", "c1-1-v1-verduidelijken_voor_datum": day}

    response = client.post(page(aanvraag), step_data(aanvraag, changes))

    assert list(response.context["form"].errors) == ["c1-1-v1-verduidelijken_voor_datum"]


def test_not_applicable_is_a_choice_only_where_the_kader_gives_a_condition(client, case):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)

    fields = client.get(page(aanvraag, "1.2")).context["form"].fields

    choices = {name: [value for value, _label in field.choices] for name, field in fields.items() if "uitkomst" in name}
    with_condition = [name for name, values in choices.items() if "nvt" in values]
    assert with_condition == ["c1-2-v5-uitkomst"]


def test_a_save_over_a_newer_one_shows_both_texts_and_then_overwrites_knowingly(client, case):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)
    client.post(page(aanvraag), step_data(aanvraag, {"conclusie": "Uit het eerste venster."}))

    response = client.post(page(aanvraag), step_data(aanvraag, {"conclusie": "Uit het tweede venster."}))

    texts = [(item["stored"], item["typed"]) for item in response.context["conflicts"]]
    assert (response.status_code, texts) == (409, [("Uit het eerste venster.", "Uit het tweede venster.")])
    assert own.conclusies.get().tekst == "Uit het eerste venster."
    again = response.context["form"].data
    assert client.post(page(aanvraag), again).status_code == 302
    assert own.conclusies.get().tekst == "Uit het tweede venster."


def test_two_windows_on_two_deelaspecten_do_not_hinder_each_other(client, case):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)

    codes = [client.post(page(aanvraag, number), step_data(aanvraag, number=number)).status_code
             for number in ("1.1", "1.2")]  # fmt: skip

    assert codes == [302, 302]
    assert own.conclusies.count() == 2


def test_a_techniekarme_regio_gets_scores_that_can_be_taken_back(client, leden, coordinator):
    aanvraag, (own, *_others) = make_assigned(RegioFactory(soort="techniekarm"), leden, by=coordinator)
    client.force_login(own.lid.user)

    client.post(page(aanvraag), step_data(aanvraag, {"score": "5"}))
    client.post(page(aanvraag), step_data(aanvraag, {"score": "4", "versie": "1"}))
    response = client.post(page(aanvraag), step_data(aanvraag, {"score": "6", "versie": "2"}))
    given = list(own.scores.values_list("deelaspect__code", "punten"))
    client.post(page(aanvraag), step_data(aanvraag, {"versie": "2"}))

    assert given == [("c1.1", 4)]
    assert list(response.context["form"].errors) == ["score"]
    assert not own.scores.exists()


def test_a_techniekregio_gets_no_scores(client, case):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)

    client.post(page(aanvraag), step_data(aanvraag, {"score": "5"}))

    assert not own.scores.exists()


def test_handing_in_lists_what_is_missing_with_links(client, case):
    aanvraag, (own, *_others) = case
    fill(own)
    own.oordelen.filter(vereiste__code="c3.2.v1").update(reden="")
    own.conclusies.filter(deelaspect__code="c4.3").update(tekst=" ")
    client.force_login(own.lid.user)

    response = client.post(f"/beoordeling/{aanvraag.nummer}/inleveren/")

    found = [(gemis.deelaspect.code, gemis.anker) for gemis in response.context["missing"]]
    assert (response.status_code, found) == (422, [("c3.2", "c3-2-v1"), ("c4.3", "conclusie")])
    assert f"{page(aanvraag, '3.2')}#c3-2-v1" in response.content.decode()
    own.refresh_from_db()
    assert own.status == Beoordelingstatus.TOEGEWEZEN


@pytest.mark.parametrize(
    "broken",
    [
        {"uitkomst": ""},
        {"uitkomst": "verduidelijken"},
        {"uitkomst": "verduidelijken", "verduidelijken": "Wat?"},
    ],
)
def test_a_judgement_that_is_not_whole_is_not_handed_in(case, broken):
    _aanvraag, (own, *_others) = case
    fill(own)
    own.oordelen.filter(vereiste__code="c1.1.v1").update(**broken)

    with pytest.raises(IncompleteError) as caught:
        hand_in(beoordeling=own, by=own.lid.user)

    assert [gemis.anker for gemis in caught.value.missing] == ["c1-1-v1"]


def test_a_missing_score_stops_a_techniekarme_case(leden, coordinator):
    _aanvraag, (own, *_others) = make_assigned(RegioFactory(soort="techniekarm"), leden, by=coordinator)
    fill(own)
    own.scores.filter(deelaspect__code="c3.2").delete()

    with pytest.raises(IncompleteError) as caught:
        hand_in(beoordeling=own, by=own.lid.user)

    assert [gemis.anker for gemis in caught.value.missing] == ["score"]


def test_dina_hands_in_once_and_cannot_write_any_more(client, case):
    aanvraag, (own, *_others) = case
    fill(own)
    client.force_login(own.lid.user)
    address = f"/beoordeling/{aanvraag.nummer}/inleveren/"

    codes = [client.post(address).status_code for _click in range(2)]
    typed = client.post(page(aanvraag), step_data(aanvraag, {"versie": "1", "conclusie": "Toch anders."}))

    own.refresh_from_db()
    assert (codes, own.status) == ([302, 302], Beoordelingstatus.INGELEVERD)
    assert own.statuswijzigingen.filter(verb="hand_in").count() == 1
    assert Spoor.objects.of(own).filter(wat="hand_in_beoordeling").count() == 1
    assert "Uw beoordeling is ingeleverd." in typed.content.decode()
    assert "Toch anders." in typed.content.decode()
    assert not own.conclusies.filter(tekst="Toch anders.").exists()


def test_the_third_hand_in_reveals_all_three(case):
    _aanvraag, beoordelingen = case
    seen = []

    for beoordeling in beoordelingen:
        fill(beoordeling)
        hand_in(beoordeling=beoordeling, by=beoordeling.lid.user)
        seen.append(sorted(Beoordeling.objects.values_list("status", flat=True)))

    assert seen == [
        ["ingeleverd", "toegewezen", "toegewezen"],
        ["ingeleverd", "ingeleverd", "toegewezen"],
        ["onthuld", "onthuld", "onthuld"],
    ]


def test_nobody_writes_in_the_judgement_of_another(case):
    _aanvraag, (own, other, _third) = case
    fill(own)

    with pytest.raises(TransitionError):
        hand_in(beoordeling=own, by=other.lid.user)
    with pytest.raises(TransitionError):
        save_deelaspect(
            beoordeling=own,
            deelaspect=own.conclusies.first().deelaspect,
            oordelen={},
            conclusie="",
            versie=1,
            by=other.lid.user,
        )


@pytest.mark.parametrize("status", [Aanvraagstatus.INGETROKKEN, Aanvraagstatus.AANVULLING_GEVRAAGD])
def test_a_case_that_left_the_committee_takes_no_writing(client, case, status):
    aanvraag, (own, *_others) = case
    type(aanvraag).objects.filter(pk=aanvraag.pk).update(status=status)
    client.force_login(own.lid.user)

    response = client.post(page(aanvraag), step_data(aanvraag))

    assert "De status van de aanvraag is nu" in response.content.decode()
    assert not Oordeel.objects.exists()


def test_a_first_save_that_someone_else_did_meanwhile_is_a_conflict(case):
    _aanvraag, (own, *_others) = case
    fill(own)

    with pytest.raises(VersieConflictError):
        save_deelaspect(
            beoordeling=own,
            deelaspect=own.conclusies.first().deelaspect,
            oordelen={},
            conclusie="Nieuw.",
            versie=0,
            by=own.lid.user,
        )


@pytest.mark.parametrize(
    ("name", "code"), [("dina", 200), ("vera", 302), ("coordinator", 403), ("behandelaar", 403), ("anna", 403)]
)
def test_only_the_committee_opens_a_case(client, request, case, name, code):
    aanvraag, _beoordelingen = case
    client.force_login(request.getfixturevalue(name))

    assert client.get(f"/beoordeling/{aanvraag.nummer}/").status_code == code


@pytest.mark.parametrize("number", ["STO99999-4", "STO90001-x", "STO90001", "x", "STO90001-99999"])
def test_a_number_that_is_not_there_is_not_found(client, case, number):
    client.force_login(case[1][0].lid.user)

    assert client.get(f"/beoordeling/{number}/").status_code == 404


def test_a_deelaspect_that_is_not_there_is_not_found(client, case):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)

    assert client.get(page(aanvraag, "9.9")).status_code == 404

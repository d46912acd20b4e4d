import pytest
from django.db import IntegrityError, transaction

from assessment.actions.adviseren import AdviceError, save_advies, save_advies_deelaspect, settle
from assessment.models import Advies, Adviesstatus, Deelaspect, Oordeel, Strekking
from assessment.reports.stappen import read_steps
from assessment.reports.vergelijking import compare, proposals
from sto_portal.sporen.models import Spoor
from sto_portal.workflow import TransitionError
from tests.assessment.committee import step_data
from tests.tampering import unsealed

pytestmark = pytest.mark.django_db


WHY = {"c3-2-v1-afwijking_reden": "De planning is ruim genoeg."}


def write_all(aanvraag, vera, changes=None):
    """Save every deelaspect as the majority proposes, why Dina is not followed, and `changes` by code of Vereiste."""
    changes = {"c3.2.v1": {"afwijking_reden": "De planning is ruim genoeg."}} | (changes or {})
    for step in read_steps(aanvraag, None):
        oordelen = {
            vereiste.code: {"uitkomst": "voldoet", "reden": f"Commissie over {vereiste.code}."}
            | changes.get(vereiste.code, {})
            for vereiste in step.vereisten
        }
        save_advies_deelaspect(
            aanvraag=aanvraag, deelaspect=step.deelaspect, oordelen=oordelen, conclusie="Goed.", versie=0, by=vera
        )


def give(aanvraag, vera, strekking, versie=1):
    return save_advies(aanvraag=aanvraag, strekking=strekking, samenvatting="Kort.", versie=versie, by=vera)


def test_the_form_proposes_what_most_found_with_their_reasons(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    client.force_login(vera)

    initial = client.get(f"/beoordeling/{aanvraag.nummer}/advies/deelaspect/3.2/").context["form"].initial

    assert initial["c3-2-v1-uitkomst"] == "voldoet"
    assert initial["c3-2-v1-reden"] == "Reden van Ben.\n\nReden van Carla."
    assert initial["conclusie"] == ""


def test_a_clarification_that_most_ask_is_proposed_with_its_day(revealed, vera):
    aanvraag, (own, *_others) = revealed
    step = read_steps(aanvraag, None)[0]

    values = proposals(step, compare(aanvraag, vera))

    assert values["c1-1-v2-verduidelijken"] == ""
    assert (
        values["c1-1-v2-verduidelijken_voor_datum"]
        == own.oordelen.get(vereiste__code="c1.1.v2").verduidelijken_voor_datum
    )


def test_nothing_is_proposed_where_all_three_differ(revealed, vera):
    aanvraag, (_own, other, _third) = revealed
    with unsealed():
        Oordeel.objects.filter(beoordeling=other, vereiste__code="c3.2.v1").update(uitkomst="verduidelijken")
    step = next(step for step in read_steps(aanvraag, None) if step.deelaspect.nummer == "3.2")

    assert "c3-2-v1-uitkomst" not in proposals(step, compare(aanvraag, vera))


def test_a_proposal_is_nothing_until_it_is_saved(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    client.force_login(vera)

    client.get(f"/beoordeling/{aanvraag.nummer}/advies/deelaspect/1.1/")
    client.get(f"/beoordeling/{aanvraag.nummer}/advies/")

    assert not Advies.objects.exists()


def test_vera_writes_an_advice_and_settles_it(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    client.force_login(vera)
    base = f"/beoordeling/{aanvraag.nummer}/advies/"

    for step in read_steps(aanvraag, None):
        number = step.deelaspect.nummer
        client.post(f"{base}deelaspect/{number}/", step_data(aanvraag, WHY, number=number) | {"verder": "1"})
    client.post(base, {"versie": "1", "strekking": "positief", "samenvatting": "Een goed plan."})
    response = client.post(f"{base}vaststellen/", follow=True)

    advies = Advies.objects.get()
    assert (advies.status, advies.strekking, advies.onvoldaan) == ("vastgesteld", "positief", 0)
    assert advies.plan_id == aanvraag.plan_id
    assert advies.conclusies.count() == 10
    assert "Het advies is vastgesteld." in response.content.decode()
    assert Spoor.objects.of(advies).filter(wat="settle_advies").count() == 1


def test_a_positive_advice_is_impossible_while_a_vereiste_is_unmet(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    write_all(aanvraag, vera, {"c3.2.v1": {"uitkomst": "voldoet_niet"}})
    client.force_login(vera)

    response = client.post(
        f"/beoordeling/{aanvraag.nummer}/advies/", {"versie": "1", "strekking": "positief", "samenvatting": "Goed."}
    )

    assert list(response.context["form"].errors) == ["strekking"]
    with pytest.raises(AdviceError, match="aan 1 van de vereisten is niet voldaan"):
        give(aanvraag, vera, Strekking.POSITIEF)
    with pytest.raises(IntegrityError), transaction.atomic():
        Advies.objects.update(strekking=Strekking.POSITIEF)
    assert Advies.objects.get().strekking == ""


def test_a_positive_advice_is_taken_back_when_a_vereiste_turns_out_unmet(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    write_all(aanvraag, vera)
    give(aanvraag, vera, Strekking.POSITIEF)
    client.force_login(vera)

    response = client.post(
        f"/beoordeling/{aanvraag.nummer}/advies/deelaspect/1.1/",
        step_data(aanvraag, {"versie": "1", "c1-1-v1-uitkomst": "voldoet_niet"}),
        follow=True,
    )

    advies = Advies.objects.get()
    assert (advies.strekking, advies.onvoldaan) == ("", 1)
    assert "Het advies is niet meer positief" in response.content.decode()


def test_settling_lists_what_is_missing(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    write_all(aanvraag, vera, {"c1.1.v1": {"reden": ""}})
    client.force_login(vera)

    response = client.post(f"/beoordeling/{aanvraag.nummer}/advies/vaststellen/")

    assert response.status_code == 422
    anchors = [gemis.anker for gemis in response.context["missing"]]
    assert anchors == ["c1-1-v1", "div_id_strekking", "div_id_samenvatting"]
    assert Advies.objects.get().status == Adviesstatus.CONCEPT


def test_a_settled_advice_never_changes(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    write_all(aanvraag, vera)
    give(aanvraag, vera, Strekking.NEGATIEF)
    settle(aanvraag=aanvraag, by=vera)
    client.force_login(vera)
    base = f"/beoordeling/{aanvraag.nummer}/advies/"

    step = client.post(f"{base}deelaspect/1.1/", step_data(aanvraag, {"versie": "1", "conclusie": "Anders."}))
    whole = client.post(base, {"versie": "2", "strekking": "positief", "samenvatting": "Anders."})
    again = client.post(f"{base}vaststellen/", follow=True)

    told = [response.content.decode() for response in (step, whole, again)]
    assert ["Dit advies is vastgesteld. U kunt niets meer wijzigen." in text for text in told] == [True] * 3
    advies = Advies.objects.get()
    assert (advies.strekking, advies.samenvatting) == (Strekking.NEGATIEF, "Kort.")
    assert set(advies.conclusies.values_list("tekst", flat=True)) == {"Goed."}
    assert advies.statuswijzigingen.count() == 1


def test_two_windows_of_the_voorzitter_show_both_texts(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    give(aanvraag, vera, Strekking.NEGATIEF)
    client.force_login(vera)

    response = client.post(
        f"/beoordeling/{aanvraag.nummer}/advies/", {"versie": "1", "strekking": "negatief", "samenvatting": "Lang."}
    )

    texts = [(item["stored"], item["typed"]) for item in response.context["conflicts"]]
    assert (response.status_code, texts) == (409, [("Kort.", "Lang.")])
    assert client.post(f"/beoordeling/{aanvraag.nummer}/advies/", response.context["form"].data).status_code == 302
    assert Advies.objects.get().samenvatting == "Lang."


def test_no_advice_before_the_reveal(case, vera):
    aanvraag, _beoordelingen = case

    with pytest.raises(TransitionError):
        give(aanvraag, vera, Strekking.NEGATIEF)
    with pytest.raises(TransitionError):
        settle(aanvraag=aanvraag, by=vera)
    with pytest.raises(TransitionError):
        save_advies_deelaspect(
            aanvraag=aanvraag, deelaspect=Deelaspect.objects.first(), oordelen={}, conclusie="", versie=0, by=vera
        )
    assert not Advies.objects.exists()


def test_the_comparison_marks_differences_and_shows_only_those_on_request(client, revealed, vera):
    aanvraag, _beoordelingen = revealed
    client.force_login(vera)

    all_rows = client.get(f"/beoordeling/{aanvraag.nummer}/vergelijken/").context
    few_rows = client.get(f"/beoordeling/{aanvraag.nummer}/vergelijken/?toon=verschillen").context

    assert (all_rows["differences"], sum(len(part.rows) for part in all_rows["parts"])) == (1, 35)
    assert [row.vereiste.code for part in few_rows["parts"] for row in part.rows] == ["c3.2.v1"]

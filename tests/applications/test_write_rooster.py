"""Whole tables of numbers at once: pupils of a school, and teachers per profile."""

import pytest

from applications.models import Aanbod, Docententekort, Profiel
from regions.models import Regiosoort
from sto_portal.sporen.models import Spoor
from tests.applications.plans import add_docenten, complete_aanvraag
from tests.applications.writing import fields_of, fill_in, url_of
from tests.factories import AanbodFactory, AanvraagFactory, PartnerFactory, SchoolFactory

BWI_BB, PIE_BB, PIE_KB, TL = "vak_0_0", "vak_1_0", "vak_1_1", "vak_10_3"
CHANGED = "Iemand anders heeft deze tabel intussen veranderd. Vergelijk de getallen en sla opnieuw op."


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def plan(aanvraag):
    return aanvraag.plan


@pytest.fixture
def school(plan):
    return SchoolFactory(plan=plan, naam="De Eerste")


def pupils(school):
    return {(row.profiel, row.leerweg): row.leerlingen for row in Aanbod.objects.filter(partner=school)}


def test_anna_fills_in_a_school_in_one_save_and_goes_on_to_the_next(client, anna, aanvraag, plan, school):
    kept = AanbodFactory(partner=school, profiel="PIE", leerweg="bb", leerlingen=20)
    AanbodFactory(partner=school, profiel="BWI", leerweg="bb", leerlingen=7, instroom=None, streef_leerlingen=None)
    second = SchoolFactory(plan=plan, naam="De Tweede")
    client.force_login(anna)

    typed = {BWI_BB: "", PIE_BB: "25", PIE_KB: "1.200", TL: "0", "verder": "ja"}
    response = fill_in(client, url_of(aanvraag, "aanbod", "school", school.pk), **typed)

    assert response.url == url_of(aanvraag, "aanbod", "school", second.pk)
    assert pupils(school) == {("PIE", "bb"): 25, ("PIE", "kb"): 1200, ("", "tl"): 0}
    saved = Aanbod.objects.get(pk=kept.pk)
    assert (saved.sleutel, saved.versie) == (kept.sleutel, 2)
    assert Spoor.objects.of(plan).get(wat="fill").data["soort"] == "aanbod"


def test_saving_what_is_there_already_writes_nothing(client, anna, aanvraag, plan, school):
    row = AanbodFactory(partner=school)
    client.force_login(anna)

    response = fill_in(client, url_of(aanvraag, "aanbod", "school", school.pk))

    assert response.url == url_of(aanvraag, "aanbod")
    assert Aanbod.objects.get().versie == row.versie
    assert not Spoor.objects.of(plan).exists()


def test_who_saves_second_sees_both_numbers_and_may_save_again(client, anna, aanvraag, school):
    row = AanbodFactory(partner=school, profiel="PIE", leerweg="bb", leerlingen=20)
    client.force_login(anna)
    url = url_of(aanvraag, "aanbod", "school", school.pk)
    sent = fields_of(client.get(url)) | {PIE_BB: "30"}
    Aanbod.objects.filter(pk=row.pk).update(leerlingen=25)

    refused = client.post(url, sent)
    again = client.post(url, fields_of(refused))

    assert (refused.status_code, again.status_code) == (409, 302)
    assert refused.context["form"].non_field_errors() == [CHANGED]
    assert "Nu opgeslagen: 25" in refused.text
    assert pupils(school) == {("PIE", "bb"): 30}


@pytest.mark.parametrize("typed", ["-1", "12,5", "veel", "9999999", "x\0"])
def test_a_wrong_number_is_told_at_its_cell_and_nothing_is_saved(client, anna, aanvraag, school, typed):
    client.force_login(anna)

    response = fill_in(client, url_of(aanvraag, "aanbod", "school", school.pk), **{PIE_BB: typed, PIE_KB: "5"})

    assert list(response.context["form"].errors) == [PIE_BB]
    assert response.context["form"][PIE_KB].value() == "5"
    assert pupils(school) == {}


def test_only_schools_of_the_own_plan_have_such_a_page(client, anna, aanvraag, plan):
    client.force_login(anna)

    for partner in (SchoolFactory(), PartnerFactory(plan=plan)):
        assert client.get(url_of(aanvraag, "aanbod", "school", partner.pk)).status_code == 404


@pytest.mark.parametrize(
    ("soort", "hard", "told"),
    [
        (Regiosoort.TECHNIEKARM, 10, "Daar blijft u onder."),
        (Regiosoort.TECHNIEKARM, 11, "Uw tabel heeft meer."),
        (Regiosoort.TECHNIEKREGIO, 50, "50,0\u00a0%"),
    ],
)
def test_the_share_of_technical_pupils_is_computed_and_held_against_the_maximum(
    client, lies, aanvraag, school, soort, hard, told
):
    AanbodFactory(partner=school, profiel=Profiel.PIE, leerlingen=hard)
    AanbodFactory(partner=school, profiel=Profiel.ZW, leerlingen=100 - hard, instroom=0)
    AanbodFactory(partner=school, profiel="", leerweg="tl", leerlingen=900, streef_leerlingen=None)
    type(aanvraag.regio).objects.filter(pk=aanvraag.regio_id).update(soort=soort)
    client.force_login(lies)

    response = client.get(url_of(aanvraag, "aanbod"))

    assert response.context["totalen"] == [100, 0, 0, 900, 1000, 450 + hard // 2, 100]
    assert told in response.text


def test_anna_fills_in_forty_cells_and_what_is_empty_becomes_zero(client, anna, aanvraag, plan):
    client.force_login(anna)

    response = fill_in(client, url_of(aanvraag, "docententekort"), vak_1_0="4", vak_1_3="2", leeg_is_nul="on")

    assert response.url == url_of(aanvraag, "regiovisie", "b1-51")
    assert Docententekort.objects.filter(plan=plan).count() == 10
    assert Docententekort.objects.get(profiel="PIE").aantallen == (4, 0, 0, 2)
    assert Docententekort.objects.get(profiel="BWI").aantallen == (0, 0, 0, 0)


def test_a_cell_that_is_left_empty_stays_empty(client, anna, aanvraag, plan):
    client.force_login(anna)

    fill_in(client, url_of(aanvraag, "docententekort"), vak_1_0="4")

    assert Docententekort.objects.get().aantallen == (4, None, None, None)


def test_the_table_asks_the_four_questions_of_bijlage_b(client, anna, aanvraag, plan):
    add_docenten(plan)
    client.force_login(anna)

    context = client.get(url_of(aanvraag, "docententekort")).context

    assert [label for label, _ in context["uitleg"]] == context["form"].labels
    assert [vraag[:24] for _, vraag in context["uitleg"]] == [
        "Aantal docenten dat op 1",
        "Aantal docenten dat tuss",
        "Aantal docenten dat verd",
        "Aantal docenten dat door",
    ]
    assert len(context["form"].vakken) == 40
    assert context["form"].totalen == [30, 10, 0, 10]  # of one row they count the same people


def test_a_reader_sees_numbers_and_no_form(client, lies, twente):
    aanvraag = complete_aanvraag(regio=twente)
    school = aanvraag.plan.partner_set.filter(soort="vmbo").first()
    client.force_login(lies)

    for path in (["docententekort"], ["aanbod", "school", school.pk], ["leerlingenprognose"]):
        text = client.get(url_of(aanvraag, *path)).text
        assert '<form class="sto-form"' not in text
        assert client.post(url_of(aanvraag, *path)).status_code == 403

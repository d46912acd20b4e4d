"""Articles, payment, settlement and sender are data: drafts begin with them, the coordinator keeps them up."""

import pytest

from assessment.actions.besluiten import BesluitError, change_besluit, draft_besluit, offer_besluit
from assessment.actions.controleren import check_advies
from assessment.besluitteksten import find_besluittekst
from assessment.brief import write_letter
from assessment.loading import load_besluitteksten
from assessment.models import Besluit, Besluitsoort, Besluittekst
from assessment.work import find_besluit
from regions.loading import load_regelingen
from regions.models import Afzender, Regelingversie
from tests.assessment.cases import make_advised

pytestmark = pytest.mark.django_db
LIST = "/besluiten/grondslagen/"


@pytest.fixture
def demo():
    return Regelingversie.objects.get(regeling__slug="sto-demo")


@pytest.fixture
def edit(demo):
    return f"{LIST}{demo.pk}/verlening/"


@pytest.fixture
def as_coen(client, coordinator):
    client.force_login(coordinator)
    return client


def posted(page, **changes):
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | changes


def test_a_draft_begins_with_the_articles_of_its_kind(twente, veluwe, behandelaar, demo):
    grant = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    rejection = draft_besluit(aanvraag=make_advised(veluwe, unmet=["c1.1.v1"]), by=behandelaar)

    assert grant.wettelijke_grondslag == find_besluittekst(demo, Besluitsoort.VERLENING).grondslag
    assert rejection.wettelijke_grondslag == find_besluittekst(demo, Besluitsoort.AFWIJZING).grondslag
    assert "(verzonnen)" in grant.wettelijke_grondslag


def test_articles_that_only_stood_there_change_with_the_kind(twente, behandelaar, demo):
    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    no = {"soort": Besluitsoort.AFWIJZING, "bedrag_cents": 0, "afwijking_reden": "Nee."}

    change_besluit(besluit, versie=besluit.versie, by=behandelaar, **no)

    assert Besluit.objects.get().wettelijke_grondslag == find_besluittekst(demo, Besluitsoort.AFWIJZING).grondslag


def test_of_the_real_regeling_no_article_is_named_that_nobody_read():
    real = Besluittekst.objects.filter(regelingversie__regeling__slug="sto-2020-2023")

    assert set(real.values_list("grondslag", flat=True)) == {""}


def test_what_is_typed_stands_in_the_letter_that_is_shown(client, twente, behandelaar):
    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    change_besluit(besluit, versie=besluit.versie, by=behandelaar, wettelijke_grondslag="artikel 1")
    client.force_login(behandelaar)

    told = client.get("/besluiten/STO90001-4/").content.decode()

    assert "Dit besluit berust op artikel 1." in told


def test_without_a_sender_nothing_is_offered(twente, behandelaar):
    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    check_advies(besluit.advies, by=behandelaar)
    Afzender.objects.all().delete()

    with pytest.raises(BesluitError, match="adres voor bezwaar"):
        offer_besluit(besluit, by=behandelaar)


def test_the_coordinator_changes_the_texts_and_new_drafts_begin_with_them(as_coen, twente, behandelaar, edit):
    page = as_coen.get(edit)

    response = as_coen.post(edit, posted(page, grondslag="artikel 12", betaling="Wij betalen in maart."))

    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    assert response.url == LIST
    assert besluit.wettelijke_grondslag == "artikel 12"
    assert "Wij betalen in maart." in write_letter(find_besluit(besluit.pk)).tekst
    assert "artikel 12" in as_coen.get(LIST).content.decode()


def test_the_coordinator_changes_the_sender(as_coen, twente, behandelaar):
    page = as_coen.get(f"{LIST}afzender/sto-demo/")
    refused = as_coen.post(f"{LIST}afzender/sto-demo/", posted(page, bezwaaradres=""))

    as_coen.post(f"{LIST}afzender/sto-demo/", posted(page, telefoon="070 000 00 00"))

    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    assert refused.context["form"].errors == {"bezwaaradres": ["Vul in waar de regio bezwaar maakt."]}
    assert "070 000 00 00" in write_letter(find_besluit(besluit.pk)).tekst


def test_who_is_slower_sees_both_texts(as_coen, edit):
    page = as_coen.get(edit)
    as_coen.post(edit, posted(page, grondslag="artikel 12"))

    conflict = as_coen.post(edit, posted(page, grondslag="artikel 13"))
    kept = Besluittekst.objects.get(grondslag="artikel 12")
    as_coen.post(edit, posted(conflict))

    assert conflict.status_code == 409
    assert "artikel 12" in conflict.content.decode()
    assert conflict.context["form"]["grondslag"].value() == "artikel 13"
    assert Besluittekst.objects.get(pk=kept.pk).grondslag == "artikel 13"


def test_loading_again_leaves_what_staff_wrote(demo):
    Besluittekst.objects.filter(regelingversie=demo).update(grondslag="artikel 12")
    Afzender.objects.update(telefoon="070 000 00 00")

    load_regelingen()
    load_besluitteksten()

    assert set(Besluittekst.objects.filter(regelingversie=demo).values_list("grondslag", flat=True)) == {"artikel 12"}
    assert set(Afzender.objects.values_list("telefoon", flat=True)) == {"070 000 00 00"}


@pytest.mark.parametrize("page", [f"{LIST}999999/verlening/", f"{LIST}afzender/onbekend/"])
def test_what_is_not_there_is_not_found(as_coen, page):
    assert as_coen.get(page).status_code == 404


def test_a_decision_not_to_treat_rests_on_the_awb_alone(as_coen, demo):
    assert as_coen.get(f"{LIST}{demo.pk}/buiten_behandeling/").status_code == 404

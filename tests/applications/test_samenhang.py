"""DUS-I sees what stands in more than one application of a round, in drafts too; the regions do not."""

import pytest

from applications.models import Aanvraagstatus
from applications.samenhang import read_samenhang
from regions.models import Gemeente, Regiovestiging, Vestiging
from tests.factories import AanvraagFactory, CofinancieringFactory, PartnerFactory, SchoolFactory, open_ronde

PAGE = "/rondes/4/samenhang/"


@pytest.fixture
def both(twente, veluwe):
    """The drafts of two regions in one round."""
    return AanvraagFactory(regio=twente), AanvraagFactory(regio=veluwe)


def told(overlaps):
    return [(overlap.naam, overlap.code, [(v.regio, v.stand) for v in overlap.vermeldingen]) for overlap in overlaps]


def test_a_school_in_two_drafts_is_told_with_both_regions(both):
    for aanvraag in both:
        SchoolFactory(plan=aanvraag.plan, vestigingscode="01AB00", naam="Vakcollege")

    assert told(read_samenhang(open_ronde()).vestigingen) == [
        ("Vakcollege", "01AB00", [("STO90001", "concept"), ("STO90002", "concept")])
    ]


def test_a_school_in_a_draft_and_in_the_composition_of_another_region_is_told(both, veluwe):
    SchoolFactory(plan=both[0].plan, vestigingscode="01AB00", naam="Vakcollege")
    Regiovestiging.objects.create(
        regeling=both[0].ronde.regelingversie.regeling,
        vestiging=Vestiging.objects.create(code="01AB00", naam="Vakcollege"),
        regio=veluwe,
        vanaf_datum="2020-01-01",
    )

    assert told(read_samenhang(open_ronde()).vestigingen) == [
        ("Vakcollege", "01AB00", [("STO90001", "concept"), ("STO90002", "samenstelling van de regio")])
    ]


@pytest.mark.parametrize("soort", ["mbo", "po", "hbo_wo"])
def test_a_school_that_may_be_in_more_regions_is_not_told(both, soort):
    for aanvraag in both:
        SchoolFactory(plan=aanvraag.plan, soort=soort, vestigingscode="01AB00")

    assert read_samenhang(open_ronde()).vestigingen == []


def test_a_municipality_in_two_regions_is_told(both, twente, veluwe):
    shared, own = (Gemeente.objects.create(code=code, naam=f"Land {code}") for code in ("0042", "0043"))
    twente.gemeenten.add(shared, own)
    veluwe.gemeenten.add(shared)

    assert told(read_samenhang(open_ronde()).gemeenten) == [
        ("Land 0042", "0042", [("STO90001", "concept"), ("STO90002", "concept")])
    ]


def test_a_firm_that_pledges_twice_is_told_with_what_it_brings_in_where(both):
    for place, aanvraag in enumerate(both, start=1):
        firm = PartnerFactory(plan=aanvraag.plan, kvk_nummer="12345678", naam=f"Buis {place}")
        CofinancieringFactory(partner=firm, bedrag_cents=place * 100)
        CofinancieringFactory(partner=firm, bedrag_cents=50, vorm="natura")

    (overlap,) = read_samenhang(open_ronde()).bedrijven

    assert (overlap.naam, overlap.code) == ("Buis 1", "12345678")
    assert [(v.regio, v.bedrag_cents) for v in overlap.vermeldingen] == [("STO90001", 150), ("STO90002", 250)]


def test_firms_without_a_number_are_the_same_by_name(both):
    for naam, aanvraag in zip(("Buis B.V.", "BUIS B V"), both, strict=True):
        CofinancieringFactory(partner=PartnerFactory(plan=aanvraag.plan, kvk_nummer="", naam=naam))

    assert [overlap.naam for overlap in read_samenhang(open_ronde()).bedrijven] == ["Buis B.V."]


def test_the_contribution_of_a_government_is_not_that_of_a_firm(both):
    for aanvraag in both:
        CofinancieringFactory(partner=PartnerFactory(plan=aanvraag.plan, soort="overheid", kvk_nummer="12345678"))

    assert read_samenhang(open_ronde()).bedrijven == []


@pytest.mark.parametrize("status", ["ingetrokken", "afgewezen", "buiten_behandeling", "verlening_ingetrokken"])
def test_an_application_that_stopped_does_not_count(both, twente, veluwe, status):
    gemeente = Gemeente.objects.create(code="0042", naam="Proefland")
    for aanvraag, regio in zip(both, (twente, veluwe), strict=True):
        SchoolFactory(plan=aanvraag.plan, vestigingscode="01AB00")
        CofinancieringFactory(partner=PartnerFactory(plan=aanvraag.plan, kvk_nummer="12345678"))
        regio.gemeenten.add(gemeente)
    both[1].status = Aanvraagstatus(status)
    both[1].save()

    samenhang = read_samenhang(open_ronde())

    assert (samenhang.vestigingen, samenhang.gemeenten, samenhang.bedrijven) == ([], [], [])


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_as_many_queries_for_one_overlap_as_for_three(
    client, behandelaar, both, number, django_assert_num_queries
):
    for aanvraag in both:
        for place in range(number):
            SchoolFactory(plan=aanvraag.plan, vestigingscode=f"0{place}AB00")
    client.force_login(behandelaar)

    with django_assert_num_queries(8):
        response = client.get(PAGE)

    assert len(response.context["samenhang"].vestigingen) == number


def test_no_region_sees_it(client, anna, both):
    client.force_login(anna)

    assert client.get(PAGE).status_code == 403

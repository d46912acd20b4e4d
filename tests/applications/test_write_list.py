from datetime import timedelta

import pytest
from django.utils import timezone

from applications.actions import Wijziging, save_antwoorden
from applications.models import Aanvraagstatus, Uitstel, Vraag
from sto_portal.roles import Regiorol
from tests.cast import join
from tests.factories import AanvraagFactory, RegioFactory, RondeFactory, open_ronde

LIST = "/aanvragen/"


def numbers(response):
    return [aanvraag.nummer for aanvraag in response.context["aanvragen"]]


@pytest.fixture
def both(twente, veluwe):
    return [AanvraagFactory(regio=twente), AanvraagFactory(regio=veluwe, status=Aanvraagstatus.INGEDIEND)]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("anna", ["STO90001-4", "STO90002-4"]),
        ("bram", ["STO90002-4"]),
        ("lies", ["STO90001-4"]),
        ("behandelaar", ["STO90002-4"]),
    ],
)
def test_people_see_their_regions_and_dus_i_what_was_filed(client, request, both, name, seen):
    client.force_login(request.getfixturevalue(name))

    assert numbers(client.get(LIST)) == seen


@pytest.mark.parametrize("name", ["dina", "onderzoeker", "beheerder"])
def test_who_has_nothing_to_do_with_applications_is_refused(client, request, both, name):
    client.force_login(request.getfixturevalue(name))

    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("zoek=Twente", ["STO90001-4"]),
        ("zoek=sto90002-4", ["STO90002-4"]),
        ("zoek=90002", ["STO90002-4"]),
        ("zoek=nergens", []),
        ("status=ingediend", ["STO90002-4"]),
        ("status=onzin", ["STO90001-4", "STO90002-4"]),
        ("ronde=999999", ["STO90001-4", "STO90002-4"]),
        ("ronde=x&page=99&sorteer=onzin", ["STO90001-4", "STO90002-4"]),
        ("page=x", ["STO90001-4", "STO90002-4"]),
        ("zoek=%00", ["STO90001-4", "STO90002-4"]),
        ("sorteer=regio", ["STO90001-4", "STO90002-4"]),
        ("sorteer=wijziging", ["STO90002-4", "STO90001-4"]),
    ],
)
def test_the_list_can_be_searched_and_sorted(client, anna, both, query, seen):
    client.force_login(anna)

    assert numbers(client.get(f"{LIST}?{query}")) == seen


def test_the_last_change_is_the_last_time_someone_wrote(client, anna, both):
    first = both[0]
    vraag = Vraag.objects.get(code="b1_1_samenvatting")
    save_antwoorden(plan=first.plan, wijzigingen=[Wijziging(vraag, "Kort", None, 0)], by=anna)
    client.force_login(anna)

    assert numbers(client.get(f"{LIST}?sorteer=wijziging")) == ["STO90001-4", "STO90002-4"]


def test_more_time_for_one_region_shows_in_its_deadline(client, anna, both):
    later = timezone.now() + timedelta(days=60)
    Uitstel.objects.create(ronde=both[0].ronde, regio=both[0].regio, sluit_op=later, reden="Storing")
    client.force_login(anna)

    shown = {aanvraag.nummer: aanvraag.sluit_op for aanvraag in client.get(LIST).context["aanvragen"]}

    assert shown == {"STO90001-4": later, "STO90002-4": both[1].ronde.sluit_op}


def test_an_empty_list_says_so(client, bram, veluwe):
    RondeFactory()
    client.force_login(bram)

    assert "Uw regio heeft nog geen aanvraag" in client.get(LIST).text


@pytest.mark.parametrize("regions", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(client, anna, twente, regions, django_assert_num_queries):
    open_ronde()
    AanvraagFactory(regio=twente)
    for number in range(regions - 1):
        regio = RegioFactory(nummer=f"STO9100{number}")
        join(anna, regio, Regiorol.PENVOERDER)
        AanvraagFactory(regio=regio)
    client.force_login(anna)

    with django_assert_num_queries(9):
        response = client.get(LIST)

    assert len(numbers(response)) == regions


def test_dus_i_reads_a_long_list_page_by_page(client, behandelaar, django_assert_max_num_queries):
    ronde = open_ronde()
    for _ in range(51):
        AanvraagFactory(status=Aanvraagstatus.INGEDIEND, ronde=ronde)
    client.force_login(behandelaar)

    with django_assert_max_num_queries(8):
        first = client.get(LIST)

    assert len(numbers(first)) == 50
    assert len(numbers(client.get(f"{LIST}?page=2"))) == 1

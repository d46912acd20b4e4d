"""Who may open and who may change: the pages on which an application is written."""

import pytest

from applications.models import Doelstelling, Ondertekenaareis
from tests.applications.writing import answers, url_of
from tests.factories import AanvraagFactory, DoelstellingFactory, SchoolFactory

READ = ["regiovisie", "activiteitenplan", "overeenkomst", "begroting", "partners", "regiovisie/b1-1"]
EDIT = [
    "doelen/nieuw",
    "doelen/{doel}",
    "doelen/{doel}/verwijderen",
    "partners/nieuw",
    "partners/{school}",
    "{signature}",
]


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def paths(aanvraag):
    """What stands for the names in braces."""
    school = SchoolFactory(plan=aanvraag.plan)
    eis = Ondertekenaareis.objects.filter(partnersoort=school.soort).first()
    signature = f"overeenkomst/ondertekening/{school.pk}/{eis.pk}"
    return {"doel": DoelstellingFactory(plan=aanvraag.plan).pk, "school": school.pk, "signature": signature}


@pytest.mark.parametrize("page", READ)
@pytest.mark.parametrize(
    ("name", "code"), [("anna", 200), ("mia", 200), ("lies", 200), ("bram", 404), ("dina", 403), ("behandelaar", 404)]
)
def test_a_draft_is_read_by_its_region_alone(client, request, aanvraag, page, name, code):
    client.force_login(request.getfixturevalue(name))

    assert client.get(url_of(aanvraag, page)).status_code == code


@pytest.mark.parametrize("page", EDIT)
@pytest.mark.parametrize(
    ("name", "code"), [("anna", 200), ("mia", 200), ("lies", 403), ("bram", 404), ("dina", 403), ("behandelaar", 403)]
)
def test_a_form_opens_for_who_writes(client, request, aanvraag, paths, page, name, code):
    client.force_login(request.getfixturevalue(name))

    assert client.get(url_of(aanvraag, page.format(**paths))).status_code == code


@pytest.mark.parametrize("page", ["regiovisie/b1-1", "begroting", *EDIT])
@pytest.mark.parametrize(("name", "code"), [("lies", 403), ("bram", 404), ("dina", 403), ("behandelaar", 403)])
def test_who_does_not_write_changes_nothing(client, request, aanvraag, paths, page, name, code):
    client.force_login(request.getfixturevalue(name))

    response = client.post(url_of(aanvraag, page.format(**paths)), {"b1_1_samenvatting": "X", "titel": "X"})

    assert response.status_code == code
    assert answers(aanvraag.plan) == {}
    assert Doelstelling.objects.filter(plan=aanvraag.plan).count() == 1


@pytest.mark.parametrize("page", [*READ, *EDIT])
def test_who_is_not_signed_in_is_asked_to(client, aanvraag, paths, page):
    url = url_of(aanvraag, page.format(**paths))

    assert client.get(url).url == f"/account/login/?next={url}"


def test_dus_i_reads_a_filed_plan_and_changes_nothing(client, behandelaar, aanvraag):
    aanvraag.status = "ingediend"
    aanvraag.save()
    client.force_login(behandelaar)

    assert [client.get(url_of(aanvraag, page)).status_code for page in READ] == [200] * len(READ)
    assert client.post(url_of(aanvraag, "regiovisie", "b1-1"), {}).status_code == 403


@pytest.mark.parametrize("nummer", ["STO90001-99", "STO99999-4", "onzin", "STO90001-", "-4", "STO90001-4-4"])
def test_a_number_that_is_none_does_not_exist(client, anna, aanvraag, nummer):
    client.force_login(anna)

    assert client.get(f"/aanvragen/{nummer}/regiovisie/").status_code == 404


@pytest.mark.parametrize(
    "tail", ["regiovisie/b2-1", "regiovisie/onzin", "doelen/999999", "bestanden/999999", "onzin/nieuw"]
)
def test_a_place_that_is_none_does_not_exist(client, anna, aanvraag, tail):
    client.force_login(anna)

    assert client.get(url_of(aanvraag, tail)).status_code == 404


def test_a_reader_sees_no_way_to_write(client, lies, aanvraag, paths):
    client.force_login(lies)

    texts = [client.get(url_of(aanvraag, page)).text for page in READ]

    assert [("toevoegen</a>" in text, "<textarea" in text, "Wijzigen" in text) for text in texts] == [
        (False, False, False)
    ] * len(READ)

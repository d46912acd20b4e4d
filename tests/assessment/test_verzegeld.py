"""Nobody sees the judgement of another before all three are in: every page, every person."""

import pytest

from assessment.actions.beoordelen import hand_in
from assessment.models import Beoordeling
from tests.assessment.committee import fill

pytestmark = pytest.mark.django_db

COMMITTEE = ["", "deelaspect/1.1/", "inleveren/", "verhinderd/", "vergelijken/", "lezen/"]
VOORZITTER = ["advies/", "advies/deelaspect/1.1/", "advies/vaststellen/"]
LISTS = ["/beoordeling/", "/beoordeling/?volgorde=voortgang", "/beoordeling/toewijzen/", "/besluiten/"]
SECRETS = ["Reden van Ben", "Conclusie van Ben"]


@pytest.fixture
def half(case):
    """Ben and Carla handed in; Dina did not."""
    aanvraag, (own, *others) = case
    for beoordeling in others:
        fill(beoordeling, unmet=["c1.1.v1"])
        hand_in(beoordeling=beoordeling, by=beoordeling.lid.user)
    return aanvraag, own


def read_everything(client, aanvraag):
    """The text of every page that might tell, after following where it leads."""
    addresses = [f"/beoordeling/{aanvraag.nummer}/{page}" for page in COMMITTEE + VOORZITTER]
    addresses += [*LISTS, f"/beoordeling/{aanvraag.nummer}/toewijzen/", f"/besluiten/{aanvraag.nummer}/"]
    addresses += [f"/aanvragen/{aanvraag.nummer}/"]
    return "".join(client.get(address, follow=True).content.decode() for address in addresses)


@pytest.mark.parametrize("name", ["dina", "vera", "coordinator", "behandelaar", "tekenbevoegde", "beheerder", "anna"])
def test_no_page_tells_anyone_what_ben_finds(client, request, half, name):
    aanvraag, _own = half
    client.force_login(request.getfixturevalue(name))

    text = read_everything(client, aanvraag)

    assert [secret for secret in SECRETS if secret in text] == []


def test_ben_himself_reads_his_own(client, half):
    aanvraag, _own = half
    client.force_login(Beoordeling.objects.get(lid__user__naam="Ben").lid.user)

    text = client.get(f"/beoordeling/{aanvraag.nummer}/deelaspect/1.1/").content.decode()

    assert [secret in text for secret in SECRETS] == [True, True]


def test_the_voorzitter_sees_who_has_handed_in_and_nothing_more(client, half, vera):
    client.force_login(vera)

    ((title, (zaak,)),) = client.get("/beoordeling/").context["groups"]

    assert title == "Wachten op beoordelingen"
    assert [(lid.naam, lid.handed_in) for lid in zaak.leden] == [("Dina", False), ("Ben", True), ("Carla", True)]


@pytest.mark.parametrize("page", ["vergelijken/", *VOORZITTER])
def test_the_voorzitter_who_comes_too_early_is_told_why(client, half, vera, page):
    aanvraag, _own = half
    client.force_login(vera)

    response = client.get(f"/beoordeling/{aanvraag.nummer}/{page}", follow=True)

    assert response.redirect_chain == [("/beoordeling/", 302)]
    assert "alle drie de beoordelingen binnen zijn" in str(next(iter(response.context["messages"])))


@pytest.mark.parametrize("page", VOORZITTER)
def test_a_beoordelaar_does_not_write_the_advice(client, half, page):
    aanvraag, own = half
    client.force_login(own.lid.user)

    assert client.post(f"/beoordeling/{aanvraag.nummer}/{page}").status_code == 403


def test_the_query_itself_hides_what_is_sealed(half, vera, leden):
    _aanvraag, own = half

    assert list(Beoordeling.objects.visible_to(own.lid.user)) == [own]
    assert list(Beoordeling.objects.visible_to(vera)) == []


def test_after_the_third_all_three_compare(client, half, vera):
    aanvraag, own = half
    fill(own)
    hand_in(beoordeling=own, by=own.lid.user)

    texts = []
    for user in (own.lid.user, vera):
        client.force_login(user)
        texts.append(client.get(f"/beoordeling/{aanvraag.nummer}/vergelijken/").content.decode())

    assert [all(f"Reden van {name}." in text for name in ("Ben", "Carla", "Dina")) for text in texts] == [True, True]


def test_an_outsider_and_who_withdrew_see_nothing_after_the_reveal(revealed, evert, coordinator):
    assert list(Beoordeling.objects.visible_to(evert.user)) == []
    assert list(Beoordeling.objects.visible_to(coordinator)) == []

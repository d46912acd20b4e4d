import pytest

from sto_portal.werk.models import Werk, Werkstatus, seconds_from_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def werk(kind, anna):
    kind("tellen", lambda taak: None)
    return Werk.objects.create(soort="tellen", sleutel="a", door=anna)


@pytest.mark.parametrize("part", ["", "voortgang/"])
@pytest.mark.parametrize(("name", "code"), [("anna", 200), ("bram", 404), ("beheerder", 200)])
def test_only_who_asked_and_who_runs_the_portal_see_the_work(client, request, werk, name, code, part):
    client.force_login(request.getfixturevalue(name))

    response = client.get(f"/werk/{werk.pk}/{part}")

    assert response.status_code == code


def test_a_visitor_is_asked_to_log_in(client, werk):
    response = client.get(f"/werk/{werk.pk}/")

    assert response.status_code == 302
    assert response.url.startswith("/account/login/")


def test_anna_sees_how_far_the_work_is_and_the_page_asks_again(client, anna, werk):
    Werk.objects.update(status=Werkstatus.BEZIG, voortgang=40, totaal=78, lease_tot=seconds_from_now(60))
    client.force_login(anna)

    page = client.get(f"/werk/{werk.pk}/").content.decode()

    assert "40 van 78" in page
    assert f'hx-get="/werk/{werk.pk}/voortgang/"' in page
    assert "Vernieuwen" in page


def test_the_page_of_anna_stops_asking_when_the_work_is_done(client, anna, werk):
    Werk.objects.update(status=Werkstatus.KLAAR, resultaat={"url": "/aanvragen/STO00012-3/"})
    client.force_login(anna)

    fragment = client.get(f"/werk/{werk.pk}/voortgang/", headers={"HX-Request": "true"})

    assert fragment.status_code == 286
    assert 'href="/aanvragen/STO00012-3/"' in fragment.content.decode()
    assert "Tellen: Klaar" in fragment.content.decode()
    assert "hx-get" not in client.get(f"/werk/{werk.pk}/").content.decode()


def test_anna_reads_what_went_wrong_and_tries_again(client, anna, werk):
    Werk.objects.update(status=Werkstatus.MISLUKT, fout="De brief heeft geen ondertekenaar.", pogingen=5)
    client.force_login(anna)

    page = client.get(f"/werk/{werk.pk}/").content.decode()
    response = client.post(f"/werk/{werk.pk}/opnieuw/")

    assert "De brief heeft geen ondertekenaar." in page
    assert "Opnieuw proberen" in page
    assert response.url == f"/werk/{werk.pk}/"
    assert Werk.objects.get().status == Werkstatus.WACHTEND


def test_trying_again_what_did_not_fail_says_so(client, anna, werk):
    client.force_login(anna)

    page = client.post(f"/werk/{werk.pk}/opnieuw/", follow=True).content.decode()

    assert "opnieuw proberen is niet nodig" in page


@pytest.mark.parametrize(("name", "code"), [("anna", 302), ("bram", 404), ("beheerder", 302)])
def test_bram_cannot_restart_the_work_of_anna(client, request, werk, name, code):
    Werk.objects.update(status=Werkstatus.MISLUKT)
    client.force_login(request.getfixturevalue(name))

    response = client.post(f"/werk/{werk.pk}/opnieuw/")

    assert response.status_code == code
    assert Werk.objects.filter(status=Werkstatus.MISLUKT).exists() is (code == 404)

"""Roles for the whole country: given from a day until a day, and ended."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from sto_portal.accounts.actions import AccountError, give_role
from sto_portal.accounts.models import Aanstelling
from sto_portal.sporen.models import Spoor
from sto_portal.termijnen import today
from tests.factories import UserFactory

TOMORROW = timedelta(days=1)


@pytest.fixture
def as_beheerder(client, beheerder):
    client.force_login(beheerder)
    return client


@pytest.fixture
def piet(db):
    return UserFactory(naam="Piet Post", email="piet@example.nl")


def fresh(user):
    """The same person as read at the next request."""
    return get_user_model().objects.get(pk=user.pk)


def since_yesterday(user, rol, **values):
    return Aanstelling.objects.create(user=user, rol=rol, vanaf=timezone.now() - TOMORROW, **values)


def traces(obj):
    return list(Spoor.objects.of(obj).values_list("wat", flat=True))


def test_a_role_holds_from_the_moment_it_is_given(as_beheerder, piet):
    as_beheerder.post(f"/gebruikers/{piet.pk}/rollen/nieuw/", {"rol": "behandelaar"})

    assert fresh(piet).has_perm("assessment.draft_besluit")
    assert traces(piet) == ["give_role"]


def test_a_role_for_later_does_not_hold_yet_and_ends_after_its_last_day(as_beheerder, piet):
    begin, last = today() + TOMORROW, today() + 2 * TOMORROW

    as_beheerder.post(
        f"/gebruikers/{piet.pk}/rollen/nieuw/",
        {"rol": "behandelaar", "vanaf": begin.isoformat(), "tot": last.isoformat()},
    )

    row = Aanstelling.objects.get(user=piet)
    assert not fresh(piet).has_perm("assessment.draft_besluit")
    assert timezone.localtime(row.vanaf).isoformat()[:19] == f"{begin}T00:00:00"
    assert timezone.localtime(row.tot).isoformat()[:19] == f"{last + TOMORROW}T00:00:00"


@pytest.mark.parametrize(
    ("days", "field", "message"),
    [
        ({"vanaf": -1}, "vanaf", "Kies vandaag of een dag die nog komt."),
        ({"tot": -1}, "tot", "Kies vandaag of een dag die nog komt."),
        ({"vanaf": 5, "tot": 4}, "tot", "Kies een dag die niet voor het begin van de rol ligt."),
        ({"vanaf": 40000}, "vanaf", "Kies vandaag of een dag die nog komt."),
    ],
)
def test_a_wrong_day_is_told_at_the_field(as_beheerder, piet, days, field, message):
    data = {name: (today() + timedelta(days=number)).isoformat() for name, number in days.items()}

    response = as_beheerder.post(f"/gebruikers/{piet.pk}/rollen/nieuw/", {"rol": "behandelaar"} | data)

    assert response.context["form"].errors == {field: [message]}
    assert not Aanstelling.objects.filter(user=piet).exists()


def test_a_role_that_is_ended_holds_no_longer_and_stays_on_record(as_beheerder, piet):
    row = since_yesterday(piet, "behandelaar")

    as_beheerder.post(f"/gebruikers/{piet.pk}/rollen/{row.pk}/beeindigen/")

    assert not fresh(piet).has_perm("assessment.draft_besluit")
    assert "Voorbij" in as_beheerder.get(f"/gebruikers/{piet.pk}/").content.decode()
    assert traces(piet) == ["end_role"]


def test_a_role_that_has_not_begun_is_taken_back(as_beheerder, piet):
    row = Aanstelling.objects.create(user=piet, rol="behandelaar", vanaf=timezone.now() + TOMORROW)

    as_beheerder.post(f"/gebruikers/{piet.pk}/rollen/{row.pk}/beeindigen/")

    assert not Aanstelling.objects.filter(user=piet).exists()


def test_ending_a_role_twice_changes_nothing_more(as_beheerder, piet):
    row = since_yesterday(piet, "behandelaar")
    path = f"/gebruikers/{piet.pk}/rollen/{row.pk}/beeindigen/"

    as_beheerder.post(path)
    ended = Aanstelling.objects.get(pk=row.pk).tot
    as_beheerder.post(path)

    assert Aanstelling.objects.get(pk=row.pk).tot == ended
    assert traces(piet) == ["end_role"]


def test_asking_to_end_a_role_changes_nothing(as_beheerder, piet):
    row = since_yesterday(piet, "behandelaar")

    page = as_beheerder.get(f"/gebruikers/{piet.pk}/rollen/{row.pk}/beeindigen/")

    assert "Rol beëindigen?" in page.content.decode()
    assert fresh(piet).has_perm("assessment.draft_besluit")


@pytest.mark.parametrize("rol", ["tekenbevoegde", "voorzitter", "onderzoeker"])
def test_the_beheerder_gives_himself_no_role_whatever(as_beheerder, beheerder, rol):
    response = as_beheerder.post(f"/gebruikers/{beheerder.pk}/rollen/nieuw/", {"rol": rol})

    assert response.context["form"].errors == {"rol": ["U kunt uzelf geen rol geven. Vraag het een andere beheerder."]}
    assert list(beheerder.aanstellingen.values_list("rol", flat=True)) == ["beheerder"]


def test_the_beheerder_does_not_end_the_own_role(as_beheerder, beheerder):
    row = beheerder.aanstellingen.get()

    as_beheerder.post(f"/gebruikers/{beheerder.pk}/rollen/{row.pk}/beeindigen/")

    row.refresh_from_db()
    assert row.tot is None


@pytest.mark.parametrize(
    ("held", "asked", "message"),
    [
        ("beheerder", "tekenbevoegde", "Een beheerder mag geen andere rol hebben."),
        ("tekenbevoegde", "beheerder", "Een beheerder mag geen andere rol hebben."),
        ("behandelaar", "behandelaar", "Deze gebruiker heeft deze rol dan al."),
    ],
)
def test_a_role_that_does_not_go_with_another_is_refused(beheerder, piet, held, asked, message):
    since_yesterday(piet, held)

    with pytest.raises(AccountError, match=message):
        give_role(user=piet, rol=asked, by=beheerder)


def test_a_role_may_follow_the_same_role_that_ends(beheerder, piet):
    end = timezone.now() + TOMORROW
    since_yesterday(piet, "behandelaar", tot=end)

    give_role(user=piet, rol="behandelaar", vanaf=end, by=beheerder)

    assert piet.aanstellingen.count() == 2


def test_the_role_of_one_person_is_not_ended_under_the_address_of_another(as_beheerder, piet, behandelaar):
    row = behandelaar.aanstellingen.get()

    response = as_beheerder.post(f"/gebruikers/{piet.pk}/rollen/{row.pk}/beeindigen/")

    assert response.status_code == 404

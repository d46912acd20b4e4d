"""Whoever ever started, changed or offered a decision never approves it: in the portal, and in the database."""

import pytest
from django.db import IntegrityError, transaction

from assessment.actions.besluiten import BesluitError, change_besluit, draft_besluit, offer_besluit, return_besluit
from assessment.actions.controleren import check_advies
from assessment.models import Besluit, Besluitbijdrage
from tests.assessment.cases import approve_seen, make_advised
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tess(tekenbevoegde):
    """A tekenbevoegde who is behandelaar too."""
    tekenbevoegde.aanstellingen.create(rol="behandelaar")
    return tekenbevoegde


@pytest.fixture
def draft(twente, behandelaar):
    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    check_advies(besluit.advies, by=behandelaar)
    return change_besluit(besluit, versie=besluit.versie, by=behandelaar, wettelijke_grondslag="de regels")


def refused(besluit, person):
    with pytest.raises(BesluitError, match="U hebt zelf aan dit besluit gewerkt"):
        approve_seen(besluit, by=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Besluit.objects.filter(pk=besluit.pk).update(akkoord_door=person)
    return True


def test_who_changed_the_amount_of_anothers_draft_cannot_approve_it(client, draft, tess):
    client.force_login(tess)
    change_besluit(draft, versie=draft.versie, by=tess, motivering="Een zin erbij.")
    offer_besluit(draft, by=tess)

    client.post(f"/besluiten/{draft.aanvraag.nummer}/akkoord/", {"sha256": "0" * 64})
    page = client.get(f"/besluiten/{draft.aanvraag.nummer}/")

    assert (page.context["may"]["approve"], page.context["may"]["own"]) == (False, True)
    assert refused(draft, tess)


def test_who_only_offered_it_cannot_approve_it(draft, tess):
    offer_besluit(draft, by=tess)

    assert refused(draft, tess)


def test_who_once_changed_it_cannot_approve_it_after_others_did(draft, tess, behandelaar):
    draft = change_besluit(draft, versie=draft.versie, by=tess, motivering="Een zin erbij.")
    draft = change_besluit(draft, versie=draft.versie, by=behandelaar, motivering="Zonder die zin.")
    offer_besluit(draft, by=behandelaar)
    return_besluit(draft, by=tess, reason="Nog eens.")
    offer_besluit(draft, by=behandelaar)

    assert refused(draft, tess)


def test_nobody_takes_themselves_off_the_list_of_who_worked_on_it(draft, behandelaar):
    other = UserFactory()

    for change in (
        lambda: draft.bijdragen.all().delete(),
        lambda: draft.bijdragen.update(persoon=other),
    ):
        with pytest.raises(IntegrityError, match="blijft bekend"), transaction.atomic():
            change()
    assert list(draft.bijdragen.values_list("persoon", flat=True)) == [behandelaar.pk]


def test_nobody_is_added_to_it_who_approved_it(draft, behandelaar, tekenbevoegde):
    offer_besluit(draft, by=behandelaar)
    approve_seen(draft, by=tekenbevoegde)

    with pytest.raises(IntegrityError, match="geeft er geen akkoord op"), transaction.atomic():
        Besluitbijdrage.objects.create(besluit=draft, persoon=tekenbevoegde)


@pytest.mark.parametrize("field", ["opsteller", "gewijzigd_door", "aangeboden_door"])
def test_the_row_itself_refuses_two_hands_of_one_person(draft, field):
    other = UserFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Besluit.objects.filter(pk=draft.pk).update(**{field: other, "akkoord_door": other})

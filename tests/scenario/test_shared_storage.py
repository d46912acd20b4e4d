"""Web and worker are different processes, perhaps on different machines: they meet in the storage."""

import pytest
from django.test import Client

from assessment.actions.verzenden import request_sending
from sto_portal.bestanden.models import Bestand
from sto_portal.roles import Regiorol
from tests.applications.plans import filed_aanvraag
from tests.assessment.cases import make_advised, make_approved
from tests.cast import join
from tests.factories import RegioFactory, UserFactory


@pytest.fixture
def shared(own_database, s3_storage):
    """A database and a bucket that this process and the workers it starts share."""
    own_database.extra["STORAGE_URL"] = s3_storage.url
    return own_database


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_dossier_that_a_worker_makes_is_read_by_the_web_process(shared, s3_storage):
    regio, anna = RegioFactory(), UserFactory(naam="Anna")
    join(anna, regio, Regiorol.PENVOERDER)
    aanvraag = filed_aanvraag(anna, regio=regio)
    client, address = signed_in(anna), f"/aanvragen/{aanvraag.nummer}/dossier.pdf"

    client.post(address)
    shared.manage("worker", "--drain")
    response = client.get(address)

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert Bestand.objects.get(soort="dossier").pad in s3_storage.names()


def test_the_letter_that_a_worker_sends_is_read_by_the_web_process(shared, s3_storage):
    drafter, signer = UserFactory(rol="behandelaar"), UserFactory(rol="tekenbevoegde")
    besluit = make_approved(make_advised(RegioFactory()), drafter=drafter, approver=signer)
    request_sending(besluit, by=signer)

    shared.manage("worker", "--drain")
    response = signed_in(signer).get(f"/besluiten/{besluit.aanvraag.nummer}/beschikking.pdf")

    besluit.refresh_from_db()
    assert (besluit.status, response.content[:5]) == ("verzonden", b"%PDF-")
    assert s3_storage.names() == [besluit.pdf.pad]

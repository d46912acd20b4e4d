"""Who keeps the portal running hears of a storage that does not work, before everyone else finds out."""

import pytest

from sto_portal.gezondheid.work import watch_storage
from sto_portal.outbox.models import Bericht
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def mails():
    return list(Bericht.objects.order_by("pk").values_list("aan", "onderwerp"))


def test_a_storage_that_takes_no_file_is_one_mail_a_day(beheerder, no_folder):
    UserFactory(rol="behandelaar")

    for _ in range(2):
        watch_storage()

    assert mails() == [(beheerder.email, "Het STO-portaal: bestanden bewaren lukt niet")]
    assert "Lezen, typen en indienen gaat door." in Bericht.objects.get().tekst


def test_a_disk_that_is_nearly_full_is_told_before_it_is(beheerder, settings):
    settings.STORAGE_FREE_BYTES = 2**62

    watch_storage()

    assert mails() == [(beheerder.email, "Het STO-portaal: bijna geen ruimte voor bestanden")]


def test_a_storage_in_order_is_no_news(beheerder, settings):
    settings.STORAGE_FREE_BYTES = 1

    watch_storage()

    assert mails() == []

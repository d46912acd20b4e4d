"""The front page leads who writes to the draft there is."""

import pytest

from applications.models import Partner
from tests.factories import AanvraagFactory, PartnerFactory, RondeFactory

pytestmark = pytest.mark.django_db


def cards(client, person):
    client.force_login(person)
    return [card["title"] for card in client.get("/").context["cards"]]


def test_who_has_one_open_draft_goes_on_with_it_from_the_front_page(client, anna, twente):
    aanvraag = AanvraagFactory(regio=twente)

    assert cards(client, anna)[0] == f"Ga verder met {aanvraag.nummer}"
    assert aanvraag.get_absolute_url() in client.get("/").text


def test_who_has_two_drafts_or_none_chooses_from_the_list(client, anna, twente):
    assert cards(client, anna)[0] == "Schrijf aan uw aanvraag"

    AanvraagFactory(regio=twente)
    AanvraagFactory(regio=twente, ronde=RondeFactory())

    assert cards(client, anna)[0] == "Schrijf aan uw aanvraag"


def test_who_only_reads_has_no_draft_to_go_on_with(client, lies, twente):
    AanvraagFactory(regio=twente)

    assert [title for title in cards(client, lies) if title.startswith("Ga verder")] == []


def test_partners_stand_by_name_whatever_their_capitals(twente):
    plan = AanvraagFactory(regio=twente).plan
    for naam in ("Zaag BV", "branche", "Aambeeld", "Bouw"):
        PartnerFactory(plan=plan, naam=naam)

    assert [partner.naam for partner in Partner.objects.of(plan)] == ["Aambeeld", "Bouw", "branche", "Zaag BV"]

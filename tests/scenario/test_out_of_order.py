"""Steps that cannot be taken now, buttons pressed twice and numbers of others, for every role, on the demo's cases."""

import re

import pytest
from django.urls import URLPattern, reverse

from applications.urls import urlpatterns as application_urls
from assessment.models import Beoordeling, Besluit, Commissielid
from assessment.urls import urlpatterns as assessment_urls
from tests.applications.writing import fields_of
from tests.scenario.demo_clients import aanvraag_of, client_of, digest_of, plan_of, standing

FILED, WITH_COMMITTEE, ASSIGNED, HALFWAY = "STO00074-4", "STO00020-4", "STO00077-4", "STO00003-4"
REVEALED, ADVICE_DRAFT, ADVISED = "STO00078-4", "STO00039-4", "STO00050-4"
DRAFTED, OFFERED, APPROVED, SENT = "STO00014-4", "STO00019-4", "STO00025-4", "STO00030-4"
OWN_GRANT = "STO00055-1"
OTHERS_DRAFT, OTHERS_CASE, NOBODYS = "STO00026-4", "STO00078-4", "STO99998-4"

OF_DUSI = "aanvraag-accept|besluit-set-aside|supplement-(recall|request)|conceptcheck-bestand"
OF_PENVOERDER = "aanvraag-(submit|withdraw)|supplement-submit|akkoord|conceptcheck"

# person, address, what is sent, how the portal answers, what it says
TOO_EARLY_OR_TOO_LATE = [
    ("penvoerder", f"/aanvragen/{OWN_GRANT}/indienen/", {"akkoord": "on"}, 302, ""),
    ("penvoerder", f"/aanvragen/{OWN_GRANT}/intrekken/", {"reden": "Toch niet."}, 200, "Dit kan niet"),
    ("penvoerder", f"/aanvragen/{OWN_GRANT}/doelen/nieuw/", {"titel": "Nieuw"}, 302, "U kunt niets meer veranderen"),
    ("penvoerder", f"/aanvragen/{OWN_GRANT}/begroting/", {"gevraagde_subsidie": "1"}, 302, "U kunt niets meer"),
    ("behandelaar", f"/aanvragen/{WITH_COMMITTEE}/volledigheid/", {"reden": ""}, 200, "Dit kan niet"),
    ("behandelaar", f"/besluiten/{REVEALED}/opstellen/", {}, 302, "U kunt nog geen besluit opstellen"),
    ("behandelaar", f"/besluiten/{OFFERED}/ter-akkoord/", {}, 302, "Dit kan niet"),
    ("behandelaar", f"/besluiten/{SENT}/opstellen/", {"opslaan": "1"}, 302, "geen concept meer"),
    ("coordinator", f"/beoordeling/{FILED}/toewijzen/", {"leden": [1, 2, 3]}, 200, "Dit kan niet"),
    ("coordinator", f"/beoordeling/{REVEALED}/toewijzen/", {"leden": [1, 3, 6]}, 200, "beoordeelt deze aanvraag al"),
    ("beoordelaar1", f"/beoordeling/{HALFWAY}/inleveren/", {}, 422, "U kunt nog niet inleveren"),
    ("beoordelaar2", f"/beoordeling/{HALFWAY}/deelaspect/1.1/", {"versie": "1"}, 200, "U kunt niets meer wijzigen"),
    ("beoordelaar2", f"/beoordeling/{HALFWAY}/inleveren/", {}, 302, "Dit kan niet meer"),
    ("beoordelaar2", f"/beoordeling/{HALFWAY}/verhinderd/", {"reden": "Ziek."}, 200, "Dit kan niet"),
    ("voorzitter", f"/beoordeling/{HALFWAY}/advies/", {"strekking": "positief"}, 302, "alle drie de beoordelingen"),
    ("voorzitter", f"/beoordeling/{HALFWAY}/advies/vaststellen/", {}, 302, "alle drie de beoordelingen"),
    ("voorzitter", f"/beoordeling/{ADVICE_DRAFT}/advies/vaststellen/", {}, 422, "nog niet vaststellen"),
    ("voorzitter", f"/beoordeling/{ADVISED}/advies/vaststellen/", {}, 302, "Dit advies is vastgesteld."),
    ("tekenbevoegde", f"/besluiten/{DRAFTED}/akkoord/", {}, 302, "Dit kan niet"),
    ("tekenbevoegde", f"/besluiten/{OFFERED}/verzenden/", {}, 302, "Dit kan niet"),
    ("tekenbevoegde", f"/besluiten/{APPROVED}/terugsturen/", {"reden": "Nee."}, 200, "Dit kan niet"),
    ("tekenbevoegde", f"/besluiten/{SENT}/akkoord/", {}, 302, "Dit kan niet"),
]


@pytest.mark.parametrize(
    ("person", "address", "sent", "code", "told"),
    TOO_EARLY_OR_TOO_LATE,
    ids=[f"{case[0]} {case[1]}" for case in TOO_EARLY_OR_TOO_LATE],
)
def test_a_step_out_of_order_says_why_and_changes_nothing(demo, person, address, sent, code, told):
    client, before = client_of(person), standing()

    first = client.post(address, number_members(sent))
    shown = client.get(first.url, follow=True) if first.status_code == 302 else first

    assert first.status_code == code
    assert told in shown.content.decode()
    assert standing() == before


def number_members(sent):
    """Members of the committee by their place in the demo, as the form names them."""
    if "leden" not in sent:
        return sent
    members = list(Commissielid.objects.order_by("pk").values_list("pk", flat=True))
    return {"leden": [members[place - 1] for place in sent["leden"]]}


def test_who_has_an_interest_is_no_choice(demo):
    client, before = client_of("coordinator"), standing()

    response = client.post(f"/beoordeling/{WITH_COMMITTEE}/toewijzen/", number_members({"leden": [1, 2, 6]}))

    assert "Deze beoordelaar kan deze aanvraag niet beoordelen." in response.content.decode()
    assert standing() == before


@pytest.mark.parametrize(
    ("person", "address", "sent"),
    [
        ("coordinator", f"/beoordeling/{WITH_COMMITTEE}/toewijzen/", {"leden": [1, 2, 3]}),
        ("behandelaar", f"/besluiten/{ADVISED}/opstellen/", {}),
        ("behandelaar", f"/aanvragen/{FILED}/volledigheid/", {"reden": ""}),
        ("tekenbevoegde", f"/besluiten/{OFFERED}/akkoord/", {}),
        ("tekenbevoegde", f"/besluiten/{APPROVED}/verzenden/", {}),
        ("voorzitter", f"/beoordeling/{REVEALED}/advies/", {"strekking": "", "samenvatting": "Kort.", "versie": "1"}),
    ],
)
def test_a_button_that_is_pressed_twice_has_one_effect(demo, person, address, sent):
    client = client_of(person)

    assert client.post(address, number_members(sent)).status_code == 302
    once = standing()
    assert client.post(address, number_members(sent)).status_code in {200, 302, 409}

    assert standing() == once


def test_one_choice_of_decisions_is_one_piece_of_work(demo):
    client = client_of("behandelaar")
    chosen = list(Besluit.objects.filter(status="verzonden").order_by("-pk").values_list("pk", flat=True)[:3])

    addresses = {client.post("/besluiten/zip/", {"besluit": chosen}).url for _ in range(2)}

    assert len(addresses) == 1


def test_a_judgement_that_is_posted_twice_is_kept_once(demo):
    client, page = client_of("beoordelaar1"), f"/beoordeling/{ASSIGNED}/deelaspect/1.1/"
    sent = fields_of(client.get(page)) | {"conclusie": "Goed uitgewerkt.", "opslaan": "1"}

    codes = [client.post(page, sent).status_code for _ in range(2)]

    mine = Beoordeling.objects.get(aanvraag=aanvraag_of(ASSIGNED), lid__user__email="beoordelaar1@example.nl")
    assert codes == [302, 409]
    assert mine.conclusies.get(deelaspect__code="c1.1").tekst == "Goed uitgewerkt."


def addresses_of(patterns, nummer):
    """{name: address} of every page with a number in it; other values in an address are those of `nummer`'s plan."""
    plan = plan_of(SENT)
    partner = plan.partner_set.order_by("pk").last()
    known = {
        "nummer": nummer, "onderdeel": "regiovisie", "sleutel": "b1-1", "soort": "doelen", "deelaspect": "1.1",
        "pk": plan.doelstelling_set.first().pk, "partner": partner.pk, "code": "b1_1_samenvatting", "formaat": "csv",
    }  # fmt: skip
    found = {}
    for pattern in patterns:
        names = re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern)) if isinstance(pattern, URLPattern) else []
        if "nummer" in names:
            values = {name: known.get(name, 1) for name in names}
            if pattern.name == "partner-edit":
                values["pk"] = partner.pk
            found[pattern.name] = reverse(pattern.name, kwargs=values)
    return found


@pytest.mark.parametrize(
    ("person", "patterns", "own_pages"),
    [
        ("penvoerder", application_urls, f"(?!{OF_DUSI})"),
        ("medeauteur", application_urls, f"(?!{OF_DUSI}|{OF_PENVOERDER})"),
        ("beoordelaar1", assessment_urls, "beoordeling-(?!assign|excuse)"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_number_of_another_is_as_a_number_of_nobody(demo, person, patterns, own_pages, method):
    other = OTHERS_CASE if person == "beoordelaar1" else OTHERS_DRAFT
    client, before = client_of(person), (standing(), digest_of(other))

    found, nobodys = (
        {name: getattr(client, method)(address).status_code for name, address in addresses_of(patterns, each).items()}
        for each in (other, NOBODYS)
    )

    assert found == nobodys
    assert {name: code for name, code in found.items() if re.match(own_pages, name) and code != 404} == {}
    assert set(found.values()) <= {403, 404, 405}
    assert (standing(), digest_of(other)) == before

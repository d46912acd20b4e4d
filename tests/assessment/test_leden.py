"""The coordinator keeps the committee; members report their own interests, which count at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from assessment.actions.leden import BelangError, add_belang, appoint_member
from assessment.models import Belang, Commissielid
from regions.models import Organisatie, Vestiging
from sto_portal.accounts.actions import AccountError
from sto_portal.accounts.models import Aanstelling, User
from sto_portal.outbox.models import Bericht
from sto_portal.sporen.models import Spoor
from sto_portal.termijnen import today
from tests.assessment.committee import make_assigned
from tests.assessment.test_belangen import tie
from tests.factories import CommissielidFactory, UserFactory

pytestmark = pytest.mark.django_db

LEDEN, OWN = "/beoordeling/leden/", "/beoordeling/belangen/"
FIRM = "Bedrijf Voorbeeld"
DAY = timedelta(days=1)


def interest(**changes):
    """What the form of an interest posts."""
    data = {"naam": "Metaal BV", "kvk_nummer": "12345678", "soort": "werkgever", "toelichting": "Werkt er."}
    return data | {"vanaf_datum": "", "tot_datum": ""} | changes


def roles_of(user):
    return list(user.aanstellingen.current().values_list("rol", flat=True))


def test_the_coordinator_adds_a_member_who_is_invited_and_may_judge(client, coordinator):
    client.force_login(coordinator)
    posted = {"naam": "Nel", "email": "Nel@example.nl", "rol": "beoordelaar", "vanaf": "", "tot": ""}

    response = client.post(f"{LEDEN}nieuw/", posted, follow=True)

    nel = User.objects.get(email="nel@example.nl")
    assert response.context["lid"] == nel.commissielid
    assert (roles_of(nel), Bericht.objects.filter(aan="nel@example.nl").count()) == (["beoordelaar"], 1)
    assert nel.commissielid in Commissielid.objects.able_to_judge()


def test_someone_with_an_account_gets_the_role_without_an_invitation(client, coordinator):
    user = UserFactory(naam="Nel", email="nel@example.nl")
    client.force_login(coordinator)
    posted = {"naam": "Petronella", "email": "NEL@example.nl", "rol": "plaatsvervanger", "vanaf": "", "tot": ""}

    client.post(f"{LEDEN}nieuw/", posted)

    user.refresh_from_db()
    assert (user.naam, roles_of(user), Bericht.objects.count()) == ("Nel", ["plaatsvervanger"], 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rol": "tekenbevoegde"}, "rol"),
        ({"rol": ""}, "rol"),
        ({"email": "geen adres"}, "email"),
        ({"email": "dina@example.nl"}, "email"),
        ({"email": "coen@example.nl"}, "email"),
        ({"tot": "2000-01-01"}, "tot"),
    ],
)
def test_a_member_that_cannot_be_is_told_in_the_form(client, coordinator, dina, changes, field):
    client.force_login(coordinator)
    posted = {"naam": "Nel", "email": "nel@example.nl", "rol": "beoordelaar", "vanaf": "", "tot": ""} | changes

    response = client.post(f"{LEDEN}nieuw/", posted)

    assert list(response.context["form"].errors) == [field]
    assert Commissielid.objects.count() == 1


def test_no_role_outside_the_committee_is_given_here(coordinator):
    with pytest.raises(AccountError):
        appoint_member(naam="Nel", email="nel@example.nl", rol="behandelaar", by=coordinator)

    assert not User.objects.filter(email="nel@example.nl").exists()


def test_the_period_of_a_role_changes_and_what_is_over_stays_readable(client, coordinator, dina):
    client.force_login(coordinator)
    role = dina.aanstellingen.get()
    address = f"{LEDEN}{dina.commissielid.pk}/rol/{role.pk}/"

    client.post(address, {"tot": (today() + DAY).isoformat()})
    shown = client.get(address).context["form"].initial["tot"]
    client.post(address, {"tot": ""})
    role.refresh_from_db()
    open_again = role.tot is None
    client.post(address, {"tot": "", "nu": "1"})

    assert (shown, open_again, roles_of(dina)) == (today() + DAY, True, [])
    former = client.get(LEDEN).context["eerdere"]
    assert [(regel.lid, [rol.is_over for rol in regel.rollen]) for regel in former] == [(dina.commissielid, [True])]
    assert list(Spoor.objects.of(dina).values_list("wat", flat=True)) == ["set_role_end", "set_role_end", "end_role"]


def test_a_role_that_is_over_does_not_come_back_by_its_end(client, coordinator, dina):
    role = dina.aanstellingen.get()
    Aanstelling.objects.filter(pk=role.pk).end()
    client.force_login(coordinator)

    response = client.post(f"{LEDEN}{dina.commissielid.pk}/rol/{role.pk}/", {"tot": ""})

    assert response.context["form"].non_field_errors() == ["Deze rol is al voorbij. Geef de rol opnieuw."]
    assert roles_of(dina) == []


def test_a_role_outside_the_committee_is_no_role_of_a_member(client, coordinator, dina):
    role = dina.aanstellingen.create(rol="onderzoeker")
    client.force_login(coordinator)

    assert client.get(f"{LEDEN}{dina.commissielid.pk}/rol/{role.pk}/").status_code == 404
    assert [rol.label for rol in client.get(f"{LEDEN}{dina.commissielid.pk}/").context["rollen"]] == ["Beoordelaar"]


def test_a_member_reports_an_interest_and_the_case_is_gone_at_once(client, case, leden, coordinator):
    aanvraag, (own, *_others) = case
    firm = aanvraag.plan.partner_set.get(naam=FIRM)
    client.force_login(own.lid.user)
    before = client.get(f"/beoordeling/{aanvraag.nummer}/").status_code

    response = client.post(f"{OWN}nieuw/", interest(naam=firm.naam, kvk_nummer=firm.kvk_nummer), follow=True)

    assert (before, client.get(f"/beoordeling/{aanvraag.nummer}/").status_code) == (200, 404)
    (belang,) = response.context["belangen"]
    assert (belang.lid, belang.gemeld_door, belang.soort) == (own.lid, own.lid.user, "werkgever")
    hit = Spoor.objects.of(aanvraag).get(wat="hit_belang")
    assert (hit.door, "Dina" in hit.gegevens) == (own.lid.user, True)
    client.force_login(coordinator)
    (row,) = client.get("/beoordeling/toewijzen/").context["zaken"]
    assert row.conflicts == ["Dina"]
    assert (
        "Dina heeft een belang en ziet de aanvraag niet meer" in client.get("/beoordeling/toewijzen/").content.decode()
    )
    assert [each.lid for each in client.get(f"{LEDEN}{own.lid.pk}/").context["belangen"]] == [own.lid]


def test_an_interest_that_touches_no_case_leaves_no_hit(case, leden):
    _aanvraag, (own, *_others) = case
    elsewhere = Organisatie.objects.create(naam="Elders", soort="bedrijf", kvk_nummer="99999999")

    add_belang(lid=own.lid, organisatie=elsewhere, by=own.lid.user, soort="anders", toelichting="Bekend.")

    assert not Spoor.objects.filter(wat="hit_belang").exists()


def test_an_interest_of_the_voorzitter_is_a_hit_on_every_case_it_touches(case, vera, coordinator):
    aanvraag, _beoordelingen = case
    firm = aanvraag.plan.partner_set.get(naam=FIRM)
    organisatie = Organisatie.objects.create(naam=FIRM, soort="bedrijf", kvk_nummer=firm.kvk_nummer)

    add_belang(lid=vera.commissielid, organisatie=organisatie, by=coordinator, soort="bestuur", toelichting="Lid.")

    assert Spoor.objects.of(aanvraag).filter(wat="hit_belang").count() == 1


def test_an_organisation_is_found_by_name_school_or_number_and_chosen(client, coordinator, dina):
    bestuur = Organisatie.objects.create(naam="Stichting Zuid", soort="bestuur", bevoegd_gezag_nummer="41234")
    school = Organisatie.objects.create(naam="College Zuid", soort="school", bestuur=bestuur, kvk_nummer="12345678")
    Vestiging.objects.create(code="41ZZ00", naam="Het Lyceum", plaats="Goes", organisatie=school)
    client.force_login(coordinator)
    address = f"{LEDEN}{dina.commissielid.pk}/belangen/nieuw/"

    found = {
        text: [each.naam for each in client.get(address, {"zoek": text}).context["gevonden"].organisaties]
        for text in ("stichting", "zuid", "lyceum goes", "41zz00", "41234", "12345678", "niets", "zu", "%%%")
    }
    client.post(f"{address}?organisatie={bestuur.pk}", interest(organisatie=bestuur.pk))

    assert found == {
        "stichting": ["Stichting Zuid"], "zuid": ["College Zuid", "Stichting Zuid"], "lyceum goes": ["College Zuid"],
        "41zz00": ["College Zuid"], "41234": ["Stichting Zuid"], "12345678": ["College Zuid"], "niets": [], "zu": [],
        "%%%": [],
    }  # fmt: skip
    assert Belang.objects.get().organisatie == bestuur


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"naam": "", "kvk_nummer": ""}, ["naam", "kvk_nummer"]),
        ({"kvk_nummer": "123"}, ["kvk_nummer"]),
        ({"soort": "vriend"}, ["soort"]),
        ({"toelichting": ""}, ["toelichting"]),
        ({"toelichting": "a" * 201}, ["toelichting"]),
        ({"vanaf_datum": "2026-02-30"}, ["vanaf_datum"]),
        ({"vanaf_datum": "2026-02-02", "tot_datum": "2026-02-01"}, ["tot_datum"]),
    ],
)
def test_an_interest_that_cannot_be_is_told_in_the_form(client, dina, changes, fields):
    client.force_login(dina)

    response = client.post(f"{OWN}nieuw/", interest(**changes))

    assert (response.status_code, list(response.context["form"].errors)) == (200, fields)
    assert not Belang.objects.exists()


@pytest.mark.parametrize("asked", ["0", "-1", "x", "9" * 40, "²"])
def test_an_organisation_that_does_not_exist_is_asked_again(client, dina, asked):
    client.force_login(dina)

    page = client.get(f"{OWN}nieuw/", {"organisatie": asked})

    assert (page.status_code, page.context["organisatie"], "naam" in page.context["form"].fields) == (200, None, True)


def test_the_same_interest_counts_once_while_it_has_no_end(client, dina):
    client.force_login(dina)
    client.post(f"{OWN}nieuw/", interest())

    response = client.post(f"{OWN}nieuw/", interest())

    told = response.context["form"].non_field_errors()
    assert told == ["Dit belang staat er al, zonder einddatum. Verander dat belang."]
    assert (Belang.objects.count(), Organisatie.objects.filter(kvk_nummer="12345678").count()) == (1, 1)


def test_the_coordinator_ends_an_interest_and_it_stays_readable(client, coordinator, case):
    aanvraag, (own, *_others) = case
    tie(own.lid, aanvraag.plan.partner_set.get(naam=FIRM))
    belang = own.lid.belangen.get()
    client.force_login(coordinator)
    yesterday = (today() - DAY).isoformat()

    client.post(f"{LEDEN}{own.lid.pk}/belangen/{belang.pk}/", interest(tot_datum=yesterday))

    page = client.get(f"{LEDEN}{own.lid.pk}/").context
    assert (page["belangen"], page["eerdere"]) == ([], [belang])
    client.force_login(own.lid.user)
    assert client.get(f"/beoordeling/{aanvraag.nummer}/").status_code == 200
    assert client.get(OWN).context["eerdere"] == [belang]
    assert Spoor.objects.of(belang).filter(wat="change_belang").count() == 1


def test_a_member_cannot_change_or_see_interests_of_another(client, dina, leden):
    belang = Belang.objects.create(
        lid=leden[1], organisatie=Organisatie.objects.create(naam="X", soort="bedrijf"), toelichting="Bekend."
    )
    client.force_login(dina)

    assert client.get(f"{LEDEN}{leden[1].pk}/belangen/{belang.pk}/").status_code == 403
    assert client.get(OWN).context["belangen"] == []


def test_an_interest_of_another_member_is_not_found_under_this_one(client, coordinator, leden):
    organisatie = Organisatie.objects.create(naam="X", soort="bedrijf")
    belang = Belang.objects.create(lid=leden[1], organisatie=organisatie, toelichting="Bekend.")
    client.force_login(coordinator)

    assert client.get(f"{LEDEN}{leden[0].pk}/belangen/{belang.pk}/").status_code == 404


def test_the_database_refuses_a_period_that_ends_before_it_begins(leden):
    organisatie = Organisatie.objects.create(naam="X", soort="bedrijf")
    period = {"vanaf_datum": today(), "tot_datum": today() - DAY}

    with pytest.raises(IntegrityError), transaction.atomic():
        Belang.objects.create(lid=leden[0], organisatie=organisatie, toelichting="Bekend.", **period)
    with pytest.raises(BelangError):
        add_belang(lid=leden[0], organisatie=organisatie, by=leden[0].user, soort="anders", toelichting="X", **period)


def test_the_coordinator_sees_which_case_nobody_may_lead(client, twente, leden, coordinator, vera):
    aanvraag, _rows = make_assigned(twente, leden, by=coordinator)
    client.force_login(coordinator)

    def stand():
        (row,) = client.get("/beoordeling/toewijzen/").context["zaken"]
        text = client.get(f"/beoordeling/{aanvraag.nummer}/toewijzen/").content.decode()
        return row.leiding.has_voorzitter, row.leiding.has_leader, "Er is geen voorzitter zonder belang" in text

    free = stand()
    tie(vera.commissielid, aanvraag.plan.partner_set.get(naam=FIRM))
    nobody = stand()
    assert "Geen voorzitter zonder belang" in client.get("/beoordeling/toewijzen/").content.decode()
    CommissielidFactory(user__naam="Pim", user__email="pim@example.nl", user__rol="plaatsvervanger")

    assert (free, nobody, stand()) == ((True, True, False), (False, False, True), (False, True, False))

"""The people of the demo and its open round: who can do what at once, and that every state can be seen."""

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from applications.controles import blocking, check
from applications.models import Aanvraag, Aanvraagstatus, Partner, Vraag
from assessment.access import cases_for, find_conflicts
from assessment.models import (
    Advies,
    Adviesstatus,
    Beoordeling,
    Beoordelingstatus,
    Besluit,
    Besluitstatus,
    Commissielid,
    Strekking,
    Verhindering,
)
from sto_portal.accounts.models import User
from sto_portal.bestanden.work import CLEAN
from sto_portal.demo.accounts import LANDELIJKEN
from sto_portal.demo.demoronde import TO_ANSWER
from sto_portal.outbox.models import Bericht
from sto_portal.werk.models import Periodiek, Werk
from sto_portal.werk.periodiek import HERHALINGEN, run_due

ROUND = 4
pytestmark = pytest.mark.usefixtures("demo")


def person(naam):
    return User.objects.get(email=f"{naam}@example.nl")


def aanvragen():
    return Aanvraag.objects.filter(ronde__nummer=ROUND).select_related(
        "regio", "ronde", "plan__regio", "plan__ronde__regelingversie"
    )


def test_everyone_signs_in_with_the_password_of_the_demo():
    hashes = set(User.objects.values_list("password", flat=True))
    named = {user.email.partition("@")[0] for user in User.objects.all()}

    assert PBKDF2PasswordHasher().verify("demo", hashes.pop())
    assert not hashes
    assert {"penvoerder", "medeauteur", "penvoerder-sto00001", *LANDELIJKEN} <= named


def test_everyone_has_one_national_role():
    assert {
        user.email.partition("@")[0]: [role.rol for role in user.aanstellingen.all()]
        for user in User.objects.filter(aanstellingen__isnull=False)
    } == {naam: [rol] for naam, (_naam, _functie, rol) in LANDELIJKEN.items()}


def test_the_penvoerder_has_one_open_draft_that_is_nearly_complete():
    draft = aanvragen().visible_to(person("penvoerder")).get()
    texts = [bevinding.tekst for bevinding in blocking(check(draft.plan))]
    titles = Vraag.objects.filter(code__in=TO_ANSWER).values_list("titel", flat=True)

    assert draft.nummer == "STO00055-4"
    assert draft.status == Aanvraagstatus.CONCEPT
    assert draft.ronde.is_open_for(draft.regio)
    assert {text for text in texts if text.startswith("Beantwoord")} == {
        f"Beantwoord de vraag '{title}'." for title in titles
    }
    assert len(texts) == 9


def test_the_co_author_writes_in_that_draft_and_reads_another():
    user = person("medeauteur")

    rights = {row.nummer: user.has_perm("applications.change_plan", row) for row in aanvragen().visible_to(user)}

    assert rights == {"STO00055-4": True, "STO00030-4": False}


def test_every_state_can_be_seen():
    assert set(aanvragen().values_list("status", flat=True)) == set(Aanvraagstatus.values)
    assert set(Beoordeling.objects.values_list("status", flat=True)) == set(Beoordelingstatus.values)
    assert set(Advies.objects.values_list("status", flat=True)) == set(Adviesstatus.values)
    assert set(Besluit.objects.values_list("status", flat=True)) == set(Besluitstatus.values)
    assert set(Advies.objects.filter(besluiten=None).values_list("strekking", flat=True)) == {"", *Strekking.values}


def test_drafts_and_complete_plans_are_told_apart():
    found = {row.nummer: len(blocking(check(row.plan))) for row in aanvragen()}
    incomplete = {nummer for nummer, count in found.items() if count}

    assert incomplete == {f"STO000{number}-4" for number in (12, 36, 40, 55, 72, 73, 75, 76)}
    assert found["STO00072-4"] > found["STO00073-4"] > found["STO00055-4"]


def test_who_filed_incomplete_confirmed_what_was_missing():
    for row in aanvragen().filter(indieningen__isnull=False):
        indiening = row.indieningen.get()

        assert [each["tekst"] for each in indiening.bevestigde_bevindingen] == [
            bevinding.tekst for bevinding in blocking(check(row.plan))
        ]


def test_judgements_stand_where_the_list_of_the_demo_says():
    halfway = dict(
        Beoordeling.objects.filter(aanvraag__regio__nummer="STO00003", aanvraag__ronde__nummer=ROUND).values_list(
            "lid__user__email", "status"
        )
    )

    assert halfway == {
        "beoordelaar1@example.nl": Beoordelingstatus.BEZIG,
        "beoordelaar2@example.nl": Beoordelingstatus.INGELEVERD,
        "beoordelaar3@example.nl": Beoordelingstatus.TOEGEWEZEN,
    }
    assert Verhindering.objects.get().aanvraag.nummer == "STO00077-4"


def test_a_techniekarme_regio_gets_scores():
    scored = Beoordeling.objects.filter(scores__isnull=False).distinct()

    assert "STO00024-4" in {row.aanvraag.nummer for row in scored.select_related("aanvraag__regio", "aanvraag__ronde")}
    assert {row.aanvraag.regio.is_techniekarm for row in scored} == {True}
    assert {row.scores.count() for row in scored.filter(status=Beoordelingstatus.ONTHULD)} == {10}


def test_one_member_has_an_interest_in_one_region_and_never_judges_it():
    case = aanvragen().get(regio__nummer="STO00020")
    member = Commissielid.objects.get(user=person("beoordelaar6"))

    assert list(find_conflicts([case.plan_id])[case.plan_id]) == [member.pk]
    assert not Beoordeling.objects.filter(lid=member, aanvraag__regio=case.regio).exists()
    assert not cases_for(member.user).filter(regio=case.regio).exists()


def test_a_granted_plan_of_the_open_round_has_the_years_of_its_regeling():
    plan = aanvragen().get(regio__nummer="STO00030").plan

    assert set(plan.begrotingsregel_set.values_list("jaar", flat=True)) == set(plan.ronde.regelingversie.jaren)


def test_every_signature_points_to_the_same_file():
    files = set(Partner.objects.exclude(ondertekeningen=None).values_list("ondertekeningen__bestand", flat=True))

    assert len(files) == 1


def test_only_cleaning_up_is_due_when_the_demo_has_just_been_loaded():
    done = run_due()

    assert done == list(HERHALINGEN)
    assert set(Periodiek.objects.values_list("fout", flat=True)) == {""}
    assert [werk.soort for werk in Werk.objects.all()] == [CLEAN]
    assert not Bericht.objects.exists()

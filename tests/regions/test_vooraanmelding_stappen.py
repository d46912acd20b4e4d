"""The steps of a registration: filing, sending back, merging, splitting, undoing that, accepting and refusing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from regions.models import (
    Contact,
    Lidmaatschap,
    Regiovestiging,
    Vooraanmelding,
    Vooraanmeldingstatus,
    Vooraanmeldperiode,
)
from regions.models.vooraanmelding import TRANSITIONS
from regions.vooraanmelding import aanmelden, beslissen
from regions.vooraanmelding.aanmelden import IncompleteError
from regions.vooraanmelding.accepteren import AcceptError, accept, next_nummer
from regions.vooraanmelding.herinneren import remind
from regions.vooraanmelding.melden import recipients
from regions.vooraanmelding.toegang import enter
from sto_portal.accounts.models import User
from sto_portal.outbox.models import Bericht
from sto_portal.sporen.models import Spoor
from sto_portal.workflow import TransitionError
from tests.factories import RegioFactory, UserFactory
from tests.regions.vooraanmeldingen import (
    close,
    file_vooraanmelding,
    make_school,
    make_vooraanmelding,
    next_week,
    open_periode,
)

KARIN, LEX = "karin@example.nl", "lex@example.nl"


@pytest.fixture
def karin(db):
    return UserFactory(naam="Karin", email=KARIN)


@pytest.fixture
def lex(db):
    return UserFactory(naam="Lex", email=LEX)


def mails(slug):
    """The addresses that got the mail of this template, in order of address."""
    return sorted(Bericht.objects.filter(sleutel__startswith=f"{slug}-").values_list("aan", flat=True))


def merge_two(karin, lex, coordinator, **fields):
    first = file_vooraanmelding(karin, naam="Noord", codes=("01AB00",), gemeenten=("Almelo",))
    second = file_vooraanmelding(lex, naam="Zuid", codes=("02AB00", "01AB00"), gemeenten=("Borne", "Almelo"))
    values = {"naam": "Noord en Zuid", "soort": "techniekregio", "contact": first.contact, "vervanger": second.contact}
    made = beslissen.merge(
        vooraanmeldingen=[second, first], by=coordinator, reason="Zij delen een school.", **values | fields
    )
    return first, second, made


@pytest.mark.parametrize("status", Vooraanmeldingstatus)
@pytest.mark.parametrize("verb", TRANSITIONS)
def test_each_step_starts_only_where_the_table_says(karin, twente, verb, status):
    vooraanmelding = make_vooraanmelding(karin)
    regio = twente if status == "geaccepteerd" or verb == "accept" else None
    Vooraanmelding.objects.filter(pk=vooraanmelding.pk).update(status=status, regio=regio)
    sources, target = TRANSITIONS[verb]

    if status in sources:
        vooraanmelding.transition(verb, by=karin)
    else:
        with pytest.raises(TransitionError):
            vooraanmelding.transition(verb, by=karin)

    vooraanmelding.refresh_from_db()
    assert vooraanmelding.status == (target if status in sources else status)
    assert vooraanmelding.statuswijzigingen.exists() is (status in sources)


def test_beginning_twice_gives_the_same_draft_with_oneself_as_contact(karin):
    begun = [aanmelden.start_vooraanmelding(periode=open_periode(), by=karin) for _ in range(2)]

    assert begun[0] == begun[1]
    assert (begun[0].contact_naam, begun[0].contact_email) == ("Karin", KARIN)
    assert list(begun[0].aanmelders.all()) == [karin]


def test_outside_the_periode_nobody_begins_or_files(karin):
    draft = make_vooraanmelding(karin, naam="")
    close(draft.periode)

    with pytest.raises(TransitionError, match="Regio's aanmelden kan nu niet"):
        aanmelden.submit_vooraanmelding(vooraanmelding=draft, by=karin, at=timezone.now())
    draft.aanmelders.clear()
    with pytest.raises(TransitionError, match="Regio's aanmelden kan nu niet"):
        aanmelden.start_vooraanmelding(periode=draft.periode, by=karin)

    assert not Bericht.objects.exists()


def test_the_moment_of_arrival_decides(karin):
    draft = make_vooraanmelding(karin)
    in_time = timezone.now()
    close(draft.periode)

    with pytest.raises(TransitionError):
        aanmelden.submit_vooraanmelding(vooraanmelding=draft, by=karin, at=draft.periode.sluit_op)
    aanmelden.submit_vooraanmelding(
        vooraanmelding=draft, by=karin, at=min(in_time, draft.periode.sluit_op) - timedelta(seconds=1)
    )

    draft.refresh_from_db()
    assert draft.status == "ingediend"


def test_what_is_missing_keeps_it_from_being_filed(karin):
    draft = make_vooraanmelding(karin, naam="", vervanger_email="")
    for name in ("gemeenten", "vestigingen", "verklaringen"):
        getattr(draft, name).clear()

    with pytest.raises(IncompleteError) as caught:
        aanmelden.submit_vooraanmelding(vooraanmelding=draft, by=karin, at=timezone.now())

    assert [deel.code for deel in caught.value.delen] == ["regio", "gemeenten", "scholen", "contact", "verklaring"]
    assert draft.statuswijzigingen.count() == 0


def test_filing_twice_is_one_step_with_one_mail_to_each_and_a_spoor_of_everything(karin):
    filed = file_vooraanmelding(karin)

    aanmelden.submit_vooraanmelding(vooraanmelding=filed, by=karin, at=timezone.now())

    assert filed.statuswijzigingen.count() == 1
    assert mails("vooraanmelding_ontvangen") == [KARIN, f"vervanger-{KARIN}"]
    kept = Spoor.objects.of(filed).get(wat="submit").data
    assert (kept["vestigingen"], kept["gemeenten"]) == (["01AB00", "02AB00"], ["Almelo"])


def test_what_is_filed_cannot_be_written_in(karin):
    filed = file_vooraanmelding(karin)
    school = make_school("03AB00", "Almelo")

    with pytest.raises(TransitionError, match="nu niet veranderen"):
        aanmelden.change_vooraanmelding(vooraanmelding=filed, stand="", by=karin, naam="Anders")
    with pytest.raises(TransitionError):
        aanmelden.add_to(vooraanmelding=filed, name="vestigingen", rows=[school], by=karin)
    with pytest.raises(TransitionError):
        aanmelden.take_from(vooraanmelding=filed, name="vestigingen", row=filed.vestigingen.first(), by=karin)

    filed.refresh_from_db()
    assert (filed.naam, filed.vestigingen.count()) == ("Regio Voorbeeld", 2)


def test_its_maker_takes_it_back_to_change_it_until_the_periode_closes(karin):
    filed = file_vooraanmelding(karin)

    aanmelden.reopen_vooraanmelding(vooraanmelding=filed, by=karin)
    aanmelden.submit_vooraanmelding(vooraanmelding=filed, by=karin, at=timezone.now())
    close(filed.periode)
    with pytest.raises(TransitionError, match="Vraag DUS-I"):
        aanmelden.reopen_vooraanmelding(vooraanmelding=filed, by=karin)

    assert [step.verb for step in filed.statuswijzigingen.all()] == ["submit", "reopen", "submit"]


def test_what_is_sent_back_may_be_filed_after_the_periode(karin, coordinator):
    filed = file_vooraanmelding(karin)
    close(filed.periode)

    term = {"tot": next_week(), "by": coordinator}
    beslissen.send_back(vooraanmelding=filed, reason="School 01AB00 staat ook elders.", **term)
    with pytest.raises(TransitionError):
        aanmelden.submit_vooraanmelding(vooraanmelding=filed, by=karin, at=term["tot"])
    aanmelden.submit_vooraanmelding(vooraanmelding=filed, by=karin, at=timezone.now())

    assert mails("vooraanmelding_teruggestuurd") == [KARIN, f"vervanger-{KARIN}"]
    assert "School 01AB00 staat ook elders." in Bericht.objects.filter(sleutel__contains="teruggestuurd")[0].tekst
    filed.refresh_from_db()
    assert filed.status == "ingediend"


def test_merging_makes_one_of_all_schools_people_and_declarations(karin, lex, coordinator):
    first, second, made = merge_two(karin, lex, coordinator)

    assert (made.status, made.naam) == ("ingediend", "Noord en Zuid")
    assert sorted(made.vestigingen.values_list("code", flat=True)) == ["01AB00", "02AB00"]
    assert [gemeente.naam for gemeente in made.gemeenten.all()] == ["Almelo", "Borne"]
    assert made.verklaringen.count() == 2
    assert set(made.aanmelders.all()) == {karin, lex}
    assert set(recipients(made)) == {KARIN, LEX, f"vervanger-{KARIN}", f"vervanger-{LEX}"}
    assert (made.contact_naam, made.vervanger_naam) == ("Karin", "Lex")
    assert [each.status for each in made.herkomst.order_by("pk")] == ["samengevoegd", "samengevoegd"]
    assert mails("vooraanmelding_samengevoegd") == sorted([KARIN, f"vervanger-{KARIN}", LEX, f"vervanger-{LEX}"])
    text = Bericht.objects.filter(sleutel__contains="samengevoegd", aan=LEX).get().tekst
    assert "Uw aanmelding: Zuid (" in text
    assert "De nieuwe regio: Noord en Zuid" in text
    assert {first.pk, second.pk} == set(made.herkomst.values_list("pk", flat=True))


def test_only_what_is_filed_now_can_be_merged(karin, lex, coordinator):
    first, draft = file_vooraanmelding(karin), make_vooraanmelding(lex)
    person = Contact("K", "", KARIN, "")

    with pytest.raises(TransitionError, match="nu zijn ingediend"):
        beslissen.merge(
            vooraanmeldingen=[first, draft],
            naam="X",
            soort="techniekregio",
            contact=person,
            vervanger=person,
            by=coordinator,
            reason="x",
        )

    assert Vooraanmelding.objects.count() == 2


def test_undoing_a_merge_puts_both_back_and_tells_both(karin, lex, coordinator):
    first, second, made = merge_two(karin, lex, coordinator)

    beslissen.undo(vooraanmelding=made, by=coordinator, reason="Toch niet.")

    statuses = {row.pk: row.status for row in Vooraanmelding.objects.all()}
    assert statuses == {first.pk: "ingediend", second.pk: "ingediend", made.pk: "vervallen"}
    assert mails("vooraanmelding_hersteld") == sorted([KARIN, f"vervanger-{KARIN}", LEX, f"vervanger-{LEX}"])


def test_a_merge_that_went_on_cannot_be_undone(karin, lex, coordinator):
    first, _second, made = merge_two(karin, lex, coordinator)
    beslissen.refuse(vooraanmelding=made, by=coordinator, reason="Te groot.")

    with pytest.raises(TransitionError, match="kan niet meer"):
        beslissen.undo(vooraanmelding=made, by=coordinator, reason="Toch niet.")

    first.refresh_from_db()
    assert first.status == "samengevoegd"


def test_a_merge_that_was_sent_back_can_be_undone_or_refused(karin, lex, coordinator):
    first, second, made = merge_two(karin, lex, coordinator)
    beslissen.send_back(vooraanmelding=made, tot=next_week(), by=coordinator, reason="x")

    beslissen.undo(vooraanmelding=made, by=coordinator, reason="Zij zwijgen.")

    assert [row.status for row in Vooraanmelding.objects.order_by("pk")] == ["ingediend", "ingediend", "vervallen"]
    beslissen.send_back(vooraanmelding=first, tot=next_week(), by=coordinator, reason="x")
    beslissen.refuse(vooraanmelding=first, by=coordinator, reason="Niet op tijd.")
    first.refresh_from_db()
    assert (first.status, second.status) == ("afgewezen", "ingediend")


def test_a_draft_that_was_never_filed_is_not_refused(karin, coordinator):
    with pytest.raises(TransitionError, match="nooit ingediend"):
        beslissen.refuse(vooraanmelding=make_vooraanmelding(karin), by=coordinator, reason="x")


def test_who_gets_an_account_after_the_merge_finds_what_it_became(karin, lex, coordinator):
    _first, _second, made = merge_two(karin, lex, coordinator)

    enter(naam="Vera", email=f"vervanger-{KARIN}")

    newcomer = User.objects.get(email=f"vervanger-{KARIN}")
    assert made in Vooraanmelding.objects.visible_to(newcomer)


def test_withdrawing_tells_everyone(karin):
    filed = file_vooraanmelding(karin)

    aanmelden.withdraw_vooraanmelding(vooraanmelding=filed, by=karin)

    assert mails("vooraanmelding_ingetrokken") == [KARIN, f"vervanger-{KARIN}"]


def test_what_was_never_merged_cannot_be_undone(karin, coordinator):
    with pytest.raises(TransitionError, match="komt niet uit"):
        beslissen.undo(vooraanmelding=file_vooraanmelding(karin), by=coordinator, reason="x")


def test_one_aanmelder_does_not_take_back_what_was_merged(karin, lex, coordinator):
    _first, _second, made = merge_two(karin, lex, coordinator)

    for step in (aanmelden.reopen_vooraanmelding, aanmelden.withdraw_vooraanmelding):
        with pytest.raises(TransitionError, match="DUS-I maakte deze aanmelding uit andere"):
            step(vooraanmelding=made, by=karin)


def test_splitting_makes_two_and_can_be_undone(karin, coordinator):
    source = file_vooraanmelding(karin, codes=("01AB00", "02AB00"), gemeenten=("Almelo", "Borne"))
    schools, places = list(source.vestigingen.order_by("code")), list(source.gemeenten.order_by("naam"))
    delen = [
        {
            "naam": f"Deel {number}",
            "contact": source.contact,
            "vervanger": source.vervanger,
            "gemeenten": [places[number]],
            "vestigingen": [schools[number]],
        }
        for number in range(2)
    ]

    parts = beslissen.split(vooraanmelding=source, delen=delen, by=coordinator, reason="Te ver uit elkaar.")

    assert [[school.code for school in part.vestigingen.all()] for part in parts] == [["01AB00"], ["02AB00"]]
    assert [part.verklaringen.count() for part in parts] == [1, 1]
    source.refresh_from_db()
    assert source.status == "gesplitst"
    assert "De nieuwe regio's: Deel 0, Deel 1" in Bericht.objects.filter(sleutel__contains="gesplitst")[0].tekst

    beslissen.undo(vooraanmelding=parts[1], by=coordinator, reason="Toch niet.")

    assert [row.status for row in Vooraanmelding.objects.order_by("pk")] == ["ingediend", "vervallen", "vervallen"]


def test_accepting_makes_the_region_with_its_schools_and_people(karin, coordinator):
    filed = file_vooraanmelding(karin, naam="Noord")

    regio = accept(vooraanmelding=filed, nummer="STO00901", naam="Noord", by=coordinator)

    assert (regio.nummer, regio.naam, regio.soort) == ("STO00901", "Noord", "techniekregio")
    assert [gemeente.naam for gemeente in regio.gemeenten.all()] == ["Almelo"]
    held = Regiovestiging.objects.filter(regio=regio, tot_datum__isnull=True)
    assert sorted(held.values_list("vestiging__code", flat=True)) == ["01AB00", "02AB00"]
    leden = Lidmaatschap.objects.filter(regio=regio).order_by("pk").values_list("user__email", "rol")
    assert list(leden) == [(KARIN, "penvoerder"), (f"vervanger-{KARIN}", "mede_auteur")]
    assert mails("vooraanmelding_geaccepteerd") == [KARIN, f"vervanger-{KARIN}"]
    filed.refresh_from_db()
    assert (filed.status, filed.regio) == ("geaccepteerd", regio)


def test_one_person_who_is_contact_and_substitute_gets_one_role(karin, coordinator):
    filed = file_vooraanmelding(karin, vervanger_naam="Karin", vervanger_email=KARIN.upper())

    regio = accept(vooraanmelding=filed, nummer="STO00901", naam="Noord", by=coordinator)

    assert [lid.rol for lid in regio.lidmaatschappen.all()] == ["penvoerder"]


@pytest.mark.parametrize("hindrance", ["number", "school", "official"])
def test_what_cannot_become_a_region_says_why_and_leaves_nothing(karin, coordinator, twente, hindrance):
    filed = file_vooraanmelding(karin)
    if hindrance == "number":
        RegioFactory(nummer="STO00901")
    elif hindrance == "school":
        Regiovestiging.objects.create(
            regeling=filed.periode.regelingversie.regeling,
            vestiging=filed.vestigingen.first(),
            regio=twente,
            vanaf_datum=timezone.localdate(),
        )
    else:
        Vooraanmelding.objects.filter(pk=filed.pk).update(contact_email=coordinator.email)
    words = {"number": "is al van een andere regio", "school": "hoort bij STO90001", "official": "hoort bij DUS-I"}

    with pytest.raises(AcceptError, match=words[hindrance]):
        accept(vooraanmelding=filed, nummer="STO00901", naam="Noord", by=coordinator)

    filed.refresh_from_db()
    assert (filed.status, filed.regio) == ("ingediend", None)
    assert not Bericht.objects.filter(sleutel__contains="geaccepteerd").exists()


def test_refusing_tells_why(karin, coordinator):
    filed = file_vooraanmelding(karin)

    beslissen.refuse(vooraanmelding=filed, by=coordinator, reason="Eén school is te weinig.")

    assert mails("vooraanmelding_afgewezen") == [KARIN, f"vervanger-{KARIN}"]
    assert "Eén school is te weinig." in Bericht.objects.filter(sleutel__contains="afgewezen")[0].tekst
    assert filed.statuswijzigingen.get(verb="refuse").reden == "Eén school is te weinig."


@pytest.mark.parametrize(
    ("taken", "following"), [([], "STO00001"), (["STO00001", "STO00078"], "STO00079"), (["STO00999"], "")]
)
def test_the_next_number_follows_the_last_of_the_series(db, taken, following):
    for nummer in [*taken, "STO19500"]:
        RegioFactory(nummer=nummer)

    assert next_nummer(open_periode()) == following


@pytest.mark.parametrize(("hours", "sent"), [(49, []), (47, [KARIN, f"vervanger-{KARIN}"]), (-1, [])])
def test_who_has_a_draft_is_reminded_once_before_the_periode_closes(karin, lex, hours, sent):
    draft = make_vooraanmelding(karin)
    file_vooraanmelding(lex)
    now = timezone.now()
    Vooraanmeldperiode.objects.filter(pk=draft.periode_id).update(sluit_op=now + timedelta(hours=hours))

    for _ in range(2):
        remind(now)

    assert mails("vooraanmelding_herinnering") == sent
    Vooraanmeldperiode.objects.filter(pk=draft.periode_id).update(sluit_op=now + timedelta(hours=46))
    remind(now)  # after an extension they are reminded of the new moment
    assert len(mails("vooraanmelding_herinnering")) == len(sent) + 2

"""Two people do something with the same registrations at one moment: nothing is done twice, and nothing by halves."""

from regions.models import Contact, Regio, Vooraanmelding
from regions.vooraanmelding import aanmelden, beslissen
from regions.vooraanmelding.accepteren import AcceptError, accept
from sto_portal.accounts.models import User
from sto_portal.workflow import TransitionError
from tests.at_once import all_at_once
from tests.factories import UserFactory
from tests.regions.vooraanmeldingen import file_vooraanmelding, open_periode

REFUSALS = (TransitionError, AcceptError)


def statuses():
    return list(Vooraanmelding.objects.order_by("pk").values_list("status", flat=True))


def test_two_who_undo_the_halves_of_one_split_put_it_back_once(own_database):
    karin, coordinator = UserFactory(), UserFactory(rol="coordinator")
    source = file_vooraanmelding(karin, gemeenten=("Almelo", "Borne"))
    people = {"contact": source.contact, "vervanger": source.vervanger}
    schools, places = source.vestigingen.order_by("pk"), source.gemeenten.order_by("pk")
    delen = [
        people | {"naam": f"Deel {number}", "gemeenten": [places[number]], "vestigingen": [schools[number]]}
        for number in range(2)
    ]
    parts = beslissen.split(vooraanmelding=source, delen=delen, by=coordinator, reason="x")

    found = all_at_once(
        [lambda part=part: beslissen.undo(vooraanmelding=part, by=coordinator, reason="x") for part in parts]
    )

    assert sorted(type(each).__name__ for each in found) == ["TransitionError", "list"]
    assert statuses() == ["ingediend", "vervallen", "vervallen"]


def test_two_regions_that_share_people_and_a_school_are_accepted_one_after_the_other(own_database):
    coordinator, first, second = UserFactory(rol="coordinator"), "een@example.nl", "twee@example.nl"
    rows = [
        file_vooraanmelding(UserFactory(), naam="Een", codes=("01AB00",), contact_email=first, vervanger_email=second),
        file_vooraanmelding(UserFactory(), naam="Twee", codes=("02AB00",), contact_email=second, vervanger_email=first),
        file_vooraanmelding(UserFactory(), naam="Drie", codes=("02AB00",), contact_email=second, vervanger_email=first),
    ]

    found = all_at_once(
        [
            lambda row=row, number=number: accept(
                vooraanmelding=row, nummer=f"STO0090{number}", naam=row.naam, by=coordinator
            )
            for number, row in enumerate(rows)
        ],
        REFUSALS,
    )

    assert sorted(type(each).__name__ for each in found) == ["AcceptError", "Regio", "Regio"]
    assert Regio.objects.count() == 2
    assert User.objects.filter(email__in=[first, second]).count() == 2


def test_merging_and_taking_back_at_once_gives_one_of_both(own_database):
    karin, coordinator = UserFactory(), UserFactory(rol="coordinator")
    rows = [file_vooraanmelding(karin, naam=naam, codes=(code,)) for naam, code in (("A", "01AB00"), ("B", "02AB00"))]
    person = Contact("K", "Directeur", karin.email, "")
    merged = {"naam": "AB", "soort": "techniekregio", "contact": person, "vervanger": person, "reason": "x"}

    all_at_once(
        [
            lambda: beslissen.merge(vooraanmeldingen=rows, by=coordinator, **merged),
            lambda: aanmelden.reopen_vooraanmelding(vooraanmelding=rows[0], by=karin),
        ]
    )

    assert statuses() in (["samengevoegd", "samengevoegd", "ingediend"], ["concept", "ingediend"])


def test_beginning_three_times_at_once_gives_one_draft(own_database):
    karin, periode = UserFactory(), open_periode()

    found = all_at_once([lambda: aanmelden.start_vooraanmelding(periode=periode, by=karin)] * 3)

    assert len(set(found)) == 1
    assert Vooraanmelding.objects.count() == 1

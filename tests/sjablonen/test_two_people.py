"""The text of a letter is used only after another person than its writer gave akkoord."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from sto_portal.accounts.models import Aanstelling
from sto_portal.roles import Landelijkerol
from sto_portal.sjablonen.actions import approve_version, propose_version, settle_version
from sto_portal.sjablonen.loading import find_trial, load_one, read
from sto_portal.sjablonen.models import Sjabloon, SjabloonError, Sjabloonversie
from sto_portal.sporen.models import Spoor

pytestmark = pytest.mark.django_db
ONE = "/sjablonen/aanvulverzoek/"
SECOND = f"{ONE}versies/2/"
SUBJECT = "Vul aanvraag {{ kenmerk }} aan"
WAITS = "Er wacht al een tekst op akkoord: versie 2. Die moet eerst worden gebruikt, teruggestuurd of ingetrokken."


@pytest.fixture
def letter():
    return Sjabloon.objects.get(slug="aanvulverzoek")


@pytest.fixture
def trial():
    return find_trial("aanvulverzoek")


@pytest.fixture
def proposed(letter, trial, coordinator):
    first = letter.versies.get()
    return propose_version(letter, onderwerp=SUBJECT, tekst=first.tekst, by=coordinator, **trial)


def in_use(letter):
    return letter.versies.settled().first().nummer


def as_person(client, user):
    client.force_login(user)
    return client


def decide(client, **more):
    return client.post(f"{SECOND}akkoord/", {"keuze": "akkoord", "reden": "", "nummer": 1} | more)


def test_the_coordinator_lays_a_text_before_another_and_the_old_one_stays_in_use(client, letter, coordinator):
    tekst = letter.versies.get().tekst
    data = {"onderwerp": SUBJECT, "tekst": tekst, "nummer": 1, "vaststellen": "1"}

    response = as_person(client, coordinator).post(f"{ONE}wijzigen/", data)

    second = letter.versies.get(nummer=2)
    assert (response.url, second.is_pending, second.door) == (ONE, True, coordinator)
    assert in_use(letter) == 1
    assert [(spoor.door, spoor.wat) for spoor in Spoor.objects.of(second)] == [(coordinator, "propose")]


def test_a_tekenbevoegde_gives_akkoord_and_from_then_on_it_is_used(client, letter, proposed, tekenbevoegde):
    response = decide(as_person(client, tekenbevoegde))

    proposed = Sjabloonversie.objects.get(pk=proposed.pk)
    assert (response.url, proposed.akkoord_door, in_use(letter)) == (ONE, tekenbevoegde, 2)
    assert [spoor.wat for spoor in Spoor.objects.of(proposed).order_by("nummer")] == ["propose", "approve"]


def test_who_gives_akkoord_sees_what_changes_and_both_examples(client, proposed, tekenbevoegde):
    page = as_person(client, tekenbevoegde).get(f"{SECOND}akkoord/")

    assert [regel.soort for regel in page.context["onderwerp"]] == ["weg", "nieuw"]
    assert [title for title, _filled in page.context["voorbeelden"]] == [
        "Ingevuld met verzonnen gegevens",
        "Ingevuld met zo veel mogelijk gegevens",
    ]


def test_a_text_that_stays_the_same_beside_another_subject_is_told_in_one_line(client, proposed, tekenbevoegde):
    shown = as_person(client, tekenbevoegde).get(SECOND).content.decode()

    assert (shown.count("<ins>"), shown.count("Hier verandert niets."), shown.count("&lt;/div&gt;")) == (1, 1, 0)


def test_the_writer_reads_why_the_text_came_back(client, letter, proposed, coordinator, tekenbevoegde):
    decide(as_person(client, tekenbevoegde), keuze="terug", reden="Noem de dag.")
    page = as_person(client, coordinator).get(SECOND)

    assert (page.context["oude"].reden, in_use(letter), page.context["wachtend"]) == ("Noem de dag.", 1, None)
    assert "Noem de dag." in page.content.decode()


def test_sending_back_asks_why(client, proposed, tekenbevoegde):
    page = decide(as_person(client, tekenbevoegde), keuze="terug")

    assert page.context["form"].errors == {"reden": ["Schrijf waarom u de tekst terugstuurt."]}


@pytest.mark.parametrize("keuze", ["akkoord", "terug"])
def test_nobody_decides_about_an_own_text(client, letter, proposed, coordinator, keuze):
    Aanstelling.objects.create(user=coordinator, rol=Landelijkerol.TEKENBEVOEGDE)

    page = decide(as_person(client, coordinator), keuze=keuze, reden="Toch niet.")

    told = ["U hebt deze tekst zelf voorgelegd. Iemand anders moet akkoord geven."]
    assert page.context["form"].non_field_errors() == told
    assert in_use(letter) == 1


def test_who_wrote_a_text_is_told_so_at_the_page_of_akkoord(client, proposed, coordinator):
    Aanstelling.objects.create(user=coordinator, rol=Landelijkerol.TEKENBEVOEGDE)

    assert as_person(client, coordinator).get(f"{SECOND}akkoord/").url == SECOND


@pytest.mark.parametrize("name", ["coordinator", "beheerder", "behandelaar"])
def test_who_may_not_sign_gives_no_akkoord(client, request, letter, proposed, name):
    assert decide(as_person(client, request.getfixturevalue(name))).status_code == 403
    assert in_use(letter) == 1


def test_the_writer_takes_the_text_back_and_nobody_else(client, letter, proposed, coordinator, beheerder):
    as_person(client, beheerder).post(f"{SECOND}intrekken/")
    waits = letter.versies.pending().exists()
    as_person(client, coordinator).post(f"{SECOND}intrekken/")

    assert waits
    assert letter.versies.get(nummer=2).is_withdrawn


def test_one_text_waits_at_a_time(client, letter, proposed, beheerder):
    data = {"onderwerp": "Anders", "tekst": proposed.tekst, "nummer": 1, "vaststellen": "1"}
    page = as_person(client, beheerder).post(f"{ONE}wijzigen/", data)

    assert page.context["form"].non_field_errors() == [WAITS]
    assert page.context["form"]["onderwerp"].value() == "Anders"
    with pytest.raises(IntegrityError), transaction.atomic():
        letter.versies.create(nummer=3, onderwerp="O", tekst="T", door=beheerder)


def test_a_text_that_another_window_laid_first_is_told(letter, proposed, trial, beheerder):
    with pytest.raises(SjabloonError, match="Er wacht al een tekst op akkoord: versie 2"):
        propose_version(letter, onderwerp="Anders", tekst=proposed.tekst, by=beheerder, **trial)


def test_akkoord_after_the_text_was_taken_back_does_nothing(client, letter, proposed, coordinator, tekenbevoegde):
    as_person(client, coordinator).post(f"{SECOND}intrekken/")

    page = decide(as_person(client, tekenbevoegde))

    assert page.context["form"].non_field_errors() == ["Deze tekst wacht niet meer op akkoord."]
    assert in_use(letter) == 1


def test_akkoord_with_a_difference_that_was_not_seen_is_asked_again(client, letter, proposed, trial, tekenbevoegde):
    settle_version(letter, onderwerp="Nieuw van het portaal", tekst=proposed.tekst, **trial)
    page = decide(as_person(client, tekenbevoegde))

    told = ["Intussen is versie 3 in gebruik. Lees het verschil opnieuw en kies dan nog een keer."]
    assert page.context["form"].non_field_errors() == told
    with pytest.raises(SjabloonError, match="Na dit voorstel kwam versie 3 in gebruik"):
        approve_version(proposed, by=tekenbevoegde, **trial)


def test_an_older_text_comes_back_the_same_way(client, letter, proposed, coordinator, tekenbevoegde):
    decide(as_person(client, tekenbevoegde))
    as_person(client, coordinator).post(f"{ONE}versies/1/terugzetten/")

    third = letter.versies.get(nummer=3)
    assert (third.is_pending, third.onderwerp, in_use(letter)) == (True, letter.versies.get(nummer=1).onderwerp, 2)


def test_a_text_inside_a_letter_asks_two_people_too(client, coordinator):
    data = {"onderwerp": "O", "tekst": "U meldt het ons.", "nummer": 1, "vaststellen": "1"}

    as_person(client, coordinator).post("/sjablonen/verplichting_melding/wijzigen/", data)

    assert Sjabloonversie.objects.pending().get().sjabloon.slug == "verplichting_melding"


def test_a_letter_is_never_settled_by_one_person(letter, trial, coordinator):
    with pytest.raises(SjabloonError, match="iemand anders akkoord"):
        settle_version(letter, onderwerp="O", tekst=letter.versies.get().tekst, by=coordinator, **trial)


@pytest.mark.parametrize("who", ["nobody", "the writer"])
def test_the_database_refuses_a_letter_of_one_person(letter, proposed, coordinator, who):
    proposed.vastgesteld_op = timezone.now()
    proposed.akkoord_door = coordinator if who == "the writer" else None

    with pytest.raises(IntegrityError), transaction.atomic():
        proposed.save()


def test_the_list_says_that_a_text_waits_and_puts_it_first(client, proposed, tekenbevoegde):
    page = as_person(client, tekenbevoegde).get("/sjablonen/")

    first = page.context["sjablonen"][0]
    assert (first.slug, first.wacht, first.in_gebruik) == ("aanvulverzoek", True, 1)


def test_a_text_of_staff_without_its_parts_gives_way_to_that_of_the_portal(letter, coordinator, tekenbevoegde):
    versie = letter.versies.create(nummer=2, onderwerp="O", tekst="<p>{{ regio }}</p>", door=coordinator)
    versie.akkoord_door, versie.vastgesteld_op = tekenbevoegde, timezone.now()
    versie.save()

    load_one(read(Path(settings.FIXTURES_ROOT, "sjablonen", "aanvulverzoek.yaml")))

    assert (in_use(letter), letter.versies.get(nummer=3).tekst) == (3, letter.versies.get(nummer=1).tekst)

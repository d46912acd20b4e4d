"""The coordinator opens a round and changes it: what is in use stays, everything leaves a trace."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from applications.actions import start_aanvraag
from applications.models import Aanvraagronde, Herinnering, Rondesoort, Vragenlijst
from assessment.actions.rondes import RondeError, change_ronde, open_ronde, read_values
from assessment.loading import load_reference
from assessment.models import Beoordelingskader, Rondekader
from regions.models import Regelingversie
from sto_portal.sporen.models import Spoor
from sto_portal.termijnen import LAST_MINUTE, today
from sto_portal.workflow import TransitionError
from tests.assessment.committee import make_assigned, make_members
from tests.factories import AanvraagFactory, RondeFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NEW = "/rondes/nieuw/"


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def later():
    """A round that opens next week."""
    return make_ronde(nummer=7, naam="Ronde 7", opent_op=midnight(7), sluit_op=midnight(30))


@pytest.fixture
def running():
    """A round that is open."""
    return make_ronde(nummer=8, naam="Ronde 8", opent_op=midnight(-7), sluit_op=midnight(30))


def midnight(days):
    day = timezone.localdate() + days * DAY
    return timezone.make_aware(timezone.datetime(day.year, day.month, day.day))


def make_ronde(**fields):
    ronde = RondeFactory(**fields)
    Rondekader.objects.create(ronde=ronde, kader=Beoordelingskader.objects.get())
    return ronde


def typed(ronde=None, **changed):
    """What the coordinator types: the round as it is, or a new one, with `changed`."""
    versie, lijst = Regelingversie.objects.get(regeling__slug="sto-demo"), Vragenlijst.objects.first()
    opens, closes = (ronde.opent_op, ronde.sluit_op) if ronde else (midnight(10), midnight(40))
    opens, closes = timezone.localtime(opens), timezone.localtime(closes - LAST_MINUTE)
    answers = {
        "nummer": 9, "naam": ronde.naam if ronde else "Vierde ronde", "soort": "allen", "regelingversie": versie.pk,
        "vragenlijst": lijst.pk, "kader": Beoordelingskader.objects.get().pk, "uren": "",
        "opent_datum": opens.date().isoformat(), "opent_tijd": f"{opens:%H:%M}",
        "sluit_datum": closes.date().isoformat(), "sluit_tijd": f"{closes:%H:%M}",
        "beoordelingstermijn_dagen": 28, "herinnering_dagen": 5,
    }  # fmt: skip
    own = {"versie": ronde.versie, "reden": "De minister verschoof de ronde."} if ronde else {}
    return answers | own | changed


def day(days):
    return (today() + days * DAY).isoformat()


def fresh(ronde):
    return Aanvraagronde.objects.get(pk=ronde.pk)


def errors(response):
    return {name: [str(text) for text in texts] for name, texts in response.context["form"].errors.items()}


def test_the_coordinator_reads_a_new_round_before_laying_it_down(as_coordinator, coordinator):
    checked = as_coordinator.post(NEW, typed(uren="48, 336"))
    before = Aanvraagronde.objects.filter(nummer=9).exists()
    done = as_coordinator.post(NEW, typed(uren="48, 336") | {"vastleggen": "1"})

    ronde = Aanvraagronde.objects.get(nummer=9)
    spoor = Spoor.objects.of(ronde).get()
    assert ("Legt u deze ronde zo vast?" in checked.content.decode(), before) == (True, False)
    assert done.url == "/rondes/9/"
    assert (ronde.naam, ronde.soort, ronde.opent_op, ronde.sluit_op) == (
        "Vierde ronde", "allen", midnight(10), midnight(40),
    )  # fmt: skip
    assert list(Herinnering.objects.filter(ronde=ronde).values_list("uren", flat=True)) == [336, 48]
    assert (ronde.rondekader.beoordelingstermijn_dagen, ronde.rondekader.herinnering_dagen) == (28, 5)
    assert (spoor.wat, spoor.door) == ("open_ronde", coordinator)


def test_the_form_proposes_the_next_number(as_coordinator, running):
    assert as_coordinator.get(NEW).context["form"].initial["nummer"] == 9


@pytest.mark.parametrize(
    ("changed", "field", "text"),
    [
        ({"nummer": "4"}, "nummer", "Ronde 4 bestaat al. Kies een ander nummer."),
        ({"nummer": "0"}, "nummer", "Vul een nummer in van 1 of hoger."),
        ({"nummer": ""}, "nummer", "Vul een nummer in, bijvoorbeeld 5."),
        ({"naam": ""}, "naam", "Vul een naam in."),
        ({"soort": "iets"}, "soort", "Kies uit de lijst."),
        ({"regelingversie": "99999999999999999999"}, "regelingversie", "Kies uit de lijst."),
        ({"kader": "x"}, "kader", "Kies uit de lijst."),
        ({"opent_datum": ""}, "opent_datum", "Vul een dag in, bijvoorbeeld 31-12-2027."),
        ({"uren": "48, morgen"}, "uren", ("Vul hele getallen in van 1 tot en met 8760, met komma's ertussen. "
            "Bijvoorbeeld: 336, 48, 4.")),
        ({"uren": "0"}, "uren", ("Vul hele getallen in van 1 tot en met 8760, met komma's ertussen. "
            "Bijvoorbeeld: 336, 48, 4.")),
        ({"sluit_tijd": "25.00"}, "sluit_tijd", "Vul een tijd in die bestaat, bijvoorbeeld 23.59."),
        ({"opent_datum": "2027-03-28", "opent_tijd": "02:30"}, "opent_tijd",
            "Deze tijd bestaat niet of komt twee keer voor, omdat de klok dan verspringt."),
        ({"beoordelingstermijn_dagen": "0"}, "beoordelingstermijn_dagen", "Vul een getal in van 1 of hoger."),
        ({"herinnering_dagen": "28"}, "herinnering_dagen",
            "Vul minder in dan de 28 dagen die een beoordelaar krijgt."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_its_field_and_kept(as_coordinator, changed, field, text):
    response = as_coordinator.post(NEW, typed(**changed))

    assert errors(response) == {field: [text]}
    assert response.context["form"][field].value() == changed[field]
    assert not Aanvraagronde.objects.filter(nummer=9).exists()


@pytest.mark.parametrize(
    ("opens", "closes", "field", "text"),
    [
        (-1, 30, "opent_datum", "Deze dag is voorbij. Kies vandaag of een latere dag."),
        (10, 9, "sluit_datum", "De ronde sluit dan voordat zij opent. Kies een later moment."),
    ],
)
def test_a_new_round_opens_and_then_closes(as_coordinator, opens, closes, field, text):
    response = as_coordinator.post(NEW, typed(opent_datum=day(opens), sluit_datum=day(closes)))

    assert errors(response) == {field: [text]}


def test_two_who_open_the_same_number_get_one_round(coordinator, later):
    with pytest.raises(RondeError, match="Ronde 7 bestaat al") as refused:
        open_ronde(nummer=7, by=coordinator, **read_values(later))

    assert refused.value.veld == "nummer"
    assert Aanvraagronde.objects.filter(nummer=7).count() == 1


def test_a_change_shows_what_was_and_becomes_and_leaves_a_trace(as_coordinator, coordinator, later):
    answers = typed(later, sluit_datum=day(45), naam="Zevende ronde", uren="24")
    checked = as_coordinator.post("/rondes/7/wijzigen/", answers)
    done = as_coordinator.post("/rondes/7/wijzigen/", answers | {"vastleggen": "1"})

    assert next((row.label, row.was, row.wordt) for row in checked.context["wijzigingen"]) == (
        "Naam", "Ronde 7", "Zevende ronde",
    )  # fmt: skip
    assert [row.veld for row in checked.context["wijzigingen"]] == ["naam", "sluit_op", "uren"]
    assert (fresh(later).naam, fresh(later).sluit_op, fresh(later).versie) == ("Zevende ronde", midnight(46), 2)
    spoor = Spoor.objects.of(later).get()
    assert (spoor.wat, spoor.door) == ("change_ronde", coordinator)
    assert json.loads(spoor.gegevens)["reden"] == "De minister verschoof de ronde."
    page = as_coordinator.get(done.url).content.decode()
    assert "Naam: was Ronde 7, is nu Zevende ronde." in page
    assert "Reden: De minister verschoof de ronde." in page


def test_the_same_again_changes_nothing(as_coordinator, later):
    checked = as_coordinator.post("/rondes/7/wijzigen/", typed(later))
    as_coordinator.post("/rondes/7/wijzigen/", typed(later) | {"vastleggen": "1"})

    assert "U hebt niets veranderd." in checked.content.decode()
    assert (fresh(later).versie, Spoor.objects.of(later).exists()) == (1, False)


def test_of_two_who_change_a_round_the_second_hears_of_the_first(as_coordinator, coordinator, later):
    answers = typed(later, naam="Van de tweede")
    change_ronde(
        ronde=later, versie=1, reden="Ik was eerst.", by=coordinator, **read_values(later) | {"naam": "Van de eerste"}
    )

    refused = as_coordinator.post("/rondes/7/wijzigen/", answers | {"vastleggen": "1"})
    again = as_coordinator.post("/rondes/7/wijzigen/", answers | {"versie": refused.context["form"]["versie"].value()})

    assert list(errors(refused)) == ["__all__"]
    assert "Een collega veranderde deze ronde terwijl u bezig was." in errors(refused)["__all__"][0]
    assert refused.context["form"]["naam"].value() == "Van de tweede"
    assert fresh(later).naam == "Van de eerste"
    assert [(row.was, row.wordt) for row in again.context["wijzigingen"]] == [("Van de eerste", "Van de tweede")]


def test_an_open_round_keeps_its_opening(as_coordinator, coordinator, running):
    form = as_coordinator.get("/rondes/8/wijzigen/").context["form"]

    assert "opent_datum" not in form.fields
    with pytest.raises(RondeError, match="De ronde is al open"):
        change(running, coordinator, opent_op=midnight(1))


@pytest.mark.parametrize("closes", [-1, 0])
def test_a_round_never_closes_before_now(coordinator, running, closes):
    with pytest.raises(RondeError, match="Kies een moment in de toekomst") as refused:
        change(running, coordinator, sluit_op=midnight(closes))

    assert refused.value.veld == "sluit_op"


def test_once_someone_began_the_round_does_not_close_earlier_but_may_close_later(coordinator, running, twente):
    change(running, coordinator, sluit_op=midnight(20))
    AanvraagFactory(ronde=fresh(running), regio=twente)

    with pytest.raises(RondeError, match="In deze ronde zijn al aanvragen begonnen"):
        change(running, coordinator, sluit_op=midnight(19))
    change(running, coordinator, sluit_op=midnight(21))

    assert fresh(running).sluit_op == midnight(21)


@pytest.mark.parametrize("changed", [{"soort": Rondesoort.HERKANSING}, {"regelingversie": "sto-2020-2023"}])
def test_once_someone_began_what_it_rests_on_stays(as_coordinator, coordinator, running, twente, changed):
    AanvraagFactory(ronde=running, regio=twente)
    if "regelingversie" in changed:
        changed = {"regelingversie": Regelingversie.objects.get(regeling__slug=changed["regelingversie"])}

    page = as_coordinator.get("/rondes/8/wijzigen/")

    assert not {"soort", "regelingversie", "vragenlijst"} & page.context["form"].fields.keys()
    assert "In deze ronde zijn al aanvragen begonnen. Dit kan niet meer veranderen." in page.content.decode()
    with pytest.raises(RondeError, match="Dit kan niet meer veranderen"):
        change(running, coordinator, **changed)


def test_once_the_committee_judges_the_kader_stays(as_coordinator, running, twente, coordinator):
    make_assigned(twente, make_members("Eva", "Ton", "Sam"), by=coordinator, ronde=running)

    assert "kader" not in as_coordinator.get("/rondes/8/wijzigen/").context["form"].fields


def test_a_closed_round_opens_again_by_uitstel_alone(coordinator, running):
    Aanvraagronde.objects.filter(pk=running.pk).update(sluit_op=midnight(0))

    with pytest.raises(RondeError, match="Verleen uitstel"):
        change(fresh(running), coordinator, sluit_op=midnight(20))


def test_loading_the_fixtures_again_leaves_what_staff_changed(coordinator):
    ronde = make_known()
    change(ronde, coordinator, naam="Door ons genoemd", uren=[12], beoordelingstermijn_dagen=21)

    load_reference()

    kept = read_values(fresh(ronde))
    assert (kept["naam"], kept["uren"], kept["beoordelingstermijn_dagen"]) == ("Door ons genoemd", [12], 21)


def test_a_round_for_who_was_rejected_lets_nobody_else_begin(client, anna, twente, veluwe, running):
    Aanvraagronde.objects.exclude(pk=running.pk).update(opent_op=midnight(-90), sluit_op=midnight(-60))
    Aanvraagronde.objects.filter(pk=running.pk).update(soort=Rondesoort.HERKANSING)
    ronde = fresh(running)
    client.force_login(anna)

    refused = client.get("/aanvragen/nieuw/").context["form"].fields["keuze"].choices
    with pytest.raises(TransitionError, match="alleen voor regio's waarvan"):
        start_aanvraag(regio=twente, ronde=ronde, by=anna)
    earlier = AanvraagFactory(regio=twente, ronde=Aanvraagronde.objects.get(nummer=4))
    type(earlier).objects.filter(pk=earlier.pk).update(status="afgewezen")
    offered = client.get("/aanvragen/nieuw/").context["form"].fields["keuze"].choices

    assert (len(refused), len(offered)) == (0, 1)
    assert start_aanvraag(regio=twente, ronde=ronde, by=anna).ronde == ronde


def make_known():
    return Aanvraagronde.objects.get(nummer=4)


def change(ronde, by, **changed):
    """Change a round past the form, as it is now."""
    ronde = fresh(ronde)
    return change_ronde(ronde=ronde, versie=ronde.versie, reden="Daarom.", by=by, **read_values(ronde) | changed)

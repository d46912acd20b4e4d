"""The thread from what a region writes to what the committee looks at."""

import pytest

from applications.models import Aanvraagronde, Antwoord, Vastlegging, Vraag
from assessment.actions.toewijzen import assign_beoordelaars
from assessment.models import Rondekader, Vereiste
from tests.applications.plans import answer, complete_aanvraag, filed_aanvraag
from tests.applications.writing import url_of
from tests.assessment.committee import make_members
from tests.factories import AanvraagFactory, RondeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanvraag(twente):
    return complete_aanvraag(regio=twente)


def thread(client, aanvraag):
    """{code of Vereiste: Draadvereiste} of the page."""
    draad = client.get(url_of(aanvraag, "rode-draad")).context["draad"]
    return {each.vereiste.code: each for _deelaspect, found in draad for each in found}


def test_every_vereiste_shows_what_serves_it_and_where_that_stands(client, lies, aanvraag):
    answer(aanvraag.plan, "b1_2_motivering", "Eén **arbeidsmarkt** & één streek.")
    client.force_login(lies)

    found = thread(client, aanvraag)

    assert len(found) == Vereiste.objects.count() == 35
    punten = {punt.vraag.code: (punt.url, punt.inhoud) for punt in found["c1.1.v1"].punten}
    visie = url_of(aanvraag, "regiovisie", "b1-2")
    assert punten["b1_2_motivering"] == (f"{visie}#div_id_b1_2_motivering", "Eén arbeidsmarkt & één streek.")
    rows = {punt.vraag.code: (punt.url, punt.inhoud) for punt in found["c3.3.v2"].punten}
    assert rows == {
        "b1_4_projecten": (url_of(aanvraag, "regiovisie", "b1-4") + "#tabel-projecten", "1 rij in de tabel")
    }
    costs = {punt.vraag.code: punt.url for punt in found["c4.1.v1"].punten}
    assert costs["b4_kosten_per_jaar"] == url_of(aanvraag, "begroting")


def test_only_what_people_fill_in_and_what_is_asked_of_this_region_is_shown(client, lies, aanvraag):
    client.force_login(lies)

    shown = {punt.vraag.code for each in thread(client, aanvraag).values() for punt in each.punten}

    kinds = set(Vraag.objects.filter(code__in=shown).values_list("vastgelegd_in", flat=True))
    assert kinds == {Vastlegging.ANTWOORD, Vastlegging.MODEL}
    assert not {"b1_32_analyse", "b1_31_voorbeelden"} & shown


def test_what_is_missing_is_told_per_vereiste(client, lies, aanvraag):
    Antwoord.objects.filter(plan=aanvraag.plan, vraag__code="b1_2_motivering").delete()
    client.force_login(lies)

    before = thread(client, aanvraag)["c1.1.v1"]
    empty = thread(client, AanvraagFactory(regio=aanvraag.regio, ronde=make_judged_ronde()))["c1.1.v1"]

    assert (before.status, before.status_label) == ("bezig", f"{before.gevuld} van {before.gevuld + 1} ingevuld")
    assert [punt.vraag.code for punt in before.punten if not punt.inhoud] == ["b1_2_motivering"]
    assert (empty.status, empty.gevuld) == ("te_doen", 0)


def make_judged_ronde():
    """Another round with the same framework."""
    ronde = RondeFactory()
    Rondekader.objects.create(ronde=ronde, kader=Rondekader.objects.get(ronde__nummer=4).kader)
    return ronde


def test_what_one_need_not_fill_in_is_not_missed(client, lies, aanvraag):
    client.force_login(lies)

    found = thread(client, aanvraag)["c1.1.v5"]

    assert [(p.vraag.code, p.is_gevraagd, bool(p.inhoud)) for p in found.punten] == [
        ("b1_34_leerlingen_10_jaar", True, True),
        ("b1_34_prognosetool", False, False),
        ("b1_34_bronnen", True, True),
    ]
    assert (found.status, found.status_label) == ("klaar", "Ingevuld")


def test_the_items_of_a_list_stay_apart(client, lies, aanvraag):
    answer(aanvraag.plan, "b1_2_gemeenten", "Almelo\nHengelo")
    client.force_login(lies)

    (punt,) = [p for p in thread(client, aanvraag)["c1.1.v1"].punten if p.vraag.code == "b1_2_gemeenten"]

    assert punt.inhoud == "Almelo; Hengelo"


def test_a_finding_stands_with_the_vereiste_it_rests_on(client, lies, aanvraag):
    aanvraag.plan.lopendproject_set.update(dubbele_bekostiging="")
    client.force_login(lies)

    found = thread(client, aanvraag)

    told = {code: [each.code for each in thread.bevindingen] for code, thread in found.items() if thread.bevindingen}
    assert told == {"c3.3.v1": ["project-dubbele-bekostiging"]}
    assert found["c3.3.v1"].status == "bezig"


def test_a_round_that_nobody_judges_has_no_thread(client, lies, twente):
    aanvraag = AanvraagFactory(regio=twente, ronde=RondeFactory())
    client.force_login(lies)

    assert client.get(url_of(aanvraag, "rode-draad")).status_code == 404


def test_a_long_answer_is_shown_in_short(client, lies, aanvraag):
    answer(aanvraag.plan, "b1_2_motivering", "woord " * 5000)
    client.force_login(lies)

    (punt,) = [p for p in thread(client, aanvraag)["c1.1.v1"].punten if p.vraag.code == "b1_2_motivering"]

    assert len(punt.inhoud) == 160
    assert punt.inhoud.endswith("…")


def test_the_committee_sees_in_the_same_thread_what_was_not_filled_in(client, coordinator, twente):
    leden = make_members("Dina", "Ben", "Carla")
    aanvraag = filed_aanvraag(coordinator, regio=twente)
    aanvraag.transition("accept", by=coordinator)
    assign_beoordelaars(aanvraag=aanvraag, leden=leden, by=coordinator)
    client.force_login(leden[0].user)

    page = client.get(f"/beoordeling/{aanvraag.nummer}/deelaspect/1.1/")

    served = {
        each.code: {v.code: is_gevuld for v, is_gevuld in each.antwoorden} for each in page.context["step"].vereisten
    }
    assert served["c1.1.v1"]["b1_2_motivering"] is True
    open_codes = [code for codes in served.values() for code, is_gevuld in codes.items() if not is_gevuld]
    assert open_codes == ["b1_34_prognosetool"]
    assert page.text.count("(niet ingevuld)") == 1


def test_what_nobody_was_asked_about_is_not_called_filled_in(client, lies, twente):
    aanvraag = complete_aanvraag(regio=twente, ronde=Aanvraagronde.objects.get(nummer=3))
    answer(aanvraag.plan, "voorwaarde_projecten_bestaan", "nee")
    aanvraag.plan.lopendproject_set.all().delete()
    for code in ("b1_4_lessen", "b3_elkaars_voorzieningen"):
        answer(aanvraag.plan, code, "")
    client.force_login(lies)

    page = client.get(url_of(aanvraag, "rode-draad"))

    found = {each.vereiste.code: each for _deelaspect, rows in page.context["draad"] for each in rows}
    silent = {code: each.status_label for code, each in found.items() if each.status == "neutral"}
    assert silent == dict.fromkeys(["c3.3.v1", "c3.3.v2", "c3.3.v3", "c4.2.v1", "c4.2.v2"], "Niet gevraagd")
    assert page.context["totaal"] == 30
    assert page.text.count("Voor deze vereiste staat geen vraag in uw aanvraag die u moet invullen.") == 5


def test_a_later_round_asks_how_the_region_is_economical_and_keeps_overhead_low(client, lies, aanvraag):
    for code in ("b2_1_overhead", "b3_elkaars_voorzieningen"):
        answer(aanvraag.plan, code, "")
    client.force_login(lies)

    found = thread(client, aanvraag)

    told = {code: [punt.vraag.code for punt in found[code].punten] for code in ("c4.2.v1", "c4.2.v2")}
    assert told == {"c4.2.v1": ["b2_1_zuinig"], "c4.2.v2": ["b2_1_overhead"]}
    assert (found["c4.2.v1"].status_label, found["c4.2.v2"].status_label) == ("Ingevuld", "0 van 1 ingevuld")


def test_what_someone_wrote_without_being_asked_counts_as_filled_in(client, lies, twente):
    aanvraag = complete_aanvraag(regio=twente)
    answer(aanvraag.plan, "voorwaarde_projecten_bestaan", "nee")
    client.force_login(lies)

    found = thread(client, aanvraag)["c3.3.v1"]

    assert [punt.vraag.code for punt in found.punten] == ["b1_4_lessen"]
    assert (found.gevraagd, found.status_label) == (0, "Ingevuld")


def test_a_requirement_without_a_number_is_called_by_the_deelaspect_it_stands_in(client, lies, aanvraag):
    client.force_login(lies)

    text = client.get(url_of(aanvraag, "rode-draad")).text

    assert ("Vereiste bij 2.1" in text, "Vereiste 2.1.1" in text, "2.1.0" in text) == (True, True, False)

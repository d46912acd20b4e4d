"""A question that is added later is one of the rounds after it: what an earlier round asked stays what it was."""

from pathlib import Path

import pytest
import yaml
from django.core.cache import cache

from applications.canonical import checksum, plan_json
from applications.contents import Planinhoud
from applications.controles import check
from applications.copying import copy_plan
from applications.loading import load_vragenlijst
from applications.models import Aanvraag, Vraag
from applications.reading import read_plan
from applications.verschil import compare_plans
from applications.voortgang import measure
from assessment.loading import link_vragen
from assessment.models import Beoordelingskader, Rondekader, Vereiste
from tests.applications.plans import complete_aanvraag, filed_aanvraag
from tests.applications.writing import answer, url_of
from tests.factories import RegioFactory, RondeFactory

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NEW = {
    "key": "b4_nieuw", "paragraaf": "b1-35", "titel": "Wat er nieuw is", "aard": "veld", "type": "tekst",
    "verplicht": "ja", "vastgelegd_in": "antwoord", "invoer": "tekst", "vraag": "Wat is er nieuw?", "bron": "Later",
}  # fmt: skip


@pytest.fixture
def rondes():
    """The round before the question came, and the first that asks it; both are judged."""
    kader = Beoordelingskader.objects.get()
    found = RondeFactory(nummer=201), RondeFactory(nummer=202)
    for ronde in found:
        Rondekader.objects.create(ronde=ronde, kader=kader)
    return found


@pytest.fixture
def add_question(settings, tmp_path, rondes):
    """Function: the regeling is loaded with one more question, from the second round on."""

    def add():
        for name in ("bijlage_b.yaml", "b_naar_c.yaml"):
            content = yaml.safe_load((FIXTURES / name).read_text(encoding="utf-8"))
            if name == "b_naar_c.yaml":
                content[NEW["key"]] = ["c1.2.v4"]
            else:
                content["aanvullend"].append(NEW | {"vanaf_ronde": rondes[1].nummer})
            (tmp_path / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        settings.FIXTURES_ROOT = tmp_path
        link_vragen(load_vragenlijst(), Beoordelingskader.objects.get())
        cache.clear()

    return add


def seen(client, aanvraag):
    """All that people see of this plan that rests on the questions."""
    plan = Aanvraag.objects.select_related("plan__ronde__regelingversie", "plan__regio").get(pk=aanvraag.pk).plan
    draad = client.get(url_of(aanvraag, "rode-draad")).context["draad"]
    return {
        "lezen": read_plan(plan),
        "vragen": [vraag.code for vraag in Planinhoud(plan).asked],
        "voortgang": {paragraaf.sleutel: done for paragraaf, done in measure(plan).paragrafen},
        "bevindingen": check(plan),
        "draad": [(e.vereiste.code, e.gevraagd, [p.vraag.code for p in e.punten]) for _, rows in draad for e in rows],
        "verschil": compare_plans(copy_plan(plan), plan),
        "stempel": checksum(plan_json(plan)),
    }


def test_a_filed_plan_of_an_earlier_round_neither_shows_nor_misses_it(client, anna, twente, rondes, add_question):
    aanvraag = filed_aanvraag(anna, regio=twente, ronde=rondes[0])
    client.force_login(anna)
    before = seen(client, aanvraag)

    add_question()

    assert Vraag.objects.filter(code="b4_nieuw", vanaf_ronde=202).count() == 1
    assert seen(client, aanvraag) == before
    assert "Wat is er nieuw?" not in client.get(url_of(aanvraag, "regiovisie", "b1-35")).text


def test_a_later_round_asks_misses_and_shows_it(client, anna, twente, rondes, add_question):
    add_question()
    aanvraag = complete_aanvraag(regio=twente, ronde=rondes[1])
    plan = aanvraag.plan
    plan.antwoord_set.filter(vraag__code="b4_nieuw").delete()
    client.force_login(anna)

    page = client.get(url_of(aanvraag, "regiovisie", "b1-35")).text
    missed = [each.tekst for each in check(plan) if each.blocks]
    answer(plan, "b4_nieuw", "Een nieuw lokaal.")

    assert "Wat is er nieuw?" in page
    assert "Beantwoord de vraag 'Wat er nieuw is'." in missed
    assert "Een nieuw lokaal." in client.get(url_of(aanvraag, "lezen")).text


def test_the_committee_gets_it_beside_the_requirement_in_later_rounds_alone(rondes, add_question, anna):
    add_question()
    early, late = (filed_aanvraag(anna, regio=RegioFactory(), ronde=ronde) for ronde in rondes)

    shown = ["b4_nieuw" in {vraag.code for vraag in Planinhoud(each.plan).vragen} for each in (early, late)]

    assert shown == [False, True]
    assert Vereiste.objects.get(code="c1.2.v4").vragen.filter(code="b4_nieuw").exists()

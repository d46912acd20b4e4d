"""A region goes on from a rejected plan: the copy, the judgement beside each paragraph, and the difference."""

import pytest
from django.utils import timezone

from applications.actions import freeze_plan, start_aanvraag
from applications.models import Aanvraag, Antwoord
from applications.vragenlijsten import read_paragrafen
from assessment.actions.toewijzen import assign_beoordelaars
from assessment.models import Rondekader
from assessment.reports.terugblik import look_back
from tests.applications.plans import answer
from tests.assessment.cases import make_advised, make_sent
from tests.factories import PartnerFactory, RondeFactory, open_ronde

pytestmark = pytest.mark.django_db
UNMET = ["c1.1.v1", "c3.2.v1"]
NEXT = "/aanvragen/STO90001-4/"


@pytest.fixture
def ronde(db):
    return open_ronde()


@pytest.fixture
def rejected(twente, behandelaar, tekenbevoegde, anna):
    """What Twente filed in an earlier round, rejected with two reasons."""
    aanvraag = make_advised(twente, ronde=RondeFactory(naam="Ronde van vorig jaar"), unmet=UNMET)
    make_sent(aanvraag, drafter=behandelaar, approver=tekenbevoegde)
    return Aanvraag.objects.select_related("plan__ronde").get(pk=aanvraag.pk)


@pytest.fixture
def draft(rejected, twente, anna, ronde):
    return start_aanvraag(regio=twente, ronde=ronde, by=anna, vorige=rejected.plan)


def text_of(response):
    return " ".join(response.content.decode().split())


def start(client, twente, ronde, **more):
    return client.post("/aanvragen/nieuw/", {"keuze": f"{twente.pk}-{ronde.pk}"} | more)


def test_the_last_plan_is_offered_first(client, anna, rejected, ronde):
    client.force_login(anna)

    form = client.get("/aanvragen/nieuw/").context["form"]

    assert form.fields["begin"].choices == [
        ("plan", "Met uw plan uit de ronde Ronde van vorig jaar"),
        ("leeg", "Met een leeg plan"),
    ]
    assert form["begin"].value() == "plan"


def test_a_region_that_never_filed_is_not_asked(client, anna, twente, ronde):
    client.force_login(anna)

    assert list(client.get("/aanvragen/nieuw/").context["form"].fields) == ["keuze"]


@pytest.mark.parametrize(("begin", "partners"), [("plan", 2), ("leeg", 0)])
def test_the_draft_begins_with_what_was_chosen(client, anna, twente, rejected, ronde, begin, partners):
    client.force_login(anna)

    start(client, twente, ronde, begin=begin)

    aanvraag = Aanvraag.objects.get(ronde=ronde)
    assert aanvraag.plan.partner_set.count() == partners
    assert rejected.plan.is_frozen


@pytest.mark.parametrize("begin", ["", "x"])
def test_the_choice_is_asked(client, anna, twente, rejected, ronde, begin):
    client.force_login(anna)

    response = start(client, twente, ronde, begin=begin)

    assert response.context["form"].errors["begin"] == ["Kies waarmee u begint."]


def test_starting_twice_gives_one_copy(client, anna, twente, rejected, ronde):
    client.force_login(anna)

    urls = [start(client, twente, ronde, begin="plan").url for _ in range(2)]

    assert urls == [NEXT, NEXT]
    assert twente.plannen.count() == 2


def test_the_task_list_says_that_only_what_failed_needs_work(client, mia, draft):
    client.force_login(mia)

    text = text_of(client.get(NEXT))

    assert "U hoeft alleen te werken aan wat niet goed genoeg was." in text
    assert f'href="{NEXT}oordeel/"' in text


def test_the_judgement_stands_by_paragraph_with_its_reason(client, lies, draft):
    client.force_login(lies)

    response = client.get(f"{NEXT}oordeel/")

    terugblik = response.context["terugblik"]
    assert [punt.vereiste.code for punt in terugblik.punten] == UNMET
    assert {punt.reden for regel in terugblik.paragrafen for punt in regel.punten} == {
        "Reden bij c1.1.v1.",
        "Reden bij c3.2.v1.",
    }
    assert "voldeed niet aan 2 vereisten" in text_of(response)
    assert f'href="{NEXT}regiovisie/b1-1/"' in text_of(response)


def test_a_paragraph_tells_whether_it_was_changed_since(draft, anna):
    before = look_back(draft.plan, anna)
    answer(draft.plan, "b1_1_samenvatting", "Een nieuwe samenvatting")
    after = look_back(draft.plan, anna)

    assert [regel.paragraaf.sleutel for regel in before.paragrafen if regel.is_changed] == []
    assert [regel.paragraaf.sleutel for regel in after.paragrafen if regel.is_changed] == ["b1-1"]


def test_the_reason_stands_beside_the_paragraph_itself(client, mia, draft):
    client.force_login(mia)

    touched = client.get(f"{NEXT}regiovisie/b1-1/")
    other = client.get(f"{NEXT}regiovisie/b1-37/")

    assert [note.tekst for note in touched.context["kanttekeningen"]] == ["Reden bij c1.1.v1."]
    assert "Reden bij c1.1.v1." in text_of(touched)
    assert other.context["kanttekeningen"] == []


def test_what_was_not_sent_is_not_told(client, anna, twente, ronde):
    advised = make_advised(twente, ronde=RondeFactory(), unmet=UNMET)
    start_aanvraag(regio=twente, ronde=ronde, by=anna, vorige=advised.plan)
    client.force_login(anna)

    assert client.get(f"{NEXT}oordeel/").status_code == 404
    assert client.get(f"{NEXT}regiovisie/b1-1/").context["kanttekeningen"] == []


@pytest.mark.parametrize(("name", "code"), [("anna", 200), ("mia", 200), ("lies", 200), ("bram", 404), ("dina", 403)])
def test_who_reads_the_judgement(client, request, draft, name, code):
    client.force_login(request.getfixturevalue(name))

    assert client.get(f"{NEXT}oordeel/").status_code == code


@pytest.mark.parametrize("unmet", [UNMET, [*UNMET, "c2.1.v1", "c4.3.v1"]])
def test_looking_back_takes_as_many_queries_for_more_reasons(
    twente, anna, behandelaar, tekenbevoegde, ronde, unmet, django_assert_num_queries
):
    aanvraag = make_advised(twente, ronde=RondeFactory(), unmet=unmet)
    make_sent(aanvraag, drafter=behandelaar, approver=tekenbevoegde)
    draft = start_aanvraag(regio=twente, ronde=ronde, by=anna, vorige=aanvraag.plan)
    anna.has_perm("assessment.view_besluit")  # reads her roles
    read_paragrafen(ronde)  # every page of any plan reads that

    with django_assert_num_queries(6):
        look_back(draft.plan, anna)


def test_the_committee_sees_the_difference_with_the_rejected_plan(client, draft, anna, behandelaar, coordinator, leden):
    Rondekader.objects.get_or_create(ronde=draft.ronde, defaults={"kader": Rondekader.objects.first().kader})
    answer(draft.plan, "b1_1_samenvatting", "Een nieuwe samenvatting")
    PartnerFactory(plan=draft.plan, naam="Nieuw Bedrijf")
    freeze_plan(aanvraag=draft, by=anna, at=timezone.now())
    draft.transition("submit", by=anna)
    draft.transition("accept", by=behandelaar)
    assign_beoordelaars(aanvraag=draft, leden=leden, by=coordinator)
    client.force_login(leden[0].user)

    text = text_of(client.get("/beoordeling/STO90001-4/verschil/"))

    assert "<ins>Een nieuwe samenvatting</ins>" in text
    assert "Nieuw Bedrijf" in text
    assert "Ronde van vorig jaar" in text
    assert not Antwoord.objects.filter(plan=draft.plan.vorige, vraag__code="b1_1_samenvatting").exists()


def test_the_reason_stands_beside_the_budget_too(client, mia, twente, anna, behandelaar, tekenbevoegde, ronde):
    aanvraag = make_advised(twente, ronde=RondeFactory(), unmet=["c4.1.v1"])
    make_sent(aanvraag, drafter=behandelaar, approver=tekenbevoegde)
    draft = start_aanvraag(regio=twente, ronde=ronde, by=anna, vorige=aanvraag.plan)
    client.force_login(mia)

    (regel,) = [row for row in look_back(draft.plan, anna).paragrafen if row.paragraaf.onderdeel == "B.4"]
    text = text_of(client.get(f"{NEXT}begroting/"))

    assert (regel.is_changed, regel.is_same) == (False, False)
    assert "Reden bij c4.1.v1." in text

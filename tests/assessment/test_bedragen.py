"""What a grant pays, per year and less than was asked, and what it asks of the recipient: changed in a draft."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from applications.models import Partnersoort
from applications.reports import cijfers
from assessment.actions.besluiten import BesluitError, change_besluit, draft_besluit, offer_besluit
from assessment.actions.controleren import check_advies
from assessment.brief import cover_facts, letter_facts, write_letter
from assessment.brieftekst import as_lines
from assessment.models import Besluit, Besluitsoort, Verplichting
from assessment.work import find_besluit
from sto_portal.termijnen import today
from tests.assessment.cases import SUBSIDIE_CENTS, make_advised

pytestmark = pytest.mark.django_db
PAGE = "/besluiten/STO90001-4/opstellen/"
LOWER = {"bedrag_cents": 600_000_00, "lager_reden": "De huur hoort niet bij de activiteiten."}


@pytest.fixture
def besluit(twente, behandelaar):
    """Bea's draft of a grant on an advice that asks one clarification."""
    return draft_besluit(aanvraag=make_advised(twente, clarify=["c3.2.v1"]), by=behandelaar)


def change(besluit, **fields):
    current = Besluit.objects.get(pk=besluit.pk)
    return change_besluit(current, versie=current.versie, by=current.opsteller, **fields)


def text_of(besluit):
    letter = " ".join(as_lines(write_letter(find_besluit(besluit.pk)).tekst).split())
    return letter.replace("\u00a0", " ")


def typed(client, **changes):
    """What the page of the draft posts, with these changes."""
    context = client.get(PAGE).context
    form, formset = context["form"], context["verplichtingen"]
    data = {"opslaan": "1"} | {name: form[name].value() or "" for name in form.fields}
    data |= {field.html_name: field.value() for field in formset.management_form}
    for row in formset:
        data |= {field.html_name: field.value() or "" for field in row}
    return data | changes


@pytest.fixture
def as_bea(client, besluit, behandelaar):
    client.force_login(behandelaar)
    return client


def test_less_than_was_asked_needs_a_reason(besluit):
    with pytest.raises(BesluitError, match="minder subsidie dan de regio vraagt"):
        change(besluit, bedrag_cents=600_000_00)
    change(besluit, **LOWER)

    assert Besluit.objects.get().bedrag_cents == 600_000_00


def test_what_the_region_asked_stands_beside_what_is_granted(as_bea, besluit):
    change(besluit, **LOWER)

    facts = {fact["label"]: fact["value"] for fact in as_bea.get("/besluiten/STO90001-4/").context["facts"]}
    told = as_bea.get(PAGE).context["form"].fields["bedrag_cents"].help_text

    assert facts["Bedrag"].replace("\u00a0", " ") == "€ 600.000,00; de regio vroeg € 1.000.000,00"
    assert told.replace("\u00a0", " ") == "Nodig bij een verlening. De regio vraagt € 1.000.000,00. Meer kan niet."


def test_a_lower_amount_without_reason_is_not_offered_either(besluit, behandelaar):
    check_advies(besluit.advies, by=behandelaar)
    Besluit.objects.update(bedrag_cents=600_000_00)

    with pytest.raises(BesluitError, match="minder subsidie dan de regio vraagt"):
        offer_besluit(besluit, by=behandelaar)


@pytest.mark.parametrize("cents", [0, SUBSIDIE_CENTS + 1])
def test_nothing_and_more_than_was_asked_are_refused(besluit, cents):
    with pytest.raises(BesluitError, match="niet meer dan de gevraagde subsidie"):
        change(besluit, bedrag_cents=cents, lager_reden="Zomaar.")


def test_the_letter_of_a_lower_grant_says_what_is_true_of_it(besluit):
    change(besluit, **LOWER)

    told = text_of(besluit)

    for part in (
        "U vraagt € 1.000.000,00. Wij verlenen € 600.000,00. Het verschil is € 400.000,00.",
        "De huur hoort niet bij de activiteiten.",
        "Wij volgen het advies over uw plan.",
        "Nog niet gedekt",
    ):
        assert part in told
    assert "De rest is subsidie" not in told
    assert "Wij nemen het advies over" not in told


def test_the_letter_of_a_full_grant_takes_over_the_advice(besluit):
    told = text_of(besluit)

    assert "Wij nemen het advies over." in told
    assert "Waarom u minder krijgt" not in told
    assert "Nog niet gedekt" not in told


def test_a_deviation_takes_nothing_over(twente, behandelaar):
    besluit = draft_besluit(aanvraag=make_advised(twente), by=behandelaar)
    change(besluit, soort=Besluitsoort.AFWIJZING, bedrag_cents=0, afwijking_reden="Het geld is op.")

    told = text_of(besluit)

    assert "Wij wijken af van het advies, om deze reden: Het geld is op." in told
    assert "Wij nemen het advies over" not in told
    assert "zienswijze" not in told


@pytest.mark.parametrize("granted", [SUBSIDIE_CENTS, 600_000_00, 1])
@pytest.mark.parametrize("bron", Partnersoort)
def test_the_amounts_in_the_letter_always_add_up(besluit, granted, bron):
    change(besluit, bedrag_cents=granted, lager_reden="Minder." if granted < SUBSIDIE_CENTS else "")
    read = find_besluit(besluit.pk)
    figures = cijfers([read.plan])[read.plan_id]
    more = replace(figures, bijdragen=figures.bijdragen + Counter({(bron, "geld"): 333_333_33}))

    for each in (figures, more):
        rows = cover_facts(read, each)
        assert sum(row["bedrag_cents"] for row in rows) == each.kosten_cents
    facts = letter_facts(read)
    assert sum(row["bedrag_cents"] for row in facts["jaarbedragen"]) == facts["bedrag_cents"] == granted
    assert facts["bedrag_cents"] + facts["lager_cents"] == facts["gevraagd_cents"] == SUBSIDIE_CENTS


def test_amounts_per_year_are_changed_when_they_make_the_grant(besluit):
    jaren = list(besluit.regelingversie.jaren)
    wanted = dict.fromkeys(jaren, 0) | {jaren[0]: 400_000_00, jaren[1]: 600_000_00}

    change(besluit, jaarbedragen=wanted)

    assert dict(besluit.jaarbedragen.values_list("jaar", "bedrag_cents")) == wanted


def test_amounts_per_year_that_do_not_make_the_grant_tell_the_difference_to_the_cent(besluit):
    jaren = list(besluit.regelingversie.jaren)
    before = dict(besluit.jaarbedragen.values_list("jaar", "bedrag_cents"))

    with pytest.raises(BesluitError) as refused:
        change(besluit, jaarbedragen={jaren[0]: SUBSIDIE_CENTS - 1})

    assert str(refused.value).replace("\u00a0", " ") == (
        "De bedragen per jaar zijn samen € 999.999,99. Dat is € 0,01 minder dan het bedrag van de subsidie "
        "(€ 1.000.000,00)."
    )
    assert dict(besluit.jaarbedragen.values_list("jaar", "bedrag_cents")) == before


def test_the_years_follow_the_whole_when_only_that_changes(as_bea, besluit):
    as_bea.post(PAGE, typed(as_bea, bedrag_cents="600.000,00", lager_reden="De huur."))

    assert sum(besluit.jaarbedragen.values_list("bedrag_cents", flat=True)) == 600_000_00


def test_the_page_changes_years_and_obligations_in_one_save(as_bea, besluit):
    jaren = list(besluit.regelingversie.jaren)
    day = today() + timedelta(days=90)
    rows = list(besluit.verplichtingen.all())
    new = len(rows)
    changes = {f"jaar_{jaar}": "0" for jaar in jaren} | {f"jaar_{jaren[0]}": "1.000.000,00"}
    changes |= {f"verplichting-{new}-soort": "rapportage", f"verplichting-{new}-omschrijving": "Stuur ons een lijst."}
    changes |= {f"verplichting-{new}-uiterlijk_datum": day.isoformat()}
    gone = next(index for index, row in enumerate(rows) if row.soort == "melding")
    changes |= {f"verplichting-{gone}-DELETE": "on"}

    response = as_bea.post(PAGE, typed(as_bea, **changes))

    assert response.status_code == 302
    assert besluit.jaarbedragen.get(jaar=jaren[0]).bedrag_cents == SUBSIDIE_CENTS
    added = Verplichting.objects.get(omschrijving="Stuur ons een lijst.")
    assert (added.uiterlijk_datum, added.adviesoordeel) == (day, None)
    assert not besluit.verplichtingen.filter(soort="melding").exists()


def test_what_was_typed_stays_when_the_years_do_not_fit(as_bea, besluit):
    jaar = besluit.regelingversie.subsidie_van.year

    page = as_bea.post(PAGE, typed(as_bea, **{f"jaar_{jaar}": "1,00", "verplichting-0-omschrijving": "Anders."}))

    assert page.status_code == 200
    assert "minder dan het bedrag van de subsidie" in page.content.decode()
    assert page.context["form"][f"jaar_{jaar}"].value() == "1,00"
    assert page.context["verplichtingen"][0]["omschrijving"].value() == "Anders."
    assert not Verplichting.objects.filter(omschrijving="Anders.").exists()


def test_a_clarification_of_the_committee_goes_only_with_a_reason_that_the_approver_reads(
    as_bea, besluit, client, tekenbevoegde
):
    rows = list(besluit.verplichtingen.all())
    gone = next(index for index, row in enumerate(rows) if row.adviesoordeel_id)
    taken = {f"verplichting-{gone}-DELETE": "on"}

    refused = as_bea.post(PAGE, typed(as_bea, **taken))
    kept = besluit.verplichtingen.filter(adviesoordeel__isnull=False).count()
    as_bea.post(PAGE, typed(as_bea, **taken, weggelaten_reden="De regio legde dit al uit."))
    client.force_login(tekenbevoegde)
    told = client.get("/besluiten/STO90001-4/").content.decode()

    assert "De commissie vraagt om een verduidelijking bij 3.2.1" in refused.content.decode()
    assert kept == 1
    assert not besluit.verplichtingen.filter(adviesoordeel__isnull=False).exists()
    assert "De regio legde dit al uit." in told
    assert "Leg de planning uit." in told


def test_an_obligation_from_the_advice_keeps_its_kind(as_bea, besluit):
    rows = list(besluit.verplichtingen.all())
    place = next(index for index, row in enumerate(rows) if row.adviesoordeel_id)

    as_bea.post(PAGE, typed(as_bea, **{f"verplichting-{place}-soort": "melding"}))

    assert besluit.verplichtingen.get(adviesoordeel__isnull=False).soort == "verduidelijking"


def test_who_saves_over_a_newer_draft_changes_no_year(as_bea, besluit):
    jaren = list(besluit.regelingversie.jaren)
    old = typed(as_bea, **{f"jaar_{jaar}": "0" for jaar in jaren} | {f"jaar_{jaren[1]}": "1.000.000,00"})
    change(besluit, motivering="Een ander was eerder.")

    page = as_bea.post(PAGE, old)

    assert "Iemand anders heeft dit besluit intussen veranderd." in page.content.decode()
    assert besluit.jaarbedragen.get(jaar=jaren[1]).bedrag_cents == 0

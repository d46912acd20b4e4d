"""The demo as it stands in the database: its figures, its history, its texts and its people."""

from collections import Counter, defaultdict

import pytest
from django.db.models import CharField, Sum, TextField
from django.utils import timezone

from applications.controles import blocking, check
from applications.integrity import check_indieningen
from applications.models import (
    Aanvraag,
    Aanvraagstatus,
    Antwoordsoort,
    Begrotingsregel,
    Cofinanciering,
    Indiening,
    Partner,
    Plan,
    Planonderdeel,
    Statuswijziging,
    Uitstel,
)
from applications.parts import PLANONDERDELEN
from assessment.models import (
    Advies,
    Adviesconclusie,
    Adviesoordeel,
    Adviesstatus,
    Besluit,
    Besluitsoort,
    Besluitstatus,
    Conclusie,
    Jaarbedrag,
    Oordeel,
    Verplichting,
    Verplichtingsoort,
)
from monitoring.population import default_population
from monitoring.tabellen import TABELLEN
from regions.models import Regio
from sto_portal.demo.regios import read_regios

LONG, MAXIMUM_REGIOS = 80, 5
RIJEN = {
    "vmbo": "vmbo",
    "mbo": "mbo",
    "bedrijven": "bedrijven",
    "po": "po",
    "vso_pro": "vso_pro",
    "hbo_wo": "hbo",
    "overheid": "gemeenten",
}
ADVICE_TEXTS = {
    Oordeel: "beoordeling__plan__regio",
    Conclusie: "beoordeling__plan__regio",
    Adviesoordeel: "advies__plan__regio",
    Adviesconclusie: "advies__plan__regio",
    Advies: "plan__regio",
    Besluit: "plan__regio",
    Statuswijziging: "aanvraag__regio",
}

pytestmark = pytest.mark.usefixtures("demo")


def granted():
    return Plan.objects.filter(besluiten__soort=Besluitsoort.VERLENING).select_related("regio", "ronde__regelingversie")


def test_history_is_counted_from_rows():
    sent = Besluit.objects.filter(status=Besluitstatus.VERZONDEN, aanvraag__ronde__nummer__in=[1, 2, 3])
    clarify = Verplichting.objects.filter(besluit__in=sent, soort=Verplichtingsoort.VERDUIDELIJKING)
    found = Counter(sent.values_list("aanvraag__ronde__nummer", "soort"))

    assert found == {(1, "verlening"): 45, (1, "afwijzing"): 29, (2, "verlening"): 26, (2, "afwijzing"): 7}
    assert Counter(clarify.values_list("besluit__aanvraag__ronde__nummer", flat=True)) == {2: 6}
    assert Counter(Uitstel.objects.values_list("ronde__nummer", flat=True)) == {1: 4}


def test_whoever_got_an_extension_applied_first_in_the_next_round():
    for uitstel in Uitstel.objects.all():
        applied = Aanvraag.objects.filter(regio=uitstel.regio, ronde__nummer__lt=4).values_list(
            "ronde__nummer", "status"
        )

        assert list(applied) == [(2, Aanvraagstatus.VERLEEND)]


def test_whoever_was_turned_down_came_back_with_a_better_copy():
    again = Plan.objects.filter(ronde__nummer=2, vorige__isnull=False).select_related("vorige")

    assert again.count() == 29
    for plan in again:
        before, after = (
            dict(each.antwoord_set.exclude(vraag__invoer=Antwoordsoort.VERKLARING).values_list("sleutel", "tekst"))
            for each in (plan.vorige, plan)
        )
        changed = [sleutel for sleutel in before if before[sleutel] != after[sleutel]]

        assert before.keys() == after.keys()
        assert changed
        assert all(len(after[sleutel]) >= len(before[sleutel]) for sleutel in changed)


def test_whoever_came_back_declared_everything_anew():
    for plan in Plan.objects.filter(ronde__nummer=2, vorige__isnull=False):
        before, after = (
            dict(each.antwoord_set.filter(vraag__invoer=Antwoordsoort.VERKLARING).values_list("vraag", "sleutel"))
            for each in (plan.vorige, plan)
        )

        assert before.keys() == after.keys()
        assert set(before.values()).isdisjoint(after.values())


def test_tables_count_the_figures_of_the_file():
    regios = read_regios()

    rows = {row["code"]: row for row in TABELLEN["tabel-2-1"](default_population()).rijen}
    money = TABELLEN["tabel-2-2"](default_population()).rijen

    for code, column in RIJEN.items():
        values = [getattr(regio, column) for regio in regios]
        row = rows[code]
        assert (row["regios"], row["totaal"]) == (sum(map(bool, values)), sum(values)), code
        assert (row["minimum"], row["maximum"]) == (min(filter(None, values)), max(values)), code
    subsidies = [regio.subsidie_eur for regio in regios]
    assert [row["totaal"] for row in money[:3]] == [347983, 52022, 400005]
    assert money[0]["totaal"] == round(sum(subsidies) / 1000)
    assert (money[0]["minimum"], money[0]["maximum"]) == (round(min(subsidies) / 1000), round(max(subsidies) / 1000))


def test_every_plan_adds_up_to_the_cent():
    for plan in granted():
        costs = Begrotingsregel.objects.of(plan).aggregate(total=Sum("bedrag_cents"))["total"]
        income = Cofinanciering.objects.of(plan).aggregate(total=Sum("bedrag_cents"))["total"]

        assert costs == plan.gevraagde_subsidie_cents + income


def test_every_grant_is_spread_over_its_years_to_the_cent():
    for besluit in Besluit.objects.filter(soort=Besluitsoort.VERLENING):
        assert sum(Jaarbedrag.objects.filter(besluit=besluit).values_list("bedrag_cents", flat=True)) == (
            besluit.bedrag_cents
        )


def test_every_granted_plan_passes_every_blocking_controle_but_that_two_firms_of_one_did_not_sign():
    plans = list(granted())

    found = {str(plan): [bevinding.tekst for bevinding in blocking(check(plan))] for plan in plans}

    late = Partner.objects.filter(plan__regio__nummer="STO00075", plan__ronde__nummer=4, ondertekeningen=None)
    assert len(plans) == 77
    assert {plan: texts for plan, texts in found.items() if texts} == {
        str(row.plan): [f"Nog niet getekend: iemand die voor {partner.naam} mag tekenen." for partner in late]
        for row in late[:1]
    }


def test_every_filing_has_its_checksum():
    faults = [uitslag.fout for uitslag in check_indieningen()]

    assert len(faults) == Indiening.objects.count() == 133
    assert set(faults) == {""}


def long_texts(model, path):
    """(Text, pk of the region) of every long text in the rows of `model`; a letter has its own words."""
    names = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField) and field.name != "brief"
    ]
    for regio, *values in model.objects.values_list(path, *names):
        yield from ((text, regio) for text in values if text and len(text) > LONG)


def test_no_long_text_stands_in_more_than_five_regions():
    regios = defaultdict(set)
    for model, path in {**dict.fromkeys(PLANONDERDELEN, "plan__regio"), **ADVICE_TEXTS}.items():
        for text, regio in long_texts(model, path):
            regios[text].add(regio)

    assert len(regios) > 10_000
    assert {text: len(where) for text, where in regios.items() if len(where) > MAXIMUM_REGIOS} == {}


def test_every_kind_of_row_is_there():
    for model in PLANONDERDELEN:
        assert issubclass(model, Planonderdeel)
        assert model.objects.exists(), model


def test_steps_follow_each_other_in_time_and_none_is_in_the_future():
    steps = defaultdict(list)
    for step in Statuswijziging.objects.order_by("aanvraag", "op", "pk"):
        steps[step.aanvraag_id].append(step)

    for row in Aanvraag.objects.all():
        taken = steps[row.pk]
        assert [step.van for step in taken] == ["", *[step.naar for step in taken[:-1]]]
        assert taken[-1].naar == row.status
        assert taken[-1].op <= timezone.now()


def test_a_plan_is_filed_while_its_round_is_open():
    for indiening in Indiening.objects.select_related("aanvraag__ronde", "aanvraag__regio"):
        assert indiening.aanvraag.ronde.is_open_for(indiening.aanvraag.regio, indiening.aangekomen_op)


def test_every_advice_is_whole():
    for advies in Advies.objects.filter(status=Adviesstatus.VASTGESTELD):
        assert Adviesoordeel.objects.complete().filter(advies=advies).count() == 35
        assert Adviesconclusie.objects.filter(advies=advies).exclude(tekst="").count() == 10
        assert advies.onvoldaan == advies.oordelen.filter(uitkomst="voldoet_niet").count()
        assert advies.samenvatting


def test_letters_are_kept_as_sent_and_their_pdf_is_made_when_asked_for():
    sent = Besluit.objects.filter(status=Besluitstatus.VERZONDEN)

    assert not sent.filter(brief="").exists()
    assert not sent.filter(onderwerp="").exists()
    assert not sent.filter(pdf__isnull=False).exists()
    assert {str(day) for day in sent.filter(aanvraag__ronde__nummer__lt=4).values_list("besluit_datum", flat=True)} == {
        "2019-07-01",
        "2019-12-20",
    }


def test_regions_have_their_register():
    assert Regio.objects.count() == 78
    for regio in Regio.objects.prefetch_related("gemeenten"):
        assert len(regio.gemeenten.all()) >= 2
        assert Counter(regio.regiovestigingen.values_list("regeling__slug", flat=True)).keys() == {
            "sto-2020-2023",
            "sto-demo",
        }

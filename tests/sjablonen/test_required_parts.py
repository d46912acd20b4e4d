"""What a letter may never lack, and how much a text may ask: both are refused before the text is kept."""

import time

import pytest

from sto_portal.sjablonen.actions import propose_version
from sto_portal.sjablonen.begrenzing import USE
from sto_portal.sjablonen.beproeven import try_text
from sto_portal.sjablonen.loading import find_trial, load_sjablonen
from sto_portal.sjablonen.models import Sjabloon, SjabloonError
from sto_portal.sjablonen.sandbox import render_text
from tests.sjablonen.test_pages import write

pytestmark = pytest.mark.django_db
GRANT = "/sjablonen/beschikking_verlening/"
DECISIONS = ("beschikking_verlening", "beschikking_afwijzing", "buiten_behandeling")
AMOUNT = "{{ bedrag_cents|euro }}"


@pytest.fixture
def grant():
    return Sjabloon.objects.get(slug="beschikking_verlening")


@pytest.fixture
def text(grant):
    return grant.versies.get().tekst


def refusal(grant, coordinator, tekst):
    """Why this text of a grant is not taken."""
    with pytest.raises(SjabloonError) as caught:
        propose_version(grant, onderwerp="Besluit", tekst=tekst, by=coordinator, **find_trial(grant.slug))
    return str(caught.value)


@pytest.mark.parametrize("slug", DECISIONS)
@pytest.mark.parametrize("tekst", [" ", "<p>{{ regio }}</p>"])
def test_a_decision_that_says_nothing_is_refused_with_all_that_it_lacks(client, coordinator, slug, tekst):
    client.force_login(coordinator)
    data = {"onderwerp": "Besluit", "tekst": tekst, "nummer": 1, "vaststellen": "1"}

    page = client.post(f"/sjablonen/{slug}/wijzigen/", data)

    (told,) = page.context["form"].errors["tekst"]
    lacking = {part.deel for part in find_trial(slug)["parts"] if f"{part}" in told}
    assert lacking >= {"besluit", "grondslag", "motivering", "bezwaar", "adres voor bezwaar", "ondertekenaar"}
    assert Sjabloon.objects.get(slug=slug).versies.count() == 1


def test_the_message_says_what_must_be_there(grant, coordinator, text):
    told = refusal(grant, coordinator, text.replace(AMOUNT, "een bedrag"))

    assert told == "In de brief ontbreekt: bedrag (bedrag_cents). Dat moet er altijd in te lezen zijn."


@pytest.mark.parametrize("slug", DECISIONS)
@pytest.mark.parametrize("instead", ["ons adres", "{% if afzender.bezwaaradres %}ons adres{% endif %}"])
def test_a_decision_that_does_not_say_where_to_object_is_refused(client, coordinator, slug, instead):
    """Awb 3:45."""
    client.force_login(coordinator)
    text = Sjabloon.objects.get(slug=slug).versies.get().tekst.replace("{{ afzender.bezwaaradres }}", instead)

    page = client.post(
        f"/sjablonen/{slug}/wijzigen/", {"onderwerp": "Besluit", "tekst": text, "nummer": 1, "vaststellen": "1"}
    )

    assert page.context["form"].errors == {
        "tekst": [
            "In de brief ontbreekt: adres voor bezwaar (afzender.bezwaaradres). Dat moet er altijd in te lezen zijn."
        ]
    }
    assert Sjabloon.objects.get(slug=slug).versies.count() == 1


@pytest.mark.parametrize("slug", DECISIONS)
def test_a_decision_that_hides_which_one_it_replaces_is_refused(slug, coordinator):
    decision = Sjabloon.objects.get(slug=slug)
    text = decision.versies.get().tekst.replace("met kenmerk {{ vervangt_kenmerk }}", "van eerder")

    told = refusal(decision, coordinator, text)

    assert told[:74] == "In de brief ontbreekt: besluit dat het vervangt (vervangt_kenmerk). Dat mo"


@pytest.mark.parametrize(
    "hidden",
    [
        "{% if 0 %}{{ bedrag_cents|euro }}{% endif %}",
        "{% comment %}{{ bedrag_cents|euro }}{% endcomment %}",
        "{# {{ bedrag_cents|euro }} #}",
        "<!-- {{ bedrag_cents|euro }} -->",
        "{% if bedrag_cents %}een bedrag{% endif %}",
        "{{ bedrag_cents|yesno:'een bedrag,geen' }}",
        "{{ bedrag_cents|euro|slice:':3' }}",
        "{% with x=bedrag_cents %}een bedrag{% endwith %}",
        "{% for rij in jaarbedragen %}{{ rij.bedrag_cents|euro }}{% endfor %}",
    ],
)
def test_what_no_reader_sees_does_not_count(grant, coordinator, text, hidden):
    told = refusal(grant, coordinator, text.replace(AMOUNT, hidden))

    assert told[:49] == "In de brief ontbreekt: bedrag (bedrag_cents). Dat"


@pytest.mark.parametrize(
    "only_then",
    [
        "{% if not vervangt_reden %}{{ bedrag_cents|euro }}{% endif %}",
        "{% if jaarbedragen|length < 10 %}{{ bedrag_cents|euro }}{% endif %}",
    ],
)
def test_what_is_told_in_an_ordinary_case_alone_does_not_count(grant, coordinator, text, only_then):
    told = refusal(grant, coordinator, text.replace(AMOUNT, only_then))

    assert told[-71:] == "altijd in te lezen zijn, ook in het voorbeeld met zo veel mogelijk gegevens."[-71:]


@pytest.mark.parametrize(
    "wrong", ["<p hidden>{}</p>", '<p style="display:none">{}</p>', "<script>{}</script>", "<style>{}</style>"]
)
def test_html_that_hides_or_runs_stands_in_no_letter(grant, coordinator, text, wrong):
    told = refusal(grant, coordinator, text + wrong.format("x"))

    assert (
        told[:34] == "In een brief mag dit niet staan: h" if "hidden" in wrong else "In een brief mag dit niet staan: "
    )


@pytest.mark.parametrize("written", ["{{ bedrag_cents|euro0 }}", "<b>{% firstof bedrag_cents %}</b>"])
def test_an_amount_may_be_written_in_other_ways(grant, coordinator, text, written):
    versie = propose_version(
        grant, onderwerp="B", tekst=text.replace(AMOUNT, written), by=coordinator, **find_trial(grant.slug)
    )

    assert versie.is_pending


def test_every_row_of_a_list_must_come_out(grant, coordinator, text):
    told = refusal(grant, coordinator, text.replace("in oordelen %}", "in oordelen|slice:':1' %}"))

    assert "motivering (motivering, afwijking_reden, lager_reden, oordelen.conclusie)" in told


def test_every_decision_of_the_portal_holds_its_parts():
    for slug in DECISIONS:
        trial = find_trial(slug)
        tekst = Sjabloon.objects.get(slug=slug).versies.get().tekst

        assert {part.deel for part in trial["parts"]} >= {
            "besluit",
            "grondslag",
            "motivering",
            "bezwaar",
            "adres voor bezwaar",
            "ondertekenaar",
        }
        try_text(tekst, "brief", **trial)


@pytest.mark.parametrize(
    ("verplicht", "reason"),
    [
        ([{"deel": "bedrag", "gegevens": ["b"]}], "proef.yaml: verplicht noemt b, maar dat staat niet"),
        ([{"deel": "bedrag", "een_van": ["b", "c"]}], "proef.yaml: verplicht noemt bij bedrag niets"),
        ([{"deel": "adres", "gegevens": ["b.c"]}], "proef.yaml: verplicht noemt b.c, maar dat staat niet"),
        ([{"deel": "bedrag"}], "proef.yaml: elk verplicht onderdeel heeft"),
        ([{"deel": "a", "woorden": ["ontbreekt"]}], "proef.yaml: In de brief ontbreekt: a"),
    ],
)
def test_a_file_that_asks_what_it_does_not_give_is_not_loaded(tmp_path, verplicht, reason):
    write(tmp_path, verplicht=verplicht)

    with pytest.raises(SjabloonError, match=reason):
        load_sjablonen(tmp_path)


LOOP = "{{% for {0} in lijst %}}"
LOOPS = LOOP.format("a") + LOOP.format("b") + LOOP.format("c") + "x" + "{% endfor %}" * 3


@pytest.mark.parametrize(
    ("tekst", "told"),
    [
        ("{% if a %}x{% endif %}" * 3000, "Deze tekst heeft 6000 codes tussen accolades. Er mogen er 300 in staan."),
        ("{% if a %}" * 140 + "{% endif %}" * 140, "Er staan meer dan 6 blokken ({% if %}, {% for %}) in elkaar."),
        (LOOPS, "Er staan meer dan 2 herhalingen ({% for %}) in elkaar."),
        (
            "{% if " + "not " * 5000 + "a %}x{% endif %}",
            "Een code tussen accolades is 20004 tekens lang. Dat mogen er 400 zijn.",
        ),
        (
            "{% for x in lijst %}{% for y in lijst %}{{ x }}{{ y }}{% endfor %}{% endfor %}",
            "De ingevulde tekst wordt te lang. Gebruik minder herhalingen ({% for %}).",
        ),
        (
            "{% for x in lijst %}{% for y in lijst %}{% if x == y|title|lower %}{% endif %}{% endfor %}{% endfor %}",
            "Deze tekst vraagt te veel rekenwerk. Gebruik minder herhalingen ({% for %}) in elkaar.",
        ),
        (
            "{% with b=lijst|join:a %}{% with c=lijst|join:b %}{% with d=lijst|join:c %}{{ d }}" + "{% endwith %}" * 3,
            "Een gegeven wordt langer dan 100000 tekens.",
        ),
    ],
)
def test_a_text_that_asks_too_much_is_refused_with_little_work(tekst, told):
    begin = time.process_time()

    with pytest.raises(SjabloonError) as caught:
        try_text(tekst, "mail", example={"a": "x", "lijst": ["een", "twee"]})

    assert str(caught.value) == told
    assert time.process_time() - begin < 2  # without bounds one of these takes a minute


def test_a_real_letter_has_far_more_room_than_the_largest_example(grant, text):
    trial = find_trial(grant.slug)
    rows = trial["example"]["activiteiten"] * 800

    assert len(render_text(text, trial["example"] | {"activiteiten": rows}, autoescape=True, limits=USE)) > 100_000

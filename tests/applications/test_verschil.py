"""The difference between two plans: answers by question, rows by what they are, texts word by word."""

import pytest

from applications.copying import copy_plan
from applications.delen import ASKED
from applications.models import Activiteit, Begrotingsregel, Groep, Partner, Risico
from applications.parts import PLANONDERDELEN
from applications.verschil import (
    Soort,
    Stuk,
    Veldverschil,
    compare_plans,
    compare_words,
    earlier_plans,
    filed_plans,
)
from applications.verschil.rijen import TOGETHER
from applications.verschil.tekst import compare_opmaak
from tests.applications.plans import answer, complete_aanvraag, file_plan, filed_aanvraag, refile
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def oud(twente):
    return complete_aanvraag(regio=twente).plan


@pytest.fixture
def nieuw(oud):
    return copy_plan(oud)


def lines(verschil):
    """Per part what changed: (kop, soort, titel, {label: stukken})."""
    return {
        groep.groep: [
            (blok.kop, regel.soort, regel.titel, {veld.label: veld.stukken for veld in regel.velden})
            for blok in groep.blokken
            for regel in blok.regels
        ]
        for groep in verschil.groepen
        if groep.blokken
    }


def test_a_copy_differs_in_nothing(oud, nieuw):
    verschil = compare_plans(oud, nieuw)

    assert [groep.groep for groep in verschil.groepen] == list(ASKED)
    assert (verschil.aantal, lines(verschil)) == (0, {})


def test_an_answer_that_changed_is_told_word_by_word(oud, nieuw):
    answer(oud, "b1_1_samenvatting", "Onze regio is groot.")
    answer(nieuw, "b1_1_samenvatting", "Onze regio is heel groot.")

    assert lines(compare_plans(oud, nieuw)) == {
        Groep.REGIOVISIE: [
            (
                "1 Samenvatting",
                Soort.GEWIJZIGD,
                "Samenvatting",
                {"": (Stuk("", "Onze regio is "), Stuk("nieuw", "heel "), Stuk("", "groot."))},
            )
        ]
    }


def test_an_answer_that_was_emptied_is_gone_and_one_that_was_given_is_new(oud, nieuw):
    answer(oud, "b1_1_samenvatting", "Weg ermee")
    answer(nieuw, "b1_1_samenvatting", " ")
    answer(oud, "b2_31_deskundigheid", "")
    answer(nieuw, "b2_31_deskundigheid", "Veel")

    found = lines(compare_plans(oud, nieuw))

    assert [line[1:] for line in found[Groep.REGIOVISIE]] == [
        (Soort.WEG, "Samenvatting", {"": (Stuk("weg", "Weg ermee"),)})
    ]
    assert [line[3] for line in found[Groep.ACTIVITEITENPLAN]] == [{"": (Stuk("nieuw", "Veel"),)}]


def test_rows_are_followed_by_their_key_and_tell_old_and_new_per_field(oud, nieuw):
    regel = Begrotingsregel.objects.filter(plan=nieuw, bedrag_cents=400_00, kostensoort="loon").get()
    Begrotingsregel.objects.filter(pk=regel.pk).update(bedrag_cents=650_00)
    Begrotingsregel.objects.filter(plan=nieuw, bedrag_cents=300_00).delete()
    PartnerFactory(plan=nieuw, naam="Nieuw Bedrijf", kvk_nummer="12345678")

    found = lines(compare_plans(oud, nieuw))

    changed, gone = found[Groep.BEGROTING]
    assert changed[:2] == ("Begrotingsregels", Soort.GEWIJZIGD)
    assert changed[3] == {"Bedrag": (Stuk("weg", "€\u00a0400,00"), Stuk("nieuw", "€\u00a0650,00"))}
    assert (gone[1], gone[3]["Bedrag"]) == (Soort.WEG, (Stuk("weg", "€\u00a0300,00"),))
    ((kop, soort, titel, velden),) = found[Groep.PARTNERS]
    assert (kop, soort, titel) == ("Partners", Soort.NIEUW, "Nieuw Bedrijf")
    assert velden["Kvk-nummer"] == (Stuk("nieuw", "12345678"),)


def test_a_row_that_others_refer_to_changes_alone_when_its_name_does(oud, nieuw):
    Partner.objects.filter(plan=nieuw, naam="Het Voorbeeld").update(naam="Het Nieuwe Voorbeeld")

    found = lines(compare_plans(oud, nieuw))

    assert [(groep, [line[2] for line in rows]) for groep, rows in found.items()] == [
        (Groep.PARTNERS, ["Het Nieuwe Voorbeeld"])
    ]


def test_a_reference_to_another_row_is_a_change(oud, nieuw):
    other = Partner.objects.get(plan=nieuw, naam="De Tweede")
    Activiteit.objects.filter(plan=nieuw, doelstelling__landelijk_doel="dekkend").update(uitvoerder=other)

    (line,) = lines(compare_plans(oud, nieuw))[Groep.ACTIVITEITENPLAN]

    assert line[3] == {"Wie voert het uit": (Stuk("weg", "Het Voorbeeld"), Stuk("nieuw", "De Tweede"))}


def test_the_subsidy_that_is_asked_stands_under_the_budget(oud, nieuw):
    nieuw.gevraagde_subsidie_cents = 900_00

    (line,) = lines(compare_plans(oud, nieuw))[Groep.BEGROTING]

    assert line[3] == {"": (Stuk("weg", "€\u00a0800,00"), Stuk("nieuw", "€\u00a0900,00"))}


def test_it_takes_one_query_per_table_whatever_the_size(oud, nieuw, django_assert_num_queries):
    compare_plans(oud, nieuw)
    for number in range(5):
        PartnerFactory(plan=nieuw, naam=f"Bedrijf {number}")

    with django_assert_num_queries(len(PLANONDERDELEN) - len(TOGETHER)):
        compare_plans(oud, nieuw)


@pytest.mark.parametrize(
    ("oud", "nieuw", "stukken"),
    [
        ("", "", ()),
        ("gelijk", "gelijk", (Stuk("", "gelijk"),)),
        ("een twee", "een drie", (Stuk("", "een "), Stuk("weg", "twee"), Stuk("nieuw", "drie"))),
        ("appels en peren", "iets heel anders", (Stuk("weg", "appels en peren"), Stuk("nieuw", "iets heel anders"))),
        ("Wij zijn", "Wij zijn met velen", (Stuk("", "Wij zijn "), Stuk("nieuw", "met velen"))),
    ],
)
def test_words_are_told_apart(oud, nieuw, stukken):
    assert compare_words(oud, nieuw) == stukken


RESTYLED = [
    ("### Kop\n\nEen tekst", "Kop\n\nEen tekst", [("Kop", "was kop, nu gewone tekst")]),
    ("#### Kop\n\nEen tekst", "### Kop\n\nEen tekst", [("Kop", "was subkop, nu kop")]),
    ("Een grote stap", "Een **grote** stap", [("grote", "was gewone tekst, nu vet")]),
    ("Een **grote** stap", "Een ***grote*** stap", [("grote", "was vet, nu vet en schuin")]),
    ("een\n\ntwee", "een\ntwee", []),
    ("_een_ twee", "*een* twee", []),
]


@pytest.mark.parametrize(("oud", "nieuw", "told"), RESTYLED)
def test_the_same_words_that_look_different_are_told_as_such(oud, nieuw, told):
    verschil = compare_opmaak("", oud, nieuw)

    assert verschil.is_opmaak
    assert [(stuk.tekst, stuk.uitleg) for stuk in verschil.stukken if stuk.soort == "opmaak"] == told


@pytest.mark.parametrize(
    ("oud", "nieuw", "stukken"),
    [
        (
            "### Kop\n\n**Wij** doen veel",
            "### Kop\n\n**Wij** doen meer",
            (Stuk("", "Kop\n\nWij doen "), Stuk("weg", "veel"), Stuk("nieuw", "meer")),
        ),
        (
            "een\n\ntwee",
            "- een\n- twee",
            (Stuk("nieuw", "• "), Stuk("", "een\n"), Stuk("nieuw", "• "), Stuk("", "twee")),
        ),
        (
            "| School | Aantal |\n| --- | --- |\n| De Lasboog | 136 |",
            "| School | Aantal |\n| --- | --- |\n| De Lasboog | 140 |",
            (Stuk("", "School · Aantal\nDe Lasboog · "), Stuk("weg", "136"), Stuk("nieuw", "140")),
        ),
        (
            "- een\n- drie",
            "- twee\n- drie",
            (Stuk("", "• "), Stuk("weg", "een"), Stuk("nieuw", "twee\n"), Stuk("", "• drie")),
        ),
        ("", "### Kop\n\n- **een**", (Stuk("nieuw", "Kop\n\n• een"),)),
    ],
)
def test_a_text_with_markup_is_compared_without_its_marks(oud, nieuw, stukken):
    verschil = compare_opmaak("", oud, nieuw)

    assert verschil.stukken == stukken
    assert not verschil.is_opmaak


def test_the_same_text_is_no_other_markup():
    assert compare_opmaak("", "**Vet**", "**Vet**") == Veldverschil("", (Stuk("", "Vet"),))


def test_an_answer_is_compared_as_it_looks_and_a_field_of_a_row_as_it_was_typed(oud, nieuw):
    answer(oud, "b1_1_samenvatting", "### Over ons\n\nWij zijn groot.")
    answer(nieuw, "b1_1_samenvatting", "Over ons\n\nWij zijn **groot**.")
    Risico.objects.filter(plan=oud).update(maatregel="2 ** 3")
    Risico.objects.filter(plan=nieuw).update(maatregel="2 ** 4")

    (answers,), (risks,) = lines(compare_plans(oud, nieuw)).values()

    assert answers[3] == {
        "": (
            Stuk("opmaak", "Over ons", "was kop, nu gewone tekst"),
            Stuk("", "\n\n"),
            Stuk("", "Wij zijn "),
            Stuk("opmaak", "groot.", "was gewone tekst, nu vet"),
        )
    }
    assert risks[3] == {"Maatregel": (Stuk("", "2 ** "), Stuk("weg", "3"), Stuk("nieuw", "4"))}


def test_a_long_text_with_one_new_word_shows_what_stands_around_it():
    words = " ".join(f"woord{number}" for number in range(500))

    before, added, after = compare_words(words, words.replace("woord250", "woord250 erbij"))

    assert added == Stuk("nieuw", "erbij ")
    assert before.tekst.startswith(" […] ")
    assert before.tekst.endswith("woord250 ")
    assert after.tekst.startswith("woord251 ")
    assert after.tekst.endswith(" […] ")


def test_texts_of_a_hundred_thousand_words_are_told_as_a_whole():
    oud, nieuw = "a " * 100_000, "b " * 100_000

    assert compare_words(oud, nieuw) == (Stuk("weg", oud), Stuk("nieuw", nieuw))


def supplemented(anna, twente):
    """What Anna filed, then filed again with another summary."""
    aanvraag = filed_aanvraag(anna, regio=twente)
    refile(aanvraag, anna)
    return aanvraag


def test_the_page_marks_what_went_and_what_came_and_keeps_html_as_text(client, anna, twente):
    aanvraag = supplemented(anna, twente)
    client.force_login(anna)

    text = client.get(f"/aanvragen/{aanvraag.nummer}/verschil/").content.decode()

    assert "<del>Antwoord op Samenvatting.</del><ins>Een &lt;b&gt;betere&lt;/b&gt; samenvatting</ins>" in text
    assert '<a href="#verschil-regiovisie">Regiovisie</a>' in text


def test_the_page_shows_no_marks_and_says_where_only_the_look_changed(client, anna, twente):
    aanvraag = complete_aanvraag(regio=twente)
    answer(aanvraag.plan, "b1_1_samenvatting", "### Een betere samenvatting\n\n**Met** inhoud")
    file_plan(aanvraag, anna)
    aanvraag.plan = copy_plan(aanvraag.plan)
    aanvraag.save()
    answer(aanvraag.plan, "b1_1_samenvatting", "Een betere samenvatting\n\n**Met** inhoud")
    client.force_login(anna)

    text = client.get(f"/aanvragen/{aanvraag.nummer}/verschil/").text

    assert "Alleen de opmaak is veranderd. De woorden zijn gelijk." in text
    assert "Een betere samenvatting <small>(was kop, nu gewone tekst)</small></span>" in text
    assert [mark for mark in ("###", "**") if mark in text] == []


def test_a_plan_that_was_made_from_nothing_has_no_such_page(client, anna, twente):
    aanvraag = filed_aanvraag(anna, regio=twente)
    client.force_login(anna)

    assert client.get(f"/aanvragen/{aanvraag.nummer}/verschil/").status_code == 404


@pytest.mark.parametrize("met", ["", "?met=1", "?met=2", "?met=0", "?met=²", "?met=999999999999999999999"])
def test_an_address_that_makes_no_sense_compares_with_the_nearest(client, anna, twente, met):
    aanvraag = supplemented(anna, twente)
    client.force_login(anna)

    assert client.get(f"/aanvragen/{aanvraag.nummer}/verschil/{met}").status_code == 200


def test_earlier_plans_are_those_that_were_filed_the_nearest_first(anna, twente, django_assert_num_queries):
    aanvraag = supplemented(anna, twente)
    draft = copy_plan(aanvraag.plan)

    with django_assert_num_queries(1):
        found = [plan.indiening.nummer for plan in earlier_plans(draft, filed_plans(twente.pk))]

    assert found == [2, 1]

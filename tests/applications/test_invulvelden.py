"""One list of questions for every regeling: what is of one regeling alone comes from its Regelingversie."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import yaml
from django.utils.html import strip_tags

from applications import loading
from applications.canonical import checksum, plan_json
from applications.invulvelden import INVULVELDEN, fill, in_words, name_days, unknown_fields
from applications.models import Aanvraagronde, Paragraaf, Vraag
from applications.vragenlijsten import read_paragrafen, read_vragen
from assessment.models import Rondekader, Vereiste
from regions.loading import LoadError
from regions.models import Regelingversie
from tests.applications.plans import complete_aanvraag, filed_aanvraag
from tests.applications.writing import url_of
from tests.factories import AanvraagFactory

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
OF_ONE_REGELING = re.compile(r"\b20[12]\d\b|\d\s?%")


def text_of(response):
    assert response.status_code == 200
    return " ".join(strip_tags(unescape(response.text)).split())


def read_texts(value):
    """Every text that people read, of a fixture: what says where it comes from is left out."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [
            text for key, each in value.items() if key not in {"url", "bron", "regels"} for text in read_texts(each)
        ]
    return [text for each in value for text in read_texts(each)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", ["bijlage_b.yaml", "bijlage_c.yaml"])
def test_no_year_and_no_share_of_one_regeling_stands_in_a_text(name):
    texts = read_texts(yaml.safe_load((FIXTURES / name).read_text(encoding="utf-8")))

    assert [text for text in texts if OF_ONE_REGELING.search(text)] == []


def titles_and_texts(ronde):
    vragen = {vraag.code: vraag for vraag in read_vragen(ronde).values()}
    return {
        "kop": next(each.kop for each in read_paragrafen(ronde) if each.sleutel == "b1-51"),
        "docenten": vragen["b1_51_tabel"].waarden[0]["vraag"],
        "rapportages": vragen["b2_32_rapportages"].tekst,
        "einde": vragen["b3_einddatum"].hint,
        "deel": vragen["b1_32_percentage"].tekst,
    }


def test_a_round_of_2019_shows_the_years_of_its_own_regeling():
    assert titles_and_texts(Aanvraagronde.objects.get(nummer=1)) == {
        "kop": "5.1 Het tekort van 1 januari 2019 tot 2021",
        "docenten": "Aantal docenten dat op 1 januari 2019 de passende tweedegraads bevoegdheid heeft.",
        "rapportages": "Alle partners werken mee aan de twee voortgangsrapportages. Die zijn er uiterlijk op "
        "1 oktober 2021 en 1 juli 2023.",
        "einde": "De overeenkomst geldt zo lang de subsidie loopt: tot en met 31 december 2023. Eerder dan "
        "1 december 2023 mag zij niet eindigen.",
        "deel": "Welk deel van de bovenbouwleerlingen in bb, kb en gl volgt een technisch profiel? "
        "Hoogstens 10\u00a0%.",
    }


def test_a_later_round_asks_the_same_about_years_and_shares_of_its_own():
    ronde = Aanvraagronde.objects.get(nummer=4)
    Regelingversie.objects.filter(pk=ronde.regelingversie_id).update(
        docenten_peildatum=date(2030, 10, 1), docenten_tot_jaar=2033, subsidie_van=date(2031, 1, 1),
        subsidie_tot=date(2034, 12, 31), overeenkomst_minimaal_tot=date(2034, 12, 1),
        techniekarm_maximum_basispunten=750,
    )  # fmt: skip
    moments = ronde.regelingversie.rapportagemomenten.filter(soort="voortgang").order_by("pk")
    moments.filter(naam__startswith="Eerste").update(uiterlijk_datum=date(2032, 10, 1))
    moments.filter(naam__startswith="Tweede").update(uiterlijk_datum=None)

    assert titles_and_texts(Aanvraagronde.objects.get(nummer=4)) == {
        "kop": "5.1 Het tekort van 1 oktober 2030 tot 2033",
        "docenten": "Aantal docenten dat op 1 oktober 2030 de passende tweedegraads bevoegdheid heeft.",
        "rapportages": "Alle partners werken mee aan de twee voortgangsrapportages. Die zijn er uiterlijk op "
        "1 oktober 2032 en een dag die DUS-I nog laat weten.",
        "einde": "De overeenkomst geldt zo lang de subsidie loopt: tot en met 31 december 2034. Eerder dan "
        "1 december 2034 mag zij niet eindigen.",
        "deel": "Welk deel van de bovenbouwleerlingen in bb, kb en gl volgt een technisch profiel? "
        "Hoogstens 7,5\u00a0%.",
    }


def test_who_writes_reads_the_days_on_the_page_itself(client, anna, twente):
    aanvraag = AanvraagFactory(regio=twente)
    client.force_login(anna)

    text = text_of(client.get(url_of(aanvraag, "activiteitenplan", "b2-32")))

    year = aanvraag.ronde.regelingversie.subsidie_van.year
    assert f"Die zijn er uiterlijk op 1 oktober {year + 1} en 1 juli {year + 3}." in text


@pytest.mark.parametrize("page", ["lezen", "controle", "rode-draad", "docententekort"])
def test_no_page_of_a_plan_shows_a_field_that_nobody_filled(client, anna, twente, page):
    aanvraag = complete_aanvraag(regio=twente)
    client.force_login(anna)

    text = text_of(client.get(url_of(aanvraag, page)))

    assert re.findall(r"\{[a-z_]+\}", text) == []


def test_the_committee_reads_the_share_of_the_regeling_in_the_requirement(client, anna, twente):
    aanvraag = complete_aanvraag(regio=twente)
    Regelingversie.objects.filter(pk=aanvraag.ronde.regelingversie_id).update(cofinanciering_basispunten=1250)
    client.force_login(anna)

    draad = client.get(url_of(aanvraag, "rode-draad")).context["draad"]

    told = {each.vereiste.code: each.vereiste.tekst for _deelaspect, found in draad for each in found}
    assert told["c4.3.v1"].startswith("Ten minste 12,5\u00a0% cofinanciering")


def test_what_was_loaded_keeps_its_fields(twente):
    read_vragen(AanvraagFactory(regio=twente).ronde)

    assert Paragraaf.objects.get(sleutel="b1-51").titel == "Het tekort van {docenten_peildatum} tot {docenten_tot_jaar}"
    assert Vereiste.objects.get(code="c4.3.v1").tekst.startswith("Ten minste {cofinanciering}")


def test_a_filed_plan_still_has_its_checksum_when_a_regeling_gets_another_day(anna, twente):
    aanvraag = filed_aanvraag(anna, regio=twente)
    Regelingversie.objects.filter(pk=aanvraag.ronde.regelingversie_id).update(docenten_tot_jaar=2040)

    assert checksum(plan_json(aanvraag.plan)) == aanvraag.plan.indiening.sha256


@pytest.mark.parametrize(("name", "load"), [("bijlage_b.yaml", loading.load_vragenlijst)])
def test_a_fixture_with_a_field_that_does_not_exist_is_refused_by_name(settings, tmp_path, name, load):
    for each in FIXTURES.glob("*.yaml"):
        (tmp_path / each.name).write_bytes(each.read_bytes())
    wrong = tmp_path / name
    wrong.write_text(wrong.read_text(encoding="utf-8").replace("{subsidie_tot}", "{subsidie_einde}"), encoding="utf-8")
    settings.FIXTURES_ROOT = tmp_path

    with pytest.raises(LoadError, match=r"bijlage_b.yaml: onbekend: subsidie_einde\. Dit kan wel: subsidie_van, "):
        load()

    assert Vraag.objects.filter(hint__contains="subsidie_einde").exists() is False


def test_fields_are_worded_for_people():
    versie = Aanvraagronde.objects.get(nummer=1).regelingversie

    assert {name: fill(f"{{{name}}}", versie) for name in INVULVELDEN} == {
        "subsidie_van": "1 januari 2020",
        "subsidie_tot": "31 december 2023",
        "overeenkomst_minimaal_tot": "1 december 2023",
        "docenten_peildatum": "1 januari 2019",
        "docenten_tot_jaar": "2021",
        "techniekarm_maximum": "10\u00a0%",
        "cofinanciering": "10\u00a0%",
        "prognose_jaren": "tien",
        "uitgewerkte_jaren": "twee",
        "aantal_voortgangsrapportages": "twee",
        "voortgangsdagen": "1 oktober 2021 en 1 juli 2023",
    }
    assert (in_words(12), in_words(13)) == ("twaalf", "13")
    assert name_days([]) == "een dag die DUS-I nog laat weten"
    assert name_days([date(2021, 1, 1), date(2022, 2, 2), date(2023, 3, 3)]) == (
        "1 januari 2021, 2 februari 2022 en 3 maart 2023"
    )
    assert unknown_fields({"a": ["{onzin}", {"b": "{subsidie_tot}"}], "c": 3}) == {"onzin"}


def test_every_round_is_judged_by_texts_of_its_own_regeling():
    assert {each.ronde.nummer for each in Rondekader.objects.select_related("ronde")} == {1, 2, 3, 4}


UNCLEAR = {
    "bijlage_b.yaml": [
        "Ontleed",
        "ontleding",
        "inleiding bij",
        "mikken",
        "zo concreet als kan",
        "buigzaam",
        "uitputtend",
    ],
    "bijlage_c.yaml": [
        " men ",
        "ontle",
        "borduurt",
        "bestand tegen de toekomst",
        "In kaart gebracht zijn",
        "past bij de Kader",
    ],
}


@pytest.mark.parametrize("name", UNCLEAR)
def test_the_texts_are_in_plain_words(name):
    texts = read_texts(yaml.safe_load((FIXTURES / name).read_text(encoding="utf-8")))

    assert {word: text for word in UNCLEAR[name] for text in texts if word in text} == {}


def test_what_one_only_confirms_is_a_statement_and_no_question():
    declared = Vraag.objects.filter(invoer="verklaring").values_list("tekst", flat=True)

    assert len(declared) == 5
    assert [tekst for tekst in declared if tekst.endswith("?")] == []

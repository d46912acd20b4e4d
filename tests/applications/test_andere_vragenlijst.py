"""Where a question stands is data: another numbering, another order and other codes work as Bijlage B does."""

import re
from pathlib import Path

import pytest
import yaml
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from applications.actions import submit_aanvraag
from applications.controles import check
from applications.dossier import dossier_pdf
from applications.loading import load_vragenlijst
from applications.models import (
    TOONT,
    Aanvraagstatus,
    Antwoordsoort,
    Betekenis,
    Paragraaf,
    Vastlegging,
    Verplicht,
    Vraag,
    Weergave,
)
from applications.reading.tabellen import MAKERS
from applications.rijen import BY_MODEL
from applications.vragenlijsten import forget
from assessment.actions.toewijzen import assign_beoordelaars
from assessment.loading import link_vragen
from assessment.models import Beoordelingskader, Rondekader, Vereiste
from regions.loading import LoadError
from tests.applications.plans import add_partners, add_plan_rows, agree, answer, complete_aanvraag
from tests.applications.writing import fill_in, url_of
from tests.assessment.committee import make_members
from tests.factories import AanvraagFactory, RondeFactory

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
KLEIN = Path(__file__).parent / "vragenlijst"
APPS = ("applications", "assessment", "monitoring", "regions", "sto_portal")
PLACE = re.compile(r"[\"']b[1-4]-[a-z0-9-]+[\"']")
TEKST = {Antwoordsoort.VERKLARING: "ja", Antwoordsoort.TEKST: "Een antwoord."}


@pytest.fixture
def renumbered():
    """Function: give each paragraph of Bijlage B another sleutel and number, as a new format would."""

    def renumber():
        for paragraaf in Paragraaf.objects.all():
            Paragraaf.objects.filter(pk=paragraaf.pk).update(sleutel=f"p{paragraaf.pk}", nummer=str(paragraaf.pk)[-3:])
        forget()
        cache.clear()

    return renumber


def test_a_plan_is_read_filed_and_put_in_its_dossier_after_its_paragraphs_got_other_keys(
    client, anna, twente, renumbered
):
    aanvraag = complete_aanvraag(regio=twente)
    client.force_login(anna)

    renumbered()

    pages = ["", "lezen", "indienen", "controle", "rode-draad", "tijdlijn", "risicomatrix", "overeenkomst", "begroting"]
    codes = {page: client.get(aanvraag.get_absolute_url() + (page and f"{page}/")).status_code for page in pages}
    submit_aanvraag(aanvraag=aanvraag, by=anna, at=timezone.now())
    assert {page: code for page, code in codes.items() if code != 200} == {}
    assert dossier_pdf(aanvraag.plan, aanvraag.plan.indiening).startswith(b"%PDF-1.7")
    assert client.get(url_of(aanvraag, "lezen")).status_code == 200


def test_every_finding_leads_to_a_page_that_is_there_after_the_paragraphs_got_other_keys(
    client, anna, twente, renumbered
):
    aanvraag = AanvraagFactory(regio=twente)
    add_plan_rows(aanvraag.plan, add_partners(aanvraag.plan))
    aanvraag.plan.mijlpaal_set.all().delete()
    aanvraag.plan.zetel_set.all().delete()
    aanvraag.plan.aanbod_set.all().delete()
    answer(aanvraag.plan, "b3_einddatum", "2020-01-01")
    client.force_login(anna)

    renumbered()

    found = {bevinding.code: bevinding.url.partition("#") for bevinding in check(aanvraag.plan)}
    for code in ("doel-heeft-mijlpalen", "onderdeel-heeft-leden", "doel-uit-mismatch", "looptijd", "vraag-beantwoord"):
        url, _, anchor = found[code]
        page = client.get(url)
        assert (code, page.status_code, f'id="{anchor}"' in page.text) == (code, 200, True)


@pytest.fixture
def klein(settings):
    """A round with the short format, which has other keys, codes, order and numbers; judged by the same kader."""
    settings.FIXTURES_ROOT = KLEIN
    vragenlijst, kader = load_vragenlijst("klein.yaml"), Beoordelingskader.objects.get()
    link_vragen(vragenlijst, kader, "klein_naar_c.yaml")
    settings.FIXTURES_ROOT = ROOT / "fixtures"
    ronde = RondeFactory(vragenlijst=vragenlijst)
    Rondekader.objects.create(ronde=ronde, kader=kader)
    return ronde


def write_all(plan, ronde):
    """Every table filled in, every question answered and the partners' signatures."""
    add_plan_rows(plan, add_partners(plan))
    for vraag in Vraag.objects.filter(paragraaf__vragenlijst=ronde.vragenlijst, vastgelegd_in=Vastlegging.ANTWOORD):
        if vraag.invoer in TEKST and vraag.verplicht == Verplicht.JA:
            answer(plan, vraag.code, TEKST[vraag.invoer])
    answer(plan, "voorwaarde_projecten_bestaan", "ja")
    answer(plan, "e_einde", ronde.regelingversie.subsidie_tot.isoformat())


def test_a_region_writes_files_and_reads_a_plan_of_another_format(client, anna, twente, klein):
    aanvraag = AanvraagFactory(regio=twente, ronde=klein)
    write_all(aanvraag.plan, klein)
    client.force_login(anna)

    saved = fill_in(client, url_of(aanvraag, "regiovisie", "verhaal"), b_grenzen="Tussen de rivieren.")
    agree(aanvraag.plan)
    assert (saved.status_code, [each.tekst for each in check(aanvraag.plan) if each.blocks]) == (302, [])
    submit_aanvraag(aanvraag=aanvraag, by=anna, at=timezone.now())

    text = client.get(url_of(aanvraag, "lezen")).text
    jaar = klein.regelingversie.subsidie_tot.year
    shown = ["Tussen de rivieren.", f"B Uw verhaal tot en met 31 december {jaar}", "F Handtekeningen", "T. Ekenaar"]
    assert [each for each in shown if each not in text] == []
    assert dossier_pdf(aanvraag.plan, aanvraag.plan.indiening).startswith(b"%PDF-1.7")
    for path in ("docententekort", "leerlingenprognose", "aanbod", "tijdlijn", "risicomatrix"):
        assert (path, client.get(url_of(aanvraag, path)).status_code) == (path, 200)


def test_what_the_rules_read_is_found_by_its_meaning(twente, klein):
    aanvraag = AanvraagFactory(regio=twente, ronde=klein)
    write_all(aanvraag.plan, klein)
    answer(aanvraag.plan, "e_einde", "2020-01-01")
    answer(aanvraag.plan, "b_kwaliteit", "")

    found = {bevinding.code: bevinding.url for bevinding in check(aanvraag.plan)}

    assert found["looptijd"] == url_of(aanvraag, "overeenkomst", "afspraken") + "#div_id_e_einde"
    assert found["doel-uit-mismatch"] == url_of(aanvraag, "regiovisie", "verhaal") + "#div_id_b_kwaliteit"


def test_the_committee_judges_a_plan_of_another_format(client, anna, coordinator, twente, klein):
    leden = make_members("Dina", "Ben", "Carla")
    aanvraag = AanvraagFactory(regio=twente, ronde=klein)
    write_all(aanvraag.plan, klein)
    agree(aanvraag.plan)
    submit_aanvraag(aanvraag=aanvraag, by=anna, at=timezone.now())
    aanvraag.transition("accept", by=coordinator)
    assign_beoordelaars(aanvraag=aanvraag, leden=leden, by=coordinator)
    client.force_login(leden[0].user)

    page = client.get(f"/beoordeling/{aanvraag.nummer}/deelaspect/1.1/")

    served = {each.code: [vraag.code for vraag, _ in each.antwoorden] for each in page.context["step"].vereisten}
    assert (aanvraag.status, page.status_code) == (Aanvraagstatus.IN_BEHANDELING, 200)
    assert {code: vragen for code, vragen in served.items() if vragen} == {
        "c1.1.v1": ["b_grenzen"],
        "c1.1.v3": ["b_aanbod"],
        "c1.1.v5": ["a_straks"],
    }


def test_loading_another_format_leaves_what_serves_a_requirement_in_this_one(klein):
    serving = Vereiste.objects.get(code="c1.1.v1").vragen.values_list("code", flat=True)

    assert {"b_grenzen", "b1_2_afbakening"} <= set(serving)


def test_a_round_without_a_table_of_teachers_has_no_page_for_it(client, anna, twente, klein):
    Vraag.objects.filter(code="a_docenten").delete()
    forget()
    client.force_login(anna)

    assert client.get(url_of(AanvraagFactory(regio=twente, ronde=klein), "docententekort")).status_code == 404


WRONG = {
    "weergave: aanbod": ("weergave: taart", "a_leerlingen: de tabel 'aanbod' kan niet als 'taart' worden getoond."),
    "weergave: risicos": ("weergave: zetels", "c_risico: de tabel 'risico' kan niet als 'zetels' worden getoond."),
    "model: risico": ("model: gevaar", "c_risico: het portaal heeft geen tabel 'gevaar'."),
    "weergave: zetels, ": ("", "De tabel 'zetel' heeft geen plaats: geef een van haar vragen een weergave."),
    "betekenis: grenzen": ("betekenis: rand", "b_grenzen: geen controle kent de betekenis 'rand'."),
    "betekenis: mismatch_aanbod": ("betekenis: grenzen", "2 vragen hebben de betekenis 'grenzen'."),
    "weergave: ondertekeningen": ("weergave: aanbod", "De paragraaf handtekeningen kan 'aanbod' niet tonen."),
    "{subsidie_tot}": ("{einde}", "onbekend: einde."),
    "aard: toelichting, type: tekst, verplicht: nee, vastgelegd_in: geen": (
        "aard: veld, type: tekst, verplicht: ja, vastgelegd_in: antwoord, invoer: tekst",
        "g_uitleg: in B.4 staan alleen tabellen en eisen.",
    ),
    "tellingen:": (
        "aanvullend: [{key: z, paragraaf: nergens, vastgelegd_in: geen}]\ntellingen:",
        "z: er is geen paragraaf 'nergens'.",
    ),
    "{totaal: 23}": ("{totaal: 24}", "geteld {'paragrafen': 8, 'vragen_en_eisen': 23}"),
}


@pytest.mark.parametrize("right", WRONG)
def test_a_format_that_cannot_be_shown_is_refused_with_what_is_wrong(settings, tmp_path, right):
    wrong, message = WRONG[right]
    text = (KLEIN / "klein.yaml").read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "klein.yaml").write_text(text.replace(right, wrong, 1), encoding="utf-8")
    settings.FIXTURES_ROOT = tmp_path

    with pytest.raises(LoadError) as refused:
        load_vragenlijst("klein.yaml")

    assert str(refused.value).startswith("klein.yaml: ")
    assert message in str(refused.value)
    assert Vraag.objects.filter(code="a_leerlingen").count() == 0


def test_no_paragraph_is_named_in_code_or_on_a_page():
    product = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    pages = list((ROOT / "templates").rglob("*.html"))

    assert len(product) > 300
    named = {path.name: PLACE.findall(path.read_text(encoding="utf-8")) for path in [*product, *pages]}
    assert {name: found for name, found in named.items() if found} == {}


def test_every_way_to_show_a_table_is_made_and_leads_to_its_place():
    own_page = {"partner", "begrotingsregel", "cofinanciering"}

    assert set(MAKERS) == set(Weergave)
    assert {model: str(weergave) for weergave, model in TOONT.items() if model not in own_page} == {
        model: BY_MODEL[model].slug for model in set(TOONT.values()) - own_page
    }


def test_every_meaning_is_told_in_bijlage_b():
    content = yaml.safe_load((ROOT / "fixtures" / "bijlage_b.yaml").read_text(encoding="utf-8"))
    velden = [v for o in content["onderdelen"] for p in o["paragrafen"] for v in p.get("velden", [])]

    assert sorted(v["betekenis"] for v in velden if "betekenis" in v) == sorted(Betekenis.values)


def test_the_database_keeps_a_weergave_to_a_question_about_a_table():
    vraag = Vraag.objects.filter(vastgelegd_in=Vastlegging.ANTWOORD)[:1].get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Vraag.objects.filter(pk=vraag.pk).update(weergave=Weergave.AANBOD)

import io
import json

import pytest
from PIL import Image
from pypdf import PdfReader

from applications.dossier import dossier_pdf
from applications.models import Antwoord, Risico, Vraag
from applications.reading import read_plan
from applications.vragenlijsten import read_paragrafen
from sto_portal.bestanden.actions import store
from sto_portal.vormgeving.templatetags.sto import datum
from tests.applications.plans import complete_aanvraag, file_plan, filed_aanvraag
from tests.factories import AanvraagFactory, ActiviteitFactory, DoelstellingFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def text_of(pdf):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return " ".join(" ".join(pages).split())


def figures_of(pdf):
    """What each picture tells to who does not see it, in reading order."""

    def walk(element):
        if element.get("/S") == "/Figure":
            yield element["/Alt"]
        for kid in element.get("/K", []):
            if hasattr(kid.get_object(), "get"):
                yield from walk(kid.get_object())

    return list(walk(PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]))


def test_the_dossier_of_what_was_filed_holds_the_whole_file(anna, twente):
    plan = filed_aanvraag(anna, regio=twente).plan

    pdf = dossier_pdf(plan, plan.indiening)

    told = text_of(pdf)
    for part in ("STO90001-4", "Regio Twente (test)", "Anna", "Antwoord op Samenvatting.", "Uitloop", "getekend.pdf"):
        assert part in told
    assert "€ 1.000,00" in told.replace("\u00a0", " ")
    assert plan.indiening.sha256 in told.replace(" ", "")
    embedded = PdfReader(io.BytesIO(pdf)).attachments["plan.json"][0]
    assert embedded == bytes(plan.indiening.json)
    assert json.loads(embedded)["regio"] == "STO90001"


def test_the_dossier_is_the_same_bytes_every_time(anna, twente):
    plan = filed_aanvraag(anna, regio=twente).plan

    assert dossier_pdf(plan, plan.indiening) == dossier_pdf(plan, plan.indiening)


def test_the_pdf_of_a_draft_says_on_every_page_that_it_is_one(twente):
    reader = PdfReader(io.BytesIO(dossier_pdf(complete_aanvraag(regio=twente).plan)))

    for page in reader.pages:
        assert "CONCEPT" in page.extract_text().upper()
    assert dict(reader.attachments) == {}


@pytest.mark.parametrize(("mode", "form", "name"), [("RGBA", "PNG", "organogram.png"), ("CMYK", "JPEG", "foto.jpg")])
def test_a_picture_stands_in_the_dossier_and_keeps_it_archivable(anna, twente, assert_archival, mode, form, name):
    aanvraag = complete_aanvraag(regio=twente)
    vraag = Vraag.objects.get(code="b2_31_organogram")
    made = io.BytesIO()
    Image.new(mode, (60, 40), 120).save(made, form)
    bestand = store(made.getvalue(), name=name, kind="antwoord")
    Antwoord.objects.update_or_create(plan=aanvraag.plan, vraag=vraag, defaults={"tekst": "", "bestand": bestand})
    file_plan(aanvraag, anna)

    pdf = dossier_pdf(aanvraag.plan, aanvraag.plan.indiening)

    reader = PdfReader(io.BytesIO(pdf))
    pages = [page for page in reader.pages if f"Bestand: {name}" in page.extract_text()]
    sizes = [image.image.size for page in pages for image in page.images]
    assert sizes.count((60, 40)) == 1
    assert bestand.sha256[:40] in text_of(pdf).replace(" ", "")
    assert_archival(pdf)


def test_the_dossier_draws_when_each_activity_is_and_runs_on_over_pages_under_the_same_years(twente):
    plan = AanvraagFactory(regio=twente).plan
    doel = DoelstellingFactory(plan=plan, titel="Meer instroom")
    first = ActiviteitFactory(plan=plan, doelstelling=doel, titel="Les in het bedrijf")
    for number in range(59):
        ActiviteitFactory(plan=plan, doelstelling=doel, titel=f"Les {number}", uitvoerder=first.uitvoerder)

    pdf = dossier_pdf(plan)

    days = f"{datum(first.begin_datum)} tot en met {datum(first.eind_datum)}"
    assert figures_of(pdf).count(days) == 60
    versie = plan.ronde.regelingversie
    head = " ".join(["Activiteit", *(str(jaar) for jaar in versie.jaren)])
    texts = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len([text for text in texts if head in text]) == 3


def test_the_dossier_places_each_risk_by_chance_and_impact_with_a_link_to_what_is_done_about_it(twente):
    plan = AanvraagFactory(regio=twente).plan
    risico = Risico.objects.create(
        plan=plan, omschrijving="Te laat", kans="groot", impact="klein", maatregel="Bellen", verantwoordelijke="Anna"
    )

    pdf = dossier_pdf(plan)

    assert "Gevolg: groot Groot Middel Hoog Geen risico's Hoog Geen risico's Middel Laag Geen risico's" in text_of(pdf)
    reader = PdfReader(io.BytesIO(pdf))
    links = [link.get_object().get("/Dest") for page in reader.pages for link in page.get("/Annots", [])]
    assert f"risico-{risico.pk}" in links
    assert f"risico-{risico.pk}" in reader.named_destinations


def test_dossiers_are_accessible_and_archivable(anna, twente, assert_archival):
    filed = filed_aanvraag(anna, regio=twente).plan
    empty = AanvraagFactory().plan

    assert_archival(dossier_pdf(filed, filed.indiening), dossier_pdf(empty))


def test_reading_takes_as_many_queries_for_a_large_plan(twente, veluwe, django_assert_num_queries):
    small, large = (complete_aanvraag(regio=regio).plan for regio in (twente, veluwe))
    for _ in range(3):
        SchoolFactory(plan=large)
        ActiviteitFactory(plan=large)
    read_paragrafen(small.ronde)

    for plan in (small, large):
        fresh = type(plan).objects.select_related("regio", "ronde__regelingversie__regeling").get(pk=plan.pk)
        with django_assert_num_queries(13):
            read_plan(fresh)


def test_who_reads_a_plan_sees_the_forecast_as_a_line_above_its_table(client, anna, twente):
    aanvraag = complete_aanvraag(regio=twente)
    client.force_login(anna)

    text = client.get(f"/aanvragen/{aanvraag.nummer}/lezen/").text

    assert text.count('<svg class="sto-chart sto-chart--line"') == 1
    assert text.index("sto-chart--line") < text.index("Peildatum")


def test_who_reads_a_plan_sees_the_time_line_and_the_risks_above_what_they_are_of(client, anna, twente):
    aanvraag = complete_aanvraag(regio=twente)
    risico = Risico.objects.get(plan=aanvraag.plan)
    client.force_login(anna)

    text = client.get(f"/aanvragen/{aanvraag.nummer}/lezen/").text

    assert text.count('<svg class="sto-chart sto-chart--planning"') == 1
    assert text.index("sto-chart--planning") < text.index("Gewenst resultaat")
    assert text.index(f'href="#risico-{risico.pk}"') < text.index(f'id="risico-{risico.pk}"')

"""Each controle: nothing to say about a complete plan, and what it says when that one thing is wrong."""

from datetime import timedelta

import pytest

from applications.contents import Planinhoud
from applications.controles import CONTROLES, SUBJECTS, blocking, check, partners
from applications.models import Antwoord, Doelstelling, Vastlegging, Vraag
from applications.reports import cijfers
from applications.vragenlijsten import read_paragrafen
from regions.loading import read_fixture
from regions.models import Deelnamewens, Gemeente, Regiosoort, Regiovestiging, Vestiging
from tests.applications.plans import agree, answer, complete_aanvraag, file_plan, filed_aanvraag, seat
from tests.factories import AanbodFactory, AanvraagFactory, ActiviteitFactory, PartnerFactory, SchoolFactory, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(twente):
    return complete_aanvraag(regio=twente).plan


def findings(plan):
    """(code, text) of everything that is wrong with the plan as it now stands, with which the bestuurder agrees."""
    agree(plan)
    return [(bevinding.code, bevinding.tekst) for bevinding in check(type(plan).objects.get(pk=plan.pk))]


def change(rows, **fields):
    row = rows.order_by("pk").first()
    type(row).objects.filter(pk=row.pk).update(**fields)


def meet_a_condition(plan):
    answer(plan, "voorwaarde_leerlijnen_bestaan", "ja")
    Antwoord.objects.filter(plan=plan, vraag__code="b1_31_leerlijnen").delete()


def claim_techniekarm(plan):
    answer(plan, "b1_32_is_techniekarm", "ja")


def be_techniekarm(plan):
    type(plan.regio).objects.filter(pk=plan.regio_id).update(soort=Regiosoort.TECHNIEKARM)
    answer(plan, "b1_32_is_techniekarm", "ja")


def claim_a_vestiging_elsewhere(plan):
    partner = plan.partner_set.get(naam="De Tweede")
    vestiging = Vestiging.objects.create(code=partner.vestigingscode, naam=partner.naam)
    other = AanvraagFactory().regio
    regeling = plan.ronde.regelingversie.regeling
    Regiovestiging.objects.create(regeling=regeling, vestiging=vestiging, regio=other, vanaf_datum="2020-01-01")


def add_school_of_the_region(plan):
    gemeente = Gemeente.objects.create(code="0042", naam="Proefland")
    plan.regio.gemeenten.add(gemeente)
    return Vestiging.objects.create(code="04AB00", naam="De Vierde", gemeente=gemeente, onderwijsstructuur="VBO/MAVO")


def add_school_that_wishes(plan):
    vestiging = add_school_of_the_region(plan)
    plan.nietdeelnemer_set.update(vestigingscode=vestiging.code)
    wish = {"naam": "De Vierde", "contactpersoon": "D. Irecteur", "email": "directeur@example.nl"}
    Deelnamewens.objects.create(regio=plan.regio, vestigingscode=vestiging.code, **wish)


def lose_the_mbo(plan):
    mbo = plan.partner_set.get(soort="mbo")
    mbo.zetels.all().delete()
    mbo.delete()


def plan_too_late(plan):
    change(plan.activiteit_set, eind_datum=plan.ronde.regelingversie.subsidie_tot + timedelta(days=1))


def leave_the_second_year_open(plan):
    plan.begrotingsregel_set.update(jaar=plan.ronde.regelingversie.subsidie_van.year)


def leave_the_last_year_open(plan):
    plan.begrotingsregel_set.filter(jaar=plan.ronde.regelingversie.jaren[-1]).delete()


def end_the_agreement_early(plan):
    answer(plan, "b3_einddatum", (plan.ronde.regelingversie.overeenkomst_minimaal_tot - timedelta(days=1)).isoformat())


def add_school(plan, code):
    """A vmbo-vestiging with pupils that has signed and sits in the stuurgroep."""
    partner = AanbodFactory(partner=SchoolFactory(plan=plan, vestigingscode=code, taken="Les")).partner
    sign(partner)
    seat(partner)


WRONG = [  # what goes wrong, the controle that tells it, how its text begins
    (
        lambda plan: answer(plan, "b1_1_samenvatting", " "),
        "vraag-beantwoord",
        "Beantwoord de vraag 'Samenvatting'.",
    ),
    (meet_a_condition, "vraag-beantwoord", "Beantwoord de vraag 'Doorlopende leerlijnen'."),
    (
        lambda plan: answer(plan, "b3_akkoord_regeling", ""),
        "verklaring-gegeven",
        "Geef de verklaring 'Akkoord met de regeling'.",
    ),
    (lambda plan: plan.risico_set.all().delete(), "tabel-ingevuld", "Vul de tabel 'Risico's' in."),
    (claim_techniekarm, "regiosoort-klopt", "Uw regio staat bij ons bekend als techniekregio."),
    (
        lambda plan: plan.partner_set.filter(soort="penvoerder").update(soort="vmbo"),
        "penvoerder",
        "Voeg de penvoerder toe aan de partners.",
    ),
    (
        lambda plan: change(plan.aanbod_set.filter(profiel="PIE"), leerlingen=0, instroom=0),
        "minimum-vmbo",
        "Er zijn ten minste 2 vmbo-vestigingen met een technisch profiel nodig. Uw plan heeft er 1.",
    ),
    (
        be_techniekarm,
        "techniekarm-aandeel",
        "Een techniekarme regio heeft hoogstens 10,0\u00a0% leerlingen in een hard technisch profiel. In uw plan",
    ),
    (lose_the_mbo, "minimum-mbo", "Er doet ten minste 1 mbo-instelling mee. Uw plan heeft er 0."),
    (
        lambda plan: plan.partner_set.filter(soort="bedrijf").update(soort="overheid"),
        "minimum-bedrijf",
        "Er doet ten minste 1 bedrijf of werkgeversorganisatie mee. Uw plan heeft er 0.",
    ),
    (
        lambda plan: change(plan.partner_set.filter(soort="bedrijf"), postcode="", kvk_nummer=" "),
        "partner-gegevens",
        "Vul bij Bedrijf Voorbeeld aan: postcode en KvK-nummer.",
    ),
    (
        lambda plan: change(plan.partner_set.filter(soort="mbo"), taken=""),
        "partner-taken",
        "Vul in wat Mbo Voorbeeld doet en waarvoor deze partner verantwoordelijk is.",
    ),
    (claim_a_vestiging_elsewhere, "vestiging-in-een-regio", "De Tweede ("),
    (
        add_school_of_the_region,
        "school-zonder-reden",
        "Deze vmbo-scholen in uw gemeenten zijn geen partner: De Vierde (04AB00) in Proefland. Schrijf op waarom",
    ),
    (
        add_school_that_wishes,
        "school-wil-meedoen",
        "De Vierde (04AB00) liet weten te willen meedoen en is geen partner. Neem contact op.",
    ),
    (
        lambda plan: plan.nietdeelnemer_set.update(vestigingscode=plan.partner_set.get(soort="mbo").vestigingscode),
        "school-doet-niet-mee",
        "De Derde is partner én staat bij de scholen die niet meedoen.",
    ),
    (
        lambda plan: answer(plan, "voorwaarde_scholen_doen_niet_mee", "nee"),
        "school-doet-niet-mee",
        "U antwoordt dat alle scholen meedoen, maar er staan scholen die niet meedoen.",
    ),
    (
        lambda plan: (
            change(Doelstelling.objects.filter(plan=plan), titel="Meer meisjes")
            or change(plan.activiteit_set, doelstelling=Doelstelling.objects.filter(plan=plan).last())
        ),
        "doel-heeft-activiteit",
        "Voeg een activiteit toe voor het doel 'Meer meisjes'.",
    ),
    (
        lambda plan: plan.mijlpaal_set.filter(na_jaren=4).delete(),
        "doel-heeft-mijlpalen",
        "Voeg bij het doel 'Doel ",
    ),
    (
        lambda plan: plan.doelstelling_set.filter(subdoel__code="bereikbaar").update(mismatch_uit=""),
        "doel-uit-mismatch",
        "Vul bij het doel 'Doel ",
    ),
    (
        lambda plan: answer(plan, "b1_38_mismatch", ""),
        "doel-uit-mismatch",
        "Een doel rust op de mismatch in kwaliteit (paragraaf 3.8). Noem die mismatch daar.",
    ),
    (
        lambda plan: plan.doelstelling_set.filter(subdoel__code="bereikbaar").update(subdoel=None),
        "doel-onderdeel",
        "Kies bij het doel 'Doel ",
    ),
    (
        lambda plan: plan.doelstelling_set.update(landelijk_doel="dekkend"),
        "landelijke-doelen",
        "Geen van uw doelen draagt bij aan het landelijke doel '",
    ),
    (
        lambda plan: plan.overleg_set.update(soort="werkgroep"),
        "stuurgroep",
        "Uw organisatie heeft geen stuurgroep. Klopt dat?",
    ),
    (
        lambda plan: plan.zetel_set.filter(partner__soort="bedrijf").update(partner=None),
        "stuurgroep-vertegenwoordigd",
        "In de stuurgroep zit niemand namens het bedrijfsleven. Klopt dat?",
    ),
    (
        lambda plan: plan.zetel_set.all().delete(),
        "onderdeel-heeft-leden",
        "Vul in wie er in het onderdeel 'Stuurgroep' zitten.",
    ),
    (plan_too_late, "activiteit-in-periode", "De activiteit 'Activiteit "),
    (leave_the_second_year_open, "eerste-jaren-uitgewerkt", "Werk het jaar "),
    (
        lambda plan: plan.cofinanciering_set.update(bedrag_cents=50_00),
        "cofinanciering",
        "Bedrijven en werkgeversorganisaties betalen ten minste 10,0\u00a0% van alle inkomsten: €\u00a085,00. In",
    ),
    (
        lambda plan: plan.cofinanciering_set.update(bedrag_cents=250_00),
        "sluitend",
        "De kosten zijn €\u00a01.000,00 en de inkomsten €\u00a01.050,00. De kosten zijn dus €\u00a050,00 minder.",
    ),
    (
        lambda plan: type(plan).objects.filter(pk=plan.pk).update(gevraagde_subsidie_cents=0),
        "subsidie-gevraagd",
        "Vul in hoeveel subsidie u vraagt.",
    ),
    (
        lambda plan: change(plan.begrotingsregel_set, jaar=1999),
        "begroting-in-periode",
        "De begroting heeft kosten in 1999. De subsidieperiode loopt van ",
    ),
    (lambda plan: ActiviteitFactory(plan=plan, titel="Open dag"), "activiteit-begroot", "De activiteit 'Open dag'"),
    (leave_the_last_year_open, "begroting-hele-periode", "De begroting heeft geen kosten in "),
    (
        lambda plan: plan.begrotingsregel_set.filter(kostensoort="loon").update(kostensoort="inhuur"),
        "loon-en-materieel",
        "De begroting heeft geen loonkosten. Klopt dat?",
    ),
    (
        lambda plan: plan.ondertekening_set.get(partner__soort="penvoerder", eis__volgorde=1).delete(),
        "allen-getekend",
        "Nog niet getekend: Het Voorbeeld, Lid College van Bestuur bevoegd gezag vmbo-school.",
    ),
    (end_the_agreement_early, "looptijd", "De overeenkomst loopt ten minste tot "),
]


def test_a_complete_plan_has_no_findings(plan):
    assert findings(plan) == []


@pytest.mark.parametrize(("go_wrong", "code", "start"), WRONG, ids=[code for _, code, _ in WRONG])
def test_what_is_wrong_is_told(plan, go_wrong, code, start):
    go_wrong(plan)

    told = [text for found, text in findings(plan) if found == code]
    assert [text[: len(start)] for text in told] == [start] * len(told)
    assert told


def test_every_controle_names_its_source():
    for controle in CONTROLES.values():
        assert controle.bron in " ".join(controle.function.__doc__.split())


def test_every_subject_has_a_controle_and_every_controle_a_subject():
    modules = {controle.function.__module__ for controle in CONTROLES.values()}

    assert modules == {subject.__name__ for subject in SUBJECTS}


def test_every_requirement_that_the_portal_checks_has_its_controle():
    checked = {code for controle in CONTROLES.values() for code in controle.vragen}

    asked = Vraag.objects.filter(vastgelegd_in=Vastlegging.CONTROLE).values_list("code", flat=True)
    assert checked == set(asked)


def test_the_blocks_of_bijlage_b_and_the_controle_ask_the_same_fields():
    fields = {"brin": "vestigingscode", "kvk": "kvk_nummer"}
    for onderdeel in read_fixture("bijlage_b.yaml")["onderdelen"]:
        for paragraaf in onderdeel["paragrafen"]:
            for blok in paragraaf.get("blokken", []):
                for soort in blok["partnersoorten"] if "velden" in blok else []:
                    names = [veld["partnerveld"] for veld in blok["velden"]]
                    asked = {fields.get(n, n) for name in names for n in ([name] if isinstance(name, str) else name)}
                    assert set(partners.required_fields(PartnerFactory.build(soort=soort))) == asked


def test_a_partner_in_bonaire_needs_no_postcode_and_no_kvk_nummer(plan):
    bonaire = PartnerFactory(
        plan=plan, postcode="", kvk_nummer="", in_caribisch_nederland=True, plaats="Kralendijk", taken="Stage"
    )
    sign(bonaire)
    seat(bonaire)

    assert findings(plan) == []


def test_an_empty_draft_gets_every_finding_with_a_place_to_mend_it(twente):
    bevindingen = check(AanvraagFactory(regio=twente).plan)

    groepen = [bevinding.groep for bevinding in bevindingen]
    order = ["regiovisie", "activiteitenplan", "partners", "overeenkomst", "begroting", "akkoord"]
    assert groepen == sorted(groepen, key=order.index)
    assert blocking(bevindingen) == bevindingen
    assert all(bevinding.url.startswith("/aanvragen/STO90001-4/") for bevinding in bevindingen)


def test_another_region_that_filed_claims_its_schools_and_only_dus_i_hears_which(plan, anna, veluwe):
    other = filed_aanvraag(anna, regio=veluwe)
    codes = other.plan.partner_set.in_bulk(field_name="pk").values()
    school = next(partner for partner in codes if partner.naam == "De Tweede")
    SchoolFactory(plan=plan, vestigingscode=school.vestigingscode, naam="Onze school", taken="Les")

    (found,) = [each for each in check(plan) if each.code == "vestiging-in-een-regio"]

    assert (found.tekst, found.intern) == (
        f"Onze school ({school.vestigingscode}) hoort al bij een andere regio.",
        "De andere regio is STO90002.",
    )


@pytest.mark.parametrize("verb", ["withdraw", "set_aside"])
def test_a_region_that_stopped_claims_nothing(plan, anna, veluwe, verb):
    other = filed_aanvraag(anna, regio=veluwe)
    code = other.plan.partner_set.get(naam="De Tweede").vestigingscode
    add_school(plan, code)

    other.transition(verb, by=anna)

    assert findings(plan) == []


def test_a_draft_of_another_region_claims_nothing(plan, veluwe):
    code = complete_aanvraag(regio=veluwe).plan.partner_set.get(naam="De Tweede").vestigingscode
    add_school(plan, code)

    assert findings(plan) == []


@pytest.mark.parametrize(("soort", "warned"), [("po", True), ("hbo_wo", True), ("mbo", False)])
def test_a_po_or_hbo_school_in_two_regions_is_a_warning_and_an_mbo_is_not(plan, anna, veluwe, soort, warned):
    other = complete_aanvraag(regio=veluwe)
    for each in (other.plan, plan):
        partner = SchoolFactory(plan=each, soort=soort, vestigingscode="09ZZ01", taken="Les")
        sign(partner)
        seat(partner)
    file_plan(other, anna)

    assert [code for code, _ in findings(plan)] == (["vestiging-ook-elders"] if warned else [])


def test_the_number_of_queries_does_not_grow_with_the_plan(plan, veluwe, django_assert_num_queries):
    large = complete_aanvraag(regio=veluwe).plan
    for each in (plan, large, large):
        SchoolFactory(plan=each, soort="po")
        ActiviteitFactory(plan=each)
        agree(each)
    read_paragrafen(plan.ronde)

    for each in (plan, large):
        fresh = type(plan).objects.select_related("regio", "ronde__regelingversie").get(pk=each.pk)
        with django_assert_num_queries(17):
            check(fresh)


def test_rows_in_memory_and_rows_in_the_database_give_the_same_figures(plan):
    assert Planinhoud(plan).cijfers == cijfers([plan])[plan.pk]


def test_a_question_that_decides_about_others_is_told_as_the_question_it_is(plan):
    answer(plan, "voorwaarde_extern_geschreven", "")

    assert [text for code, text in findings(plan) if code == "vraag-beantwoord"] == [
        "Beantwoord de vraag 'Hebt u iemand van buiten ingehuurd om dit plan te schrijven?'."
    ]


def test_who_must_sign_for_a_firm_is_told_in_words(plan):
    plan.ondertekening_set.filter(partner__soort="bedrijf").delete()

    assert [text for code, text in findings(plan) if code == "allen-getekend"] == [
        "Nog niet getekend: iemand die voor Bedrijf Voorbeeld mag tekenen."
    ]

import pytest

from applications.models import (
    Aanbod,
    Activiteit,
    Begrotingsregel,
    Cofinanciering,
    Doelstelling,
    Mijlpaal,
    Risico,
    Subdoel,
)
from applications.rijen import RIJSOORTEN
from applications.vragenlijsten import read_paragrafen
from tests.applications.writing import fields_of, fill_in, url_of
from tests.factories import (
    AanbodFactory,
    AanvraagFactory,
    ActiviteitFactory,
    BegrotingsregelFactory,
    CofinancieringFactory,
    DoelstellingFactory,
    PartnerFactory,
    SchoolFactory,
)

GOAL = {
    "titel": "Meer leerlingen kiezen techniek",
    "omschrijving": "Veel meer.",
    "mismatch": "Te weinig.",
    "mismatch_uit": "aanbod",
}


def goal():
    """A goal as it is typed."""
    return GOAL | {"subdoel": Subdoel.objects.get(code="bereikbaar").pk}


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def plan(aanvraag):
    return aanvraag.plan


def first_year(plan):
    return plan.ronde.regelingversie.subsidie_van.year


def activity(plan, **changed):
    return {
        "doelstelling": DoelstellingFactory(plan=plan).pk,
        "titel": "Techniekdag",
        "inhoud": "Doen.",
        "begin_datum": f"01-02-{first_year(plan)}",
        "eind_datum": f"{first_year(plan) + 1}-02-01",
        "resultaat": "Plezier.",
        "uitvoerder": PartnerFactory(plan=plan).pk,
    } | changed


def test_anna_adds_a_goal_and_comes_back_to_its_paragraph(client, anna, aanvraag):
    client.force_login(anna)

    response = fill_in(client, url_of(aanvraag, "doelen", "nieuw"), **goal())

    assert response.url == url_of(aanvraag, "activiteitenplan", "b2-1") + "#tabel-doelen"
    saved = Doelstelling.objects.values("plan", "landelijk_doel", *goal()).get()
    assert saved == {"plan": aanvraag.plan.pk, "landelijk_doel": "dekkend"} | goal()


def test_posting_a_new_row_twice_adds_it_once(client, anna, aanvraag):
    client.force_login(anna)
    url = url_of(aanvraag, "doelen", "nieuw")
    sent = fields_of(client.get(url)) | goal()

    codes = [client.post(url, sent).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert Doelstelling.objects.count() == 1


RISK = {"omschrijving": "Uitloop", "kans": "klein", "impact": "groot", "maatregel": "Bijsturen"}


def rows_to_add(plan):
    """{slug: what is typed} for a row of each table but goals and partners."""
    school, doel, jaar = SchoolFactory(plan=plan).pk, DoelstellingFactory(plan=plan).pk, str(first_year(plan))
    regel = {"activiteit": ActiviteitFactory(plan=plan).pk, "partner": school, "kostensoort": "loon", "jaar": jaar}
    return {
        "activiteiten": activity(plan),
        "mijlpalen": {
            "doelstelling": doel,
            "na_jaren": "2",
            "omschrijving": "Meer",
            "getal": "1.200",
            "eenheid": "leerlingen",
        },
        "risicos": RISK | {"verantwoordelijke": "Projectleider"},
        "aanbod": {"partner": school, "leerweg": "tl", "profiel": "", "leerlingen": "30"},
        "begrotingsregels": regel | {"bedrag_cents": "€ 1.234,56"},
        "bijdragen": {"partner": school, "vorm": "geld", "bedrag_cents": "12,-"},
    }


def test_anna_adds_a_row_to_every_table(client, anna, aanvraag, plan):
    client.force_login(anna)

    codes = {
        slug: fill_in(client, url_of(aanvraag, slug, "nieuw"), **fields).status_code
        for slug, fields in rows_to_add(plan).items()
    }

    assert set(codes.values()) == {302}
    models = (Mijlpaal, Risico, Aanbod)
    assert [model.objects.filter(plan=plan).count() for model in models] == [1] * 3
    assert Activiteit.objects.filter(titel="Techniekdag", begin_datum__year=first_year(plan)).count() == 1
    assert Mijlpaal.objects.values_list("getal", "eenheid").get() == (1200, "leerlingen")
    assert (Begrotingsregel.objects.get().bedrag_cents, Cofinanciering.objects.get().bedrag_cents) == (123456, 1200)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("begin_datum", "1990-01-01", "Kies een dag van 1 januari"),
        ("eind_datum", "2099-01-01", "Kies een dag van 1 januari"),
        ("eind_datum", "FIRST-01-31", "De activiteit eindigt voordat zij begint."),
        ("eind_datum", "31-02-2027", "Vul een datum in die bestaat"),
        ("titel", "x\0y", "In uw tekst staat een teken"),
        ("titel", "", "Vul dit in."),
        ("doelstelling", "999999", "Selecteer een geldige keuze."),
        ("uitvoerder", "x\0", "Null-tekens zijn niet toegestaan."),
    ],
)
def test_a_wrong_activity_is_told_at_the_field(client, anna, aanvraag, plan, field, typed, message):
    client.force_login(anna)
    typed = typed.replace("FIRST", str(first_year(plan)))

    response = fill_in(client, url_of(aanvraag, "activiteiten", "nieuw"), **activity(plan, **{field: typed}))

    form = response.context["form"]
    assert [name for name in form.errors if name != field] == []
    assert form.errors[field][0].startswith(message)
    assert form[field].value() == typed
    assert not Activiteit.objects.exists()


@pytest.mark.parametrize(
    ("slug", "fields", "field", "message"),
    [
        ("aanbod", {"leerweg": "tl", "profiel": "PIE"}, "profiel", "De theoretische leerweg heeft geen profiel."),
        ("aanbod", {"leerweg": "gl", "profiel": ""}, "profiel", "Kies een profiel."),
        ("aanbod", {"leerlingen": "-5"}, "leerlingen", "Vul een getal in van 0 of hoger."),
        ("begrotingsregels", {"bedrag_cents": "-1"}, "bedrag_cents", "Vul een bedrag in van € 0 of hoger."),
        ("begrotingsregels", {"bedrag_cents": "9999999999999999999"}, "bedrag_cents", "Dit bedrag is te hoog."),
        ("begrotingsregels", {"jaar": "1999"}, "jaar", "Selecteer een geldige keuze."),
        ("bijdragen", {"bedrag_cents": "gratis"}, "bedrag_cents", "Vul een bedrag in, bijvoorbeeld"),
    ],
)
def test_a_wrong_number_or_amount_is_told_at_the_field(client, anna, aanvraag, slug, fields, field, message):
    client.force_login(anna)

    form = fill_in(client, url_of(aanvraag, slug, "nieuw"), **fields).context["form"]

    assert form.errors[field][0].startswith(message)
    assert not RIJSOORTEN[slug].model.objects.exists()


def test_what_may_stand_once_is_told(client, anna, aanvraag, plan):
    aanbod = AanbodFactory(partner=SchoolFactory(plan=plan))
    client.force_login(anna)

    school = {"partner": aanbod.partner.pk, "leerweg": aanbod.leerweg, "profiel": aanbod.profiel, "leerlingen": "1"}
    first = fill_in(client, url_of(aanvraag, "aanbod", "nieuw"), **school)

    assert first.context["form"].non_field_errors() == [
        "Deze school heeft al een regel met dit profiel en deze leerweg."
    ]


def test_only_rows_of_the_own_plan_can_be_chosen(client, anna, aanvraag, plan):
    elsewhere = DoelstellingFactory()
    client.force_login(anna)

    form = client.get(url_of(aanvraag, "activiteiten", "nieuw")).context["form"]
    response = fill_in(client, url_of(aanvraag, "activiteiten", "nieuw"), **activity(plan, doelstelling=elsewhere.pk))

    assert elsewhere not in form.fields["doelstelling"].queryset
    assert list(response.context["form"].errors) == ["doelstelling"]


@pytest.mark.parametrize("tail", [[], ["verwijderen"]])
def test_a_row_of_another_plan_does_not_exist(client, anna, aanvraag, tail):
    elsewhere = DoelstellingFactory()
    client.force_login(anna)
    url = url_of(aanvraag, "doelen", elsewhere.pk, *tail)

    assert [client.get(url).status_code, client.post(url, GOAL).status_code] == [404, 404]
    assert Doelstelling.objects.filter(pk=elsewhere.pk).exists()


def test_of_two_people_in_one_row_the_second_sees_what_the_first_saved(client, anna, mia, aanvraag, plan):
    doel = DoelstellingFactory(plan=plan)
    url = url_of(aanvraag, "doelen", doel.pk)
    client.force_login(anna)
    sent_by_anna = fields_of(client.get(url)) | {"titel": "Van Anna"}
    client.force_login(mia)
    fill_in(client, url, titel="Van Mia")
    client.force_login(anna)

    response = client.post(url, sent_by_anna)

    doel.refresh_from_db()
    assert (response.status_code, doel.titel) == (409, "Van Mia")
    assert {"label": "Doel", "value": "Van Mia"} in response.context["saved_rows"]
    assert fields_of(response)["titel"] == "Van Anna"

    assert client.post(url, fields_of(response)).status_code == 302
    doel.refresh_from_db()
    assert (doel.titel, doel.versie) == ("Van Anna", 3)


def test_a_goal_takes_its_milestones_along_after_asking(client, anna, aanvraag, plan):
    doel = DoelstellingFactory(plan=plan)
    Mijlpaal.objects.create(plan=plan, doelstelling=doel, na_jaren=2, omschrijving="Half", getal=5)
    client.force_login(anna)
    url = url_of(aanvraag, "doelen", doel.pk, "verwijderen")

    asked = client.get(url).context["consequences"]
    client.post(url)

    assert asked == ["1 mijlpaal"]
    assert not Doelstelling.objects.exists()
    assert not Mijlpaal.objects.exists()


def test_what_others_need_is_not_removed_and_says_by_what(client, anna, aanvraag, plan):
    activiteit = ActiviteitFactory(plan=plan)
    BegrotingsregelFactory.create_batch(2, activiteit=activiteit)
    CofinancieringFactory(partner=activiteit.uitvoerder)
    client.force_login(anna)
    doel = url_of(aanvraag, "doelen", activiteit.doelstelling.pk, "verwijderen")
    partner = url_of(aanvraag, "partners", activiteit.uitvoerder.pk, "verwijderen")

    needed = [client.get(doel).context["needed_by"], client.get(partner).context["needed_by"]]
    codes = [client.post(doel).status_code, client.post(partner).status_code]

    assert needed[0] == ["1 activiteit"]
    assert sorted(needed[1]) == ["1 activiteit", "1 bijdrage", "2 begrotingsregels"]
    assert codes == [302, 302]
    assert (Doelstelling.objects.count(), Activiteit.objects.count()) == (1, 1)


def test_a_filed_plan_takes_no_more_rows(client, anna, aanvraag, plan):
    doel = DoelstellingFactory(plan=plan, titel="Zo is het")
    aanvraag.status = "ingediend"
    aanvraag.save()
    client.force_login(anna)
    urls = [url_of(aanvraag, "doelen", *tail) for tail in (["nieuw"], [doel.pk], [doel.pk, "verwijderen"])]

    answers = [response for url in urls for response in (client.get(url), client.post(url, GOAL))]

    assert {response.url for response in answers} == {aanvraag.get_absolute_url()}
    assert list(Doelstelling.objects.values_list("titel", flat=True)) == ["Zo is het"]


@pytest.mark.parametrize("number", [1, 3])
def test_a_table_takes_as_many_queries_for_one_row_as_for_three(
    client, anna, aanvraag, plan, number, django_assert_num_queries
):
    ActiviteitFactory.create_batch(number, plan=plan)
    client.force_login(anna)
    read_paragrafen(aanvraag.ronde)  # every page of any plan reads that

    with django_assert_num_queries(8):
        response = client.get(url_of(aanvraag, "activiteitenplan", "b2-1"))

    assert len(response.context["view"].tabellen["activiteit"].rijen) == number

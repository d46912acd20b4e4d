"""Until when DUS-I may decide: from the closing of the round, with a supplement (Kaderregeling 4.1; Awb 4:13, 4:15)."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from applications.actions import submit_aanvraag
from applications.models import Aanvraagronde, Aanvulverzoek, Uitstel, Verzoekuitkomst
from assessment.reports.beslistermijn import find_beslistermijnen
from regions.models import Regelingversie
from sto_portal.outbox.models import Bericht
from sto_portal.vormgeving.velden import read_moment
from tests.applications.plans import complete_aanvraag, filed_aanvraag
from tests.applications.supplements import make_supplement
from tests.assessment.cases import make_advised, make_filed
from tests.factories import RondeFactory

pytestmark = pytest.mark.django_db
CLOSED = date(2019, 3, 31)


def after(day):
    """The first moment too late where `day` is the last one in time."""
    return read_moment(day + timedelta(days=1), time())


@pytest.fixture
def ronde():
    """A round that closed on 31 March 2019, of a regeling without advice from outside."""
    Regelingversie.objects.update(extern_advies=False)
    return RondeFactory(opent_op=after(date(2019, 2, 28)), sluit_op=after(CLOSED))


def termijn_of(aanvraag):
    return find_beslistermijnen([aanvraag])[aanvraag.pk]


def grant(ronde, regio, day, coordinator):
    Uitstel.objects.create(ronde=ronde, regio=regio, sluit_op=after(day), reden="Storing", door=coordinator)


def ask(aanvraag, anna, behandelaar, *, asked, ended=None, uitkomst=Verzoekuitkomst.BEANTWOORD):
    """A request for a supplement of `asked` that ended on `ended` (dates); None: still open."""
    verzoek = make_supplement(anna, behandelaar, aanvraag=aanvraag)
    noon = time(12)
    Aanvulverzoek.objects.filter(pk=verzoek.pk).update(
        gevraagd_op=read_moment(asked, noon),
        uitkomst=uitkomst if ended else "",
        afgerond_op=read_moment(ended, noon) if ended else None,
    )


def test_the_term_runs_from_the_closing_of_the_round_and_not_from_the_filing(twente, ronde):
    termijn = termijn_of(make_filed(twente, ronde=ronde))

    assert termijn.uiterlijk_datum == date(2019, 6, 30)
    assert termijn.tekst == "30 juni 2019"
    assert termijn.uitleg == (
        "De laatste dag om in te dienen was 31 maart 2019. 13 weken (91 dagen) na 31 maart 2019 is zondag 30 juni "
        "2019. Een termijn van meer dan 90 dagen schuift niet op."
    )


def test_a_committee_makes_it_twenty_two_weeks(twente, ronde):
    Regelingversie.objects.update(extern_advies=True)
    ronde = Aanvraagronde.objects.get(pk=ronde.pk)

    termijn = termijn_of(make_filed(twente, ronde=ronde))

    assert termijn.uiterlijk_datum == date(2019, 9, 1)
    assert termijn.uitleg.startswith(
        "De laatste dag om in te dienen was 31 maart 2019. Over de aanvragen adviseert een commissie, "
        "dus de langere termijn geldt. 22 weken (154 dagen) na 31 maart 2019 is zondag 1 september 2019."
    )


@pytest.mark.parametrize(
    ("whose", "last"), [("own", date(2019, 7, 7)), ("all", date(2019, 7, 7)), ("other", date(2019, 6, 30))]
)
def test_uitstel_of_the_region_moves_the_begin(twente, veluwe, ronde, coordinator, whose, last):
    grant(ronde, {"own": twente, "all": None, "other": veluwe}[whose], date(2019, 4, 7), coordinator)

    termijn = termijn_of(make_filed(twente, ronde=ronde))

    assert termijn.uiterlijk_datum == last
    assert ("De laatste dag om in te dienen was 7 april 2019, met uitstel." in termijn.uitleg) is (whose != "other")


def test_the_days_of_a_supplement_are_added_from_the_closing_on(twente, ronde, anna, behandelaar):
    aanvraag = filed_aanvraag(anna, regio=twente, ronde=ronde)
    ask(aanvraag, anna, behandelaar, asked=date(2019, 3, 28), ended=date(2019, 4, 6))

    termijn = termijn_of(aanvraag)

    assert (termijn.uiterlijk_datum, termijn.stilstand, termijn.staat_stil) == (date(2019, 7, 5), 5, False)
    assert termijn.tekst == "5 juli 2019 (5 dagen stilgestaan)"
    assert termijn.uitleg == (
        "De laatste dag om in te dienen was 31 maart 2019. 13 weken (91 dagen) en 5 dagen stilstand na 31 maart 2019 "
        "is vrijdag 5 juli 2019. De termijn stond stil van 1 april 2019 tot en met 5 april 2019: de regio kon haar "
        "aanvraag aanvullen."
    )


def test_while_the_region_is_asked_the_term_stands_still(twente, ronde, anna, behandelaar):
    aanvraag = filed_aanvraag(anna, regio=twente, ronde=ronde)
    yesterday = timezone.localdate() - timedelta(days=1)
    ask(aanvraag, anna, behandelaar, asked=yesterday - timedelta(days=1))

    termijn = termijn_of(aanvraag)

    assert (termijn.uiterlijk_datum, termijn.stilstand, termijn.staat_stil) == (date(2019, 7, 2), 2, True)
    assert termijn.tekst == "2 juli 2019; de termijn staat nu stil (2 dagen)"


def test_a_term_that_has_not_begun_does_not_stand_still(twente, anna, behandelaar):
    aanvraag = filed_aanvraag(anna, regio=twente)
    ask(aanvraag, anna, behandelaar, asked=timezone.localdate() - timedelta(days=3))

    assert (termijn_of(aanvraag).stilstand, termijn_of(aanvraag).staat_stil) == (0, False)


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_two_queries_for_any_number_of_cases(twente, django_assert_num_queries, number):
    cases = [make_filed(twente, ronde=RondeFactory()) for _ in range(number)]

    with django_assert_num_queries(2):
        assert len(find_beslistermijnen(cases)) == number


def test_dus_i_reads_the_last_day_and_how_it_was_found_where_the_decision_is_made(client, twente, behandelaar):
    termijn = termijn_of(make_advised(twente))
    client.force_login(behandelaar)

    listed = client.get("/besluiten/").content.decode()

    assert "Beslis uiterlijk op" in listed
    assert termijn.tekst in listed
    assert termijn.uitleg in listed


@pytest.mark.parametrize(
    ("extern_advies", "said"),
    [
        (
            True,
            "22 weken (154 dagen) nadat de ronde is gesloten. Deze termijn is langer, omdat een commissie ons advies ",
        ),
        (False, "13 weken (91 dagen) nadat de ronde is gesloten. Vragen wij u om een aanvulling, dan kan het langer "),
    ],
)
def test_who_files_hears_at_once_how_long_deciding_takes(client, twente, anna, extern_advies, said):
    """Kaderregeling 4.1: the longer term must be told soon."""
    Regelingversie.objects.update(extern_advies=extern_advies)
    aanvraag = complete_aanvraag(regio=twente)
    submit_aanvraag(aanvraag=aanvraag, by=anna, at=timezone.now())
    client.force_login(anna)

    mail = Bericht.objects.get(aan=anna.email).tekst
    page = client.get(f"/aanvragen/{aanvraag.nummer}/ontvangstbewijs/").content.decode()

    assert [f"Wij beslissen binnen {said}" in " ".join(text.split()) for text in (mail, page)] == [True, True]

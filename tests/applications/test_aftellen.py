"""In the last week every page of a draft says how long there is to file."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.aftellen import Aftelling, count_down
from applications.models import Aanvraag, Uitstel
from sto_portal.vormgeving.templatetags.sto import deadline
from tests.applications.plans import complete_aanvraag, file_plan
from tests.factories import AanvraagFactory, RondeFactory

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SOON = 2 * DAY + 3 * HOUR + MINUTE
PAGES = ["", "partners/", "begroting/", "overeenkomst/", "regiovisie/", "regiovisie/b1-1/", "lezen/", "controle/"]
WRITING = ["partners/nieuw/?soort=po", "activiteiten/nieuw/", "indienen/", "intrekken/"]


def make_draft(regio, closes_in, make=AanvraagFactory):
    return make(regio=regio, ronde=RondeFactory(sluit_op=timezone.now() + closes_in))


def count(aanvraag):
    return count_down(Aanvraag.objects.with_sluit_op().get(pk=aanvraag.pk))


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (6 * DAY + 23 * HOUR + 59 * MINUTE, "6 dagen en 23 uur"),
        (2 * DAY, "2 dagen"),
        (DAY + HOUR, "1 dag en 1 uur"),
        (DAY + 59 * MINUTE, "1 dag"),
        (DAY - MINUTE, "23 uur en 59 minuten"),
        (HOUR + MINUTE, "1 uur en 1 minuut"),
        (2 * HOUR, "2 uur"),
        (59 * MINUTE, "59 minuten"),
        (timedelta(seconds=59), "minder dan een minuut"),
        (timedelta(0), "minder dan een minuut"),
    ],
)
def test_the_time_left_is_told_in_whole_units(left, words):
    assert Aftelling(sluit_op=None, seconden=int(left.total_seconds())).tekst == words


@pytest.mark.parametrize("page", PAGES + WRITING)
def test_each_page_of_a_draft_counts_down(client, anna, twente, page):
    aanvraag = make_draft(twente, SOON, make=complete_aanvraag)
    client.force_login(anna)

    response = client.get(f"{aanvraag.get_absolute_url()}{page}")

    text = " ".join(response.content.decode().split())
    assert response.context["aftelling"].tekst == "2 dagen en 3 uur"
    assert "<strong>Nog <span data-aftellen-tekst>2 dagen en 3 uur</span></strong> om in te dienen" in text
    assert f"dat kan tot en met {deadline(aanvraag.ronde.sluit_op)} (Nederlandse tijd)." in text


@pytest.mark.parametrize(
    ("closes_in", "is_shown"), [(8 * DAY, False), (7 * DAY, True), (MINUTE, True), (-MINUTE, False)]
)
def test_only_the_last_week_counts_down(twente, closes_in, is_shown):
    assert (count(make_draft(twente, closes_in)) is not None) is is_shown


def test_what_was_filed_does_not_count_down(twente, anna):
    aanvraag = make_draft(twente, SOON, make=complete_aanvraag)
    file_plan(aanvraag, anna)

    assert count(aanvraag) is None


def test_an_extension_counts_for_the_region_that_has_it(twente, veluwe):
    own, other = make_draft(twente, HOUR), make_draft(veluwe, HOUR)
    extra = own.ronde.sluit_op + 2 * DAY
    Uitstel.objects.create(ronde=own.ronde, regio=twente, sluit_op=extra, reden="Storing")

    assert (count(own).sluit_op, count(other).sluit_op) == (extra, other.ronde.sluit_op)


def test_midnight_is_told_as_the_minute_before(client, anna, twente):
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + 2 * DAY
    ronde = RondeFactory(sluit_op=midnight)
    client.force_login(anna)

    text = client.get(AanvraagFactory(regio=twente, ronde=ronde).get_absolute_url()).content.decode()

    assert "23.59 uur (Nederlandse tijd)" in text
    assert "24:00" not in text


def test_a_form_that_comes_back_counts_down_too(client, anna, twente):
    aanvraag = make_draft(twente, SOON)
    Uitstel.objects.create(ronde=aanvraag.ronde, regio=twente, sluit_op=aanvraag.ronde.sluit_op + DAY, reden="Storing")
    client.force_login(anna)

    response = client.post(f"{aanvraag.get_absolute_url()}partners/nieuw/?soort=po", {})

    assert (response.status_code, response.context["aftelling"].tekst) == (200, "3 dagen en 3 uur")


def test_counting_down_asks_the_database_nothing(client, anna, twente):
    def queries(closes_in):
        address = make_draft(twente, closes_in).get_absolute_url()
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address}partners/")
        return len(captured)

    client.force_login(anna)
    queries(30 * DAY)

    assert queries(SOON) == queries(30 * DAY)

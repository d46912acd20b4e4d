"""Every list takes the same number of queries for one row and for three."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.models import Aanvraag, Aanvraagronde, Aanvraagstatus, Uitstel
from assessment.models import Belang, Vereiste
from monitoring.population import default_population
from monitoring.tabellen import TABELLEN
from regions.models import Lidmaatschap, Organisatie, Vooraanmelding
from sto_portal.beschikbaarheid.actions import keep_measurement, record_storing
from sto_portal.outbox.actions import SEND
from sto_portal.roles import Regiorol
from sto_portal.werk.models import Werk, Werker, Werkstatus, seconds_from_now
from tests.assessment.cases import make_advised, make_approved
from tests.assessment.committee import make_members, make_revealed
from tests.cast import join
from tests.factories import (
    AanvraagFactory,
    CommissielidFactory,
    PartnerFactory,
    RegioFactory,
    RondeFactory,
    UserFactory,
    open_ronde,
)
from tests.regions.vooraanmeldingen import file_vooraanmelding
from tests.world import make_ronde

LISTS = [  # address, who looks, queries
    ("/aanvragen/", "anna", 9),
    ("/aanvragen/", "behandelaar", 6),
    ("/rondes/", "coordinator", 4),
    ("/rondes/4/", "behandelaar", 8),
    ("/vooraanmeldingen/", "coordinator", 17),
    ("/vooraanmeldingen/overlap/", "behandelaar", 10),
    ("/vooraanmelden/", "anna", 6),
    ("/beoordeling/", "dina", 6),
    ("/beoordeling/", "vera", 8),
    ("/beoordeling/?toon=afgerond", "dina", 6),
    ("/beoordeling/?toon=afgerond", "vera", 8),
    ("/beoordeling/toewijzen/", "coordinator", 12),
    ("/beoordeling/leden/", "coordinator", 6),
    ("/beoordeling/belangen/", "dina", 5),
    ("/besluiten/", "behandelaar", 10),
    ("/besluiten/", "anna", 5),
    ("/gebruikers/", "beheerder", 6),
    ("/gebruikers/?zoek=e&rol=geen&toegang=ja&sorteer=ingelogd", "beheerder", 6),
    ("/werk/", "beheerder", 10),
    ("/werk/?status=mislukt&soort=bericht_versturen&door=e&zoek=e&vanaf=2000-01-01&sorteer=soort", "behandelaar", 10),
    ("/werk/stand/", "tekenbevoegde", 7),
    ("/regios/", "beheerder", 7),
    ("/regios/STO90001/leden/", "beheerder", 6),
    ("/gebruikers/{anna}/", "beheerder", 8),
]
MONITORING_BUDGET = 10


def grant(regio, drafter, approver):
    """A decision in the population of the monitoring tables."""
    aanvraag = make_advised(regio, ronde=Aanvraagronde.objects.get(nummer=1))
    besluit = make_approved(aanvraag, drafter=drafter, approver=approver)
    besluit.besluit_datum = default_population().peildatum
    besluit.transition("send", by=approver, fields=("besluit_datum",))


def add_work(person):
    """Work of every status, and a worker."""
    for status in Werkstatus:
        Werk.objects.create(
            soort=SEND, sleutel=f"{person.email} {status}", door=person, status=status, lease_tot=seconds_from_now(60)
        )
    Werker.objects.create(naam=person.email, soort="lus")


def add_storing(coordinator):
    """An outage of the portal that was measured, and one that was recorded."""
    now = timezone.now()
    keep_measurement(failure="Geen antwoord", at=now)
    past = {"begin_op": now - timedelta(hours=2), "eind_op": now - timedelta(hours=1)}
    record_storing(wat="eHerkenning", toelichting="", by=coordinator, **past)


@pytest.fixture
def add_rows(twente, anna, dina, vera, behandelaar, coordinator, tekenbevoegde):
    """Function that adds a row to every list, and to what rows are made of: members, interests, vereisten, partners."""
    leden = [dina.commissielid, *make_members("Ben", "Carla")]

    def add():
        add_to_committee(vera)
        file_vooraanmelding(anna, codes=[f"0{Vooraanmelding.objects.count()}AB00", "99AB00"])
        regio = RegioFactory()
        join(anna, regio, Regiorol.PENVOERDER)
        person = UserFactory(rol="onderzoeker")
        UserFactory()
        Lidmaatschap.objects.create(user=person, regio=twente, rol=Regiorol.MEELEZER)
        AanvraagFactory(regio=regio, ronde=RondeFactory())
        make_revealed(regio, leden, by=coordinator)
        finished, _rows = make_revealed(regio, leden, by=coordinator, ronde=make_ronde())
        Aanvraag.objects.filter(pk=finished.pk).update(status=Aanvraagstatus.VERLEEND)
        add_storing(coordinator)
        Uitstel.objects.create(ronde=open_ronde(), regio=regio, sluit_op=timezone.now(), reden="Storing")
        make_advised(regio, ronde=make_ronde())
        grant(regio, behandelaar, tekenbevoegde)
        add_work(person)
        PartnerFactory.create_batch(2, plan=AanvraagFactory(regio=regio, ronde=RondeFactory()).plan)

    return add


def add_to_committee(voorzitter):
    """One more member, with an interest like the voorzitter, and one more vereiste."""
    number = Vereiste.objects.count()
    lid = CommissielidFactory(user__naam=f"Lid {number}")
    organisatie = Organisatie.objects.create(naam=f"Bedrijf {number}", soort="bedrijf", kvk_nummer=f"{number:08d}")
    for each in (lid, voorzitter.commissielid):
        Belang.objects.create(lid=each, organisatie=organisatie, toelichting="bestuurder")
    deelaspect = Vereiste.objects.get(code="c1.1.v1").deelaspect
    Vereiste.objects.create(deelaspect=deelaspect, code=f"c1.1.v{number}", volgorde=number, tekst="Nog een.")


def count(client, user, address):
    if user is not None:
        client.force_login(user)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_the_same_queries_for_one_row_and_for_three(client, request, add_rows, anna, beheerder, rows):
    for _ in range(rows):
        add_rows()

    found = {
        (path, name): count(client, request.getfixturevalue(name), path.format(anna=anna.pk))
        for path, name, _number in LISTS
    }

    assert found == {(path, name): number for path, name, number in LISTS}


def test_the_tables_take_the_same_queries_for_one_plan_and_for_three(client, add_rows):
    pages = ["/monitoring/", *(f"/monitoring/{slug}/" for slug in TABELLEN), "/monitoring/tabel-2-1.csv", "/"]
    add_rows()
    one = {page: count(client, None, page) for page in pages}
    for _ in range(2):
        add_rows()

    three = {page: count(client, None, page) for page in pages}

    assert three == one
    assert max(one.values()) <= MONITORING_BUDGET

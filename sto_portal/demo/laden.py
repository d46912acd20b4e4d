"""The whole demo in one transaction: people, regions, the history of the regeling and the open round."""

from django.db import transaction
from django.template.loader import render_to_string

from applications.models import Aanvraag, Vragenlijst
from assessment.controledelen import ZEGELS
from assessment.loading import load_reference
from regions import zegels as aanmelden
from regions.models import Regeling, Regio
from sto_portal.accounts.models import User
from sto_portal.bestanden.actions import store
from sto_portal.bestanden.pdf import render_pdf
from sto_portal.demo.accounts import join_regions, make_people
from sto_portal.demo.demoronde import places, write_demoronde
from sto_portal.demo.gebied import write_belang, write_regions
from sto_portal.demo.oordelen import Kader
from sto_portal.demo.plan_inhoud import make_plan
from sto_portal.demo.rijen import Register
from sto_portal.demo.verloop import Verloop
from sto_portal.demo.vermenigvuldigen import multiply
from sto_portal.demo.vooraanmeldingen import write_vooraanmeldingen
from sto_portal.sporen.actions import record
from sto_portal.sporen.models import Spoor
from sto_portal.sporen.zegel import seal_all

SPOOR = "load_demo"
DEMOREGELING = "sto-demo"
OPEN_DRAFT, READ_BY_CO_AUTHOR = "concept_bijna_klaar", "verleend"


class OtherDataError(Exception):
    """The database holds something else than this demo; the text says what, in Dutch."""


def find_loaded(sha256, maal=1):
    """Whether this very demo, `maal` times, is in the database; raises OtherDataError where something else is."""
    spoor = Spoor.objects.filter(wat=SPOOR).order_by("-nummer").first()
    if spoor is None:
        found = [model._meta.verbose_name_plural for model in (User, Regio, Aanvraag) if model.objects.exists()]
        if found:
            raise OtherDataError(
                f"In deze database staan al andere gegevens ({', '.join(found)}). De demo wordt alleen geladen in een "
                "lege database. Kies met DATABASE_URL een andere database."
            )
        return False
    if spoor.data["sha256"] != sha256:
        raise OtherDataError(
            "In deze database staat al een demo, gemaakt uit een ander bestand met regio's. Begin opnieuw met een lege "
            "database: verwijder db.sqlite3, of kies met DATABASE_URL een andere, en doe dan 'migrate' en 'load_demo'."
        )
    loaded = spoor.data.get("maal", 1)
    if loaded != maal:
        raise OtherDataError(
            f"In deze database staat de demo al, geladen met --maal {loaded}. Dat verandert niet meer. Kies met "
            f"DATABASE_URL een lege database voor --maal {maal}."
        )
    return True


@transaction.atomic
def load_demo(regios, *, sha256, standard, maal=1, report=None):
    """Load everything for these Demoregio's, `maal` times; `report` is told, in Dutch, how far the copies are.

    Leaves a Spoor with `sha256` of the file they came from, and with `maal` where that is more than 1.
    """
    load_reference()
    inhouden = {regio.volgnummer: make_plan(regio) for regio in regios}
    plekken = places(regios, standard=standard)
    by_stand = {plek.naam: plek.regio.volgnummer for plek in plekken}
    eigen = by_stand[OPEN_DRAFT]
    mensen = make_people(regios, inhouden, eigen)
    rows, vestigingen = write_regions(regios, inhouden)
    join_regions(mensen, rows, eigen=eigen, gelezen=by_stand.get(READ_BY_CO_AUTHOR))
    belangen = write_belangen(plekken, mensen, inhouden)
    getekend = make_signed_file()
    register = Register.read(Vragenlijst.objects.get(), vestigingen, getekend)
    kader = Kader.read()
    verloop = Verloop(regios, inhouden, rows, mensen, register, kader)
    verloop.write(belangen)
    write_demoronde(plekken, rows, mensen, register, kader, verloop.plans)
    seal_all(ZEGELS)
    multiplied = {"maal": maal} if maal > 1 else {}
    if multiplied:
        multiply(maal, report)
    regeling = Regeling.objects.get(slug=DEMOREGELING)
    write_vooraanmeldingen(regeling, mensen, getekend)
    seal_all(aanmelden.ZEGELS)
    record(None, SPOOR, regeling, {"sha256": sha256} | multiplied)


def write_belangen(plekken, mensen, inhouden):
    """{volgnummer: members who have an interest in that region}."""
    found = {}
    for plek in plekken:
        if plek.belang:
            lid = mensen.leden[plek.belang - 1]
            write_belang(lid, inhouden[plek.regio.volgnummer])
            found[plek.regio.volgnummer] = (lid,)
    return found


def make_signed_file():
    """The one PDF that stands for every signature of the demo."""
    return store(render_pdf(render_to_string("demo/getekend.html")), name="getekend.pdf", kind="ondertekening")

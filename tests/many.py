"""Many rows at once, in a few statements: as many as fill more than one page of a list."""

from django.utils import timezone

from applications.models import Aanvraag, Aanvraagstatus, Indiening, Plan
from assessment.models import Advies, Adviesstatus, Beoordeling, Besluit, Besluitstatus
from regions.models import Lidmaatschap, Regio
from sto_portal.roles import Regiorol
from sto_portal.termijnen import today
from tests.world import make_ronde


def many_regios(number):
    """Regions 'STO80001' and up, 'Regio 1 (test)' and up."""
    rows = [Regio(nummer=f"STO8{place:04d}", naam=f"Regio {place} (test)") for place in range(1, number + 1)]
    return Regio.objects.bulk_create(rows)


def many_cases(number, *, by, status=Aanvraagstatus.IN_BEHANDELING):
    """Filed aanvragen of so many regions in one round that is judged, in order of their number."""
    ronde, regios = make_ronde(), many_regios(number)
    plans = Plan.objects.bulk_create(Plan(regio=regio, ronde=ronde) for regio in regios)
    rows = [
        Aanvraag(regio=regio, ronde=ronde, plan=plan, status=status) for regio, plan in zip(regios, plans, strict=True)
    ]
    aanvragen = Aanvraag.objects.bulk_create(rows)
    moment = timezone.now()
    Indiening.objects.bulk_create(
        Indiening(
            aanvraag=row,
            plan=row.plan,
            nummer=1,
            json=b"{}",
            sha256="0" * 64,
            aangekomen_op=moment,
            door=by,
            regio_naam=row.regio.naam,
            regio_soort=row.regio.soort,
        )
        for row in aanvragen
    )
    return aanvragen


def assign_many(aanvragen, lid):
    """A Beoordeling of this member on each."""
    rows = [Beoordeling(aanvraag=row, plan=row.plan, lid=lid, uiterlijk_datum=today()) for row in aanvragen]
    return Beoordeling.objects.bulk_create(rows)


def advise_many(aanvragen, status=Adviesstatus.VASTGESTELD):
    """A positive advice on each."""
    rows = [Advies(aanvraag=row, plan=row.plan, status=status, strekking="positief") for row in aanvragen]
    return Advies.objects.bulk_create(rows)


def decide_many(aanvragen, *, drafter, approver):
    """A decision on each that was sent."""
    return Besluit.objects.bulk_create(
        Besluit(
            aanvraag=advies.aanvraag,
            plan=advies.plan,
            advies=advies,
            regelingversie=advies.aanvraag.ronde.regelingversie,
            soort="verlening",
            status=Besluitstatus.VERZONDEN,
            opsteller=drafter,
            akkoord_door=approver,
            brief_sha256="0" * 64,
            besluit_datum=today(),
        )
        for advies in advise_many(aanvragen)
    )


def join_many(user, regios):
    """A reader of each region."""
    rows = [Lidmaatschap(user=user, regio=regio, rol=Regiorol.MEELEZER) for regio in regios]
    return Lidmaatschap.objects.bulk_create(rows)

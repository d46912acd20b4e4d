"""Making a region of a registration: its number, its schools and its people."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from regions.actions import MembershipError, appoint_member, find_account
from regions.models import Regio, Regiovestiging
from regions.vooraanmelding.aanmelden import describe, lock
from regions.vooraanmelding.melden import tell_accepted
from regions.zegels import seal_of
from sto_portal.accounts.models import User
from sto_portal.roles import Regiorol
from sto_portal.sporen.actions import record
from sto_portal.termijnen import today


class AcceptError(Exception):
    """A registration that cannot become a region this way; the text says why, in Dutch. Nothing was written."""


@transaction.atomic
def accept(*, vooraanmelding, nummer, naam, by):
    """Make the Regio `nummer` with its schools, municipalities and people; the new Regio.

    The contact becomes penvoerder, the substitute mede-auteur; both get a mail. Its schools belong to it from today
    under the regeling (rapport h2 voorwaarde f). Raises TransitionError, and AcceptError with what is in the way.
    """
    vooraanmelding = lock(vooraanmelding)
    regio = create_regio(vooraanmelding, nummer=nummer, naam=naam)
    take_in_schools(vooraanmelding, regio)
    vooraanmelding.regio = regio
    vooraanmelding.save(update_fields=["regio"])
    vooraanmelding.transition("accept", by=by)
    people = people_of(vooraanmelding)
    try:
        lock_accounts(people, by=by)
        for person, rol in people:
            appoint_member(regio=regio, email=person.email.lower(), naam=person.naam, rol=rol, by=by)
    except MembershipError as error:
        raise AcceptError(str(error)) from error
    tell_accepted(vooraanmelding)
    record(by, "accept", vooraanmelding, {"nummer": nummer} | describe(vooraanmelding) | seal_of(vooraanmelding))
    return regio


def lock_accounts(people, *, by):
    """Open the accounts of `people` that are not there and lock all, in one order: two regions may share people."""
    for person, _rol in sorted(people, key=lambda pair: pair[0].email.lower()):
        user = find_account(email=person.email.lower(), naam=person.naam, by=by)
        User.objects.select_for_update().get(pk=user.pk)


def people_of(vooraanmelding):
    """(Contact, Regiorol) of who gets a role in the region: one person gets one."""
    contact, vervanger = vooraanmelding.contact, vooraanmelding.vervanger
    people = [(contact, Regiorol.PENVOERDER)]
    if vervanger.is_known and vervanger.email.lower() != contact.email.lower():
        people.append((vervanger, Regiorol.MEDE_AUTEUR))
    return people


def create_regio(vooraanmelding, *, nummer, naam):
    """The Regio, without schools; raises AcceptError where the number is taken."""
    try:
        with transaction.atomic():
            regio = Regio.objects.create(nummer=nummer, naam=naam, soort=vooraanmelding.soort)
    except IntegrityError as error:
        raise AcceptError(f"Het nummer {nummer} is al van een andere regio. Kies een ander nummer.") from error
    regio.gemeenten.set(vooraanmelding.gemeenten.all())
    return regio


def take_in_schools(vooraanmelding, regio):
    """Let its schools belong to `regio`; raises AcceptError where one belongs to another region already."""
    regeling = vooraanmelding.periode.regelingversie.regeling
    vestigingen = list(vooraanmelding.vestigingen.all())
    held = Regiovestiging.objects.filter(regeling=regeling, vestiging__in=vestigingen, tot_datum__isnull=True)
    taken = [f"{row.vestiging} hoort bij {row.regio}" for row in held.select_related("vestiging", "regio")]
    if taken:
        raise AcceptError(f"{'; '.join(taken)}. Een school kan bij één regio horen.")
    rows = [
        Regiovestiging(regeling=regeling, vestiging=vestiging, regio=regio, vanaf_datum=today())
        for vestiging in vestigingen
    ]
    try:
        with transaction.atomic():
            Regiovestiging.objects.bulk_create(rows)
    except IntegrityError as error:
        raise AcceptError("Een van de scholen hoort sinds zojuist bij een andere regio.") from error


def next_nummer(periode):
    """The first number of the series after those in use, such as 'STO19079'; '' where the series is full."""
    last = Regio.objects.filter(nummer__startswith=periode.nummerreeks).aggregate(last=Max("nummer"))["last"]
    following = int(last.removeprefix(periode.nummerreeks)) + 1 if last else 1
    return f"{periode.nummerreeks}{following:03d}" if following < 1000 else ""

"""What the future penvoerder does: begin, fill in, file, take back."""

import hashlib

from django.db import transaction
from django.utils import timezone

from regions.models import Vooraanmelding, Vooraanmeldingstatus
from regions.vooraanmelding.melden import tell_received, tell_withdrawn
from regions.vooraanmelding.volledig import read_delen
from regions.zegels import seal_of
from sto_portal.accounts.models import User
from sto_portal.sporen.actions import record
from sto_portal.workflow import TransitionError

CLOSED = "Regio's aanmelden kan nu niet."
NOT_WRITABLE = "U kunt deze aanmelding nu niet veranderen."
TIES = {"gemeenten": "naam", "vestigingen": "code", "verklaringen": "sha256"}


class ChangedError(Exception):
    """Someone else wrote these fields after they were read; nothing was written. `vooraanmelding` is as it is now."""

    def __init__(self, vooraanmelding):
        super().__init__()
        self.vooraanmelding = vooraanmelding


class IncompleteError(Exception):
    """Something is missing, so nothing was filed; `delen` are the parts."""

    def __init__(self, delen):
        super().__init__()
        self.delen = delen


@transaction.atomic
def start_vooraanmelding(*, periode, by):
    """Begin a registration; the one that `by` has not filed yet, if there is one.

    The contact is who begins it, until something else is filled in. Raises TransitionError outside the periode.
    """
    User.objects.select_for_update().get(pk=by.pk)
    drafts = by.vooraanmeldingen.filter(periode=periode, status=Vooraanmeldingstatus.CONCEPT)
    begun = drafts.exclude(pk__in=Vooraanmelding.objects.filed()).first()
    if begun is not None:
        return begun
    if not periode.is_open_at(timezone.now()):
        raise TransitionError(CLOSED)
    contact = {"contact_naam": by.naam, "contact_functie": by.functie, "contact_email": by.email}
    vooraanmelding = Vooraanmelding.objects.create(periode=periode, **contact)
    vooraanmelding.aanmelders.add(by)
    record(by, "start", vooraanmelding)
    return vooraanmelding


@transaction.atomic
def change_vooraanmelding(*, vooraanmelding, stand, by, **values):
    """Write plain fields of a draft that were read at `stand` (see `stand_of`); `by` is an aanmelder from then on.

    Raises ChangedError where someone else wrote these meanwhile, TransitionError once it is no draft any more.
    """
    vooraanmelding = lock_draft(vooraanmelding)
    old = {name: getattr(vooraanmelding, name) for name in values}
    if old == values:
        return
    if stand_of(vooraanmelding, values) != stand:
        raise ChangedError(vooraanmelding)
    for name, value in values.items():
        setattr(vooraanmelding, name, value)
    vooraanmelding.save(update_fields=[*values])
    vooraanmelding.aanmelders.add(by)
    record(by, "change", vooraanmelding, {"oud": old, "nieuw": values})


def stand_of(vooraanmelding, names):
    """What tells whether these fields are still as someone read them."""
    values = [str(getattr(vooraanmelding, name)) for name in sorted(names)]
    return hashlib.sha256("\0".join(values).encode()).hexdigest()[:32]


@transaction.atomic
def add_to(*, vooraanmelding, name, rows, by):
    """Add `rows` to the `name` of a draft (a key of TIES); what is there already changes nothing."""
    vooraanmelding = lock_draft(vooraanmelding)
    tied = getattr(vooraanmelding, name)
    known = set(tied.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    new = [row for row in rows if row.pk not in known]
    if new:
        tied.add(*new)
        record(by, "add", vooraanmelding, {name: [getattr(row, TIES[name]) for row in new]})
    return new


@transaction.atomic
def take_from(*, vooraanmelding, name, row, by):
    """Take `row` from the `name` of a draft (a key of TIES); twice changes nothing."""
    vooraanmelding = lock_draft(vooraanmelding)
    tied = getattr(vooraanmelding, name)
    if tied.filter(pk=row.pk).exists():
        tied.remove(row)
        record(by, "take_away", vooraanmelding, {name: [getattr(row, TIES[name])]})


@transaction.atomic
def submit_vooraanmelding(*, vooraanmelding, by, at):
    """File a draft; the request arrived at `at`. Filing twice changes nothing.

    After the periode only what DUS-I sent back may be filed. Raises TransitionError, and IncompleteError.
    """
    vooraanmelding = lock(vooraanmelding)
    if vooraanmelding.status == Vooraanmeldingstatus.INGEDIEND:
        return
    if not may_file(vooraanmelding, at):
        raise TransitionError(CLOSED)
    missing = [deel for deel in read_delen(vooraanmelding) if deel.ontbreekt]
    if missing:
        raise IncompleteError(missing)
    vooraanmelding.ingediende_naam = vooraanmelding.naam
    vooraanmelding.save(update_fields=["ingediende_naam"])
    vooraanmelding.transition("submit", by=by, at=at)
    tell_received(vooraanmelding, at=at)
    record(by, "submit", vooraanmelding, describe(vooraanmelding) | seal_of(vooraanmelding))


@transaction.atomic
def reopen_vooraanmelding(*, vooraanmelding, by):
    """Take back what was filed to change it; raises TransitionError after the periode: then DUS-I sends it back."""
    vooraanmelding = lock(vooraanmelding)
    require_own(vooraanmelding)
    if not vooraanmelding.periode.is_open_at(timezone.now()):
        raise TransitionError(f"{CLOSED} Wilt u iets veranderen? Vraag DUS-I om de aanmelding terug te sturen.")
    vooraanmelding.transition("reopen", by=by)
    record(by, "reopen", vooraanmelding, seal_of(vooraanmelding))


@transaction.atomic
def withdraw_vooraanmelding(*, vooraanmelding, by):
    """Take a registration back for good; raises TransitionError once DUS-I did something with it."""
    require_own(vooraanmelding)
    vooraanmelding.transition("withdraw", by=by)
    tell_withdrawn(vooraanmelding, by=by)
    record(by, "withdraw", vooraanmelding, seal_of(vooraanmelding))


def require_own(vooraanmelding):
    """Raise TransitionError for what DUS-I made of several: one aanmelder does not decide for the others."""
    if vooraanmelding.herkomst.exists():
        raise TransitionError("DUS-I maakte deze aanmelding uit andere. Neem contact op met DUS-I.")


def may_file(vooraanmelding, at):
    """Whether a draft may be filed at `at`: in the periode, or before the moment that DUS-I gave on sending it back."""
    terug_tot = vooraanmelding.terug_tot
    return vooraanmelding.periode.is_open_at(at) or (terug_tot is not None and at < terug_tot)


def lock(vooraanmelding):
    """The registration, read afresh under the lock of its row."""
    rows = Vooraanmelding.objects.select_for_update(of=("self",)).select_related("periode__regelingversie__regeling")
    return rows.get(pk=vooraanmelding.pk)


def lock_draft(vooraanmelding):
    """The same of a draft; raises TransitionError for what is no draft."""
    locked = lock(vooraanmelding)
    if not locked.is_writable:
        raise TransitionError(NOT_WRITABLE)
    return locked


def describe(vooraanmelding):
    """What the Spoor keeps of a registration as it is filed, merged or split: everything that it says."""
    return {
        "naam": vooraanmelding.naam,
        "soort": vooraanmelding.soort,
        "contact": vars(vooraanmelding.contact),
        "vervanger": vars(vooraanmelding.vervanger),
    } | {name: sorted(getattr(vooraanmelding, name).values_list(field, flat=True)) for name, field in TIES.items()}

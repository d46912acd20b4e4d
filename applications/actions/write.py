"""What is written in a draft: each action is one transaction and leaves one Spoor on the Plan."""

from dataclasses import dataclass

from django.db import transaction

from applications.actions.koppelen import tie
from applications.models import Antwoord, Plan, VersieConflictError, Vraag
from sto_portal.bestanden.models import Bestand
from sto_portal.sporen.actions import record
from sto_portal.sporen.models import Spoor


class AntwoordConflictError(Exception):
    """Others answered these vragen (`.vragen`) after they were read; nothing was written."""

    def __init__(self, vragen):
        super().__init__()
        self.vragen = vragen


@dataclass(frozen=True)
class Wijziging:
    """A new answer to one Vraag; `versie` is that of the Antwoord it was typed over, 0 where there was none."""

    vraag: Vraag
    tekst: str
    bestand: Bestand | None
    versie: int


@transaction.atomic(savepoint=False)
def save_antwoorden(*, plan, wijzigingen, by):
    """Write the answers of one page, all or none; raise AntwoordConflictError naming those that others changed.

    Whoever calls it within a transaction ends that one too when it raises.
    """
    rest = [wijziging for wijziging in wijzigingen if not overwrite(plan, wijziging)]
    same = write_rest(plan, rest) if rest else []
    if saved := [wijziging.vraag.code for wijziging in wijzigingen if wijziging not in same]:
        record(by, "answer", plan, {"vragen": saved})


def write_rest(plan, wijzigingen):
    """Write the answers that nobody gave yet; the Wijzigingen that others wrote just so. Others raise."""
    stored = {row.vraag_id: row for row in Antwoord.objects.filter(plan=plan, vraag__in=[w.vraag for w in wijzigingen])}
    conflicts, same = [], []
    for wijziging in wijzigingen:
        antwoord = stored.get(wijziging.vraag.pk)
        if antwoord is None:
            Antwoord.objects.create(plan=plan, vraag=wijziging.vraag, tekst=wijziging.tekst, bestand=wijziging.bestand)
        elif (antwoord.tekst, antwoord.bestand_id) == (wijziging.tekst, wijziging.bestand and wijziging.bestand.pk):
            same.append(wijziging)
        else:
            conflicts.append(wijziging.vraag)
    if conflicts:
        raise AntwoordConflictError(conflicts)
    return same


def overwrite(plan, wijziging):
    """Write over the answer that was typed over, if it still has its version, in one UPDATE; whether that was so."""
    typed_over = Antwoord.objects.filter(plan_id=plan.pk, vraag_id=wijziging.vraag.pk, versie=wijziging.versie)
    values = {"tekst": wijziging.tekst, "bestand": wijziging.bestand, "versie": wijziging.versie + 1}
    return bool(wijziging.versie and typed_over.update(**values))


def last_writer(plan, code):
    """The Spoor of the last save of the answer to the vraag with `code`, with its person; None if not known."""
    recent = Spoor.objects.of(plan).filter(wat="answer").select_related("door").order_by("-nummer")[:100]
    return next((spoor for spoor in recent if code in spoor.data["vragen"]), None)


@transaction.atomic
def save_rij(*, rij, versie, by, koppelingen=()):
    """Add a row to its Plan (`versie` None) or write it if it still has `versie`; raise VersieConflictError if not.

    `koppelingen` say which partners are tied to it.
    """
    if versie is None:
        rij.save(force_insert=True)
        record(by, "add", rij.plan, {"soort": rij._meta.model_name, "sleutel": rij.sleutel})
    else:
        rij.save_if_unchanged(versie)
        record(by, "change", rij.plan, {"soort": rij._meta.model_name, "sleutel": rij.sleutel})
    for koppeling in koppelingen:
        tie(rij, koppeling)


@transaction.atomic
def delete_rij(*, rij, by):
    """Remove a row from its Plan with the rows that mean nothing without it; raise ProtectedError if others need it."""
    plan, data = rij.plan, {"soort": rij._meta.model_name, "sleutel": rij.sleutel, "naam": str(rij)}
    rij.delete()
    record(by, "remove", plan, data)


@transaction.atomic
def save_subsidie(*, plan, cents, versie, by):
    """Write the requested subsidy in int euro cents if the Plan still has `versie`, else raise VersieConflictError."""
    updated = Plan.objects.filter(pk=plan.pk, versie=versie).update(gevraagde_subsidie_cents=cents, versie=versie + 1)
    if not updated:
        raise VersieConflictError
    record(by, "request", plan, {"gevraagde_subsidie_cents": cents})

"""Answers in a draft: each save is one transaction, and what was there before stays in the history."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists
from django.utils import timezone

from applications.models import Antwoord, Antwoordversie, Vraag
from applications.models.geschiedenis import BURST
from sto_portal.bestanden.models import Bestand
from sto_portal.prepared import PreparedUpdate


class AntwoordConflictError(Exception):
    """Others answered these vragen (`.vragen`) after they were read; nothing was written."""

    def __init__(self, vragen):
        super().__init__()
        self.vragen = vragen


@dataclass(frozen=True)
class Wijziging:
    """A new answer to one Vraag; `versie` is that of the Antwoord it was typed over, 0 where there was none.

    `pagina` names the opened page: what that same page saved a moment ago it may save over.
    """

    vraag: Vraag
    tekst: str
    bestand: Bestand | None
    versie: int
    pagina: str = ""

    @property
    def inhoud(self):
        return {"tekst": self.tekst, "bestand": self.bestand}


@transaction.atomic(savepoint=False)
def save_antwoorden(*, plan, wijzigingen, by):
    """Write the answers of one page, all or none; {vraag: version it has now}.

    Raises AntwoordConflictError naming those that others changed. What each answer was before, by whom and when, stays
    as Antwoordversies: two statements for each answer while a person goes on typing. Needs no lock: each write names
    the version it writes over. Whoever calls it within a transaction ends that one too when it raises.
    """
    now = timezone.now()
    try:
        versies = {wijziging.vraag: save_one(plan, wijziging, by, now) for wijziging in wijzigingen}
    except IntegrityError as error:  # someone else answered, or filed the plan, at this very moment
        raise AntwoordConflictError([wijziging.vraag for wijziging in wijzigingen]) from error
    if conflicts := [vraag for vraag, versie in versies.items() if versie is None]:
        raise AntwoordConflictError(conflicts)
    return versies


def save_one(plan, wijziging, by, now):
    """Write one answer over the version it was typed over; its version, None where others wrote another meanwhile."""
    if go_on(plan, wijziging, by, now):
        return wijziging.versie + 1
    stored = Antwoord.objects.filter(plan=plan, vraag=wijziging.vraag).first()
    if stored is not None and is_same(stored, wijziging):
        return stored.versie
    if stored is None and not wijziging.versie:
        stored = Antwoord(vraag=wijziging.vraag, versie=0)
    elif stored is None or not (stored.versie == wijziging.versie or only_this_page_saved(plan, wijziging, by)):
        return None
    stored.plan = plan
    write(stored, wijziging, by, now)
    return stored.versie


def is_same(row, wijziging):
    return (row.tekst, row.bestand_id) == (wijziging.tekst, wijziging.bestand and wijziging.bestand.pk)


def go_on(plan, wijziging, by, now):
    """Write where this person wrote a moment ago, within the same Antwoordversie; whether that was so.

    The Antwoord is always written first: whoever waits for it holds nothing that another needs.
    """
    if not wijziging.versie:
        return False
    tekst, bestand = wijziging.tekst, wijziging.bestand and wijziging.bestand.pk
    new = {"tekst": tekst, "bestand": bestand, "following": wijziging.versie + 1}
    at = {"plan": plan.pk, "vraag": wijziging.vraag.pk, "versie": wijziging.versie}
    mine = {"by": by.pk, "pagina": wijziging.pagina, "since": now - BURST}
    if not OVERWRITE(**at, **new, **mine):
        return False
    KEEP_ALONG(**at, **new, **mine, now=now)
    return True


def at_version(plan, vraag, versie):
    return {"plan": plan, "vraag": vraag, "versie": versie}


def mine_at_work(*, plan, vraag, versie, by, pagina, since):
    return Antwoordversie.objects.at_work(by, pagina, since + BURST).filter(**at_version(plan, vraag, versie))


def overwrite(*, tekst, bestand, following, **mine):
    own = at_version(mine["plan"], mine["vraag"], mine["versie"])
    rows = Antwoord.objects.filter(Exists(mine_at_work(**mine)), **own)
    return rows, {"tekst": tekst, "bestand": bestand, "versie": following}


def keep_along(*, tekst, bestand, following, now, **mine):
    return mine_at_work(**mine), {"tekst": tekst, "bestand": bestand, "versie": following, "opgeslagen_op": now}


MARKS = {"plan": 2_000_000_001, "vraag": 2_000_000_002, "versie": 2_000_000_003, "by": 2_000_000_004}
MARKS |= {"bestand": 2_000_000_005, "following": 2_000_000_006, "tekst": "\x01tekst", "pagina": "\x01pagina"}
MARKS |= {"since": datetime(1, 1, 2, tzinfo=UTC)}
OVERWRITE = PreparedUpdate(overwrite, **MARKS)
KEEP_ALONG = PreparedUpdate(keep_along, **MARKS, now=datetime(1, 1, 3, tzinfo=UTC))


def write(antwoord, wijziging, by, now):
    """Give the Antwoord its new text; the text it had is kept if it was not yet."""
    before, own = antwoord.versie, {"plan": antwoord.plan, "vraag": wijziging.vraag}
    if not before:
        Antwoord.objects.create(**own, **wijziging.inhoud)
    elif not Antwoord.objects.filter(pk=antwoord.pk, versie=before).update(**wijziging.inhoud, versie=before + 1):
        raise AntwoordConflictError([wijziging.vraag])
    elif not Antwoordversie.objects.filter(**own, versie=before, botsing=False).exists():
        was = {"tekst": antwoord.tekst, "bestand": antwoord.bestand, "opgeslagen_op": antwoord.plan.gemaakt_op}
        Antwoordversie.objects.create(**own, **was, van_versie=before, versie=before, begonnen_op=was["opgeslagen_op"])
    antwoord.versie = before + 1
    moments = {"begonnen_op": now, "opgeslagen_op": now}
    versies = {"van_versie": before, "versie": before + 1}
    Antwoordversie.objects.create(**own, **wijziging.inhoud, **versies, **moments, door=by, pagina=wijziging.pagina)


def only_this_page_saved(plan, wijziging, by):
    """Whether nobody but this very opened page saved since the version that was typed over."""
    rows = Antwoordversie.objects.filter(plan=plan, vraag=wijziging.vraag, botsing=False, versie__gt=wijziging.versie)
    return bool(wijziging.pagina) and {(row.door_id, row.pagina) for row in rows} == {(by.pk, wijziging.pagina)}


@transaction.atomic
def keep_refused(*, plan, wijziging, by):
    """Keep the text that could not be saved because someone else was first; the same text of the same page once."""
    own = {"plan": plan, "vraag": wijziging.vraag, "door": by, "pagina": wijziging.pagina, "botsing": True}
    Antwoordversie.objects.update_or_create(
        **own,
        van_versie=wijziging.versie,
        defaults=wijziging.inhoud | {"versie": wijziging.versie, "opgeslagen_op": timezone.now()},
    )


def put_back(*, versie, plan, by, over):
    """Make the text of an Antwoordversie the answer again, over version `over`; what is there now stays in the history.

    Raises AntwoordConflictError where someone saved after `over`.
    """
    wijziging = Wijziging(versie.vraag, versie.tekst, versie.bestand, over)
    save_antwoorden(plan=plan, wijzigingen=[wijziging], by=by)

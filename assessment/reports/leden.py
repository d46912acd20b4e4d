"""The members of the committee for the coordinator, and the organisations an interest may be in."""

from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from assessment.actions.leden import COMMITTEE
from assessment.models import Belang, Commissielid
from regions.models import Organisatie, Vestiging
from regions.zoektekst import contains_every_word
from sto_portal.accounts.models import Aanstelling
from sto_portal.namen import NameKey, name_key, names_with

SHOWN, SHORTEST, LONGEST = 20, 3, 100


@dataclass(frozen=True)
class Rolregel:
    """A role in the committee with its period, and whether it is over or to come."""

    aanstelling: Aanstelling
    is_over: bool
    begins_later: bool

    @property
    def label(self):
        return self.aanstelling.get_rol_display()


@dataclass(frozen=True)
class Lidregel:
    """A member with the roles in the committee, last begun first, and the interests that hold now."""

    lid: Commissielid
    rollen: list
    belangen: list

    @property
    def is_former(self):
        """Whether every role in the committee is over."""
        return all(rol.is_over for rol in self.rollen)


def read_leden():
    """A Lidregel for everyone who ever held a role in the committee, by name; three queries."""
    roles = Aanstelling.objects.filter(rol__in=COMMITTEE).order_by("-vanaf", "-pk")
    prefetches = (
        Prefetch("user__aanstellingen", roles, to_attr="commissierollen"),
        Prefetch("belangen", Belang.objects.current(), to_attr="geldende_belangen"),
    )
    leden = Commissielid.objects.select_related("user").prefetch_related(*prefetches)
    return [
        Lidregel(lid, with_state(lid.user.commissierollen), lid.geldende_belangen)
        for lid in leden
        if lid.user.commissierollen
    ]


def roles_of(lid):
    """The Rolregels of one member; one query."""
    return with_state(lid.user.aanstellingen.filter(rol__in=COMMITTEE).order_by("-vanaf", "-pk"))


def with_state(aanstellingen):
    now = timezone.now()
    return [Rolregel(row, row.tot is not None and row.tot <= now, row.vanaf > now) for row in aanstellingen]


def split_belangen(lid):
    """(Belangen that hold or are to come, those that are over) of a member; one query."""
    rows = list(lid.belangen.select_related("organisatie__bestuur", "gemeld_door", "lid__user"))
    return [row for row in rows if not row.is_over], [row for row in rows if row.is_over]


@dataclass(frozen=True)
class Gevonden:
    """The organisations that a search found, each with a `school` of it that fits, and what that was in a sentence."""

    organisaties: list
    melding: str


def search_organisaties(text):
    """Gevonden for a name, the place or code of a school, or a number; two queries at most."""
    wanted = name_key(text[:LONGEST])
    if len(wanted) < SHORTEST:
        return Gevonden([], f"Typ minstens {SHORTEST} letters of cijfers.")
    named = names_with(text[:LONGEST], "naam")
    schools = Vestiging.objects.filter(contains_every_word(wanted), organisatie__isnull=False)
    numbered = Q(kvk_nummer=wanted) | Q(bevoegd_gezag_nummer=wanted)
    of_school = schools.filter(organisatie=OuterRef("pk")).order_by(NameKey("naam")).values("naam")[:1]
    rows = Organisatie.objects.filter(named | numbered | Q(pk__in=schools.values("organisatie")))
    rows = rows.annotate(school=Subquery(of_school))
    found = list(rows.select_related("bestuur")[: SHOWN + 1])
    return Gevonden(found[:SHOWN], describe(len(found)))


def describe(number):
    """'3 organisaties gevonden.', or what to do when there is none or too many."""
    if not number:
        return "Geen organisatie gevonden. Zoek op een ander woord, of vul de naam en het KvK-nummer in."
    if number > SHOWN:
        return f"Er zijn er meer dan {SHOWN} gevonden. De eerste {SHOWN} staan hieronder. Zoek op meer woorden."
    return f"{number} {'organisatie' if number == 1 else 'organisaties'} gevonden."

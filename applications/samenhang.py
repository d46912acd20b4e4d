"""What the applications of one round say of the same school, municipality or firm: for DUS-I alone.

It rests on drafts too, and a draft claims nothing: so no region hears of it from here.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F

from applications.models import IN_ONE_REGIO, Aanvraagstatus, Cofinanciering, Partner, Partnersoort
from regions.models import Regio, Regiovestiging
from regions.overlap import Overlap, Vermelding, more_than_one
from sto_portal.namen import name_key

GONE = {
    Aanvraagstatus.INGETROKKEN,
    Aanvraagstatus.AFGEWEZEN,
    Aanvraagstatus.BUITEN_BEHANDELING,
    Aanvraagstatus.VERLENING_INGETROKKEN,
}
COMPOSITION = "samenstelling van de regio"


@dataclass(frozen=True)
class Samenhang:
    """What stands in more than one application of a round, each list by name."""

    vestigingen: list[Overlap]
    gemeenten: list[Overlap]
    bedrijven: list[Overlap]


def read_samenhang(ronde):
    """The Samenhang of `ronde` (with its regelingversie): four queries, whatever its size.

    Not those that were withdrawn, rejected or set aside. (rapport h2 voorwaarde b, f and h)
    """
    return Samenhang(
        vestigingen=read_vestigingen(ronde), gemeenten=read_gemeenten(ronde), bedrijven=read_bedrijven(ronde)
    )


def partners_of(ronde):
    return Partner.objects.filter(plan__aanvraag__ronde=ronde).exclude(plan__aanvraag__status__in=GONE).order_by("pk")


def read_vestigingen(ronde):
    """The vmbo, vso and pro vestigingen in several plans, or in one and in another region's composition."""
    found, names = defaultdict(dict), {}
    rows = partners_of(ronde).filter(soort__in=IN_ONE_REGIO).exclude(vestigingscode="")
    for code, naam, regio, status in rows.values_list(
        "vestigingscode", "naam", "plan__regio__nummer", "plan__aanvraag__status"
    ):
        names.setdefault(code, (naam, code))
        found[code][regio] = Vermelding(regio, Aanvraagstatus(status).label.lower())
    held = Regiovestiging.objects.filter(regeling=ronde.regelingversie.regeling_id, tot_datum__isnull=True)
    for code, regio in held.values_list("vestiging__code", "regio__nummer"):
        if code in found:
            found[code].setdefault(regio, Vermelding(regio, COMPOSITION))
    return more_than_one(found, names)


def read_gemeenten(ronde):
    """The municipalities of several regions that apply in this round."""
    found, names = defaultdict(dict), {}
    rows = Regio.objects.filter(aanvragen__ronde=ronde, gemeenten__isnull=False)
    rows = rows.exclude(aanvragen__in=ronde.aanvragen.filter(status__in=GONE)).annotate(status=F("aanvragen__status"))
    for code, naam, regio, status in rows.values_list("gemeenten__code", "gemeenten__naam", "nummer", "status"):
        names[code] = (naam, code)
        found[code][regio] = Vermelding(regio, Aanvraagstatus(status).label.lower())
    return more_than_one(found, names)


def read_bedrijven(ronde):
    """The firms whose contribution stands in several plans: by number of KvK, by name where there is none."""
    found, names = defaultdict(dict), {}
    rows = Cofinanciering.objects.filter(
        partner__in=partners_of(ronde).filter(soort__in=[Partnersoort.BEDRIJF, Partnersoort.BRANCHE]).order_by(),
        bedrag_cents__gt=0,
    )
    columns = ("partner__naam", "partner__kvk_nummer", "plan__regio__nummer", "plan__aanvraag__status", "bedrag_cents")
    for naam, kvk, regio, status, cents in rows.order_by("pk").values_list(*columns):
        key = kvk or name_key(naam)
        names.setdefault(key, (naam, kvk))
        before = found[key].get(regio)
        total = cents + (before.bedrag_cents if before else 0)
        found[key][regio] = Vermelding(regio, Aanvraagstatus(status).label.lower(), total)
    return more_than_one(found, names)

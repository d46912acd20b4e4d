from django.db.models import Exists, Min, OuterRef, Subquery

from applications.models import Aanvraagronde, Partner, Partnersoort
from assessment.models import Verplichting, Verplichtingsoort
from monitoring.tabellen.tabel import make_tabel
from sto_portal.spreadsheets import Kolom


def bijlage_a(populatie):
    """The approved plans in order of region number, with the markers of the report (rapport Bijlage A).

    `*`: granted in a later round than the first of the regeling; `#`: that, with an obligation to clarify the plan.
    """
    first = Aanvraagronde.objects.filter(regelingversie__regeling__slug=populatie.regeling).aggregate(
        nummer=Min("nummer")
    )["nummer"]
    penvoerder = Partner.objects.filter(plan=OuterRef("pk"), soort=Partnersoort.PENVOERDER)
    verduidelijking = Verplichting.objects.filter(besluit__plan=OuterRef("pk"), soort=Verplichtingsoort.VERDUIDELIJKING)
    plannen = (
        populatie.plans()
        .annotate(penvoerder=Subquery(penvoerder.values("naam")[:1]), verduidelijken=Exists(verduidelijking))
        .order_by("regio__nummer")
        .values("regio__nummer", "regio__naam", "penvoerder", "ronde__nummer", "ronde__naam", "verduidelijken")
    )
    rijen = [
        {
            "naam": plan["regio__nummer"] + marker(plan, first),
            "regio": plan["regio__naam"],
            "penvoerder": plan["penvoerder"],
            "ronde": plan["ronde__naam"],
            "verplichting": "Plan verduidelijken" if plan["verduidelijken"] else "",
        }
        for plan in plannen
    ]
    kolommen = (
        Kolom("naam", "STO-nummer", "tekst"),
        Kolom("regio", "Regio", "tekst"),
        Kolom("penvoerder", "Penvoerder", "tekst"),
        Kolom("ronde", "Goedgekeurd in", "tekst", "De ronde waarin het plan is goedgekeurd."),
        Kolom("verplichting", "Verplichting", "tekst", "Of de regio haar plan nog moest verduidelijken."),
    )
    return make_tabel("bijlage-a", kolommen, rijen)


def marker(plan, first):
    """The sign the report puts behind the number; '#' stands in place of '*'."""
    if plan["verduidelijken"]:
        return "#"
    return "*" if plan["ronde__nummer"] != first else ""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from applications.models import Aanvraag, Aanvraagronde, Uitstel
from assessment.models import Besluit, Besluitsoort, Verplichtingsoort
from monitoring.population import end_of, grants_in_force, stepped
from monitoring.tabellen.tabel import CODE, make_tabel
from sto_portal.spreadsheets import Kolom


def aanvraagrondes(populatie):
    """Per round: applications received, extensions, grants, of which with an obligation to clarify, and rejections.

    Every column is counted from rows up to and including the day of the population (rapport 1.1, notes 10 and 11).
    """
    day, own = populatie.peildatum, OuterRef("pk")
    granted = grants_in_force(day).filter(aanvraag__ronde=own)
    revoked = Aanvraag.objects.filter(stepped("revoke", "pk", day), ronde=own)
    sent = Besluit.objects.in_force(day).filter(aanvraag__ronde=own)
    filed = Aanvraag.objects.filter(ronde=own, indieningen__aangekomen_op__lt=end_of(day))
    extended = Uitstel.objects.filter(ronde=own, regio__isnull=False, verleend_op__lt=end_of(day))
    clarify = Q(verplichtingen__soort=Verplichtingsoort.VERDUIDELIJKING)
    rondes = (
        Aanvraagronde.objects.filter(regelingversie__regeling__slug=populatie.regeling, opent_op__lt=end_of(day))
        .order_by("nummer")
        .annotate(
            ontvangen=counted(filed, "ronde"),
            uitstel_verleend=counted(extended, "ronde", "regio"),
            verleend=counted(granted, "aanvraag__ronde", "aanvraag"),
            verduidelijken=counted(granted.filter(clarify), "aanvraag__ronde", "aanvraag"),
            verlening_ingetrokken=counted(revoked, "ronde"),
            afgewezen=counted(sent.filter(soort=Besluitsoort.AFWIJZING), "aanvraag__ronde", "aanvraag"),
        )
    )
    rijen = [
        {"naam": ronde.naam, "code": str(ronde.nummer)} | {key: getattr(ronde, key) for key in KEYS} for ronde in rondes
    ]
    verleend = sum(rij["verleend"] for rij in rijen)
    return make_tabel("aanvraagrondes", populatie, verleend, KOLOMMEN, rijen)


def counted(queryset, group, what="pk"):
    """How many different `what` of `queryset` one round has, 0 for none."""
    return Coalesce(
        Subquery(queryset.order_by().values(group).annotate(aantal=Count(what, distinct=True)).values("aantal")), 0
    )


def number(key, titel, uitleg, eenheid="aanvragen"):
    return Kolom(key, titel, "getal", f"{uitleg}, tot en met de peildatum.", eenheid)


KOLOMMEN = (
    Kolom("naam", "Ronde", "tekst", "De aanvraagrondes die op de peildatum open waren of open zijn geweest."),
    CODE,
    number("ontvangen", "Aanvragen", "Het aantal regio's dat in deze ronde een aanvraag indiende"),
    number("uitstel_verleend", "Uitstel", "Het aantal regio's dat in deze ronde uitstel kreeg", "regio's"),
    number("verleend", "Verleend", "Het aantal aanvragen met een verlening die nog geldt"),
    number("verduidelijken", "Te verduidelijken", "Hoeveel daarvan het plan nog moeten verduidelijken"),
    number("verlening_ingetrokken", "Ingetrokken", "Het aantal aanvragen waarvan de verlening is ingetrokken"),
    number("afgewezen", "Afgewezen", "Het aantal aanvragen dat is afgewezen"),
)
KEYS = [kolom.key for kolom in KOLOMMEN if kolom.soort == "getal"]

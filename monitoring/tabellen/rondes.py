from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from applications.models import Aanvraag, Aanvraagronde, Uitstel
from assessment.models import Besluit, Besluitsoort, Besluitstatus, Verplichtingsoort
from monitoring.tabellen.tabel import make_tabel
from sto_portal.spreadsheets import Kolom


def aanvraagrondes(populatie):
    """Per round: applications received, extensions, grants, of which with an obligation to clarify, and rejections.

    Counted from rows up to and including the day of the population (rapport 1.1, notes 10 and 11).
    """
    sent = Besluit.objects.filter(
        aanvraag__ronde=OuterRef("pk"), status=Besluitstatus.VERZONDEN, besluit_datum__lte=populatie.peildatum
    )
    granted = sent.filter(soort=Besluitsoort.VERLENING)
    clarify = Q(verplichtingen__soort=Verplichtingsoort.VERDUIDELIJKING)
    rondes = (
        Aanvraagronde.objects.filter(
            regelingversie__regeling__slug=populatie.regeling, opent_op__date__lte=populatie.peildatum
        )
        .order_by("nummer")
        .annotate(
            ontvangen=counted(Aanvraag.objects.filter(ronde=OuterRef("pk"), indieningen__isnull=False), "ronde"),
            uitstel_verleend=counted(Uitstel.objects.filter(ronde=OuterRef("pk"), regio__isnull=False), "ronde"),
            verleend=counted(granted, "aanvraag__ronde"),
            verduidelijken=counted(granted.filter(clarify), "aanvraag__ronde"),
            afgewezen=counted(sent.filter(soort=Besluitsoort.AFWIJZING), "aanvraag__ronde"),
        )
    )
    rijen = [{"naam": ronde.naam} | {key: getattr(ronde, key) for key in KEYS} for ronde in rondes]
    return make_tabel("aanvraagrondes", KOLOMMEN, rijen)


def counted(queryset, group):
    """How many different rows of `queryset` one round has, 0 for none."""
    return Coalesce(
        Subquery(queryset.order_by().values(group).annotate(aantal=Count("pk", distinct=True)).values("aantal")), 0
    )


KOLOMMEN = (
    Kolom("naam", "Ronde", "tekst"),
    Kolom("ontvangen", "Aanvragen", "getal", "Het aantal regio's dat in deze ronde een aanvraag indiende."),
    Kolom("uitstel_verleend", "Uitstel", "getal", "Het aantal regio's dat in deze ronde uitstel kreeg."),
    Kolom("verleend", "Verleend", "getal", "Het aantal aanvragen waarvoor subsidie is verleend."),
    Kolom("verduidelijken", "Te verduidelijken", "getal", "Hoeveel daarvan het plan nog moesten verduidelijken."),
    Kolom("afgewezen", "Afgewezen", "getal", "Het aantal aanvragen dat is afgewezen."),
)
KEYS = [kolom.key for kolom in KOLOMMEN[1:]]

"""What stands in the braces of the addresses: rows of the demo, whatever its size."""

from django.db.models import Count

from applications.models import (
    Aanvraag,
    Aanvraagstatus,
    Aanvulverzoek,
    Antwoord,
    Begrotingsregel,
    Doelstelling,
    Onderdeel,
    Ondertekening,
    Partner,
)
from applications.work import CONCEPT_PDF
from assessment.models import Beoordeling, Beoordelingstatus, Besluit, Besluitstatus
from regions.models import Lidmaatschap, Vooraanmelding, Vooraanmeldingstatus
from sto_portal.accounts.models import Aanstelling, User
from sto_portal.werk.actions import enqueue

BEZOEKER, DOMEIN = "bezoeker", "example.nl"
BESLUITEN = {
    "besluit_concept": Besluitstatus.CONCEPT,
    "ter_akkoord": Besluitstatus.TER_AKKOORD,
    "vastgesteld": Besluitstatus.VASTGESTELD,
    "verzonden": Besluitstatus.VERZONDEN,
}


def person(naam):
    """The User of the demo with this part before '@'; None where there is none."""
    return User.objects.filter(email=f"{naam}@{DOMEIN}").first()


def find_plekken():
    """{place: what stands in an address}, of those that this demo has."""
    found = draft_of(person("penvoerder")) | filed() | case() | decisions() | people() | aanmeldingen()
    return {plek: value for plek, value in found.items() if value is not None}


def draft_of(user):
    """The draft of this person with the most answers, and rows of it."""
    drafts = Aanvraag.objects.filter(status=Aanvraagstatus.CONCEPT, regio__lidmaatschappen__user=user)
    aanvraag = drafts.annotate(size=Count("plan__antwoord_set")).order_by("-size").first()
    if aanvraag is None:
        return {}
    plan = aanvraag.plan
    signature = Ondertekening.objects.of(plan).first()
    return {
        "concept": aanvraag.nummer,
        "partner": signature and signature.partner_id,
        "school": first_pk(Partner.objects.of(plan).of_vmbo()),
        "eis": signature and signature.eis_id,
        "bestand": signature and signature.bestand_id,
        "doel": first_pk(Doelstelling.objects.of(plan)),
        "regel": first_pk(Begrotingsregel.objects.of(plan)),
        "visie": paragraph(plan, Onderdeel.REGIOVISIE),
        "plan": paragraph(plan, Onderdeel.ACTIVITEITENPLAN),
        "werk": enqueue(CONCEPT_PDF, sleutel="bench", invoer={"plan": plan.pk}, by=user).pk,
    }


def paragraph(plan, onderdeel):
    """The paragraph of this part of which most was answered."""
    answers = Antwoord.objects.of(plan).filter(vraag__paragraaf__onderdeel=onderdeel).order_by()
    sizes = answers.values("vraag__paragraaf__sleutel").annotate(size=Count("pk")).order_by("-size")
    return sizes.values_list("vraag__paragraaf__sleutel", flat=True).first()


def filed():
    """A plan that waits for the completeness test, and one that was made from an earlier plan."""
    again = Aanvraag.objects.filter(plan__vorige__isnull=False, beoordelingen__isnull=False)
    asked = Aanvulverzoek.objects.open()
    second = Aanvraag.objects.filter(status=Aanvraagstatus.CONCEPT, plan__vorige__isnull=False)
    return {
        "gevraagd": nummer_of(asked, "aanvraag"),
        "herkansing": nummer_of(second),
        "herkanser": (second.exists() and f"penvoerder-{nummer_of(second)[:8].lower()}") or None,
        "ingediend": nummer_of(Aanvraag.objects.filter(status=Aanvraagstatus.INGEDIEND)),
        "opnieuw": nummer_of(again.filter(indieningen__isnull=False)),
    }


def penvoerder_of(nummer):
    """The part before '@' of the penvoerder of this aanvraag."""
    return nummer and f"penvoerder-{nummer.partition('-')[0].lower()}"


def case():
    """A case that someone is judging, and one of which the three judgements are revealed."""
    open_now = Aanvraag.objects.filter(status=Aanvraagstatus.IN_BEHANDELING)
    rows = Beoordeling.objects.filter(aanvraag__in=open_now)
    begun = rows.filter(status=Beoordelingstatus.BEZIG).select_related("lid__user", "aanvraag").first()
    revealed = rows.filter(status=Beoordelingstatus.ONTHULD)
    waiting = open_now.filter(pk__in=revealed.values("aanvraag"), advies__isnull=True)
    found = {"onthuld": nummer_of(waiting)}
    if begun is None:
        return found
    signature = Ondertekening.objects.of(begun.plan).first()
    return found | {
        "zaak": begun.aanvraag.nummer,
        "lid": begun.lid_id,
        "beoordelaar": begun.lid.user.email.partition("@")[0],
        "zaakbestand": signature and signature.bestand_id,
    }


def decisions():
    """A decision in each status, and one of which the letter was made."""
    found = {plek: nummer_of(Besluit.objects.filter(status=status), "aanvraag") for plek, status in BESLUITEN.items()}
    return found | {"brief": nummer_of(Besluit.objects.filter(pdf__isnull=False), "aanvraag")}


def people():
    """The co-author, who may be a member of many regions, and someone with a national role."""
    lid = Lidmaatschap.objects.filter(user=person("medeauteur")).select_related("regio").first()
    rol = Aanstelling.objects.filter(user=person("coordinator")).first()
    return {
        "regio": lid and lid.regio.nummer,
        "lidmaatschap": lid and lid.pk,
        "persoon": lid and lid.user_id,
        "ambtenaar": rol and rol.user_id,
        "aanstelling": rol and rol.pk,
    }


def aanmeldingen():
    """The draft of a registration, and two that were filed."""
    filed_rows = Vooraanmelding.objects.filter(status=Vooraanmeldingstatus.INGEDIEND).order_by("pk")
    bekeken, andere = [*filed_rows.values_list("pk", flat=True)[:2], None, None][:2]
    draft = Vooraanmelding.objects.filter(aanmelders=person("aanmelder")).order_by("pk")
    return {"aangemeld": first_pk(draft), "bekeken": bekeken, "andere": andere}


def first_pk(rows):
    return rows.values_list("pk", flat=True).first()


def nummer_of(rows, path=""):
    """The number of the first aanvraag, or of that at `path` from the row."""
    prefix = f"{path}__" if path else ""
    row = rows.order_by("pk").values_list(f"{prefix}regio__nummer", f"{prefix}ronde__nummer").first()
    return row and f"{row[0]}-{row[1]}"

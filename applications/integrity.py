"""Whether what was filed is still what was filed."""

import json

from applications.canonical import NEWEST, checksum, plan_documents
from applications.models import Indiening
from sto_portal.sporen.models import Spoor

BATCH = 25


def check_indieningen():
    """Yield (Indiening, what is wrong or '') for every filing; the number of queries grows per 25, not per plan."""
    rows = Indiening.objects.select_related("aanvraag__regio", "aanvraag__ronde").order_by("pk")
    pks = list(rows.values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        yield from check_batch(list(rows.filter(pk__in=pks[start : start + BATCH])))


def check_batch(indieningen):
    recorded = recorded_checksums(indieningen)
    rebuilt = {}
    for formaat in {formaat_of(indiening) for indiening in indieningen}:
        plans = [indiening.plan_id for indiening in indieningen if formaat_of(indiening) == formaat]
        rebuilt |= plan_documents(plans, formaat)
    for indiening in indieningen:
        yield indiening, fault_of(indiening, rebuilt[indiening.plan_id], recorded.get(str(indiening.pk)))


def recorded_checksums(indieningen):
    """{pk as text: checksum} as the sporen tell it."""
    sporen = Spoor.objects.filter(
        soort=Indiening._meta.label_lower, wat="submit", sleutel__in=[str(indiening.pk) for indiening in indieningen]
    )
    return {spoor.sleutel: spoor.data["sha256"] for spoor in sporen}


def formaat_of(indiening):
    """The format the plan was filed in; the newest where the stored bytes can no longer be read."""
    try:
        return json.loads(bytes(indiening.json))["formaat"]
    except (ValueError, KeyError):
        return NEWEST


def fault_of(indiening, rebuilt, recorded):
    stored = bytes(indiening.json)
    if checksum(stored) != indiening.sha256:
        return f"{indiening}: de bewaarde tekst hoort niet bij het controlegetal."
    if rebuilt != stored:
        return f"{indiening}: de rijen van het plan zijn niet meer zoals ze zijn ingediend."
    if recorded != indiening.sha256:
        return f"{indiening}: het controlegetal is niet dat van het spoor van de indiening."
    return ""

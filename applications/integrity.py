"""Whether what was filed is still what was filed."""

import json

from applications.canonical import NEWEST, checksum, plan_documents
from applications.models import Indiening
from sto_portal.integriteit import BROKEN, look_at
from sto_portal.sporen.models import Spoor

BATCH = 25
ADD_DOSSIER = "add_dossier"


def check_indieningen():
    """Yield an Uitslag for every filing; the number of queries grows per 25, not per plan."""
    rows = Indiening.objects.select_related("aanvraag__regio", "aanvraag__ronde", "dossier").order_by("pk")
    pks = list(rows.values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        yield from check_batch(list(rows.filter(pk__in=pks[start : start + BATCH])))


def check_batch(indieningen):
    """Yield an Uitslag for each; where the plans cannot be written out together, each by itself."""
    recorded, dossiers = (recorded_checksums(indieningen, verb) for verb in ("submit", ADD_DOSSIER))
    try:
        rebuilt = rebuild(indieningen)
    except BROKEN:  # the plans one by one, then
        rebuilt = {}

    def look(indiening):
        document = rebuilt.get(indiening.plan_id) or rebuild([indiening])[indiening.plan_id]
        key = str(indiening.pk)
        return fault_of(indiening, document, recorded.get(key), dossiers.get(key))

    yield from look_at(indieningen, look, name_of)


def name_of(indiening):
    return f"Indiening {indiening.pk}"


def rebuild(indieningen):
    """{pk of the plan: its canonical JSON as its rows tell it now}, each in the format it was filed in."""
    rebuilt = {}
    for formaat in {formaat_of(indiening) for indiening in indieningen}:
        plans = [indiening.plan_id for indiening in indieningen if formaat_of(indiening) == formaat]
        rebuilt |= plan_documents(plans, formaat)
    return rebuilt


def recorded_checksums(indieningen, verb):
    """{pk as text: checksum} as the sporen of this step tell it."""
    sporen = Spoor.objects.filter(
        soort=Indiening._meta.label_lower, wat=verb, sleutel__in=[str(indiening.pk) for indiening in indieningen]
    )
    return {spoor.sleutel: checksum_in(spoor) for spoor in sporen}


def checksum_in(spoor):
    """The checksum that a Spoor tells; '' where it tells none any more."""
    try:
        return spoor.data.get("sha256", "")
    except (ValueError, AttributeError):
        return ""


def formaat_of(indiening):
    """The format the plan was filed in; the newest where the stored bytes can no longer be read."""
    try:
        return json.loads(bytes(indiening.json))["formaat"]
    except (ValueError, KeyError, TypeError):
        return NEWEST


def checksum_of_dossier(indiening):
    return indiening.dossier.sha256 if indiening.dossier else ""


def fault_of(indiening, rebuilt, recorded, dossier):
    """What is wrong with one filing, in Dutch, or ''; `recorded` and `dossier` are checksums as the sporen tell."""
    stored = bytes(indiening.json)
    if checksum(stored) != indiening.sha256:
        return f"{indiening}: de bewaarde tekst hoort niet bij het controlegetal."
    if rebuilt != stored:
        return f"{indiening}: de rijen van het plan zijn niet meer zoals ze zijn ingediend."
    if recorded != indiening.sha256:
        return f"{indiening}: het controlegetal is niet dat van het spoor van de indiening."
    if dossier not in (None, "", checksum_of_dossier(indiening)):
        return f"{indiening}: het dossier is niet dat van het spoor ervan."
    return ""

"""The framework of Bijlage C and the whole set of reference data, from the files under fixtures/."""

from django.db import transaction

from applications.loading import load_rondes, load_subdoelen, load_vragenlijst
from applications.models import Aanvraagronde, Vraag
from applications.vragenkeuring import check_fields
from assessment.models import (
    Beoordelingskader,
    Besluitsoort,
    Besluittekst,
    Criterium,
    Deelaspect,
    Rondekader,
    Schaalwaarde,
    Scorepunt,
    Vereiste,
)
from regions.loading import LoadError, load_regelingen, read_fixture
from regions.models import Regelingversie
from sto_portal.sjablonen.loading import load_sjablonen

BIJLAGE_C = "bijlage-c"


@transaction.atomic
def load_reference():
    """Everything that is data of the regeling: versions, rounds, questions, framework, letter texts. Repeatable.

    Returns the Sjabloonversies that are new; one that is not settled waits for staff, whose own text stays in use.
    """
    load_regelingen()
    load_besluitteksten()
    vragenlijst = load_vragenlijst()
    load_subdoelen()
    load_rondes(vragenlijst)
    kader = load_kader()
    link_vragen(vragenlijst, kader)
    for ronde in Aanvraagronde.objects.filter(rondekader__isnull=True):
        Rondekader.objects.create(ronde=ronde, kader=kader)
    return load_sjablonen()


def load_besluitteksten():
    """What decisions say of the law, from fixtures/besluitteksten.yaml; a text that is there is left to staff."""
    for data in read_fixture("besluitteksten.yaml")["besluitteksten"]:
        versie = Regelingversie.objects.get(regeling__slug=data["regeling"], nummer=data["versie"])
        for soort in Besluitsoort.values:
            if texts := data.get(soort):
                Besluittekst.objects.get_or_create(regelingversie=versie, soort=soort, defaults=texts)


def load_kader():
    """Bring the Beoordelingskader up to fixtures/bijlage_c.yaml; raise LoadError on a wrong count."""
    content = read_fixture("bijlage_c.yaml")
    check_fields("bijlage_c.yaml", content)
    kader, _ = Beoordelingskader.objects.update_or_create(
        sleutel=BIJLAGE_C, defaults={"titel": "Beoordelingskader (Bijlage C)"}
    )
    for data in content["schaal"]:
        Schaalwaarde.objects.update_or_create(kader=kader, punten=data["punten"], defaults={"woord": data["woord"]})
    for data in content["criteria"]:
        criterium, _ = Criterium.objects.update_or_create(
            kader=kader, code=data["id"], defaults={"korte_titel": data["korte_titel"], "titel": data["titel"]}
        )
        for deelaspect in data["deelaspecten"]:
            load_deelaspect(criterium, deelaspect)
    check_counts(kader, content["tellingen"])
    return kader


def load_deelaspect(criterium, data):
    deelaspect, _ = Deelaspect.objects.update_or_create(
        criterium=criterium,
        code=data["id"],
        defaults={
            "korte_titel": data["korte_titel"],
            "omschrijving": data["omschrijving"],
            "scoring_inleiding": data["scoring"]["inleiding"],
            "gewicht": data["scoring"].get("gewicht", 1),
        },
    )
    for volgorde, vereiste in enumerate(data["minimale_vereisten"]):
        Vereiste.objects.update_or_create(
            deelaspect=deelaspect,
            code=vereiste["id"],
            defaults={
                "volgorde": volgorde,
                "tekst": vereiste["tekst"],
                "voorwaarde": vereiste.get("voorwaarde", ""),
                "alleen_in_omschrijving": vereiste["alleen_in_omschrijving"],
                "bron": vereiste["bron"],
            },
        )
    load_scorepunten(deelaspect, data["scoring"]["punten"])


def load_scorepunten(deelaspect, punten):
    volgorde = 0
    for punt in punten:
        row = load_scorepunt(deelaspect, punt, volgorde, None)
        volgorde += 1
        for onderdeel in punt.get("onderdelen", []):
            load_scorepunt(deelaspect, onderdeel, volgorde, row)
            volgorde += 1


def load_scorepunt(deelaspect, data, volgorde, onderdeel_van):
    row, _ = Scorepunt.objects.update_or_create(
        deelaspect=deelaspect,
        code=data["id"],
        defaults={"volgorde": volgorde, "tekst": data["tekst"], "onderdeel_van": onderdeel_van},
    )
    return row


def check_counts(kader, tellingen):
    """Hold the loaded rows against the counts the file itself gives."""
    counted = {
        "criteria": kader.criteria.count(),
        "deelaspecten": Deelaspect.objects.filter(criterium__kader=kader).count(),
        "minimale_vereisten_totaal": vereisten_of(kader).filter(alleen_in_omschrijving=False).count(),
        "scoringspunten_totaal": Scorepunt.objects.filter(deelaspect__criterium__kader=kader).count(),
    }
    expected = {name: tellingen[name] for name in counted}
    if counted != expected:
        raise LoadError(f"bijlage_c.yaml: geteld {counted}, verwacht {expected}.")


def vereisten_of(kader):
    return Vereiste.objects.filter(deelaspect__criterium__kader=kader)


def link_vragen(vragenlijst, kader, name="b_naar_c.yaml"):
    """Tie each Vereiste to the questions of this Vragenlijst that serve it, as the file `name` says.

    Those of another Vragenlijst stay. Raises LoadError on an unknown code.
    """
    mapping = read_fixture(name)
    vragen = {vraag.code: vraag for vraag in Vraag.objects.filter(paragraaf__vragenlijst=vragenlijst)}
    vereisten = {vereiste.code: vereiste for vereiste in vereisten_of(kader)}
    unknown = (mapping.keys() - vragen.keys()) | (
        {code for codes in mapping.values() for code in codes} - vereisten.keys()
    )
    if unknown:
        raise LoadError(f"{name}: onbekend: {', '.join(sorted(unknown))}.")
    served = {code: [] for code in vereisten}
    for vraag, codes in mapping.items():
        for code in codes:
            served[code].append(vragen[vraag])
    for code, serving in served.items():
        others = vereisten[code].vragen.exclude(paragraaf__vragenlijst=vragenlijst)
        vereisten[code].vragen.set([*others, *serving])

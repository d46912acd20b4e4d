"""A Plan as bytes that are the same for the same content, whatever the database: what a receipt is signed over."""

import hashlib
import json
import unicodedata
from collections import defaultdict
from datetime import date

from applications import models
from applications.models import Plan

NEWEST = 4
# What one row says, per format: the key in the document and the path that gives its value. A format never changes: a
# column that is added later belongs to the next one, and what was filed is rebuilt in the format it was filed in.
FORMATEN = {
    1: {
        models.Antwoord: {"vraag": "vraag__code", "tekst": "tekst", "bestand": "bestand__sha256"},
        models.Partner: {
            name: name
            for name in (
                *("soort", "naam", "vestigingscode", "bevoegd_gezag", "bevoegd_gezag_nummer", "kvk_nummer", "adres"),
                *("postcode", "plaats", "in_caribisch_nederland", "taken"),
            )
        }
        | {"vestiging": "vestiging__code", "organisatie": "organisatie_id"},
        models.Aanbod: {
            "partner": "partner__sleutel",
            "profiel": "profiel",
            "leerweg": "leerweg",
            "leerlingen": "leerlingen",
        },
        models.Leerlingenprognose: {"jaar": "jaar", "leerlingen": "leerlingen", "bron": "bron"},
        models.Docententekort: {
            name: name
            for name in ("profiel", "bevoegd", "bijscholing_bevoegdheid", "verdieping_verbreding", "vervanging")
        },
        models.Doelstelling: {name: name for name in ("titel", "omschrijving", "mismatch", "landelijk_doel")},
        models.Mijlpaal: {name: name for name in ("na_jaren", "omschrijving", "getal")}
        | {"doelstelling": "doelstelling__sleutel"},
        models.Activiteit: {name: name for name in ("titel", "inhoud", "begin_datum", "eind_datum", "resultaat")}
        | {"doelstelling": "doelstelling__sleutel", "uitvoerder": "uitvoerder__sleutel"},
        models.Risico: {name: name for name in ("omschrijving", "kans", "impact", "maatregel", "verantwoordelijke")},
        models.Begrotingsregel: {name: name for name in ("kostensoort", "jaar", "omschrijving", "bedrag_cents")}
        | {"activiteit": "activiteit__sleutel", "partner": "partner__sleutel"},
        models.Cofinanciering: {name: name for name in ("vorm", "omschrijving", "bedrag_cents")}
        | {"partner": "partner__sleutel"},
        models.Ondertekening: {name: name for name in ("naam", "functie", "datum")}
        | {
            "partner": "partner__sleutel",
            "soort": "eis__partnersoort",
            "plek": "eis__volgorde",
            "bestand": "bestand__sha256",
        },
    }
}
FORMATEN[2] = FORMATEN[1] | {
    models.Leerlingenprognose: FORMATEN[1][models.Leerlingenprognose] | {"peil_datum": "peil_datum"},
    models.Doelstelling: FORMATEN[1][models.Doelstelling]
    | {"mismatch_uit": "mismatch_uit", "subdoel": "subdoel__code"},
    models.LopendProject: {name: name for name in ("naam", "soort", "projectnummer", "overlap", "dubbele_bekostiging")},
    models.Projectpartner: {"project": "project__sleutel", "partner": "partner__sleutel"},
    models.Betrokkene: {"activiteit": "activiteit__sleutel", "partner": "partner__sleutel"},
    models.Overleg: {name: name for name in ("soort", "naam", "taak")},
    models.Zetel: {"overleg": "overleg__sleutel", "naam": "naam", "functie": "functie", "partner": "partner__sleutel"},
}
FORMATEN[3] = FORMATEN[2] | {
    models.Nietdeelnemer: {name: name for name in ("naam", "vestigingscode", "plaats", "reden", "toelichting")}
    | {"vestiging": "vestiging__code"},
}
FORMATEN[4] = FORMATEN[3] | {
    models.Aanbod: FORMATEN[3][models.Aanbod]
    | {name: name for name in ("technologisch", "schooljaar", "instroom", "streef_leerlingen")},
    models.Mijlpaal: FORMATEN[3][models.Mijlpaal] | {name: name for name in ("eenheid", "begin_getal")},
}


def plan_json(plan):
    """The whole content of one Plan as canonical JSON in bytes: what an Indiening keeps. One query per table."""
    return plan_documents([plan.pk])[plan.pk]


def checksum(content):
    """SHA-256 of these bytes, in 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def plan_documents(pks, formaat=NEWEST):
    """{pk: canonical JSON} of these plans, in as many queries as of one.

    Sorted keys, NFC, ints and strings only, days as ISO, yes as 1; rows in the order of their `sleutel`, references
    between rows by `sleutel`, questions by code, files by SHA-256.
    """
    parts = {pk: {} for pk in pks}
    for model, columns in FORMATEN[formaat].items():
        for pk, rows in read_rows(model, columns, pks).items():
            parts[pk][model._meta.model_name] = rows
    heads = read_heads(pks)
    return {pk: as_bytes(heads[pk] | {"formaat": formaat, "onderdelen": parts[pk]}) for pk in heads}


def read_rows(model, columns, pks):
    """{plan pk: rows as dicts, sorted by sleutel}; every plan has its list."""
    found = defaultdict(list)
    rows = model.objects.filter(plan_id__in=pks).order_by()
    for plan_pk, sleutel, *values in rows.values_list("plan_id", "sleutel", *columns.values()):
        row = dict(zip(columns, map(plain, values), strict=True))
        found[plan_pk].append(row | {"sleutel": str(sleutel)})
    return {pk: sorted(found[pk], key=lambda row: row["sleutel"]) for pk in pks}


def read_heads(pks):
    paths = {
        "regio": "regio__nummer",
        "ronde": "ronde__nummer",
        "regeling": "ronde__regelingversie__regeling__slug",
        "regelingversie": "ronde__regelingversie__nummer",
        "gevraagde_subsidie_cents": "gevraagde_subsidie_cents",
    }
    rows = Plan.objects.filter(pk__in=pks).order_by().values_list("pk", *paths.values())
    return {pk: dict(zip(paths, map(plain, values), strict=True)) for pk, *values in rows}


def plain(value):
    """An int or a text in NFC; empty text for nothing."""
    match value:
        case None:
            return ""
        case bool() | int():
            return int(value)
        case date():
            return value.isoformat()
    return unicodedata.normalize("NFC", str(value))


def as_bytes(document):
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

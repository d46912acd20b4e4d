"""The rounds and the questions of a regeling, from the files under fixtures/."""

from django.db import transaction

from applications.models import (
    Aanvraagronde,
    Aard,
    Antwoordsoort,
    Herinnering,
    Ondertekenaareis,
    Paragraaf,
    Rondesoort,
    Subdoel,
    Vastlegging,
    Verplicht,
    Voorwaarde,
    Vraag,
    Vragenlijst,
)
from applications.vragenkeuring import check_vragenlijst
from applications.vragenlijsten import forget
from regions.loading import LoadError, read_fixture, read_moment
from regions.models import Regelingversie
from sto_portal.termijnen import LAST_MINUTE


@transaction.atomic
def load_vragenlijst(name="bijlage_b.yaml"):
    """Bring a Vragenlijst up to what the file `name` under fixtures/ says; raise LoadError where that cannot be.

    Repeatable: rows are matched by their key, so answers keep their question.
    """
    content = read_fixture(name)
    check_vragenlijst(name, content)
    vragenlijst, _ = Vragenlijst.objects.update_or_create(
        sleutel=content["sleutel"], defaults={"titel": content["titel"]}
    )
    extra, guide = content.get("aanvullend", []), content.get("richtlijn_woorden", {})
    for onderdeel in content["onderdelen"]:
        for volgorde, paragraaf in enumerate(onderdeel["paragrafen"]):
            own = [veld for veld in extra if veld["paragraaf"] == paragraaf["sleutel"]]
            velden = [
                {"woorden": guide.get(veld.get("invoer"))} | veld for veld in (*paragraaf.get("velden", []), *own)
            ]
            added = paragraaf | {"velden": velden}
            load_paragraaf(vragenlijst, onderdeel["id"], volgorde, added, content.get("voorwaarden", {}))
    check_counts(name, vragenlijst, content["tellingen"], {veld["key"] for veld in extra})
    forget()
    return vragenlijst


def load_paragraaf(vragenlijst, onderdeel, volgorde, data, voorwaarden):
    row, _ = Paragraaf.objects.update_or_create(
        vragenlijst=vragenlijst,
        sleutel=data["sleutel"],
        defaults={
            "onderdeel": onderdeel,
            "nummer": data["nummer"] or "",
            "titel": data["titel"],
            "volgorde": volgorde,
            "weergave": data.get("weergave", ""),
        },
    )
    asked = {
        code: voorwaarde
        for code, voorwaarde in voorwaarden.items()
        if not voorwaarde["afgeleid"] and voorwaarde["paragraaf"] == data["sleutel"]
    }
    position = 0
    for veld in data.get("velden", []):
        code = veld.get("voorwaarde_code")
        if code in asked:
            load_voorwaarde(row, position, code, asked.pop(code), data["bron"])
            position += 1
        load_vraag(row, position, veld)
        position += 1
    for blok in data.get("blokken", []):
        load_ondertekenaars(vragenlijst, blok)


def load_vraag(paragraaf, volgorde, veld):
    Vraag.objects.update_or_create(
        paragraaf=paragraaf,
        code=veld["key"],
        defaults={
            "volgorde": volgorde,
            "titel": veld["titel"],
            "tekst": veld["vraag"],
            "hint": veld.get("hint", ""),
            "aard": veld["aard"],
            "soort": veld["type"],
            "invoer": veld.get("invoer", ""),
            "verplicht": veld["verplicht"],
            "voorwaarde": veld.get("voorwaarde_code", ""),
            "vastgelegd_in": veld["vastgelegd_in"],
            "model": veld.get("model", ""),
            "woorden": veld["woorden"],
            "weergave": veld.get("weergave", ""),
            "betekenis": veld.get("betekenis", ""),
            "vanaf_ronde": veld.get("vanaf_ronde"),
            "waarden": veld.get("waarden") or [{"key": v["key"], "vraag": v["vraag"]} for v in veld.get("vragen", [])],
            "bron": veld["bron"],
        },
    )


def load_voorwaarde(paragraaf, volgorde, code, voorwaarde, bron):
    Vraag.objects.update_or_create(
        paragraaf=paragraaf,
        code=f"voorwaarde_{code}",
        defaults={
            "volgorde": volgorde,
            "titel": voorwaarde["omschrijving"].rstrip("."),
            "tekst": voorwaarde["vraag"],
            "aard": Aard.VOORWAARDE,
            "soort": Antwoordsoort.JA_NEE,
            "invoer": Antwoordsoort.JA_NEE,
            "verplicht": Verplicht.JA,
            "voorwaarde": Voorwaarde.GEEN,
            "vastgelegd_in": Vastlegging.ANTWOORD,
            "bron": bron,
        },
    )


def load_ondertekenaars(vragenlijst, blok):
    for partnersoort in blok["partnersoorten"]:
        for volgorde, ondertekenaar in enumerate(blok.get("ondertekenaars", [])):
            Ondertekenaareis.objects.update_or_create(
                vragenlijst=vragenlijst,
                partnersoort=partnersoort,
                volgorde=volgorde,
                defaults={"functie": ondertekenaar["functie"] or ""},
            )


def check_counts(name, vragenlijst, tellingen, extra):
    """Hold the loaded rows, but for the codes in `extra`, against the counts the file itself gives."""
    vragen = Vraag.objects.filter(paragraaf__vragenlijst=vragenlijst).exclude(aard=Aard.VOORWAARDE)
    vragen = vragen.exclude(code__in=extra)
    counted = {
        "paragrafen": vragenlijst.paragrafen.count(),
        "vragen_en_eisen": vragen.count(),
    }
    expected = {name: tellingen[name]["totaal"] for name in counted}
    if counted != expected:
        raise LoadError(f"{name}: geteld {counted}, verwacht {expected}.")


@transaction.atomic
def load_subdoelen():
    """Bring the parts of the national aims up to fixtures/landelijke_doelen.yaml. Repeatable: matched by code."""
    for volgorde, data in enumerate(read_fixture("landelijke_doelen.yaml")["subdoelen"]):
        values = {"landelijk_doel": data["landelijk_doel"], "titel": data["titel"], "volgorde": volgorde}
        Subdoel.objects.update_or_create(code=data["code"], defaults=values)


@transaction.atomic
def load_rondes(vragenlijst):
    """Create the rounds of fixtures/regelingen.yaml that do not exist yet; raise LoadError on wrong reminders."""
    for data in read_fixture("regelingen.yaml")["regelingen"]:
        versie = Regelingversie.objects.get(regeling__slug=data["slug"], nummer=1)
        for ronde in data["rondes"]:
            hours = read_hours(ronde)
            row, created = Aanvraagronde.objects.get_or_create(
                nummer=ronde["nummer"],
                defaults={
                    "naam": ronde["naam"],
                    "soort": ronde.get("soort", Rondesoort.ALLEN),
                    "regelingversie": versie,
                    "vragenlijst": vragenlijst,
                    "opent_op": read_moment(ronde["opent_op"]),
                    "sluit_op": read_moment(ronde["sluit_op"]) + LAST_MINUTE,
                },
            )
            if created:
                Herinnering.objects.bulk_create(Herinnering(ronde=row, uren=uren) for uren in hours)


def read_hours(ronde):
    """How many hours before it closes a round of the file has its reminders; raises LoadError."""
    hours = ronde.get("herinneringen_uren")
    is_list = isinstance(hours, list) and all(type(each) is int and each > 0 for each in hours)
    if not is_list or len(set(hours)) != len(hours):
        raise LoadError(
            f"regelingen.yaml: ronde {ronde['nummer']}: herinneringen_uren is {hours}, verwacht een lijst van "
            "verschillende hele getallen van 1 of meer; [] is geen herinnering."
        )
    return hours

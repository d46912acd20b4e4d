"""Regions that were registered in the demo, from fixtures/demo_vooraanmeldingen.yaml."""

from datetime import timedelta

from django.utils import timezone

from regions.loading import read_fixture, read_moment
from regions.models import Gemeente, Vestiging, Vooraanmelding, Vooraanmeldperiode
from regions.models.vooraanmelding import TRANSITIONS, Vooraanmeldingstatus
from sto_portal.demo import namen
from sto_portal.demo.accounts import AANMELDERS, DOMEIN
from sto_portal.demo.gebied import VMBO_STRUCTUUR

MADE = {"from_merge": Vooraanmeldingstatus.INGEDIEND}
SUBSTITUTE = {"naam": "Vic Achtervang", "functie": "Teamleider", "email": f"achtervang@{DOMEIN}"}


def write_vooraanmeldingen(regeling, mensen, verklaring):
    """Create the registrations under the newest version of `regeling`; `verklaring` is the Bestand of each."""
    data = read_fixture("demo_vooraanmeldingen.yaml")
    gemeenten = {row["code"]: write_gemeente(row) for row in data["gemeenten"]}
    scholen = {row["sleutel"]: write_school(place, row, gemeenten) for place, row in enumerate(data["scholen"])}
    periode = Vooraanmeldperiode.objects.get(regelingversie__regeling=regeling)
    made = {}
    for row in data["aanmeldingen"]:
        vooraanmelding = write_aanmelding(periode, row, mensen)
        vooraanmelding.gemeenten.set(gemeenten[code] for code in row["gemeenten"])
        vooraanmelding.vestigingen.set(scholen[sleutel] for sleutel in row["scholen"])
        for source in (made[sleutel] for sleutel in row.get("uit", [])):
            vooraanmelding.herkomst.add(source)
            vooraanmelding.aanmelders.add(*source.aanmelders.all())
        if row.get("verklaring", True):
            vooraanmelding.verklaringen.add(verklaring)
        made[row["sleutel"]] = vooraanmelding


def write_gemeente(row):
    """The municipality; in a very long file of regions one with this code may be there."""
    return Gemeente.objects.get_or_create(code=row["code"], defaults={"naam": row["naam"]})[0]


def write_school(place, row, gemeenten):
    """A vmbo school of which the code belongs to no region of the demo."""
    code = namen.vestigingscode(namen.partner_index(namen.MAXIMUM_REGIOS, place))
    gemeente = gemeenten[row["gemeente"]]
    return Vestiging.objects.create(
        code=code,
        naam=f"{row['naam']}{namen.MARK}",
        gemeente=gemeente,
        plaats=namen.strip_mark(gemeente.naam),
        onderwijsstructuur=VMBO_STRUCTUUR,
    )


def write_aanmelding(periode, row, mensen):
    """A registration with the steps that it took."""
    naam, functie = AANMELDERS[row["by"]]
    people = {"contact": {"naam": naam, "functie": functie, "email": f"{row['by']}@{DOMEIN}"}, "vervanger": SUBSTITUTE}
    fields = {f"{who}_{name}": value for who, person in people.items() for name, value in person.items()}
    vooraanmelding = Vooraanmelding.objects.create(periode=periode, naam=row["naam"], soort=row["soort"], **fields)
    vooraanmelding.aanmelders.add(mensen[row["by"]])
    for verb, days, who, reason in row["stappen"]:
        before = "" if verb in MADE else vooraanmelding.status
        vooraanmelding.status = MADE.get(verb) or TRANSITIONS[verb][1]
        vooraanmelding.statuswijzigingen.create(
            verb=verb,
            van=before,
            naar=vooraanmelding.status,
            door=mensen[who],
            reden=reason,
            op=timezone.now() - timedelta(days=days),
        )
    if row["stappen"]:
        vooraanmelding.ingediende_naam = vooraanmelding.naam
    if days := row.get("terug_dagen"):
        vooraanmelding.terug_tot = read_moment(f"vandaag+{days + 1} 00:00")
    vooraanmelding.save(update_fields=["status", "ingediende_naam", "terug_tot"])
    return vooraanmelding

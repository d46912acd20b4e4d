"""The regelingen and their versions, from fixtures/regelingen.yaml."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from regions.models import Afzender, Regeling, Regelingversie, Vooraanmeldperiode
from sto_portal.termijnen import LAST_MINUTE

RELATIVE_YEAR = re.compile(r"^jaar\+(\d+)-(\d\d-\d\d)$")
RELATIVE_ONLY_YEAR = re.compile(r"^jaar\+(\d+)$")
RELATIVE_DAY = re.compile(r"^vandaag([+-]\d+)(?: (\d\d:\d\d))?$")


class LoadError(Exception):
    """A fixture file that does not hold what it says it holds."""


def read_fixture(name):
    """The content of one YAML file under fixtures/."""
    return yaml.safe_load(Path(settings.FIXTURES_ROOT, name).read_text(encoding="utf-8"))


def read_day(value):
    """A date from YAML; 'jaar+1-01-31' and 'vandaag-20' count from today; None stays None."""
    if value is None or isinstance(value, date):
        return value
    if match := RELATIVE_YEAR.match(value):
        return date.fromisoformat(f"{timezone.localdate().year + int(match[1])}-{match[2]}")
    if match := RELATIVE_DAY.match(value):
        return timezone.localdate() + timedelta(days=int(match[1]))
    return date.fromisoformat(value)


def read_year(value):
    """A year from YAML; 'jaar+2' is the second after this one."""
    if isinstance(value, int):
        return value
    return timezone.localdate().year + int(RELATIVE_ONLY_YEAR.match(value)[1])


def read_moment(value):
    """An aware moment in Europe/Amsterdam from '2019-03-01 00:00' or 'vandaag+40 23:59'."""
    if match := RELATIVE_DAY.match(value):
        value = f"{read_day(value).isoformat()} {match[2]}"
    return timezone.make_aware(datetime.fromisoformat(value))


@transaction.atomic
def load_regelingen():
    """Bring Regeling and Regelingversie up to fixtures/regelingen.yaml; rounds belong to applications.

    A version that exists is left as it is: decisions rest on it. So is an Afzender, which staff keep up.
    """
    for data in read_fixture("regelingen.yaml")["regelingen"]:
        regeling, _ = Regeling.objects.update_or_create(
            slug=data["slug"], defaults={key: data[key] for key in ("naam", "citeertitel", "vindplaats")}
        )
        if afzender := data.get("afzender"):
            Afzender.objects.get_or_create(regeling=regeling, defaults=afzender)
        for versie in data["versies"]:
            if not regeling.versies.filter(nummer=versie["nummer"]).exists():
                create_versie(regeling, versie)
        if period := data.get("vooraanmelding"):
            load_periode(regeling, period)


def create_versie(regeling, data):
    names = ("subsidie_van", "subsidie_tot", "overeenkomst_minimaal_tot", "docenten_peildatum")
    days = {name: read_day(data[name]) for name in names}
    days["docenten_tot_jaar"] = read_year(data["docenten_tot_jaar"])
    names = {field.name for field in Regelingversie._meta.fields} & data.keys() - days.keys()
    versie = Regelingversie.objects.create(
        regeling=regeling,
        geldig_vanaf=read_day(data["geldig_van"]),
        **days,
        **{name: data[name] for name in names},
    )
    for moment in data["rapportagemomenten"]:
        versie.rapportagemomenten.create(
            naam=moment["titel"], soort=moment["soort"], uiterlijk_datum=read_day(moment["uiterlijk"])
        )


def load_periode(regeling, data):
    """When regions are registered under the newest version; a period that the regeling has is left to staff."""
    if not Vooraanmeldperiode.objects.filter(regelingversie__regeling=regeling).exists():
        Vooraanmeldperiode.objects.create(
            regelingversie=regeling.versies.order_by("nummer").last(),
            opent_op=read_moment(data["opent_op"]),
            sluit_op=read_moment(data["sluit_op"]) + LAST_MINUTE,
            nummerreeks=data["nummerreeks"],
            herinnering_uren=data["herinnering_uren"],
        )

"""Whether every settled row is still what the seal in its Spoor says."""

import json

from django.core.exceptions import FieldError

from sto_portal.integriteit import BROKEN, Uitslag, describe
from sto_portal.sporen.models import Ketting, Spoor
from sto_portal.sporen.zegel import BATCH, BEGIN, KEY

MARK = f'"{KEY}":'
OLDER = "niet gecontroleerd: van voor de versie na 0.1.0, die vastlegt wat erin staat"


def check_zegel(zegel):
    """Yield an Uitslag for every row that is or was settled, in batches."""
    begin = begin_of(zegel)
    last = 0
    rows = zegel.model._base_manager.order_by("pk")
    while pks := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        last = pks[-1]
        yield from check_batch(zegel, pks, begin)
    yield from check_removed(zegel)


def begin_of(zegel):
    """The pk up to which rows of this kind may be without a seal: they were there before there were any."""
    sporen = Spoor.objects.filter(soort=Ketting._meta.label_lower, wat=BEGIN).order_by("nummer")
    found = (read(gegevens).get("tot", {}) for gegevens in sporen.values_list("gegevens", flat=True))
    return next((until[zegel.soort] for until in found if zegel.soort in until), 0)


def read(gegevens):
    """The data of a Spoor; {} where it can no longer be read, which the check of the chain tells."""
    try:
        data = json.loads(gegevens)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def check_batch(zegel, pks, begin):
    """Yield an Uitslag for each of these rows that is settled or ever was."""
    sealed = newest_seals(zegel, pks)
    settled = set(zegel.model._base_manager.filter(zegel.settled, pk__in=pks).values_list("pk", flat=True))
    wanted = sorted(settled | {pk for pk, seal in sealed.items() if seal})
    names = names_of(zegel, wanted)
    now = seals_now(zegel, {pk: sealed[pk] for pk in wanted if sealed.get(pk)})
    for pk in wanted:
        seal = sealed.get(pk)
        if seal:
            yield compare(names[pk], seal, now[pk])
        elif pk in sealed or (pk > begin and not zegel.waits):
            yield Uitslag(f"{names[pk]}: in de sporen staat niet hoe dit is vastgelegd.")
        else:
            yield Uitslag(ongezien=f"{names[pk]}: {OLDER if pk <= begin else zegel.waits}.")


def newest_seals(zegel, pks):
    """{pk: the last seal, None where a later act took it away} of those of `pks` that ever had one."""
    sporen = Spoor.objects.filter(soort=zegel.soort, sleutel__in=[str(pk) for pk in pks], gegevens__contains=MARK)
    found = {}
    for sleutel, gegevens in sporen.order_by("nummer").values_list("sleutel", "gegevens"):
        data = read(gegevens)
        if KEY in data:
            found[int(sleutel)] = data[KEY]
    return found


def seals_now(zegel, sealed):
    """{pk: the seal as it would be made of the row now, over the columns of its own seal; a text where it cannot be}"""
    groups = {}
    for pk, seal in sealed.items():
        groups.setdefault(json.dumps(seal.get("velden"), sort_keys=True), []).append(pk)
    found = {}
    for velden, pks in groups.items():
        try:
            found |= zegel.seals(pks, json.loads(velden))
        except (FieldError, TypeError, AttributeError) as error:
            found |= dict.fromkeys(pks, describe(error))
    return found


def compare(name, seal, now):
    if isinstance(now, str):
        return Uitslag(f"{name}: niet te controleren ({now}).")
    if seal.get("sha256") != now["sha256"]:
        return Uitslag(f"{name}: de inhoud is niet meer zoals die is vastgelegd.")
    return Uitslag()


def names_of(zegel, pks):
    """{pk: what people call the row}; its number where even that cannot be made."""
    singular = zegel.model._meta.verbose_name
    rows = {row.pk: row for row in zegel.model._base_manager.filter(pk__in=pks).select_related(*zegel.related)}
    return {pk: name_of(rows[pk], singular) for pk in pks}


def name_of(row, singular):
    try:
        name = str(row)
    except BROKEN:
        return f"{singular.capitalize()} {row.pk}"
    return name if name.lower().startswith(singular) else f"{singular.capitalize()} {row.pk} ({name})"


def check_removed(zegel):
    """Yield a fault for every row that was sealed and is gone."""
    sporen = Spoor.objects.filter(soort=zegel.soort, gegevens__contains=MARK).order_by("sleutel")
    keys, last = sporen.values_list("sleutel", flat=True).distinct(), ""
    while batch := list(keys.filter(sleutel__gt=last)[:BATCH]):
        last = batch[-1]
        there = {str(pk) for pk in zegel.model._base_manager.filter(pk__in=batch).values_list("pk", flat=True)}
        for sleutel in sorted(set(batch) - there, key=int):
            spoor = sporen.filter(sleutel=sleutel).order_by("nummer").last()
            yield Uitslag(f"{spoor.naam} ({zegel.model._meta.verbose_name} {sleutel}): is verdwenen.")

from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction

from sto_portal.sjablonen.actions import propose_version, settle_version
from sto_portal.sjablonen.beproeven import find_fault
from sto_portal.sjablonen.models import Sjabloon, SjabloonError, Sjabloonsoort
from sto_portal.sjablonen.onderdelen import read_parts

FIELDS = {"slug", "naam", "soort", "onderwerp", "tekst", "variabelen"}
OPTIONAL = {"verplicht"}
KEPT = 64


@transaction.atomic
def load_sjablonen(folder=None):
    """Load the templates of `fixtures/sjablonen/*.yaml`; the new Sjabloonversies, in the order of the file names.

    A text that some version already has makes no new one, so loading again changes nothing. What staff wrote stays in
    use as long as it can be filled in and holds what a letter must: a newer text of the portal is then added unsettled,
    as an offer. Else the portal's own takes over. Raises SjabloonError with the file's name.
    """
    folder = Path(folder or settings.FIXTURES_ROOT, "" if folder else "sjablonen")
    loaded = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            versie = load_one(read(path))
        except SjabloonError as error:
            raise SjabloonError(f"{path.name}: {error}") from error
        if versie is not None:
            loaded.append(versie)
    return loaded


def read(path):
    """The fields of one file: `variabelen` gives for each variable an example, `verplicht` what must come out."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SjabloonError(f"dit is geen geldig YAML ({error})") from error
    if not isinstance(data, dict) or set(data) - OPTIONAL != FIELDS or data["soort"] not in Sjabloonsoort.values:
        raise SjabloonError(f"verwacht precies de velden {', '.join(sorted(FIELDS))}, met soort brief, mail of tekst")
    return data


def find_trial(slug):
    """What the template with this slug is tried with: {"example": {variable: value}, "parts": Onderdelen}.

    Both as its file gives them; empty where there is no file.
    """
    path = Path(settings.FIXTURES_ROOT, "sjablonen", f"{slug}.yaml")
    return read_trial(path, path.stat().st_mtime_ns) if path.is_file() else {"example": {}, "parts": ()}


@lru_cache(maxsize=KEPT)
def read_trial(path, _changed):
    """What the file at this path gives since it last changed, read once."""
    return trial_of(read(path))


def trial_of(data):
    example = data["variabelen"] or {}
    return {"example": example, "parts": read_parts(data.get("verplicht"), example)}


def load_one(data):
    """Write one template; its new Sjabloonversie, or None if there is one with this text."""
    sjabloon, _created = Sjabloon.objects.update_or_create(
        slug=data["slug"], defaults={"naam": data["naam"], "soort": data["soort"]}
    )
    trial = trial_of(data)
    texts = {"onderwerp": data["onderwerp"], "tekst": data["tekst"]}
    used = sjabloon.versies.settled().order_by("-nummer").first()
    if used is not None and used.door is not None and not can_be_used(used, trial):
        return settle_version(sjabloon, **texts, **trial)
    if any(versie.variabelen == sorted(trial["example"]) for versie in sjabloon.versies.filter(**texts)):
        return None
    if used is not None and used.door is not None:
        return propose_version(sjabloon, **texts, **trial)
    return settle_version(sjabloon, **texts, **trial)


def can_be_used(versie, trial):
    """Whether the text of staff still works with what the portal gives; else the portal's own text must take over."""
    return not find_fault(versie, **trial) and set(versie.variabelen) <= set(trial["example"])

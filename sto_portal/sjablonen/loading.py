from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction

from sto_portal.sjablonen.actions import settle_version
from sto_portal.sjablonen.models import Sjabloon, SjabloonError, Sjabloonsoort

FIELDS = {"slug", "naam", "soort", "onderwerp", "tekst", "variabelen"}


@transaction.atomic
def load_sjablonen(folder=None):
    """Load the templates of `fixtures/sjablonen/*.yaml`; the new Sjabloonversies, in the order of the file names.

    A text that some version already has makes no new one, so loading again changes nothing and what staff wrote
    later stays in use. Raises SjabloonError with the name of the file.
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
    """The fields of one file; `variabelen` gives for each variable an example."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SjabloonError(f"dit is geen geldig YAML ({error})") from error
    if not isinstance(data, dict) or set(data) != FIELDS or data["soort"] not in Sjabloonsoort.values:
        raise SjabloonError(f"verwacht precies de velden {', '.join(sorted(FIELDS))}, met soort brief, mail of tekst")
    return data


def load_one(data):
    """Write one template; its new Sjabloonversie, or None if there is one with this text."""
    sjabloon, _created = Sjabloon.objects.update_or_create(
        slug=data["slug"], defaults={"naam": data["naam"], "soort": data["soort"]}
    )
    example = data["variabelen"] or {}
    same = sjabloon.versies.filter(onderwerp=data["onderwerp"], tekst=data["tekst"])
    if any(versie.variabelen == sorted(example) for versie in same):
        return None
    return settle_version(sjabloon, onderwerp=data["onderwerp"], tekst=data["tekst"], example=example)

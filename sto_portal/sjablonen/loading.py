from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction

from sto_portal.sjablonen.actions import propose_version, render_version, settle_version
from sto_portal.sjablonen.models import Sjabloon, SjabloonError, Sjabloonsoort

FIELDS = {"slug", "naam", "soort", "onderwerp", "tekst", "variabelen"}


@transaction.atomic
def load_sjablonen(folder=None):
    """Load the templates of `fixtures/sjablonen/*.yaml`; the new Sjabloonversies, in the order of the file names.

    A text that some version already has makes no new one, so loading again changes nothing. What staff wrote stays in
    use: a newer text of the portal is then added unsettled, as a proposal. Raises SjabloonError with the file's name.
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


def find_example(slug):
    """{variable: example value} of the template with this slug, as its file gives it; empty where there is no file."""
    path = Path(settings.FIXTURES_ROOT, "sjablonen", f"{slug}.yaml")
    return read(path)["variabelen"] or {} if path.is_file() else {}


def load_one(data):
    """Write one template; its new Sjabloonversie, or None if there is one with this text."""
    sjabloon, _created = Sjabloon.objects.update_or_create(
        slug=data["slug"], defaults={"naam": data["naam"], "soort": data["soort"]}
    )
    example = data["variabelen"] or {}
    texts = {"onderwerp": data["onderwerp"], "tekst": data["tekst"]}
    same = sjabloon.versies.filter(**texts)
    if any(versie.variabelen == sorted(example) for versie in same):
        return None
    own = sjabloon.versies.settled().order_by("-nummer").first()
    if own is not None and own.door is not None and can_be_filled(own, example):
        return propose_version(sjabloon, example=example, **texts)
    return settle_version(sjabloon, example=example, **texts)


def can_be_filled(versie, example):
    """Whether the text of staff still works with what the portal gives; else the portal's own text must take over."""
    try:
        render_version(versie, example)
    except SjabloonError:
        return False
    return True

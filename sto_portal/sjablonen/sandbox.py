"""A template engine for texts that people write: plain data in, text out, nothing else within reach."""

from dataclasses import asdict, is_dataclass
from datetime import date, time
from decimal import Decimal
from functools import lru_cache

from django.template import Context, Engine, TemplateSyntaxError

from sto_portal.sjablonen.begrenzing import USE, BoundedTemplate, room
from sto_portal.sjablonen.models import SjabloonError

KEPT = 64
PLAIN = (int, float, Decimal, date, time, type(None))


class SandboxEngine(Engine):
    """Django's engine with only the tags and filters of `library`, without loaders."""

    default_builtins = ["sto_portal.sjablonen.library"]

    def from_string(self, template_code):
        return BoundedTemplate(template_code, engine=self)


class Missing(str):
    """Stands where a name has no value; that it is written at all is the error."""

    __slots__ = ()

    def __contains__(self, part):
        return True

    def __mod__(self, name):
        raise SjabloonError(f"Het sjabloon gebruikt '{name}', maar dat is niet bekend.")


class Names(dict):
    """A dict that remembers which names were asked for and not there, also where a template would stay silent."""

    def __init__(self, values, unknown):
        super().__init__(values)
        self.unknown = unknown

    def __missing__(self, name):
        if not hasattr(dict, str(name)):
            self.unknown.append(str(name))
        raise KeyError(name)


class StrictContext(Context):
    """A context that remembers names that were asked for and not given."""

    def __init__(self, values, unknown, **options):
        super().__init__(values, **options)
        self.unknown = unknown

    def __getitem__(self, name):
        try:
            return super().__getitem__(name)
        except KeyError:
            self.unknown.append(name)
            raise


ENGINES = {
    autoescape: SandboxEngine(autoescape=autoescape, loaders=[], string_if_invalid=Missing("x"))
    for autoescape in (True, False)
}


@lru_cache(maxsize=KEPT)
def find_template(source, *, autoescape):
    """The parsed `source`; a text that is used for many letters is parsed once. Raises as its parser does."""
    return ENGINES[autoescape].from_string(source)


def render_text(source, context, *, autoescape, limits=USE):
    """The text of `source` filled with `context` (plain data and dataclasses); raises SjabloonError.

    Numbers stay as they are (2020, not 2.020): amounts and dates get a filter. `limits` as in `begrenzing`.
    """
    unknown = []
    values = {name: plain(value, name, unknown) for name, value in context.items()}
    try:
        template = find_template(source, autoescape=autoescape)
        with room(*limits):
            text = template.render(StrictContext(values, unknown, autoescape=autoescape, use_l10n=False))
    except TemplateSyntaxError as error:
        raise SjabloonError(f"Het sjabloon is niet goed geschreven: {error}") from error
    if unknown:
        raise SjabloonError(f"Het sjabloon gebruikt {', '.join(sorted(set(unknown)))}, maar dat is niet bekend.")
    return text


def plain(value, name, unknown):
    """A copy of `value` made of texts, numbers, dates, lists and dicts; raises SjabloonError for anything else."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, dict):
        return Names({key: plain(item, f"{name}.{key}", unknown) for key, item in value.items()}, unknown)
    if isinstance(value, list | tuple):
        return [plain(item, name, unknown) for item in value]
    if isinstance(value, PLAIN):
        return value
    raise SjabloonError(f"'{name}' is geen tekst, getal, datum of lijst ({type(value).__name__}).")

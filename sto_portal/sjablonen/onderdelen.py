"""What a letter may never lack: its parts, looked for in what a reader would see of it."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from sto_portal.sjablonen.models import SjabloonError
from sto_portal.sjablonen.voorbeeld import Merktekens

ELEMENTS = {
    "a", "abbr", "address", "b", "blockquote", "br", "caption", "col", "colgroup", "dd", "div", "dl", "dt", "em", "h1",
    "h2", "h3", "h4", "h5", "hr", "i", "li", "ol", "p", "section", "small", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {"class", "colspan", "href", "id", "lang", "rowspan", "scope", "start", "value"}
FIELDS = {"deel", "gegevens", "een_van", "woorden"}
LINKS = ("https://", "mailto:", "#")


@dataclass(frozen=True)
class Onderdeel:
    """One part that must be read in a letter.

    Every name of `gegevens`, at least one of `een_van` and at least one of `woorden` (where there are any) must come
    out. A name may point into a list or a record: 'punten.tekst' is the tekst of every punt, 'afzender.naam' one text.
    """

    deel: str
    gegevens: tuple = ()
    een_van: tuple = ()
    woorden: tuple = ()

    @property
    def names(self):
        return (*self.gegevens, *self.een_van)

    def __str__(self):
        sought = [*self.gegevens, *([" of ".join(self.een_van)] if self.een_van else [])]
        words = " of ".join(f"'{text}'" for text in self.woorden)
        return f"{self.deel} ({', '.join([*sought, *([words] if words else [])])})"


def read_parts(rows, example):
    """Every Onderdeel of a file's `verplicht`; raises SjabloonError for a field or a name that is not known."""
    parts = []
    for row in rows or []:
        if not isinstance(row, dict) or not {"deel"} < set(row) <= FIELDS:
            raise SjabloonError("elk verplicht onderdeel heeft 'deel' en 'gegevens', 'een_van' of 'woorden'")
        lists = {name: tuple(value) for name, value in row.items() if name != "deel"}
        unknown = [name for name in lists.get("gegevens", ()) if not is_known(name, example)]
        if unknown:
            raise SjabloonError(f"verplicht noemt {', '.join(unknown)}, maar dat staat niet bij de variabelen")
        known = tuple(name for name in lists.get("een_van", ()) if is_known(name, example))
        if "een_van" in lists and not known:
            raise SjabloonError(f"verplicht noemt bij {row['deel']} niets dat bij de variabelen staat")
        parts.append(Onderdeel(row["deel"], **(lists | {"een_van": known})))
    return tuple(parts)


def is_known(name, example):
    """Whether `example` has a value, or a record or rows of a list with a value, for this name."""
    first, _dot, inner = name.partition(".")
    if not inner:
        return first in example and not isinstance(example[first], list | dict | bool)
    rows = rows_of(example.get(first))
    return bool(rows) and all(isinstance(row, dict) and inner in row for row in rows)


def rows_of(value):
    """The records that a dotted name points into: those of a list, or the one that `value` is."""
    return value if isinstance(value, list) else [value]


def with_marks(example, parts):
    """(`example` with marks for what is required, {name: texts that are printed when the name is})."""
    marks, context, sought = Merktekens(), dict(example), {}
    for name in {name: None for part in parts for name in part.names}:
        first, _dot, inner = name.partition(".")
        if inner:
            rows = rows_of(context[first])
            pairs = [put_mark(marks, inner, row[inner]) for row in rows]
            marked = [row | {inner: value} for row, (value, _text) in zip(rows, pairs, strict=True)]
            context[first] = marked if isinstance(context[first], list) else marked[0]
            sought[name] = [text for _value, text in pairs]
        else:
            context[first], text = put_mark(marks, first, context[first])
            sought[name] = [text]
    return context, sought


def put_mark(marks, name, value):
    return marks.mark_cents() if name.endswith("_cents") else marks.mark(value)


def absent_parts(parts, text, sought):
    """The parts that a reader of `text` does not find."""
    plain = " ".join(text.lower().split())
    digits = re.sub(r"(?<=\d)\.(?=\d)", "", plain)
    found = {name for name, texts in sought.items() if all(mark in plain or mark in digits for mark in texts)}
    return [part for part in parts if not is_told(part, plain, found)]


def is_told(part, plain, found):
    return (
        found.issuperset(part.gegevens)
        and (not part.een_van or not found.isdisjoint(part.een_van))
        and (not part.woorden or any(text.lower() in plain for text in part.woorden))
    )


class Lezer(HTMLParser):
    """Reads the HTML of a letter as its reader does: `texts`, without comments; `strange` may not stand in it."""

    def __init__(self):
        super().__init__()
        self.texts, self.strange = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in ELEMENTS:
            self.strange.append(f"<{tag}>")
        self.strange += [name for name, _value in attrs if name not in ATTRIBUTES]
        self.strange += [value or name for name, value in attrs if name == "href" and not is_link(value)]
        self.texts.append(" " if tag == "br" else "")

    def handle_data(self, data):
        self.texts.append(data)


def is_link(value):
    return bool(value) and value.startswith(LINKS)


def read_html(html):
    """The text a reader sees of a letter; raises SjabloonError for HTML that may not stand in one."""
    reader = Lezer()
    reader.feed(html)
    reader.close()
    if reader.strange:
        told = ", ".join(sorted(set(reader.strange)))
        raise SjabloonError(f"In een brief mag dit niet staan: {told}. Gebruik alinea's, koppen, lijsten en tabellen.")
    return "".join(reader.texts)

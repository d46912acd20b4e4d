"""What was filed, in every copy: the text and its checksum fitted to the rows of the copy, and the Spoor of that."""

import re
import struct
from dataclasses import dataclass
from io import BytesIO

from django.db import connection

from applications.canonical import checksum
from applications.models import Indiening, Nietdeelnemer, Partner
from regions.models import Regio
from sto_portal.demo.kopie import Origineel
from sto_portal.sporen.actions import record_all

# What in a filed text differs from copy to copy; inside an answer a quote has a backslash, so nothing else matches.
OWN = re.compile(rb'("(?:regio|vestiging|vestigingscode)":")([^"]+)')
# The texts of one copy, by the pk of the original: from here the database copies them with the rest of the row.
MAKE = "CREATE TEMPORARY TABLE kopie_indiening (id bigint PRIMARY KEY, json bytea, sha256 varchar(64))"
DROP = "DROP TABLE IF EXISTS kopie_indiening"
FILL = "INSERT INTO kopie_indiening VALUES (%s, %s, %s)"
COPY = "COPY kopie_indiening FROM STDIN (FORMAT binary)"


@dataclass(frozen=True)
class Indieningen:
    """The filings of the original: `texts` {pk: text cut around what is its own}, `names` as of `names_of`."""

    origineel: Origineel
    texts: dict
    names: list

    @classmethod
    def read(cls, origineel):
        rows = origineel.rows(Indiening).values_list("pk", "json")
        return cls(origineel, {pk: OWN.split(bytes(json)) for pk, json in rows}, names_of(origineel, 0))

    def prepare(self, cursor, kopie):
        """Make the table that the rows of this copy take their texts from; all other rows of the copy are there."""
        names = dict(zip(self.names, names_of(self.origineel, kopie), strict=True))
        self.clean_up(cursor)
        cursor.execute(MAKE)
        WRITE[connection.vendor](cursor, [(pk, *self.fit(parts, names)) for pk, parts in self.texts.items()])

    def clean_up(self, cursor):
        """Forget the texts of the copy before."""
        cursor.execute(DROP)

    def fit(self, parts, names):
        """(Text, checksum) with the names of a copy."""
        parts = parts.copy()
        parts[2::3] = [names[own] for own in parts[2::3]]
        content = b"".join(parts)
        return content, checksum(content)

    def record(self, kopie):
        """Leave the Spoor of every filing of this copy."""
        rows = self.origineel.rows(Indiening, kopie).defer("json")
        rows = rows.select_related("aanvraag__regio", "aanvraag__ronde", "door")
        record_all((row.door, "submit", row, {"sha256": row.sha256}) for row in rows)


def names_of(origineel, kopie):
    """The numbers of the regions and the codes of the schools of a copy, as bytes, in the order of the original."""
    nummers = origineel.rows(Regio, kopie).values_list("nummer", flat=True)
    codes = [
        code
        for model in (Partner, Nietdeelnemer)
        for code in origineel.rows(model, kopie).values_list("vestigingscode", flat=True)
    ]
    return [name.encode() for name in (*nummers, *codes)]


def write_sqlite(cursor, rows):
    cursor.executemany(FILL, rows)


def write_postgresql(cursor, rows):
    """As bytes: written out as digits, the texts take longer than all other rows of a copy together."""
    buffer = BytesIO()
    buffer.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
    for pk, content, sha256 in rows:
        fields = [struct.pack("!q", pk), content, sha256.encode()]
        buffer.write(struct.pack("!h", len(fields)))
        for field in fields:
            buffer.write(struct.pack("!i", len(field)) + field)
    buffer.write(struct.pack("!h", -1))
    buffer.seek(0)
    cursor.copy_expert(COPY, buffer)


WRITE = {"sqlite": write_sqlite, "postgresql": write_postgresql}

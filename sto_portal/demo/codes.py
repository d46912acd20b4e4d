"""The numbers of regions and the codes of schools in a copy of the demo, worked out by the database."""

from django.db.models import BigIntegerField, BinaryField, Expression, Func, IntegerField, TextField, Value
from django.db.models.functions import Cast, Chr, Concat, LPad, Ord, Substr

from sto_portal.demo import namen

TEXTS = {
    "json": "(SELECT k.json FROM kopie_indiening k WHERE k.id = applications_indiening.id)",
    "sha256": "(SELECT k.sha256 FROM kopie_indiening k WHERE k.id = applications_indiening.id)",
}


class Kopienummer(Expression):
    """Which copy is being written, from 1: one statement serves them all, with this parameter filled in each time."""

    output_field = BigIntegerField()

    def as_sql(self, _compiler, _connection):
        return "%s", [self.__class__]


class Kopietekst(Expression):
    """A column of what was filed, as `indienen` prepared it for the copy that is being written."""

    output_field = BinaryField()

    def __init__(self, column):
        super().__init__()
        self.column = column

    def as_sql(self, _compiler, _connection):
        return TEXTS[self.column], []


class Sha256(Func):
    """The checksum of a text as hex, over its UTF-8; Django's own of this name asks an extension of PostgreSQL."""

    function = "SHA256"
    output_field = TextField()

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template="ENCODE(SHA256(CONVERT_TO(%(expressions)s, 'UTF8')), 'hex')")


def moved_nummer(path, regios):
    """The number of the region, in the copy, whose number stands in column `path`; one demo has `regios` regions."""
    number = Cast(Substr(path, 4), BigIntegerField()) + Kopienummer() * regios
    return Concat(Value("STO"), LPad(Cast(number, TextField()), 5, Value("0")), output_field=TextField())


def moved_code(path, regios):
    """The code, as `namen.vestigingscode` makes it, of the same partner of the copied region."""
    return write_code(read_code(path) + Kopienummer() * namen.partner_index(regios + 1, 0))


def read_code(path):
    """The index that `namen.vestigingscode` made the code in column `path` of."""

    def letter(place):
        return Ord(Substr(path, place, 1)) - ord("A")

    def digits(place):
        return Cast(Substr(path, place, 2), BigIntegerField())

    return (((99 - digits(1)) * 26 + letter(3)) * 26 + letter(4)) * 100 + digits(5)


def write_code(index):
    """What `namen.vestigingscode` makes of this index; a division of whole numbers drops the rest in both databases."""

    def letter(number):
        return Chr(Cast(number % 26 + ord("A"), IntegerField()))

    def digits(number):
        return LPad(Cast(number, TextField()), 2, Value("0"))

    brin = index / 100
    return Concat(digits(99 - brin / 26 / 26), letter(brin / 26), letter(brin), digits(index % 100))

"""Every place where the portal takes in a table, behind one face: hand it a file, and see what came in and was told."""

from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Leerlingenprognose, Partner
from regions.lijsten import LijstError, import_besturen, import_gemeenten, import_leerlingen, import_vestigingen
from regions.models import Gemeente, Leerlingtelling, Lijstsoort, Organisatie, Organisatiesoort, Vestiging
from tests.applications.writing import fields_of, url_of
from tests.regions.duolijst import BESTUREN, COLUMNS, rij

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEERLINGEN = ["INSTELLINGSCODE", "VESTIGINGSCODE", "OPLEIDINGSNAAM", "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR"]
LEERJAREN = [f"LEER- OF VERBLIJFSJAAR {jaar} - {wie}" for jaar in (3, 4) for wie in ("MAN", "VROUW")]


@dataclass
class Uitkomst:
    """`sleutels` of what came in, in order, and every word that was said of it."""

    sleutels: list[str]
    gezegd: str


def words_of(response):
    return " ".join(response.text.split()).replace("&#x27;", "'")


class Partners:
    """The page on which partners are uploaded; good rows are added."""

    kinds = ("xlsx", "ods", "csv")
    kop = ["Soort partner", "Naam", "KvK-nummer"]
    naam, nul = 1, 2

    def __init__(self, client, aanvraag, path):
        self.client, self.url = client, url_of(aanvraag, "partners", "tabel")

    def rij(self, place):
        return ["Bedrijf", f"Firma {place:03d}", f"9{place:07d}"]

    def sleutel(self, place):
        return f"Firma {place:03d}"

    def run(self, content, kind):
        shown = self.client.post(self.url, {"bestand": SimpleUploadedFile(f"p.{kind}", content)})
        form = shown.context["form"]
        if shown.context["voorbeeld"]:
            self.client.post(self.url, {"tekst": form["tekst"].value(), "actie": "goede"})
        return Uitkomst(list(Partner.objects.order_by("naam").values_list("naam", flat=True)), words_of(shown))


class Prognose:
    """The page on which a forecast of pupils is uploaded; what was read in is saved."""

    kinds = ("xlsx", "ods", "csv")
    kop = ["Jaar", "Leerlingen"]
    naam, nul = 1, None

    def __init__(self, client, aanvraag, path):
        self.client, self.url = client, url_of(aanvraag, "leerlingenprognose")
        self.first = aanvraag.plan.ronde.prognosejaren[0]

    def rij(self, place):
        return [str(self.first + place), "1200"]

    def sleutel(self, place):
        return str(self.first + place)

    def run(self, content, kind):
        shown = self.client.post(self.url, {"inlezen": "ja", "bestand": SimpleUploadedFile(f"p.{kind}", content)})
        if shown.context["ingelezen"]:
            self.client.post(self.url, fields_of(shown))
        return Uitkomst(
            [str(jaar) for jaar in Leerlingenprognose.objects.values_list("jaar", flat=True)], words_of(shown)
        )


class Lijst:
    """A list that is published, read by a command."""

    kinds = ("csv",)
    nul = None

    def __init__(self, client, aanvraag, path):
        self.path = path

    def run(self, content, kind):
        path = Path(self.path) / f"lijst-2025.{kind}"
        path.write_bytes(content)
        try:
            verslag = self.read_in(path)
        except LijstError as error:
            return Uitkomst(self.stored(), str(error))
        return Uitkomst(self.stored(), "\n".join([*verslag.lines(), *verslag.warnings()]))


class Gemeenten(Lijst):
    kinds = ("xlsx", "ods", "csv")
    kop = ["Gemeentecode", "Gemeentenaam", "Provincienaam"]
    naam, nul = 1, 0
    read_in = staticmethod(import_gemeenten)

    def rij(self, place):
        return [f"9{place:03d}", f"Proef {place}", "Drenthe"]

    def sleutel(self, place):
        return f"9{place:03d}"

    def stored(self):
        return list(Gemeente.objects.order_by("code").values_list("code", flat=True))


class Besturen(Lijst):
    kop = list(BESTUREN)
    naam = 1
    read_in = staticmethod(import_besturen)

    def rij(self, place):
        return [f"9{place:04d}", f"Stichting {place}", "Proefdam", "12345678"]

    def sleutel(self, place):
        return f"9{place:04d}"

    def stored(self):
        found = Organisatie.objects.filter(soort=Organisatiesoort.BESTUUR).order_by("bevoegd_gezag_nummer")
        return list(found.values_list("bevoegd_gezag_nummer", flat=True))


class Vestigingen(Lijst):
    kop = list(COLUMNS)
    naam = COLUMNS.index("VESTIGINGSNAAM")

    def read_in(self, path):
        return import_vestigingen(path, Lijstsoort.VO)

    def rij(self, place):
        return rij(f"{place // 26:02d}A{LETTERS[place % 26]}00", f"School {place}")

    def sleutel(self, place):
        return f"{place // 26:02d}A{LETTERS[place % 26]}00"

    def stored(self):
        return list(Vestiging.objects.order_by("code").values_list("code", flat=True))


class Leerlingen(Lijst):
    kop = [*LEERLINGEN, *LEERJAREN]
    naam = 2
    read_in = staticmethod(import_leerlingen)

    def __init__(self, client, aanvraag, path):
        super().__init__(client, aanvraag, path)
        for place in range(3):
            Vestiging.objects.create(code=self.sleutel(place), naam=f"School {place}")

    def rij(self, place):
        code = self.sleutel(place)
        return [code[:4], code[4:], "Produceren, installeren en energie", "VMBO BL", "10", "2", "8", "1"]

    def sleutel(self, place):
        return f"{place // 26:02d}A{LETTERS[place % 26]}00"

    def stored(self):
        found = Leerlingtelling.objects.order_by("vestiging__code").values_list("vestiging__code", flat=True)
        return sorted(set(found))


INVOER = (Partners, Prognose, Gemeenten, Besturen, Vestigingen, Leerlingen)
WAYS = [(invoer, kind) for invoer in INVOER for kind in invoer.kinds]
SHEETS = [way for way in WAYS if way[1] != "csv"]
TEXTS = [way for way in WAYS if way[1] == "csv"]

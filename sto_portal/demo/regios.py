"""The figures of the demo's regions, read from a file with the columns of fixtures/demoregios.csv."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path

from sto_portal.demo import namen
from sto_portal.demo.regeling import parameters

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
STANDAARD = FIXTURES / "demoregios.csv"
OPEN = FIXTURES / "demoregios_open.csv"

SOORTEN = ("techniekregio", "techniekarm")
VERPLICHTINGEN = ("", "verduidelijking")
RONDEN = (1, 2, 3)
TELKOLOMMEN = ("vmbo", "mbo", "bedrijven", "po", "vso_pro", "hbo", "gemeenten")
GETALLEN = (*TELKOLOMMEN, "subsidie_eur", "cofinanciering_eur", "techniekleerlingen")
KOLOMMEN = ("region", "type", "alle_vmbo_vso_doen_mee", *GETALLEN)
MAXIMUM = 100_000_000
MAXIMUM_PARTNERS = namen.PARTNERS_PER_REGIO


class RegiosError(ValueError):
    """The file cannot be used; the message says which row and column, in Dutch."""


@dataclass(frozen=True)
class Demoregio:
    """The figures of one invented region; amounts in whole euros, `vmbo` counts the penvoerder too.

    `volgnummer` is its place in the file from 1, `ronde` the round it was granted in (None: never granted).
    """

    volgnummer: int
    region: str
    soort: str
    alle_doen_mee: bool
    vmbo: int
    mbo: int
    bedrijven: int
    po: int
    vso_pro: int
    hbo: int
    gemeenten: int
    subsidie_eur: int
    cofinanciering_eur: int
    techniekleerlingen: int
    ronde: int | None = 1
    verplichting: str = ""

    @property
    def nummer(self):
        """Region number, STO and five digits: STO00001."""
        return f"STO{self.volgnummer:05d}"

    @property
    def naam(self):
        return f"Regio {self.hoofdplaats}"

    @property
    def hoofdplaats(self):
        return namen.plaats(self.volgnummer, 0)

    @property
    def gevraagd_eur(self):
        """The subsidy that the region asks: of some regions more than it gets, in thousands of euros more."""
        if namen.between(1, 6, self.volgnummer, "meer") > 1:
            return self.subsidie_eur
        wish = self.subsidie_eur * namen.between(3, 8, self.volgnummer, "meer gevraagd") // 100
        room = self.hoogste_inkomsten_eur - self.subsidie_eur - self.cofinanciering_eur
        more = min(wish, room * 8 // 10) // 1000 * 1000
        return self.subsidie_eur + max(0, more)

    @property
    def hoogste_inkomsten_eur(self):
        """All income at which business still carries the least share that the regeling asks; 0 where it does not."""
        minimum, investment = parameters()["cofinanciering_basispunten"], self.subsidie_eur + self.cofinanciering_eur
        highest = self.cofinanciering_eur * 10000 // minimum
        return highest if highest >= investment else 0

    @property
    def is_techniekarm(self):
        return self.soort == "techniekarm"

    @property
    def gemeentenamen(self):
        """The municipalities of the region, at least two and at most twelve; those that are partner come first."""
        count = max(self.gemeenten, namen.between(2, 5, self.volgnummer, "gemeenten"))
        return tuple(namen.plaats(self.volgnummer, i) for i in range(min(count, namen.PLAATSEN_PER_REGIO)))


def read_regios(path=STANDAARD):
    """Every Demoregio of the file at `path`, in its order; raises RegiosError at the first thing that is wrong."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            header, rows = reader.fieldnames or [], list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegiosError(f"Het bestand {path} is niet te lezen als CSV: {error}.") from error
    missing = [column for column in KOLOMMEN if column not in header]
    if missing:
        raise RegiosError(f"In de eerste regel van {path} ontbreekt de kolom {', '.join(missing)}.")
    if not rows:
        raise RegiosError(f"In {path} staat geen enkele regio.")
    regios = [_read_row(row, number) for number, row in enumerate(rows, start=1)]
    _check_once(regios)
    return regios


def read_standard():
    """The 78 regions of the standard demo: 71 that were granted and then 7 that never were (`ronde` None)."""
    granted = read_regios(STANDAARD)
    rest = read_regios(OPEN)
    return granted + [replace(regio, volgnummer=len(granted) + regio.volgnummer, ronde=None) for regio in rest]


def _fail(number, column, reason):
    raise RegiosError(f"Rij {number + 1}, kolom {column}: {reason}")


def _check_once(regios):
    seen = {}
    for regio in regios:
        if regio.region in seen:
            _fail(regio.volgnummer, "region", f"de code {regio.region} staat ook al in rij {seen[regio.region] + 1}.")
        seen[regio.region] = regio.volgnummer


def _read_row(row, number):
    if None in row or None in row.values():
        raise RegiosError(f"Rij {number + 1} heeft niet evenveel kolommen als de eerste regel.")
    row = {column: text.strip() for column, text in row.items()}
    if not row["region"]:
        _fail(number, "region", "vul een code in, bijvoorbeeld W01.")
    regio = Demoregio(
        volgnummer=number,
        region=row["region"],
        soort=_read_choice(row, "type", number, SOORTEN),
        alle_doen_mee=_read_choice(row, "alle_vmbo_vso_doen_mee", number, ("0", "1")) == "1",
        ronde=int(_read_choice(row, "ronde", number, tuple(map(str, RONDEN))) or 1),
        verplichting=_read_choice(row, "verplichting", number, VERPLICHTINGEN),
        **{column: _read_number(row, column, number) for column in GETALLEN},
    )
    _check_row(regio)
    return regio


def _read_choice(row, column, number, choices):
    text = row.get(column, "")
    optional = column in ("ronde", "verplichting")
    if (optional and not text) or text in choices:
        return text
    known = " of ".join(choice for choice in choices if choice)
    return _fail(number, column, f"'{text}' is niet bekend. Gebruik {known}.")


def _read_number(row, column, number):
    text = row[column]
    if not (text.isascii() and text.isdigit()):
        _fail(number, column, f"'{text}' is geen heel getal van 0 of meer, zonder punten.")
    if len(text) > 9 or int(text) > MAXIMUM:
        _fail(number, column, f"{text} is te groot; het hoogste getal is {MAXIMUM}.")
    return int(text)


def _check_row(regio):
    number = regio.volgnummer
    if regio.vmbo < 1:
        _fail(number, "vmbo", "er is minstens één vmbo-vestiging nodig: de penvoerder.")
    if regio.cofinanciering_eur and not regio.bedrijven:
        _fail(number, "cofinanciering_eur", "er is cofinanciering, maar er doen geen bedrijven mee.")
    total = sum(getattr(regio, column) for column in TELKOLOMMEN)
    if total > MAXIMUM_PARTNERS:
        _fail(number, "vmbo", f"{total} partners in één regio is te veel; het maximum is {MAXIMUM_PARTNERS}.")

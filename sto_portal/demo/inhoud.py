"""The shapes of a demo plan: plain data, no models. Amounts in int euro cents."""

from dataclasses import dataclass, field
from datetime import date

from sto_portal.demo.regios import Demoregio


@dataclass(frozen=True)
class Ondertekenaar:
    """One signatory that Bijlage B.3 asks of a partner; `volgorde` counts from 0 within the partner."""

    volgorde: int
    functie: str
    naam: str


@dataclass(frozen=True)
class Partner:
    """A partner with the fields of its block in Bijlage B.3; `sleutel` is unique within the plan.

    `vestigingscode` and `bevoegd_gezag` are empty for a firm or a government; `soort` is penvoerder, vmbo, mbo,
    po, vso_pro, hbo_wo, bedrijf, branche or overheid.
    """

    sleutel: str
    soort: str
    naam: str
    kvk_nummer: str
    adres: str
    postcode: str
    plaats: str
    ondertekenaars: tuple[Ondertekenaar, ...]
    vestigingscode: str = ""
    bevoegd_gezag: str = ""
    bevoegd_gezag_nummer: str = ""
    taken: str = ""


@dataclass(frozen=True)
class Aanbod:
    """What a school (`partner` is its sleutel) offers now and is to offer; `profiel` is empty for leerweg 'tl'."""

    partner: str
    profiel: str
    leerweg: str
    leerlingen: int
    instroom: int
    streef_leerlingen: int
    technologisch: bool
    schooljaar: int


@dataclass(frozen=True)
class Leerlingenprognose:
    jaar: int
    leerlingen: int
    bron: str
    peil_datum: date


@dataclass(frozen=True)
class Docententekort:
    """The four numbers of the table of Bijlage B.1 §5.1 for one profiel."""

    profiel: str
    bevoegd: int
    bijscholing_bevoegdheid: int
    verdieping_verbreding: int
    vervanging: int


@dataclass(frozen=True)
class Mijlpaal:
    na_jaren: int
    omschrijving: str
    getal: int
    eenheid: str
    begin_getal: int | None


@dataclass(frozen=True)
class Doelstelling:
    """A goal; `landelijk_doel` is duurzaam, dekkend or kwaliteit, `subdoel` a code of landelijke_doelen.yaml."""

    sleutel: str
    landelijk_doel: str
    subdoel: str
    mismatch_uit: str
    titel: str
    omschrijving: str
    mismatch: str
    mijlpalen: tuple[Mijlpaal, ...]


@dataclass(frozen=True)
class Activiteit:
    """`doelstelling` and `uitvoerder` are the sleutels of a goal and of a partner, as are those in `betrokken`."""

    sleutel: str
    doelstelling: str
    titel: str
    inhoud: str
    begin_datum: date
    eind_datum: date
    resultaat: str
    uitvoerder: str
    betrokken: tuple[str, ...]


@dataclass(frozen=True)
class Project:
    """A project that runs already; `partners` are sleutels."""

    sleutel: str
    soort: str
    naam: str
    projectnummer: str
    overlap: str
    dubbele_bekostiging: str
    partners: tuple[str, ...]


@dataclass(frozen=True)
class Nietdeelnemer:
    """A vmbo school of the region that takes no part; `vestigingscode` is empty where no code was left for it."""

    naam: str
    vestigingscode: str
    plaats: str
    reden: str
    toelichting: str


@dataclass(frozen=True)
class Lid:
    """Who sits in an Overleg; `partner` is a sleutel."""

    naam: str
    functie: str
    partner: str


@dataclass(frozen=True)
class Overleg:
    sleutel: str
    soort: str
    naam: str
    taak: str
    leden: tuple[Lid, ...]


@dataclass(frozen=True)
class Risico:
    omschrijving: str
    kans: str
    impact: str
    maatregel: str
    verantwoordelijke: str


@dataclass(frozen=True)
class Begrotingsregel:
    """Costs; `activiteit` and `partner` are sleutels, `kostensoort` is loon, materieel, inhuur or overhead."""

    activiteit: str
    partner: str
    kostensoort: str
    jaar: int
    omschrijving: str
    bedrag_cents: int


@dataclass(frozen=True)
class Cofinanciering:
    """What a partner brings in over the whole period; `vorm` is geld or natura."""

    partner: str
    vorm: str
    omschrijving: str
    bedrag_cents: int


@dataclass(frozen=True)
class Planinhoud:
    """Everything a region writes in one plan. `antwoorden` maps the key of a question to its text: numbers with a
    point, dates as ISO, 'ja' or 'nee', one line per item of a list; `voorwaarde_<code>` holds the yes/no questions.
    `beeld`: everything a sentence about this plan may name.
    """

    regio: Demoregio
    eerste_jaar: int
    subsidie_cents: int
    partners: tuple[Partner, ...]
    aanbod: tuple[Aanbod, ...]
    leerlingenprognose: tuple[Leerlingenprognose, ...]
    docententekort: tuple[Docententekort, ...]
    doelstellingen: tuple[Doelstelling, ...]
    activiteiten: tuple[Activiteit, ...]
    risicos: tuple[Risico, ...]
    begrotingsregels: tuple[Begrotingsregel, ...]
    cofinanciering: tuple[Cofinanciering, ...]
    projecten: tuple[Project, ...] = ()
    overleggen: tuple[Overleg, ...] = ()
    nietdeelnemers: tuple[Nietdeelnemer, ...] = ()
    antwoorden: dict[str, str] = field(default_factory=dict)
    beeld: dict[str, object] = field(default_factory=dict)

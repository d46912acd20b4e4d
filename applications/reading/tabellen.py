"""The rows of a plan as tables and cards, per place of Bijlage B that asks for them."""

from applications.models import Bijdragevorm, Kostensoort, Leerweg, Profiel
from applications.reading.leesplan import Cel, Leeskaart, Leestabel
from sto_portal.money import format_euro
from sto_portal.vormgeving.templatetags.sto import datum


def make_tabel(titel, labels, rijen, totaal=None, numbers=0):
    """A Leestabel of which the last `numbers` columns hold numbers; cells are text, int or Cel."""
    kolommen = tuple((label, position >= len(labels) - numbers) for position, label in enumerate(labels))
    return Leestabel(titel, kolommen, tuple(map(cells, rijen)), cells(totaal) if totaal else None)


def cells(values):
    return tuple(value if isinstance(value, Cel) else Cel(show(value)) for value in values)


def show(value):
    """Text as it is; a whole number with points between the thousands."""
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


def aanbod(inhoud):
    """Pupils per vestiging and profile, a column per leerweg (Bijlage B.1 §3.1)."""
    found = {}
    for row in inhoud.aanbod:
        line = found.setdefault((row.partner, row.profiel), dict.fromkeys(Leerweg.values, 0))
        line[row.leerweg] += row.leerlingen
    rijen = [
        (partner.naam, Profiel(profiel).label if profiel else "Geen profiel (tl)", *line.values(), sum(line.values()))
        for (partner, profiel), line in sorted(found.items(), key=lambda item: (item[0][0].naam, item[0][1]))
    ]
    totaal = ["Totaal", "", *(sum(column) for column in zip(*(rij[2:] for rij in rijen), strict=True))]
    labels = ["School", "Profiel", *(value for value in Leerweg.values), "Totaal"]
    return (make_tabel("Leerlingen per school, profiel en leerweg", labels, rijen, totaal, numbers=5),)


def leerlingenprognose(inhoud):
    rijen = [(str(row.jaar), row.bron or "niet ingevuld", row.leerlingen) for row in inhoud.leerlingenprognose]
    return (make_tabel("Verwachte leerlingen per jaar", ["Jaar", "Bron", "Leerlingen"], rijen, numbers=1),)


def docententekort(inhoud):
    """The four questions of the table of Bijlage B.1 §5.1 per profile."""
    rijen = [
        (row.get_profiel_display(), row.bevoegd, row.bijscholing_bevoegdheid, row.verdieping_verbreding, row.vervanging)
        for row in inhoud.docententekort
    ]
    labels = ["Profiel", "Bevoegd", "Scholing voor bevoegdheid", "Verdieping of verbreding", "Vervanging"]
    return (make_tabel("Docenten per profiel", labels, rijen, numbers=4),)


def mijlpalen(inhoud):
    rijen = [
        (row.doelstelling.titel, row.get_na_jaren_display(), row.omschrijving, row.getal) for row in inhoud.mijlpalen
    ]
    return (make_tabel("Mijlpalen", ["Doel", "Wanneer", "Mijlpaal", "Getal"], rijen, numbers=1),)


def doelen(inhoud):
    return tuple(
        Leeskaart(
            doel.titel,
            (
                ("Omschrijving", doel.omschrijving),
                ("Mismatch uit de regiovisie", doel.mismatch),
                ("Landelijk doel", doel.get_landelijk_doel_display()),
            ),
        )
        for doel in inhoud.doelen
    )


def activiteiten(inhoud):
    budget = {}
    for regel in inhoud.begrotingsregels:
        budget[regel.activiteit_id] = budget.get(regel.activiteit_id, 0) + regel.bedrag_cents
    return tuple(
        Leeskaart(
            activiteit.titel,
            (
                ("Doel", activiteit.doelstelling.titel),
                ("Inhoud", activiteit.inhoud),
                ("Periode", f"{datum(activiteit.begin_datum)} tot en met {datum(activiteit.eind_datum)}"),
                ("Gewenst resultaat", activiteit.resultaat),
                ("Wie voert het uit", activiteit.uitvoerder.naam),
                ("Kosten in de begroting", format_euro(budget.get(activiteit.pk, 0))),
            ),
        )
        for activiteit in inhoud.activiteiten
    )


def risicos(inhoud):
    return tuple(
        Leeskaart(
            risico.omschrijving,
            (
                ("Kans", risico.get_kans_display()),
                ("Gevolg", risico.get_impact_display()),
                ("Maatregel", risico.maatregel),
                ("Verantwoordelijke", risico.verantwoordelijke),
            ),
        )
        for risico in inhoud.risicos
    )


def partnertaken(inhoud):
    rijen = [(row.naam, row.get_soort_display(), row.taken or "niet ingevuld") for row in inhoud.partners]
    return (make_tabel("Partners en hun taken", ["Partner", "Soort", "Taken en verantwoordelijkheden"], rijen),)


def partnergegevens(inhoud):
    """The block of each partner (Bijlage B.3, Partners)."""
    rijen = [
        (
            row.naam,
            row.vestigingscode,
            " ".join(
                filter(None, [row.bevoegd_gezag, f"({row.bevoegd_gezag_nummer})" if row.bevoegd_gezag_nummer else ""])
            ),
            row.kvk_nummer,
            ", ".join(filter(None, [row.adres, " ".join(filter(None, [row.postcode, row.plaats]))])),
        )
        for row in inhoud.partners
    ]
    labels = ["Partner", "BRIN en vestiging", "Bevoegd gezag", "KvK-nummer", "Adres"]
    return (make_tabel("Gegevens van de partners", labels, rijen),)


def bijdragen(inhoud):
    rijen = [
        (row.partner.naam, row.get_vorm_display(), row.omschrijving, format_euro(row.bedrag_cents))
        for row in inhoud.bijdragen
    ]
    totaal = ("Totaal", "", "", format_euro(sum(row.bedrag_cents for row in inhoud.bijdragen)))
    return (make_tabel("Bijdragen", ["Partner", "Vorm", "Omschrijving", "Bedrag"], rijen, totaal, numbers=1),)


def bijdrage_per_partner(inhoud):
    """What each partner brings in, in money and in kind, those who bring nothing left out (Bijlage B.3, Bijdrage)."""
    found = {}
    for row in inhoud.bijdragen:
        found.setdefault(row.partner, dict.fromkeys(Bijdragevorm.values, 0))[row.vorm] += row.bedrag_cents
    rijen = [(partner.naam, *map(format_euro, line.values())) for partner, line in found.items()]
    labels = ["Partner", *Bijdragevorm.labels]
    return (make_tabel("Bijdrage per partner", labels, rijen, numbers=2),)


def ondertekeningen(inhoud):
    """Every signature that Bijlage B.3 asks, with the file or that it is missing (Bijlage B.3, Ondertekening)."""
    rijen = []
    for partner in inhoud.partners:
        for eis in inhoud.eisen.get(partner.soort, ()):
            row = inhoud.getekend.get((partner.pk, eis.pk))
            functie = row.functie if row else eis.functie
            shown = (
                (row.naam, datum(row.datum), Cel(row.bestand.naam, row.bestand)) if row else ("niet getekend", "", "")
            )
            rijen.append((partner.naam, functie, *shown))
    labels = ["Partner", "Functie", "Getekend door", "Getekend op", "Bestand"]
    return (make_tabel("Handtekeningen", labels, rijen),)


def begroting(inhoud):
    """Costs per year and kind, income, and every line of the budget (Bijlage B.4)."""
    return (kosten(inhoud), inkomsten(inhoud), begrotingsregels(inhoud))


def kosten(inhoud):
    found = inhoud.cijfers
    jaren = sorted({*inhoud.versie.jaren, *found.kosten_per_jaar})
    rijen = [
        (
            soort.label,
            *(format_euro(found.kosten[jaar, soort]) for jaar in jaren),
            format_euro(found.kosten_per_soort.get(soort, 0)),
        )
        for soort in Kostensoort
    ]
    totaal = ("Totaal", *(format_euro(found.kosten_per_jaar.get(j, 0)) for j in jaren), format_euro(found.kosten_cents))
    labels = ["Soort kosten", *map(str, jaren), "Totaal"]
    return make_tabel("Kosten per jaar", labels, rijen, totaal, numbers=len(labels) - 1)


def inkomsten(inhoud):
    found = inhoud.cijfers
    rijen = [
        ("Gevraagde subsidie", found.subsidie_cents),
        ("Cofinanciering door het bedrijfsleven", found.cofinanciering_cents),
        ("Eigen bijdragen van scholen", found.eigen_bijdrage_cents),
        ("Bijdragen van overheden", found.derden_cents),
    ]
    shown = [(label, format_euro(cents)) for label, cents in rijen]
    return make_tabel("Inkomsten", ["Bron", "Bedrag"], shown, ("Totaal", format_euro(found.inkomsten_cents)), numbers=1)


def begrotingsregels(inhoud):
    rijen = [
        (
            str(r.jaar),
            r.activiteit.titel,
            r.partner.naam,
            r.get_kostensoort_display(),
            r.omschrijving,
            format_euro(r.bedrag_cents),
        )
        for r in inhoud.begrotingsregels
    ]
    labels = ["Jaar", "Activiteit", "Partner", "Soort kosten", "Omschrijving", "Bedrag"]
    totaal = ("Totaal", "", "", "", "", format_euro(inhoud.cijfers.kosten_cents))
    return make_tabel("Alle regels van de begroting", labels, rijen, totaal, numbers=1)


# The place of Bijlage B that shows the rows of a model; any other place that asks for them points to the first here.
PLACES = {
    ("b1-31", "aanbod"): aanbod,
    ("b1-34", "leerlingenprognose"): leerlingenprognose,
    ("b1-51", "docententekort"): docententekort,
    ("b2-1", "doelstelling"): doelen,
    ("b2-1", "mijlpaal"): mijlpalen,
    ("b2-2", "activiteit"): activiteiten,
    ("b2-33", "risico"): risicos,
    ("b3-inhoud", "partner"): partnertaken,
    ("b3-inhoud", "cofinanciering"): bijdragen,
    ("b3-bijdrage", "partner"): bijdrage_per_partner,
    ("b4-begroting", "begrotingsregel"): begroting,
}
OF_PARAGRAAF = {"b3-partners": partnergegevens, "b3-ondertekening": ondertekeningen}

"""The rows of the agreement and the budget as they are read, and what makes each Weergave."""

from applications.models import TOONT, Bijdragevorm, Kostensoort, Weergave
from applications.reading import activiteitenplan, visie
from applications.reading.leesplan import Cel
from applications.reading.tabel import EMPTY, make_tabel
from sto_portal.money import format_euro
from sto_portal.vormgeving.templatetags.sto import datum


def partnertaken(inhoud):
    rijen = [(row.naam, row.get_soort_display(), row.taken or EMPTY) for row in inhoud.partners]
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


MAKERS = {
    Weergave.SCHOLEN: visie.nietdeelnemers,
    Weergave.AANBOD: visie.aanbod,
    Weergave.LEERLINGENPROGNOSE: visie.leerlingenprognose,
    Weergave.PROJECTEN: visie.projecten,
    Weergave.DOCENTENTEKORT: visie.docententekort,
    Weergave.DOELEN: activiteitenplan.doelen,
    Weergave.MIJLPALEN: activiteitenplan.mijlpalen,
    Weergave.ACTIVITEITEN: activiteitenplan.activiteiten,
    Weergave.OVERLEGGEN: activiteitenplan.overleggen,
    Weergave.ZETELS: activiteitenplan.zetels,
    Weergave.RISICOS: activiteitenplan.risicos,
    Weergave.PARTNERTAKEN: partnertaken,
    Weergave.PARTNERGEGEVENS: partnergegevens,
    Weergave.BIJDRAGEN: bijdragen,
    Weergave.BIJDRAGE_PER_PARTNER: bijdrage_per_partner,
    Weergave.BEGROTING: begroting,
    Weergave.ONDERTEKENINGEN: ondertekeningen,
}


def usual_weergave(model):
    """How the rows of this model are shown where no Vraag says it."""
    return next(weergave for weergave, shown in TOONT.items() if shown == model)

"""The tables of a Plan as the applicant edits them: which columns, which form, in which words."""

from applications.forms import nietdeelnemer, organisatie, project
from applications.forms import partner as partner_forms
from applications.forms import rijen as forms
from applications.models import Docententekort, Leerlingenprognose, profiel_label
from applications.rijtabel import Kolom, Rijsoort
from sto_portal.money import format_euro
from sto_portal.vormgeving.templatetags.sto import datum


def euro(name):
    return lambda rij: format_euro(getattr(rij, name))


def filled(name):
    """The number, or nothing where it was not filled in."""
    return lambda rij: "" if getattr(rij, name) is None else getattr(rij, name)


def period(activiteit):
    return f"{datum(activiteit.begin_datum)} tot en met {datum(activiteit.eind_datum)}"


SOORTEN = (
    Rijsoort(
        "doelen",
        forms.DoelForm,
        "doel",
        "Doelen",
        (
            Kolom("Doel", lambda r: r.titel),
            Kolom("Landelijk doel", lambda r: r.get_landelijk_doel_display()),
            Kolom("Onderdeel daarvan", lambda r: r.subdoel.titel if r.subdoel else "Nog niet gekozen"),
        ),
        related=("subdoel",),
    ),
    Rijsoort(
        "mijlpalen",
        forms.MijlpaalForm,
        "mijlpaal",
        "Mijlpalen",
        (
            Kolom("Mijlpaal", lambda r: r.omschrijving),
            Kolom("Doel", lambda r: r.doelstelling.titel),
            Kolom("Wanneer", lambda r: r.get_na_jaren_display()),
            Kolom("Getal", lambda r: r.getal, numeric=True),
            Kolom("Waarvan", lambda r: r.eenheid),
        ),
        related=("doelstelling",),
    ),
    Rijsoort(
        "activiteiten",
        forms.ActiviteitForm,
        "activiteit",
        "Activiteiten",
        (
            Kolom("Activiteit", lambda r: r.titel),
            Kolom("Doel", lambda r: r.doelstelling.titel),
            Kolom("Periode", period),
            Kolom("Wie voert het uit", lambda r: r.uitvoerder.naam),
        ),
        related=("doelstelling", "uitvoerder"),
        beeld=("planning-detail", "Bekijk de tijdlijn"),
    ),
    Rijsoort(
        "overleggen",
        organisatie.OverlegForm,
        "onderdeel",
        "Onderdelen van de organisatie",
        (
            Kolom("Onderdeel", lambda r: r.naam),
            Kolom("Soort", lambda r: r.get_soort_display()),
            Kolom("Wat het doet", lambda r: r.taak),
        ),
    ),
    Rijsoort(
        "zetels",
        organisatie.ZetelForm,
        "persoon",
        "Wie zit waarin",
        (
            Kolom("Naam", lambda r: r.naam),
            Kolom("Onderdeel", lambda r: r.overleg.naam),
            Kolom("Functie", lambda r: r.functie),
            Kolom("Namens", lambda r: r.partner.naam if r.partner else "Niemand"),
        ),
        related=("overleg", "partner"),
    ),
    Rijsoort(
        "projecten",
        project.ProjectForm,
        "project",
        "Projecten die al lopen",
        (
            Kolom("Project", lambda r: r.naam),
            Kolom("Soort", lambda r: r.get_soort_display()),
            Kolom("Projectnummer", lambda r: r.projectnummer),
            Kolom("Dubbele bekostiging", lambda r: "Ingevuld" if r.dubbele_bekostiging else "Nog niet ingevuld"),
        ),
    ),
    Rijsoort(
        "risicos",
        forms.RisicoForm,
        "risico",
        "Risico's",
        (
            Kolom("Risico", lambda r: r.omschrijving),
            Kolom("Kans", lambda r: r.get_kans_display()),
            Kolom("Gevolg", lambda r: r.get_impact_display()),
            Kolom("Verantwoordelijke", lambda r: r.verantwoordelijke),
        ),
        beeld=("risico-matrix", "Bekijk de risico's op een rij"),
    ),
    Rijsoort(
        "aanbod",
        forms.AanbodForm,
        "regel",
        "Leerlingen per school, profiel en leerweg",
        (
            Kolom("School", lambda r: r.partner.naam),
            Kolom("Profiel", lambda r: profiel_label(r.profiel)),
            Kolom("Leerweg", lambda r: r.get_leerweg_display()),
            Kolom("Leerlingen", filled("leerlingen"), numeric=True),
            Kolom("Instroom", filled("instroom"), numeric=True),
            Kolom("Gewenst", filled("streef_leerlingen"), numeric=True),
        ),
        related=("partner",),
        rooster="aanbod-list",
    ),
    Rijsoort(
        "leerlingenprognose",
        None,
        "jaar",
        "Prognose van het aantal leerlingen",
        (
            Kolom("Jaar", lambda r: str(r.jaar)),
            Kolom("Leerlingen", lambda r: r.leerlingen, numeric=True),
            Kolom("Bron", lambda r: r.bron),
            Kolom("Peildatum", lambda r: datum(r.peil_datum)),
        ),
        rooster="prognose-edit",
        tabel=Leerlingenprognose,
    ),
    Rijsoort(
        "docententekort",
        None,
        "profiel",
        "Docenten per profiel",
        (
            Kolom("Profiel", lambda r: r.get_profiel_display()),
            Kolom("Bevoegd", filled("bevoegd"), numeric=True),
            Kolom("Scholing voor bevoegdheid", filled("bijscholing_bevoegdheid"), numeric=True),
            Kolom("Verdieping of verbreding", filled("verdieping_verbreding"), numeric=True),
            Kolom("Vervanging", filled("vervanging"), numeric=True),
        ),
        rooster="docententekort-edit",
        tabel=Docententekort,
    ),
    Rijsoort(
        "begrotingsregels",
        forms.BegrotingsregelForm,
        "begrotingsregel",
        "Begrotingsregels",
        (
            Kolom("Jaar", lambda r: str(r.jaar)),
            Kolom("Activiteit", lambda r: r.activiteit.titel),
            Kolom("Partner", lambda r: r.partner.naam),
            Kolom("Soort kosten", lambda r: r.get_kostensoort_display()),
            Kolom("Bedrag", euro("bedrag_cents"), numeric=True),
        ),
        related=("activiteit", "partner"),
        thuis="begroting",
    ),
    Rijsoort(
        "bijdragen",
        forms.BijdrageForm,
        "bijdrage",
        "Bijdragen van partners",
        (
            Kolom("Partner", lambda r: r.partner.naam),
            Kolom("Soort partner", lambda r: r.partner.get_soort_display()),
            Kolom("Vorm", lambda r: r.get_vorm_display()),
            Kolom("Omschrijving", lambda r: r.omschrijving),
            Kolom("Bedrag", euro("bedrag_cents"), numeric=True),
        ),
        related=("partner",),
        thuis="begroting",
    ),
    Rijsoort(
        "partners",
        partner_forms.PartnerForm,
        "partner",
        "Partners",
        (
            Kolom("Naam", lambda r: r.naam),
            Kolom("Soort", lambda r: r.get_soort_display()),
            Kolom("Vestiging of KvK", lambda r: r.vestigingscode or r.kvk_nummer),
            Kolom("Taken ingevuld", lambda r: "Ja" if r.taken else "Nog niet"),
        ),
        thuis="partner-list",
    ),
    Rijsoort(
        "scholen",
        nietdeelnemer.NietdeelnemerForm,
        "school",
        "Scholen die niet meedoen",
        (
            Kolom("School", lambda r: r.naam),
            Kolom("BRIN en vestiging", lambda r: r.vestigingscode),
            Kolom("Plaats", lambda r: r.plaats),
            Kolom("Reden", lambda r: r.get_reden_display()),
        ),
        thuis="school-list",
        uitweg="Kijk welke scholen in uw gemeenten nog geen partner zijn",
    ),
)

"""The lists, pages and downloads that are measured, each with someone of the demo who opens it."""

import re
from dataclasses import dataclass

from bench.plekken import BEZOEKER

PLEK = re.compile(r"\{(\w+)\}")
LIJST, PAGINA, OVERZICHT, DOWNLOAD = "lijst", "pagina", "overzicht", "download"
AANGEMELD = "/vooraanmeldingen/{aangemeld}/"
DRAFT, FILED, CASE, REVEALED = (
    "/aanvragen/{concept}/",
    "/aanvragen/{ingediend}/",
    "/beoordeling/{zaak}/",
    "/beoordeling/{onthuld}/",
)
SHARED = [  # (kind, who, address): pages that several people open
    *((LIJST, wie, "/aanvragen/") for wie in ("penvoerder", "medeauteur", "behandelaar")),
    (LIJST, "behandelaar", "/aanvragen/?zoek=regio&sorteer=wijziging&page=2"),
    *(
        (LIJST, wie, f"/beoordeling/{vraag}")
        for wie in ("{beoordelaar}", "voorzitter")
        for vraag in ("", "?toon=afgerond")
    ),
    (LIJST, "{beoordelaar}", "/beoordeling/?toon=afgerond&volgorde=voortgang&page=2"),
    *((LIJST, wie, "/rondes/") for wie in ("coordinator", "behandelaar")),
    (LIJST, "behandelaar", "/deelnamewensen/"),
    (OVERZICHT, "coordinator", "/vooraanmeldingen/"),
    (PAGINA, BEZOEKER, "/meedoen/"),
    (LIJST, "coordinator", "/beoordeling/toewijzen/"),
    (LIJST, "coordinator", "/beoordeling/toewijzen/?ronde=1"),
    *((LIJST, wie, "/besluiten/") for wie in ("behandelaar", "tekenbevoegde", "medeauteur")),
    (LIJST, "behandelaar", "/besluiten/?status=verzonden&zoek=regio&page=2"),
    *((LIJST, wie, "/regios/") for wie in ("beheerder", "behandelaar")),
    (LIJST, "beheerder", "/regios/{regio}/leden/"),
    (LIJST, "behandelaar", "/conceptchecks/"),
    (LIJST, "beheerder", "/sjablonen/"),
    *((PAGINA, "beheerder", f"/sjablonen/uitnodiging/{deel}") for deel in ("", "wijzigen/", "versies/1/")),
    *((LIJST, "beheerder", f"/berichten/{vraag}") for vraag in ("", "?zoek=e&status=te_laat")),
    *((LIJST, "beheerder", f"/werk/{deel}") for deel in ("", "stand/")),
    *((LIJST, "beheerder", f"/gebruikers/{vraag}") for vraag in ("", "?zoek=e&rol=geen&toegang=ja&sorteer=ingelogd")),
    *((PAGINA, wie, "/") for wie in (BEZOEKER, "penvoerder", "behandelaar")),
]
OWN = {  # (kind, who): addresses
    (PAGINA, BEZOEKER): [
        *("/toegankelijkheid/", "/privacy/", "/over/", "/gezondheid/", "/monitoring/", "/account/login/"),
        *(f"/monitoring/{slug}/" for slug in ("tabel-2-1", "tabel-2-2", "figuur-2-1", "bijlage-a")),
    ],
    (DOWNLOAD, BEZOEKER): [
        f"/monitoring/{slug}.{formaat}"
        for slug in ("tabel-2-1", "bijlage-a")
        for formaat in ("csv", "xlsx", "ods", "json")
    ],
    (PAGINA, "penvoerder"): [
        "/aanvragen/nieuw/",
        *(f"{DRAFT}{deel}/" for deel in ("partners", "begroting", "overeenkomst", "regiovisie", "activiteitenplan")),
        *(f"{DRAFT}{deel}/" for deel in ("regiovisie/{visie}", "activiteitenplan/{plan}", "lezen")),
        *(
            f"{DRAFT}{deel}/"
            for deel in ("akkoord", "conceptcheck", "intrekken", "partners/nieuw", "partners/{partner}")
        ),
        *(f"{DRAFT}{deel}/" for deel in ("activiteiten/nieuw", "doelen/{doel}", "doelen/{doel}/verwijderen")),
        *(f"{DRAFT}partners/{deel}" for deel in ("nieuw/?soort=vmbo&zoek=college", "zoeken/?soort=vmbo&zoek=college")),
        f"{DRAFT}regiovisie/b1-1/b1_1_samenvatting/eerder/",
        *(f"{DRAFT}{deel}/" for deel in ("aanbod", "aanbod/school/{school}", "docententekort", "leerlingenprognose")),
        *(f"{DRAFT}{deel}/" for deel in ("tijdlijn", "risicomatrix")),
        *(f"{DRAFT}{deel}/" for deel in ("partners/tabel", "scholen", "scholen/nieuw", "aanbod/telling")),
        f"{DRAFT}dossier.pdf",
        f"{DRAFT}begrotingsregels/{{regel}}/",
        f"{DRAFT}overeenkomst/ondertekening/{{partner}}/{{eis}}/",
        "/werk/{werk}/",
        "/werk/{werk}/voortgang/",
    ],
    (OVERZICHT, "penvoerder"): [DRAFT, *(f"{DRAFT}{deel}/" for deel in ("controle", "rode-draad", "indienen"))],
    (OVERZICHT, "{herkanser}"): ["/aanvragen/{herkansing}/"],
    (PAGINA, "{herkanser}"): ["/aanvragen/{herkansing}/oordeel/"],
    (PAGINA, "aanmelder"): [
        "/vooraanmelden/",
        f"{AANGEMELD}",
        *(f"{AANGEMELD}{deel}/" for deel in ("regio", "gemeenten", "scholen", "contact", "verklaringen", "indienen")),
        f"{AANGEMELD}intrekken/",
    ],
    (DOWNLOAD, "penvoerder"): [
        *(f"{DRAFT}{naam}" for naam in ("begroting.xlsx", "partners/tabel/leeg.xlsx", "bestanden/{bestand}/")),
    ],
    (PAGINA, "behandelaar"): [
        FILED,
        *(f"{FILED}{deel}/" for deel in ("lezen", "ontvangstbewijs", "begroting")),
        *(f"{FILED}{deel}/" for deel in ("partners", "overeenkomst", "regiovisie/{visie}")),
        *(f"/besluiten/{{{plek}}}/" for plek in ("besluit_concept", "ter_akkoord", "vastgesteld", "verzonden")),
        "/besluiten/{besluit_concept}/opstellen/",
        *("/aanvragen/{opnieuw}/verschil/", "/aanvragen/{gevraagd}/", "/aanvragen/{gevraagd}/aanvulling/"),
        "/aanvragen/{gevraagd}/aanvulling/intrekken/",
        *("/vooraanmeldingen/{bekeken}/", "/vooraanmeldingen/overlap/"),
        "/vooraanmeldingen/vergelijken/?keuze={bekeken}&keuze={andere}",
    ],
    (OVERZICHT, "behandelaar"): [f"{FILED}{deel}/" for deel in ("controle", "volledigheid", "aanvulling/vragen")],
    (DOWNLOAD, "behandelaar"): [
        f"{FILED}plan.json",
        f"{FILED}begroting.xlsx",
        "/besluiten/{brief}/beschikking.pdf",
    ],
    (PAGINA, "tekenbevoegde"): ["/besluiten/{ter_akkoord}/terugsturen/", "/besluiten/{vastgesteld}/verzenden/"],
    (PAGINA, "coordinator"): [
        *(f"{CASE}toewijzen/", f"{CASE}toewijzen/{{lid}}/verhinderd/"),
        *("/rondes/1/", "/rondes/4/", "/rondes/4/samenhang/", "/rondes/4/uitstel/", "/rondes/4/storing/"),
        "/vooraanmeldingen/samenvoegen/?keuze={bekeken}&keuze={andere}",
        *(f"/vooraanmeldingen/{{bekeken}}/{deel}/" for deel in ("accepteren", "afwijzen", "splitsen", "terugsturen")),
    ],
    (PAGINA, "{beoordelaar}"): [
        CASE,
        *(f"{CASE}{deel}/" for deel in ("deelaspect/1.1", "inleveren", "verhinderd", "lezen")),
    ],
    (DOWNLOAD, "{beoordelaar}"): [f"{CASE}dossier.pdf", f"{CASE}bestanden/{{zaakbestand}}/"],
    (PAGINA, "voorzitter"): [
        *(f"{REVEALED}{deel}/" for deel in ("lezen", "vergelijken", "advies", "advies/deelaspect/1.1")),
        f"{REVEALED}advies/vaststellen/",
        "/beoordeling/{opnieuw}/verschil/",
    ],
    (PAGINA, "beheerder"): [
        *("/regios/{regio}/leden/nieuw/", "/gebruikers/nieuw/"),
        *(f"/regios/{{regio}}/leden/{{lidmaatschap}}/{deel}/" for deel in ("rol", "beeindigen")),
        *(
            f"/gebruikers/{{persoon}}/{deel}"
            for deel in ("", "wijzigen/", "blokkeren/", "deblokkeren/", "rollen/nieuw/")
        ),
        *("/gebruikers/{ambtenaar}/", "/gebruikers/{ambtenaar}/rollen/{aanstelling}/beeindigen/"),
    ],
}


@dataclass(frozen=True)
class Adres:
    """A `pad` with places in braces, opened by `wie` (part of the e-mail before '@', or a place); `soort` of budget."""

    soort: str
    wie: str
    pad: str

    def __str__(self):
        return f"{self.pad} ({self.wie.strip('{}')})"

    @property
    def plekken(self):
        """The names in braces."""
        return PLEK.findall(self.wie + self.pad)

    @property
    def example(self):
        """The `pad` with something in every place, as an address of the same kind."""
        return PLEK.sub("1", self.pad)


def adressen():
    """Every Adres, in order."""
    shared = [Adres(*line) for line in SHARED]
    return shared + [Adres(soort, wie, pad) for (soort, wie), paths in OWN.items() for pad in paths]

"""Every page of the portal with its access class: the role × page table.

CLASSES says per class what each person gets at a GET: 200, 302 (for a visitor: to signing in), 403 (may not), 404 (does
not exist for this person) or 405 (only a POST). PAGES gives each URL name one or more addresses, each with a class;
what stands in braces is in `tests.world`. A URL without a line here fails a test, so does a line without a URL.
"""

PEOPLE = (
    "anonymous", "anna", "mia", "lies", "bram", "anna_elsewhere", "dina", "doris", "vera",
    "behandelaar", "coordinator", "tekenbevoegde", "onderzoeker", "beheerder",
)  # fmt: skip

CLASSES = {
    # Twente: anna leads, mia writes, lies reads · bram leads the Veluwe, where anna (else) reads
    # dina judges the case, doris another, vera is voorzitter
    #                 visitor anna mia lies bram else dina doris vera behan coord teken onder behee
    "public":           "200  200 200 200  200  200  200  200  200  200   200   200   200   200",
    "closed":           "404  404 404 404  404  404  404  404  404  404   404   404   404   404",
    "visitor":          "200  302 302 302  302  302  302  302  302  302   302   302   302   302",
    "signed in":        "302  200 200 200  200  200  200  200  200  200   200   200   200   200",
    # writing and reading plans
    "plan readers":     "302  200 200 200  200  200  403  403  403  200   200   200   403   403",
    "penvoerders":      "302  200 403 403  200  200  403  403  403  403   403   403   403   403",
    "draft reader":     "302  200 200 200  404  200  403  403  403  404   404   404   403   403",
    "draft writer":     "302  200 200 403  404  403  403  403  403  403   403   403   403   403",
    "draft penvoerder": "302  200 403 403  404  403  403  403  403  403   403   403   403   403",
    "draft moved on":   "302  302 302 302  404  302  403  403  403  404   404   404   403   403",
    "draft not filed":  "302  404 404 404  404  404  403  403  403  404   404   404   403   403",
    "draft post":       "302  405 405 405  404  405  403  403  403  404   404   404   403   403",
    "file reader":      "302  200 200 200  404  200  403  403  403  200   200   200   403   403",
    "file behandelaar": "302  403 403 403  403  403  403  403  403  200   403   403   403   403",
    "members":          "302  200 200 200  404  200  403  403  403  200   200   200   403   200",
    "member writers":   "302  200 403 403  404  403  403  403  403  403   403   403   403   200",
    "member post":      "302  405 403 403  404  403  403  403  403  403   403   403   403   405",
    # the committee
    "committee":        "302  403 403 403  403  403  200  200  200  403   403   403   403   403",
    "coordinator":      "302  403 403 403  403  403  403  403  403  403   200   403   403   403",
    "case reader":      "302  403 403 403  403  403  200  404  200  403   403   403   403   403",
    "case judge":       "302  403 403 403  403  403  200  404  403  403   403   403   403   403",
    "case judge first": "302  403 403 403  403  403  200  404  302  403   403   403   403   403",
    "case sealed":      "302  403 403 403  403  403  302  404  302  403   403   403   403   403",
    "voorzitter":       "302  403 403 403  403  403  403  403  200  403   403   403   403   403",
    "advice sealed":    "302  403 403 403  403  403  403  403  302  403   403   403   403   403",
    # decisions
    "draft decision":   "302  404 404 404  404  404  403  403  403  200   200   200   403   403",
    "not sent":         "302  404 404 404  404  404  403  403  403  404   404   404   403   403",
    "behandelaar":      "302  403 403 403  403  403  403  403  403  200   403   403   403   403",
    "behandelaar post": "302  403 403 403  403  403  403  403  403  405   403   403   403   403",
    "tekenbevoegde":    "302  403 403 403  403  403  403  403  403  403   403   200   403   403",
    "teken post":       "302  403 403 403  403  403  403  403  403  403   403   405   403   403",
    "DUS-I":            "302  403 403 403  403  403  403  403  403  200   200   200   403   403",
    "DUS-I post":       "302  403 403 403  403  403  403  403  403  405   405   405   403   403",
    # the portal itself
    "own work":         "302  200 404 404  404  200  404  404  404  200   200   200   404   200",
    "work post":        "302  405 405 405  405  405  405  405  405  405   405   405   405   405",
    "all work":         "302  403 403 403  403  403  403  403  403  200   200   200   403   200",
    "regions":          "302  403 403 403  403  403  403  403  403  200   200   200   403   200",
    "beheerder":        "302  403 403 403  403  403  403  403  403  403   403   403   403   200",
    "beheerder post":   "302  403 403 403  403  403  403  403  403  403   403   403   403   405",
}  # fmt: skip

DRAFT, FILED = "/aanvragen/{concept}/", "/aanvragen/{ingediend}/"
CASE, REVEALED = "/beoordeling/{zaak}/", "/beoordeling/{onthuld}/"

PAGES = [
    # everyone, and signing in
    ("home", "public", "/"),
    ("accessibility", "public", "/toegankelijkheid/"),
    ("privacy", "public", "/privacy/"),
    ("about", "public", "/over/"),
    ("health", "public", "/gezondheid/"),
    ("health-ready", "public", "/gezondheid/gereed/"),
    ("monitoring-index", "public", "/monitoring/"),
    ("tabel-detail", "public", "/monitoring/tabel-2-1/"),
    ("tabel-download", "public", "/monitoring/tabel-2-1.csv"),
    ("account_login", "visitor", "/account/login/"),
    ("account_logout", "signed in", "/account/logout/"),
    ("account_signup", "visitor", "/account/signup/"),
    ("account_inactive", "public", "/account/inactive/"),
    ("account_reauthenticate", "signed in", "/account/reauthenticate/"),
    ("account_change_password", "signed in", "/account/password/change/"),
    ("account_reset_password", "public", "/account/password/reset/"),
    ("account_reset_password_done", "public", "/account/password/reset/done/"),
    ("account_reset_password_from_key", "public", "/account/password/reset/key/1-wrong/"),
    ("account_reset_password_from_key_done", "public", "/account/password/reset/key/done/"),
    ("account-not-offered", "closed", "/account/email/"),
    ("account_email", "closed", "/account/email/"),
    ("account_email_verification_sent", "closed", "/account/confirm-email/"),
    ("account_confirm_email", "closed", "/account/confirm-email/a:b/"),
    ("account_set_password", "closed", "/account/password/set/"),
    ("account_confirm_login_code", "closed", "/account/login/code/confirm/"),
    # writing an application
    ("aanvraag-list", "plan readers", "/aanvragen/"),
    ("aanvraag-start", "penvoerders", "/aanvragen/nieuw/"),
    ("aanvraag-detail", "draft reader", DRAFT),
    ("aanvraag-detail", "file reader", FILED),
    ("aanvraag-detail", "draft reader", "/aanvragen/{nooit_ingediend}/"),
    ("partner-list", "draft reader", f"{DRAFT}partners/"),
    ("partner-list", "file reader", f"{FILED}partners/"),
    ("begroting", "draft reader", f"{DRAFT}begroting/"),
    ("begroting", "file reader", f"{FILED}begroting/"),
    ("begroting-xlsx", "draft reader", f"{DRAFT}begroting.xlsx"),
    ("begroting-xlsx", "file reader", f"{FILED}begroting.xlsx"),
    ("overeenkomst", "draft reader", f"{DRAFT}overeenkomst/"),
    ("overeenkomst", "file reader", f"{FILED}overeenkomst/"),
    ("regiovisie", "draft reader", f"{DRAFT}regiovisie/"),
    ("regiovisie", "file reader", f"{FILED}regiovisie/"),
    ("activiteitenplan", "draft reader", f"{DRAFT}activiteitenplan/"),
    ("activiteitenplan", "file reader", f"{FILED}activiteitenplan/"),
    ("paragraaf-edit", "draft reader", f"{DRAFT}regiovisie/b1-1/"),
    ("paragraaf-edit", "file reader", f"{FILED}regiovisie/b1-1/"),
    ("antwoord-save", "draft post", f"{DRAFT}regiovisie/b1-1/b1_1_samenvatting/opslaan/"),
    ("antwoord-history", "draft reader", f"{DRAFT}regiovisie/b1-1/b1_1_samenvatting/eerder/"),
    ("antwoord-history", "file reader", f"{FILED}regiovisie/b1-1/b1_1_samenvatting/eerder/"),
    ("aanwezig", "draft post", f"{DRAFT}regiovisie/b1-1/aanwezig/"),
    ("plan-read", "draft reader", f"{DRAFT}lezen/"),
    ("plan-read", "file reader", f"{FILED}lezen/"),
    ("plan-read", "draft reader", "/aanvragen/{nooit_ingediend}/lezen/"),
    ("controle", "draft reader", f"{DRAFT}controle/"),
    ("controle", "file reader", f"{FILED}controle/"),
    ("aanvraag-bestand", "draft reader", f"{DRAFT}bestanden/{{bestand}}/"),
    ("ondertekening-edit", "draft writer", f"{DRAFT}overeenkomst/ondertekening/{{partner}}/{{eis}}/"),
    ("partner-create", "draft writer", f"{DRAFT}partners/nieuw/"),
    ("partner-create", "draft writer", f"{DRAFT}partners/nieuw/?soort=vmbo"),
    ("partner-create", "draft writer", f"{DRAFT}partners/nieuw/?soort=vmbo&zoek=voorbeeld"),
    ("partner-search", "draft writer", f"{DRAFT}partners/zoeken/?soort=vmbo&zoek=voorbeeld"),
    ("partner-table", "draft writer", f"{DRAFT}partners/tabel/"),
    ("partner-table-empty", "draft writer", f"{DRAFT}partners/tabel/leeg.xlsx"),
    ("partner-edit", "draft writer", f"{DRAFT}partners/{{partner}}/"),
    ("rij-create", "draft writer", f"{DRAFT}activiteiten/nieuw/"),
    ("rij-edit", "draft writer", f"{DRAFT}doelen/{{doel}}/"),
    ("rij-delete", "draft writer", f"{DRAFT}doelen/{{doel}}/verwijderen/"),
    # filing, and what comes after it
    ("aanvraag-submit", "draft penvoerder", f"{DRAFT}indienen/"),
    ("aanvraag-withdraw", "draft penvoerder", f"{DRAFT}intrekken/"),
    ("aanvraag-withdraw", "draft penvoerder", f"{FILED}intrekken/"),
    ("indiening-detail", "file reader", f"{FILED}ontvangstbewijs/"),
    ("indiening-detail", "draft not filed", f"{DRAFT}ontvangstbewijs/"),
    ("verschil", "file reader", f"{FILED}verschil/"),
    ("verschil", "draft not filed", f"{DRAFT}verschil/"),
    ("plan-json", "file reader", f"{FILED}plan.json"),
    ("dossier-pdf", "file reader", f"{FILED}dossier.pdf"),
    ("dossier-pdf", "draft moved on", f"{DRAFT}dossier.pdf"),
    ("aanvraag-accept", "file behandelaar", f"{FILED}volledigheid/"),
    # rounds
    ("ronde-list", "DUS-I", "/rondes/"),
    ("ronde-detail", "DUS-I", "/rondes/4/"),
    ("uitstel-grant", "coordinator", "/rondes/4/uitstel/"),
    ("uitstel-grant", "coordinator", "/rondes/4/uitstel/?storing={storing}"),
    ("storing-record", "coordinator", "/rondes/4/storing/"),
    # the committee
    ("beoordeling-list", "committee", "/beoordeling/"),
    ("toewijzing-list", "coordinator", "/beoordeling/toewijzen/"),
    ("beoordeling-assign", "coordinator", f"{CASE}toewijzen/"),
    ("beoordeling-excuse", "coordinator", f"{CASE}toewijzen/{{lid}}/verhinderd/"),
    ("beoordeling-detail", "case judge first", CASE),
    ("beoordeling-deelaspect", "case judge first", f"{CASE}deelaspect/1.1/"),
    ("beoordeling-hand-in", "case judge", f"{CASE}inleveren/"),
    ("beoordeling-decline", "case judge", f"{CASE}verhinderd/"),
    ("beoordeling-compare", "case sealed", f"{CASE}vergelijken/"),
    ("beoordeling-compare", "case reader", f"{REVEALED}vergelijken/"),
    ("beoordeling-read", "case reader", f"{CASE}lezen/"),
    ("beoordeling-verschil", "case reader", f"{CASE}verschil/"),
    ("beoordeling-dossier", "case reader", f"{CASE}dossier.pdf"),
    ("beoordeling-bestand", "case reader", f"{CASE}bestanden/{{zaakbestand}}/"),
    ("advies-edit", "advice sealed", f"{CASE}advies/"),
    ("advies-edit", "voorzitter", f"{REVEALED}advies/"),
    ("advies-deelaspect", "voorzitter", f"{REVEALED}advies/deelaspect/1.1/"),
    ("advies-settle", "voorzitter", f"{REVEALED}advies/vaststellen/"),
    # decisions
    ("besluit-list", "plan readers", "/besluiten/"),
    ("besluit-detail", "file reader", "/besluiten/{verzonden}/"),
    ("besluit-detail", "draft decision", "/besluiten/{besluit_concept}/"),
    ("besluit-detail", "draft decision", "/besluiten/{besluit_ter_akkoord}/"),
    ("besluit-detail", "draft decision", "/besluiten/{besluit_vastgesteld}/"),
    ("besluit-draft", "behandelaar", "/besluiten/{besluit_concept}/opstellen/"),
    ("besluit-offer", "behandelaar post", "/besluiten/{besluit_concept}/ter-akkoord/"),
    ("besluit-approve", "teken post", "/besluiten/{besluit_ter_akkoord}/akkoord/"),
    ("besluit-return", "tekenbevoegde", "/besluiten/{besluit_ter_akkoord}/terugsturen/"),
    ("besluit-send", "tekenbevoegde", "/besluiten/{besluit_vastgesteld}/verzenden/"),
    ("besluit-pdf", "file reader", "/besluiten/{verzonden}/beschikking.pdf"),
    ("besluit-pdf", "not sent", "/besluiten/{besluit_vastgesteld}/beschikking.pdf"),
    ("besluit-zip", "DUS-I post", "/besluiten/zip/"),
    ("besluit-zip-download", "DUS-I", "/besluiten/zip/{zip}/"),
    # the portal itself
    ("werk:list", "all work", "/werk/"),
    (
        "werk:list",
        "all work",
        "/werk/?status=mislukt&soort=bericht_versturen&door=a&zoek=1&tot=gisteren",
    ),
    ("werk:state", "all work", "/werk/stand/"),
    ("werk:retry-all", "beheerder", "/werk/opnieuw/"),
    ("werk:detail", "own work", "/werk/{werk}/"),
    ("werk:progress", "own work", "/werk/{werk}/voortgang/"),
    ("werk:retry", "work post", "/werk/{werk}/opnieuw/"),
    ("regio-list", "regions", "/regios/"),
    ("regio-members", "members", "/regios/{regio}/leden/"),
    ("member-add", "member writers", "/regios/{regio}/leden/nieuw/"),
    ("member-role", "member writers", "/regios/{regio}/leden/{lidmaatschap}/rol/"),
    ("member-end", "member writers", "/regios/{regio}/leden/{lidmaatschap}/beeindigen/"),
    ("member-invite", "member post", "/regios/{regio}/leden/{lidmaatschap}/uitnodigen/"),
    ("user-list", "beheerder", "/gebruikers/"),
    ("user-invite", "beheerder", "/gebruikers/nieuw/"),
    ("user-detail", "beheerder", "/gebruikers/{persoon}/"),
    ("user-edit", "beheerder", "/gebruikers/{persoon}/wijzigen/"),
    ("user-reinvite", "beheerder post", "/gebruikers/{nieuw}/uitnodigen/"),
    ("user-close", "beheerder", "/gebruikers/{persoon}/blokkeren/"),
    ("user-open", "beheerder", "/gebruikers/{persoon}/deblokkeren/"),
    ("role-give", "beheerder", "/gebruikers/{persoon}/rollen/nieuw/"),
    ("role-end", "beheerder", "/gebruikers/{ambtenaar}/rollen/{aanstelling}/beeindigen/"),
]


def expected(person):
    """{address as in PAGES: status} for one person."""
    place = PEOPLE.index(person)
    return {path: int(CLASSES[access].split()[place]) for _name, access, path in PAGES}


def readers(path):
    """Who gets this page to see."""
    return [person for person in PEOPLE if expected(person)[path] == 200]

"""Pages beside the way of one application, held against axe and a phone's width as they stand in the demo."""

import pytest
from django.urls import get_resolver

from tests.scenario.case import Case
from tests.scenario.paginas import ASIDE, CHAIN, NO_PAGE, TWEESTAPS, VOORAF
from tests.test_access import url_names

pytestmark = pytest.mark.browser

TECHNIEKARM, ASSIGNED, DRAFTED, OFFERED, APPROVED = "STO00024-4", "STO00077-4", "STO00014-4", "STO00019-4", "STO00025-4"
OWN, OTHERS, AGAIN = "STO00055-4", "STO00026-4", "STO00015-2"
ASKED, LAPSED, SECOND = "STO00076-4", "STO00040-4", "STO00073-4"
LEDEN = "/beoordeling/leden/"
VISITOR = [
    "/meedoen/",
    "/toegankelijkheid/", "/privacy/", "/over/", "/account/signup/", "/account/inactive/", "/account/password/reset/",
    "/account/password/reset/done/", "/account/password/reset/key/1-set/", "/account/password/reset/key/done/",
]  # fmt: skip
PAGES = {
    "": VISITOR,
    "penvoerder": [
        "/account/logout/", "/account/password/change/", "/account/reauthenticate/", "/aanvragen/nieuw/",
        "/besluiten/", f"/aanvragen/{OWN}/intrekken/", f"/aanvragen/{OWN}/aanbod/nieuw/",
        f"/aanvragen/{OWN}/aanbod/", f"/aanvragen/{OWN}/docententekort/", f"/aanvragen/{OWN}/leerlingenprognose/",
        f"/aanvragen/{OWN}/tijdlijn/", f"/aanvragen/{OWN}/risicomatrix/",
        f"/aanvragen/{OWN}/rode-draad/",
        f"/aanvragen/{OWN}/partners/tabel/",
        f"/aanvragen/{OWN}/regiovisie/b1-1/b1_1_samenvatting/eerder/",
        *(f"/aanvragen/{OWN}/{deel}/" for deel in ("partners/tabel", "scholen", "scholen/nieuw", "aanbod/telling")),
        f"/aanvragen/{OTHERS}/",  # of another region: the page that says it does not exist
    ],
    "medeauteur": [f"/aanvragen/{OWN}/"],
    "beoordelaar1": [
        f"/beoordeling/{TECHNIEKARM}/deelaspect/1.3/", f"/beoordeling/{TECHNIEKARM}/inleveren/",
        f"/beoordeling/{TECHNIEKARM}/verhinderd/", "/beoordeling/?stand=afgerond",
        "/beoordeling/belangen/", "/beoordeling/belangen/nieuw/", "/beoordeling/belangen/nieuw/?zoek=school",
    ],
    "coordinator": [
        "/rondes/", "/rondes/1/", "/rondes/4/", "/rondes/4/samenhang/", "/rondes/4/uitstel/", "/rondes/4/storing/",
        "/rondes/nieuw/", "/rondes/4/wijzigen/", "/deelnamewensen/", LEDEN, f"{LEDEN}nieuw/",
    ],
    "behandelaar": [
        f"/besluiten/{DRAFTED}/vervallen/", "/besluiten/STO00030-4/vervangen/", "/besluiten/STO00030-4/1/",
        f"/besluiten/{DRAFTED}/opstellen/", "/aanvragen/STO00012-4/volledigheid/", f"/aanvragen/{AGAIN}/verschil/",
        "/aanvragen/STO00012-4/aanvulling/vragen/", f"/besluiten/{LAPSED}/buiten-behandeling/",
        f"/aanvragen/{ASKED}/aanvulling/intrekken/", f"/aanvragen/{ASKED}/",
    ],
    f"penvoerder-{ASKED[:8].lower()}": [
        f"/aanvragen/{ASKED}/", f"/aanvragen/{ASKED}/activiteitenplan/b2-31/",
        f"/aanvragen/{ASKED}/aanvulling/indienen/",
    ],
    f"penvoerder-{SECOND[:8].lower()}": [
        f"/aanvragen/{SECOND}/oordeel/", f"/aanvragen/{SECOND}/", f"/aanvragen/{SECOND}/regiovisie/b1-1/",
    ],
    "voorzitter": [f"/beoordeling/{AGAIN}/verschil/"],
    "tekenbevoegde": [
        f"/besluiten/{APPROVED}/", f"/besluiten/{APPROVED}/verzenden/", f"/besluiten/{OFFERED}/terugsturen/",
    ],
    "onderzoeker": ["/monitoring/onderzoek/?soort=ingediend"],
    "beheerder": [
        "/regios/", "/gebruikers/", "/gebruikers/nieuw/", "/werk/?tot=gisteren", "/werk/opnieuw/", "/berichten/",
        "/sjablonen/", "/sjablonen/beschikking_verlening/", "/sjablonen/uitnodiging/wijzigen/",
        "/sjablonen/uitnodiging/versies/1/",
    ],
}  # fmt: skip
# person, page, links to follow one after the other
FOLLOWED = [
    (f"penvoerder-{ASKED[:8].lower()}", f"/aanvragen/{ASKED}/aanvulling/", ["Lees de brief"]),
    (f"penvoerder-{ASKED[:8].lower()}", f"/aanvragen/{ASKED}/aanvulling/", ["tot nu toe schreef"]),
    ("penvoerder", f"/aanvragen/{OWN}/activiteitenplan/b2-1/", ["Wijzigen", "Doel verwijderen"]),
    ("penvoerder", f"/aanvragen/{OWN}/activiteitenplan/b2-33/", ["Wijzigen", "Risico verwijderen"]),
    ("penvoerder", f"/aanvragen/{OWN}/aanbod/", ["Invullen", "Instroom in leerjaar 3", "Gewenst aanbod"]),
    ("coordinator", f"/beoordeling/{ASSIGNED}/toewijzen/", ["verhinderd is"]),
    ("coordinator", LEDEN, ["Gijs Potloodstreep", "Geef een rol"]),
    ("coordinator", LEDEN, ["Gijs Potloodstreep", "Wijzig de einddatum"]),
    ("coordinator", LEDEN, ["Gijs Potloodstreep", "Voeg een belang toe"]),
    ("coordinator", LEDEN, ["Gijs Potloodstreep", "het belang bij"]),
    ("coordinator", "/besluiten/", ["Grondslagen", "Verlening"]),
    ("coordinator", "/besluiten/grondslagen/", ["Afzender"]),
    ("penvoerder", f"/aanvragen/{OWN}/", ["Nodig collega's uit", "Nodig iemand uit"]),
    ("penvoerder", "/regios/STO00055/leden/", ["Rol wijzigen"]),
    ("beheerder", "/regios/STO00055/leden/", ["eëindigen"]),
    ("beheerder", "/gebruikers/?zoek=behandelaar", ["Hanna Dossierhoek", "Gegevens wijzigen"]),
    ("beheerder", "/gebruikers/?zoek=behandelaar", ["Hanna Dossierhoek", "Account afsluiten"]),
    ("beheerder", "/gebruikers/?zoek=behandelaar", ["Hanna Dossierhoek", "Rol geven"]),
    ("beheerder", "/gebruikers/?zoek=behandelaar", ["Hanna Dossierhoek", "eëindigen"]),
]


def follow(case, person, address, links):
    """Open a page, look at it and follow the first link with each of these words."""
    page = case.visit(person, address, address)
    for words in links:
        with page.expect_navigation():
            page.locator("main").get_by_role("link", name=words).first.click()
        case.look(page, f"{address} {words}")
    return page


def look_at_closed_account(case):
    """The page that gives back access stands at the same person."""
    page = follow(case, "beheerder", "/gebruikers/?zoek=behandelaar", ["Hanna Dossierhoek"])
    page.goto(f"{page.url}deblokkeren/")
    case.look(page)


def look_at_conceptcheck(case):
    """The penvoerder shares the draft, the behandelaar reads it and remarks."""
    page = case.visit("penvoerder", f"/aanvragen/{OWN}/conceptcheck/")
    page.get_by_role("button", name="Deel deze versie met DUS-I").click()
    case.look(page, "gedeeld")
    page = follow(case, "behandelaar", "/conceptchecks/", [OWN])
    page.locator("[name=over-regiovisie]").fill("Helder.")
    page.get_by_role("textbox", name="Regiovisie").fill("Helder.")
    page.get_by_role("button", name="Stuur de opmerkingen").click()
    case.visit("penvoerder", f"/aanvragen/{OWN}/conceptcheck/", "beantwoord")


def look_at_mail(case):
    """A mail that a question of the penvoerder made."""
    page = case.visit("penvoerder", f"/aanvragen/{OWN}/akkoord/", "mail")
    for label, value in (("Naam van de", "Bo"), ("Functie", "Voorzitter"), ("E-mailadres", "bo@example.nl")):
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Vraag akkoord").click()
    follow(case, "beheerder", "/berichten/?zoek=bo", ["Uw akkoord is nodig"])


def look_at_sjabloon(case):
    """The coordinator lays another text of a letter before the tekenbevoegde."""
    page = case.visit("coordinator", "/sjablonen/aanvulverzoek/wijzigen/", "brief")
    page.get_by_label("Onderwerp").fill("Vul uw aanvraag {{ kenmerk }} aan")
    page.get_by_role("button", name="Leg deze tekst voor").click()
    case.look(page, "voorgelegd")
    follow(case, "tekenbevoegde", "/sjablonen/aanvulverzoek/", ["Bekijk het voorstel", "Geef akkoord"])


def test_every_page_beside_the_chain_is_accessible(open_page, live_portal):
    case = Case(live_portal, open_page)

    for person, addresses in PAGES.items():
        for address in addresses:
            case.visit(person, address, address)
    for person, address, links in FOLLOWED:
        follow(case, person, address, links)
    look_at_closed_account(case)
    look_at_mail(case)
    look_at_conceptcheck(case)
    look_at_sjabloon(case)

    assert ASIDE - {name for name, _variant in case.looked_at} == set()


def test_every_page_has_its_place():
    names = set(url_names(get_resolver()))

    assert names - CHAIN - ASIDE - VOORAF - TWEESTAPS - NO_PAGE == set()
    assert (CHAIN | ASIDE | VOORAF | TWEESTAPS | NO_PAGE) - names == set()
    assert CHAIN.isdisjoint(ASIDE | VOORAF)

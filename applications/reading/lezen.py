from datetime import date

from applications.contents import Planinhoud
from applications.models import Aard, Antwoordsoort, Onderdeel, Partnersoort, Vastlegging
from applications.reading.leesplan import (
    Leeskaart,
    Leesmatrix,
    Leesonderdeel,
    Leesparagraaf,
    Leesplan,
    Leestabel,
    Leestijdlijn,
    Leesvraag,
)
from applications.reading.tabellen import MAKERS, usual_weergave
from sto_portal.money import format_number
from sto_portal.vormgeving.templatetags.sto import datum

NOT_FILLED_IN = {Aard.EIS, Aard.TOELICHTING, Aard.VASTE_TEKST}


def read_plan(plan, inhoud=None):
    """The Leesplan of one plan, whose regio, ronde and regelingversie are at hand; 12 queries, whatever its size.

    What does not hold for this region and was not answered is left out. `inhoud` when the plan was read already.
    """
    inhoud = inhoud or Planinhoud(plan)
    asked = {vraag.pk for vraag in inhoud.asked}
    grouped = {}
    for vraag in inhoud.vragen:
        if is_shown(vraag, inhoud):
            grouped.setdefault(vraag.paragraaf_id, []).append(vraag)
    paragrafen = {onderdeel: [] for onderdeel in Onderdeel}
    for paragraaf in inhoud.paragrafen:
        vragen = grouped.get(paragraaf.pk, [])
        if vragen or paragraaf.weergave:
            paragrafen[Onderdeel(paragraaf.onderdeel)].append(read_paragraaf(paragraaf, vragen, inhoud, asked))
    return Leesplan(
        nummer=inhoud.nummer,
        regio=inhoud.regio.naam,
        regiosoort=inhoud.regio.get_soort_display(),
        ronde=plan.ronde.naam,
        regeling=inhoud.versie.regeling.citeertitel,
        penvoerder=next(
            (row.naam for row in inhoud.partners if row.soort == Partnersoort.PENVOERDER), "nog niet bekend"
        ),
        onderdelen=tuple(
            Leesonderdeel(str(code), code.label.lower(), code.label, tuple(rows)) for code, rows in paragrafen.items()
        ),
        bestanden=tuple(files_of(inhoud)),
    )


def is_shown(vraag, inhoud):
    """Whether this entry has something to say for this region."""
    if vraag.paragraaf_id in inhoud.hidden:
        return False
    given = vraag.antwoord is not None and vraag.antwoord.is_given
    return given or not vraag.voorwaarde or vraag.voorwaarde in inhoud.voorwaarden


def read_paragraaf(paragraaf, vragen, inhoud, asked):
    """The paragraph with its entries; those that the same rows answer become one entry."""
    read, tables = [], {}
    for vraag in vragen:
        if vraag.vastgelegd_in != Vastlegging.MODEL:
            read.append([vraag])
        elif vraag.model in tables:
            tables[vraag.model].append(vraag)
        else:
            tables[vraag.model] = [vraag]
            read.append(tables[vraag.model])
    return Leesparagraaf(
        sleutel=paragraaf.sleutel,
        kop=paragraaf.kop,
        vragen=tuple(read_vraag(vraag, ook, inhoud, vraag.pk in asked) for vraag, *ook in read),
        tabellen=MAKERS[paragraaf.weergave](inhoud) if paragraaf.weergave else (),
    )


def read_vraag(vraag, ook, inhoud, is_asked):
    """One entry, with the Vragen that the same rows answer too.

    Where no row was filled in yet, the text that was written before the question had a table.
    """
    shown = {"code": vraag.code, "titel": vraag.titel, "tekst": vraag.tekst, "is_gevraagd": is_asked}
    if vraag.aard == Aard.VOORWAARDE:
        shown |= {"titel": vraag.tekst, "tekst": ""}
    if vraag.vastgelegd_in == Vastlegging.MODEL:
        rows = read_rows([vraag, *ook], inhoud)
        wrote_text = rows.get("is_leeg") and vraag.antwoord is not None and vraag.antwoord.is_given
        also = tuple((other.code, other.titel) for other in ook)
        return Leesvraag(**shown, ook=also, **(read_antwoord(vraag) if wrote_text else rows))
    if vraag.vastgelegd_in != Vastlegging.ANTWOORD:
        return Leesvraag(**shown, soort=str(vraag.aard if vraag.aard in NOT_FILLED_IN else Aard.EIS))
    return Leesvraag(**shown, **read_antwoord(vraag))


def read_rows(vragen, inhoud):
    """How the rows of the model that these `vragen` of one paragraph ask for are shown here, or where they are."""
    model, home = vragen[0].model, inhoud.home_of(vragen[0].model)
    weergave = next((vraag.weergave for vraag in vragen if vraag.weergave), "")
    if not weergave and home not in vragen:
        return {"soort": "elders", "elders": home.code, "antwoord": home.titel}
    if not inhoud.rows_of(model):
        return {"soort": "rijen", "is_leeg": True}
    made = MAKERS[weergave or usual_weergave(model)](inhoud)

    def parts(kind):
        return tuple(part for part in made if isinstance(part, kind))

    return {
        "soort": "rijen",
        "tabellen": parts(Leestabel),
        "kaarten": parts(Leeskaart),
        "tijdlijn": next(iter(parts(Leestijdlijn)), None),
        "matrix": next(iter(parts(Leesmatrix)), None),
    }


def read_antwoord(vraag):
    """What was answered, as it is shown."""
    antwoord = vraag.antwoord
    if antwoord is None or not antwoord.is_given:
        return {"soort": "antwoord", "is_leeg": True}
    if antwoord.bestand:
        return {"soort": "bestand", "bestand": antwoord.bestand, "antwoord": antwoord.tekst}
    if vraag.invoer == Antwoordsoort.LIJST:
        lines = tuple(line.strip() for line in antwoord.tekst.splitlines() if line.strip())
        return {"soort": "lijst", "regels": lines}
    return {"soort": "antwoord", "antwoord": show_antwoord(vraag.invoer, antwoord.tekst)}


def show_antwoord(invoer, tekst):
    """The stored text in Dutch; what is not in the stored form is shown as it is."""
    try:
        match invoer:
            case Antwoordsoort.DATUM:
                return datum(date.fromisoformat(tekst))
            case Antwoordsoort.GETAL:
                return format_number(int(tekst))
    except ValueError:
        return tekst
    if invoer == Antwoordsoort.PERCENTAGE:
        return tekst.replace(".", ",") + "\u00a0%"
    if invoer in {Antwoordsoort.JA_NEE, Antwoordsoort.VERKLARING, Antwoordsoort.KEUZE}:
        return tekst.capitalize()
    return tekst


def files_of(inhoud):
    """Every file of the plan once: under an answer, then under the agreement."""
    given = [vraag.antwoord.bestand for vraag in inhoud.vragen if vraag.antwoord and vraag.antwoord.bestand]
    signed = [row.bestand for row in inhoud.ondertekeningen]
    return {bestand.pk: bestand for bestand in [*given, *signed]}.values()

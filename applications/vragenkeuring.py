"""Whether the file of a Vragenlijst can be shown and filled in, looked at before anything of it is written."""

from collections import Counter

from applications.invulvelden import INVULVELDEN, unknown_fields
from applications.models import TOONT, Betekenis, Onderdeel, Vastlegging, Weergave
from regions.loading import LoadError


def check_vragenlijst(name, content):
    """Raise LoadError, naming the file and the entry, where the portal cannot do what this Vragenlijst asks."""
    check_fields(name, content)
    paragrafen = [(onderdeel["id"], each) for onderdeel in content["onderdelen"] for each in onderdeel["paragrafen"]]
    velden = list(velden_of(content, paragrafen))
    told = [*(wrong_paragraaf(each) for _onderdeel, each in paragrafen), *(wrong_veld(*each) for each in velden)]
    told += [*tables_without_place(velden), *meanings_told_twice(velden)]
    if wrong := [text for text in told if text]:
        raise LoadError(f"{name}: {' '.join(wrong)}")


def check_fields(name, content):
    """Raise LoadError where a text of this fixture borrows what no Regelingversie gives."""
    if unknown := unknown_fields(content):
        raise LoadError(f"{name}: onbekend: {', '.join(sorted(unknown))}. Dit kan wel: {', '.join(INVULVELDEN)}.")


def velden_of(content, paragrafen):
    """(id of the format, entry) of every entry, those the portal adds too."""
    part_of = {paragraaf["sleutel"]: onderdeel for onderdeel, paragraaf in paragrafen}
    for onderdeel, paragraaf in paragrafen:
        for veld in paragraaf.get("velden", []):
            yield onderdeel, veld
    for veld in content.get("aanvullend", []):
        yield part_of.get(veld["paragraaf"], ""), veld


def wrong_paragraaf(paragraaf):
    """What is wrong with the Weergave of a paragraph; '' for nothing."""
    weergave = paragraaf.get("weergave", "")
    if not weergave or weergave in set(Weergave.values) - set(TOONT):
        return ""
    return f"De paragraaf {paragraaf['sleutel']} kan '{weergave}' niet tonen."


def wrong_veld(onderdeel, veld):
    """What is wrong with one entry; '' for nothing."""
    weergave, model, kept = veld.get("weergave", ""), veld.get("model", ""), veld["vastgelegd_in"]
    if not onderdeel:
        return f"{veld['key']}: er is geen paragraaf '{veld['paragraaf']}'."
    if kept == Vastlegging.MODEL and model not in TOONT.values():
        return f"{veld['key']}: het portaal heeft geen tabel '{model}'."
    if weergave and TOONT.get(weergave) != model:
        return f"{veld['key']}: de tabel '{model}' kan niet als '{weergave}' worden getoond."
    if veld.get("betekenis", "") not in ["", *Betekenis.values]:
        return f"{veld['key']}: geen controle kent de betekenis '{veld['betekenis']}'."
    if kept == Vastlegging.ANTWOORD and onderdeel == Onderdeel.BEGROTING:
        return f"{veld['key']}: in {onderdeel} staan alleen tabellen en eisen."
    return ""


def tables_without_place(velden):
    """A text for each table that is asked for and shown nowhere."""
    asked = {veld["model"] for _onderdeel, veld in velden if veld["vastgelegd_in"] == Vastlegging.MODEL}
    shown = {veld["model"] for _onderdeel, veld in velden if veld.get("weergave")}
    for model in sorted(asked & set(TOONT.values()) - shown):
        yield f"De tabel '{model}' heeft geen plaats: geef een van haar vragen een weergave."


def meanings_told_twice(velden):
    """A text for each Betekenis that more than one entry has."""
    counted = Counter(veld["betekenis"] for _onderdeel, veld in velden if veld.get("betekenis"))
    for betekenis, number in counted.items():
        if number > 1:
            yield f"{number} vragen hebben de betekenis '{betekenis}'."

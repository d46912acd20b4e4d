"""The answers of a demo plan to the questions of Bijlage B that are answered by text."""

from functools import cache

import yaml

from sto_portal import money
from sto_portal.demo import namen, teksten
from sto_portal.demo.plan_aanbod import count_pupils
from sto_portal.demo.regios import FIXTURES

LEFT_OPEN = ("b1_34_prognosetool", "b2_31_organogram")  # uploads nobody has to make
JA_NEE = {True: "ja", False: "nee"}


@cache
def load_vragen():
    """The questions that are answered by an Antwoord, by key in the order of the format, then what the portal adds."""
    bijlage = yaml.safe_load((FIXTURES / "bijlage_b.yaml").read_text(encoding="utf-8"))
    entries = [
        entry
        for onderdeel in bijlage["onderdelen"]
        for paragraaf in onderdeel["paragrafen"]
        for entry in paragraaf.get("velden", [])
    ]
    return {entry["key"]: entry for entry in [*entries, *bijlage["aanvullend"]] if entry["vastgelegd_in"] == "antwoord"}


def make_voorwaarden(regio, beeld):
    """For each condition that an applicant answers with yes or no, whether it holds."""

    def chance(name, of, out_of):
        return namen.between(1, out_of, regio.volgnummer, name) <= of

    return {
        "scholen_doen_niet_mee": not regio.alle_doen_mee,
        "leerlijnen_bestaan": regio.mbo > 0 and chance("leerlijnen", 2, 3),
        "projecten_bestaan": chance("projecten", 1, 2),
        "onrendabele_vestiging": bool(beeld["kleine_school"]),
        "voorzieningen_gedeeld": chance("voorzieningen", 3, 4),
        "extern_geschreven": chance("schrijver", 1, 4),
    }


def make_antwoorden(regio, beeld, aanbod):
    """Key → text for every question that applies, and `voorwaarde_<code>` → 'ja' or 'nee'."""
    voorwaarden = make_voorwaarden(regio, beeld)
    computed = _compute(regio, beeld, aanbod)
    answers = {f"voorwaarde_{code}": JA_NEE[holds] for code, holds in voorwaarden.items()}
    holds = voorwaarden | {"techniekarm": regio.is_techniekarm}
    for key, vraag in load_vragen().items():
        if key in LEFT_OPEN or not holds.get(vraag.get("voorwaarde_code"), True):
            continue
        if key == "b1_4_lessen" and not voorwaarden["projecten_bestaan"]:
            continue
        answers[key] = computed[key] if key in computed else _write(key, vraag, beeld, regio)
    return answers


def _write(key, vraag, beeld, regio):
    """The answer in sentences, or in lines where the question asks for a list."""
    frames = namen.load_teksten("antwoorden_b1") | namen.load_teksten("antwoorden_b2_b3")
    without = f"{key}@zonder"
    slots = frames[without if not regio.techniekleerlingen and without in frames else key]
    return ("\n" if vraag["invoer"] == "lijst" else " ").join(teksten.write_items(slots, beeld, key))


def _compute(regio, beeld, aanbod):
    """Answers that are figures, names or declarations rather than sentences."""
    share = money.share_in_basispunten(regio.techniekleerlingen, count_pupils(aanbod)) / 100
    declarations = [key for key, vraag in load_vragen().items() if vraag["invoer"] == "verklaring"]
    return {
        "b1_2_gemeenten": "\n".join(regio.gemeentenamen),
        "b1_2_partners_hoofdlijn": "\n".join(_list_kinds(regio, beeld)),
        "b1_31_doorstroomcijfers": str(beeld["doorstroom_aantal"]),
        "b1_32_is_techniekarm": JA_NEE[regio.is_techniekarm],
        "b1_32_percentage": str(money.round_half_up(share, 1)),
        "b3_einddatum": f"{beeld['jaar4']}-12-31",
        **dict.fromkeys(declarations, "ja"),
    }


def _list_kinds(regio, beeld):
    """One line for each kind of partner that takes part."""
    yield f"Vmbo: {beeld['vmbo_scholen']}, met {beeld['penvoerder']} als penvoerder"
    others = (
        (regio.mbo, "Mbo", "instelling", "instellingen"),
        (regio.bedrijven, "Bedrijfsleven", "organisatie", "organisaties"),
        (regio.po, "Basisonderwijs", "school", "scholen"),
        (regio.vso_pro, "Vso en praktijkonderwijs", "school", "scholen"),
        (regio.hbo, "Hoger onderwijs", "instelling", "instellingen"),
        (regio.gemeenten, "Lokale overheid", "organisatie", "organisaties"),
    )
    yield from (f"{label}: {teksten.count(number, one, more)}" for number, label, one, more in others if number)

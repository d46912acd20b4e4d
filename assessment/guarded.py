"""Triggers by which the database itself refuses what the kader does not know, and a positive advice that is not.

A row of another table decides, so no CHECK can hold these. Dropped before every `migrate` and made again after it
(`sto_portal.triggers`).
"""

from sto_portal.triggers import Trigger, Wacht

PREFIX = "guarded_"
ADVIES, ADVIESOORDEEL = "assessment_advies", "assessment_adviesoordeel"
UNCONDITIONAL = (
    "NEW.uitkomst = 'nvt' AND EXISTS (SELECT 1 FROM assessment_vereiste WHERE id = NEW.vereiste_id AND voorwaarde = '')"
)
NOT_IN_SCALE = (
    "NOT EXISTS (SELECT 1 FROM assessment_deelaspect AS deel"
    " JOIN assessment_criterium AS criterium ON criterium.id = deel.criterium_id"
    " JOIN assessment_schaalwaarde AS schaal ON schaal.kader_id = criterium.kader_id"
    " WHERE deel.id = NEW.deelaspect_id AND schaal.punten = NEW.punten)"
)
UNMET_IN_POSITIVE = (
    "NEW.uitkomst = 'voldoet_niet' AND EXISTS (SELECT 1 FROM assessment_advies"
    " WHERE id = NEW.advies_id AND status = 'vastgesteld' AND strekking = 'positief')"
)
POSITIVE_WITH_UNMET = (
    "NEW.status = 'vastgesteld' AND NEW.strekking = 'positief' AND EXISTS (SELECT 1 FROM assessment_adviesoordeel"
    " WHERE advies_id = NEW.id AND uitkomst = 'voldoet_niet')"
)
NVT = "Bij deze vereiste kan niet van toepassing niet."
SCALE = "Deze score staat niet in de schaal van het kader."
POSITIVE = "Een positief advies kan niet: aan een vereiste is niet voldaan."
RULES = {  # name: (table, condition on the new row, refusal)
    "oordeel_nvt": ("assessment_oordeel", UNCONDITIONAL, NVT),
    "adviesoordeel_nvt": (ADVIESOORDEEL, UNCONDITIONAL, NVT),
    "adviesoordeel_unmet": (ADVIESOORDEEL, UNMET_IN_POSITIVE, POSITIVE),
    "advies_positive": (ADVIES, POSITIVE_WITH_UNMET, POSITIVE),
    "deelaspectscore_scale": ("assessment_deelaspectscore", NOT_IN_SCALE, SCALE),
    "adviesscore_scale": ("assessment_adviesscore", NOT_IN_SCALE, SCALE),
}
VERBS = ("insert", "update")


def triggers(_connection):
    """Every Trigger of RULES."""
    for name, (table, condition, refusal) in RULES.items():
        function = f"{PREFIX}{name}"
        for verb in VERBS:
            yield Trigger(f"{function}_{verb}", table, verb, refusal, condition, function=function)


WACHT = Wacht(PREFIX, frozenset(table for table, _condition, _refusal in RULES.values()), triggers)

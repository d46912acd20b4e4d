"""Which colour a status badge gets: five kinds, chosen by the stored value of any status in the portal."""

BADGE_KINDS = {
    "neutral": {"concept", "toegewezen", "wachtend", "ingetrokken", "nvt", "te_doen", "weg", "neutral"},
    "info": {"ingediend", "in_behandeling", "bezig", "ingeleverd", "onthuld", "ter_akkoord", "vastgesteld", "info"},
    "warning": {"aanvulling_gevraagd", "buiten_behandeling", "verhinderd", "verduidelijken", "gewijzigd", "warning"},
    "success": {"verleend", "verzonden", "voldoet", "positief", "klaar", "nieuw", "success"},
    "error": {"afgewezen", "verlening_ingetrokken", "voldoet_niet", "negatief", "mislukt", "fout", "error"},
}
KIND_OF_STATUS = {status: kind for kind, statuses in BADGE_KINDS.items() for status in statuses}


def badge_kind(status):
    """One of BADGE_KINDS for a status value such as 'in_behandeling' or 'in behandeling'; 'neutral' where unknown."""
    return KIND_OF_STATUS.get(str(status).lower().replace(" ", "_").replace("-", "_"), "neutral")

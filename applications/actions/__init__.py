from applications.actions.aanvullen import SupplementError, answer_supplement, recall_supplement, request_supplement
from applications.actions.akkoord import (
    AkkoordError,
    TextChangedError,
    answer_akkoord,
    ask_akkoord,
    remind_bestuurder,
)
from applications.actions.antwoorden import (
    AntwoordConflictError,
    Wijziging,
    keep_refused,
    put_back,
    save_antwoorden,
)
from applications.actions.freeze import freeze_plan
from applications.actions.koppelen import Koppeling
from applications.actions.start import start_aanvraag
from applications.actions.steps import accept_aanvraag, withdraw_aanvraag
from applications.actions.submit import DOSSIER_PDF, IncompleteError, submit_aanvraag
from applications.actions.uitstel import grant_uitstel
from applications.actions.write import delete_rij, save_rij, save_subsidie

__all__ = [
    "DOSSIER_PDF",
    "AkkoordError",
    "AntwoordConflictError",
    "IncompleteError",
    "Koppeling",
    "SupplementError",
    "TextChangedError",
    "Wijziging",
    "accept_aanvraag",
    "answer_akkoord",
    "answer_supplement",
    "ask_akkoord",
    "delete_rij",
    "freeze_plan",
    "grant_uitstel",
    "keep_refused",
    "put_back",
    "recall_supplement",
    "remind_bestuurder",
    "request_supplement",
    "save_antwoorden",
    "save_rij",
    "save_subsidie",
    "start_aanvraag",
    "submit_aanvraag",
    "withdraw_aanvraag",
]

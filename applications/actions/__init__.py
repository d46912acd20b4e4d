from applications.actions.freeze import freeze_plan
from applications.actions.start import start_aanvraag
from applications.actions.write import (
    AntwoordConflictError,
    Wijziging,
    delete_rij,
    last_writer,
    save_antwoorden,
    save_rij,
    save_subsidie,
)

__all__ = [
    "AntwoordConflictError",
    "Wijziging",
    "delete_rij",
    "freeze_plan",
    "last_writer",
    "save_antwoorden",
    "save_rij",
    "save_subsidie",
    "start_aanvraag",
]

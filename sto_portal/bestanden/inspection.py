"""Whether a PDF or picture opens whole and starts nothing by itself, judged in another process (inside.py)."""

import logging
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).with_name("inside.py")
SECONDS = 20
AGAIN = "Maak de PDF opnieuw, bijvoorbeeld met 'Opslaan als PDF', en kies hem dan weer."
PDF_REFUSALS = {
    "beschadigd": f"Deze PDF is niet compleet of beschadigd. {AGAIN}",
    "beveiligd": "Deze PDF is beveiligd, bijvoorbeeld met een wachtwoord. Kies een PDF zonder beveiliging.",
    "actief": (
        "In deze PDF zit iets dat vanzelf kan starten, zoals JavaScript of een knop die een formulier verstuurt. "
        "Druk de PDF af naar een nieuwe PDF, met 'Afdrukken' en dan 'Opslaan als PDF', en kies die."
    ),
    "programma": "Deze PDF heeft een programma als bijlage. Haal de bijlage uit de PDF en kies hem dan weer.",
    "groot": "Deze PDF wordt veel te groot bij het openen. Maak de PDF kleiner.",
    "": f"Deze PDF is te zwaar om te controleren. {AGAIN}",
}
IMAGE_REFUSALS = {
    "beschadigd": "Deze afbeelding is beschadigd. Sla de afbeelding opnieuw op.",
    "groot": "Deze afbeelding heeft te veel beeldpunten. Maak de afbeelding kleiner.",
    "": "Deze afbeelding is te zwaar om te controleren. Maak de afbeelding kleiner.",
}

logger = logging.getLogger(__name__)


def refusal_of(content, kind):
    """Why these bytes ('pdf', 'png' or 'jpeg') cannot be accepted, a Dutch sentence; '' where nothing is wrong."""
    verdict = ask(content, kind)
    refusals = PDF_REFUSALS if kind == "pdf" else IMAGE_REFUSALS
    return "" if verdict == "goed" else refusals.get(verdict, refusals[""])


def ask(content, kind):
    """The verdict of inside.py; '' where it ran out of time or memory, or the file was its end."""
    command = [sys.executable, "-I", PROGRAM, kind]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, env={}, check=False)
    except subprocess.TimeoutExpired:
        logger.warning("Het controleren van een bestand (%s) duurde langer dan %s seconden.", kind, SECONDS)
        return ""
    if done.returncode:
        logger.warning(
            "Het controleren van een bestand (%s) stopte met %s: %s", kind, done.returncode, done.stderr[-500:]
        )
    return done.stdout.decode()

"""One letter, as the worker makes and sends it, beside WeasyPrint alone on the same HTML."""

import time

from assessment.actions.verzenden import send_besluit
from assessment.models import Besluitstatus
from assessment.work import find_besluit
from bench.besluiten import documents, ready_besluiten, signer
from bench.klok import in_turns
from bench.meting import at_most
from bench.weergave import render

SIZE = 78
ROUNDS = 9
TIMES = 1.3


def measure(options):
    """CPU of this process: text, PDF, storing, status, mail row and trace of one letter."""
    [regios] = options.sizes(SIZE)
    with options.demo(regios):
        besluiten, by = ready_besluiten(ROUNDS + 1), signer()
        html = documents(besluiten)
        waiting, printing = iter(besluiten), iter(html)
        ons, kaal = in_turns(
            lambda: send_one(next(waiting), by=by),
            lambda: render(next(printing)),
            rounds=len(besluiten) - 1,
            clock=time.process_time,
        )
    return [at_most("Eén brief, rekentijd", ons * 1000, kaal * 1000, eenheid="ms", keer=TIMES)]


def send_one(besluit, *, by):
    """Read one approved decision afresh and send it, as the worker does; AssertionError where it was not sent."""
    besluit = find_besluit(besluit.pk)
    sent = send_besluit(besluit, versie=besluit.versie, by=by)
    if sent.status != Besluitstatus.VERZONDEN:
        raise AssertionError(f"Besluit {sent.kenmerk} is niet verzonden.")

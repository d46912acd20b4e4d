"""Everything the portal checks about a plan, one file per subject."""

from applications.contents import Planinhoud
from applications.controles import (
    aanbod,
    activiteiten,
    akkoord,
    antwoorden,
    begroting,
    cijfers,
    doelen,
    organisatie,
    overeenkomst,
    partners,
    projecten,
    risicos,
    samenstelling,
    scholen,
    tekens,
    vestigingen,
)
from applications.controles.register import CONTROLES, Bevinding, Ernst, Groep, run_controle

__all__ = ["CONTROLES", "SUBJECTS", "Bevinding", "Ernst", "Groep", "blocking", "check"]

SUBJECTS = (
    antwoorden,
    samenstelling,
    aanbod,
    cijfers,
    projecten,
    partners,
    vestigingen,
    scholen,
    doelen,
    activiteiten,
    organisatie,
    risicos,
    begroting,
    overeenkomst,
    akkoord,
    tekens,
)


def check(plan, inhoud=None):
    """Every Bevinding on `plan` as a list, in the order of the application, what blocks first in each Groep.

    A fixed number of queries; `inhoud` when the caller has read the plan already.
    """
    inhoud = inhoud or Planinhoud(plan)
    found = [bevinding for each in CONTROLES.values() for bevinding in run_controle(each, inhoud)]
    groepen, ernsten = list(Groep), list(Ernst)
    return sorted(found, key=lambda bevinding: (groepen.index(bevinding.groep), ernsten.index(bevinding.ernst)))


def blocking(bevindingen):
    """Those with which a plan is incomplete."""
    return [bevinding for bevinding in bevindingen if bevinding.blocks]

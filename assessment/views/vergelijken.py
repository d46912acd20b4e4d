"""What a page shows of the revealed judgements beside each other, for the committee and for DUS-I alike."""

from assessment.reports.afwijkingen import read_afwijkingen
from assessment.reports.scores import read_scores
from assessment.reports.stappen import read_steps
from assessment.reports.vergelijking import parts_of


def lay_beside(aanvraag, vergelijking, advies, *, only_differences):
    """The context of `_vergeleken.html`; `advies` is the settled Advies, None as long as there is none."""
    steps = read_steps(aanvraag, advies)
    return {
        "vergelijking": vergelijking,
        "afwijkingen": read_afwijkingen(advies) if advies else [],
        "parts": parts_of(steps, vergelijking, only_differences=only_differences),
        "only_differences": only_differences,
        "scores": read_scores(steps, vergelijking, with_advies=advies is not None),
        "differences": sum(row.differs for row in vergelijking.rijen.values()),
    }

"""The scores of a techniekarme regio per deelaspect: those of the members, that of the committee, and their sums."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median_low

from assessment.models import Deelaspect


@dataclass(frozen=True)
class Scorerij:
    """One Deelaspect with the score of each member and of the committee, None where none was given."""

    deelaspect: Deelaspect
    namen: list
    punten: list
    commissie: int | None

    @property
    def by_name(self):
        """(Name of the member, score) in order."""
        return list(zip(self.namen, self.punten, strict=True))

    @property
    def mean(self):
        """Of the scores that were given."""
        return mean(self.punten)

    @property
    def median(self):
        """Of the scores that were given."""
        return median(self.punten)


@dataclass(frozen=True)
class Scoretabel:
    """Rows in the order of Bijlage C, with one column for each of `namen`.

    In a sum every deelaspect counts as often as its `gewicht`; it is None while one has no score.
    """

    namen: list
    rijen: list
    with_advies: bool

    @property
    def sums(self):
        """(Name of the member, sum) in order."""
        columns = zip(*(rij.punten for rij in self.rijen), strict=True)
        return list(zip(self.namen, map(self.add_up, columns), strict=True))

    @property
    def mean(self):
        """Of the sums of the members."""
        return mean([total for _naam, total in self.sums])

    @property
    def median(self):
        """The sum of the middle scores."""
        return self.add_up([rij.median for rij in self.rijen])

    @property
    def commissie(self):
        """The sum of the committee."""
        return self.add_up([rij.commissie for rij in self.rijen])

    def add_up(self, column):
        if None in column:
            return None
        return sum(rij.deelaspect.gewicht * punten for rij, punten in zip(self.rijen, column, strict=True))


def read_scores(steps, vergelijking, *, with_advies=True):
    """The Scoretabel of these steps of an advice beside a Vergelijking; None where scores do not count.

    `with_advies` says whether the scores of the committee may be shown yet.
    """
    if not any(step.schaal for step in steps):
        return None
    namen = vergelijking.namen
    nobody = [None] * len(namen)
    rijen = [
        Scorerij(step.deelaspect, namen, vergelijking.scores.get(step.deelaspect.pk, nobody), step.score)
        for step in steps
    ]
    return Scoretabel(namen, rijen, with_advies)


def mean(points):
    """Mean of the scores that were given in two decimals, half up; None without scores."""
    given = [each for each in points if each is not None]
    if not given:
        return None
    return (Decimal(sum(given)) / len(given)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def median(points):
    """The middle one of the scores that were given, the lower of two; None without scores."""
    given = [each for each in points if each is not None]
    return median_low(given) if given else None

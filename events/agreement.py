"""How far two facilitators who sorted the same notes agree: five measures of four counts.

Of the questions “does this note belong to this theme?”, a were answered yes by both, b by the first alone, c by
the second alone, d by neither. N = a + b + c + d. A measure that would divide by nothing is not there.
"""

from dataclasses import dataclass

FEWEST_NOTES = 10  # under that, what chance alone would give says nothing


@dataclass(frozen=True, slots=True)
class Counts:
    a: int
    b: int
    c: int
    d: int

    @property
    def total(self) -> int:
        return self.a + self.b + self.c + self.d

    @property
    def percent(self) -> float | None:
        """Observed agreement, (a + d) / N."""
        return _ratio(self.a + self.d, self.total)

    @property
    def jaccard(self) -> float | None:
        """a / (a + b + c): P. Jaccard, Bulletin de la Société vaudoise des sciences naturelles 37 (1901)."""
        return _ratio(self.a, self.a + self.b + self.c)

    @property
    def kappa(self) -> float | None:
        """(po − pe) / (1 − pe), pe from each one's own share of yes.

        J. Cohen, “A coefficient of agreement for nominal scales”, Educational and Psychological Measurement
        20 (1960).
        """
        n = self.total
        yes = (self.a + self.b) * (self.a + self.c)
        no = (self.c + self.d) * (self.b + self.d)
        return _ratio(n * (self.a + self.d) - (yes + no), n * n - (yes + no))

    @property
    def ac1(self) -> float | None:
        """(po − pe) / (1 − pe) with pe = 2π(1 − π), π the mean share of yes.

        K. L. Gwet, “Computing inter-rater reliability and its variance in the presence of high agreement”,
        British Journal of Mathematical and Statistical Psychology 61 (2008).
        """
        n = self.total
        yes, no = self._values
        return _ratio(2 * n * (self.a + self.d) - yes * no, 2 * n * n - yes * no)

    @property
    def alpha(self) -> float | None:
        """1 − Do / De for two coders, nominal: De = 2 · yes · no / (n(n − 1)), n = 2N values.

        K. Krippendorff, Content Analysis: An Introduction to Its Methodology, 3rd ed. (2013), chapter 12.
        """
        n = 2 * self.total
        yes, no = self._values
        shared = _ratio((self.b + self.c) * (n - 1), yes * no)
        return None if shared is None else 1 - shared

    @property
    def _values(self) -> tuple[int, int]:
        """Of all 2N answers, how many are yes and how many no."""
        unlike = self.b + self.c
        return 2 * self.a + unlike, 2 * self.d + unlike


@dataclass(frozen=True, slots=True)
class Agreement:
    percent: float | None
    jaccard: float | None
    kappa: float | None
    ac1: float | None
    alpha: float | None


def agreement(counts: Counts, *, notes: int) -> Agreement:
    """Kappa and alpha are told from ten notes on."""
    enough = notes >= FEWEST_NOTES
    return Agreement(
        percent=counts.percent,
        jaccard=counts.jaccard,
        kappa=counts.kappa if enough else None,
        ac1=counts.ac1,
        alpha=counts.alpha if enough else None,
    )


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None

"""Every threshold of the method, with its default and the sentence that explains it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from community.disclosure import MINIMUMS, Minimums


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the verdicts turn. Shares are exact fractions: 0.30 is not a binary number."""

    group_answers: int = 5
    groups: int = 2
    answers: int = 12
    coverage: Fraction = Fraction(25, 100)
    not_sure: Fraction = Fraction(50, 100)
    share: Fraction = Fraction(60, 100)
    commonality: Fraction = Fraction(65, 100)
    gap: Fraction = Fraction(30, 100)
    split: Fraction = Fraction(60, 100)
    significance: Fraction = Fraction(5, 100)


@dataclass(frozen=True, slots=True)
class Explained:
    """One line of the method page."""

    name: str
    value: str
    explanation: str


THRESHOLDS = Thresholds()


def explain(
    thresholds: Thresholds = THRESHOLDS, minimums: Minimums = MINIMUMS
) -> tuple[Explained, ...]:
    """Every threshold in force, for the method page."""
    return (*_explain_verdicts(thresholds), *_explain_minimums(minimums))


def as_decimal(share: Fraction) -> str:
    return f"{float(share):.2f}"


def _explain_verdicts(limits: Thresholds) -> Sequence[Explained]:
    return (
        Explained(
            gettext("Answers in a sector"),
            str(limits.group_answers),
            gettext("A sector takes part in a verdict from this many answers."),
        ),
        Explained(
            gettext("Sectors compared"),
            str(limits.groups),
            gettext("A verdict needs this many sectors that take part."),
        ),
        Explained(
            gettext("Answers altogether"),
            str(limits.answers),
            gettext("A verdict needs this many answers in the sectors that take part."),
        ),
        Explained(
            gettext("Early"),
            as_decimal(limits.coverage),
            gettext(
                "A verdict is marked “Early” while a smaller share than this of a sector that "
                "takes part has answered."
            ),
        ),
        Explained(
            gettext("Mostly not sure"),
            as_decimal(limits.not_sure),
            gettext("From this share of “not sure”, no other verdict is given."),
        ),
        *_explain_agreement(limits),
    )


def _explain_agreement(limits: Thresholds) -> Sequence[Explained]:
    return (
        Explained(
            gettext("Shared: every sector"),
            as_decimal(limits.share),
            gettext(
                "An insight is shared only if the smoothed share of every sector that takes part "
                "is at least this."
            ),
        ),
        Explained(
            gettext("Shared: commonality"),
            as_decimal(limits.commonality),
            gettext("The geometric mean of those shares must be at least this."),
        ),
        Explained(
            gettext("Differs by sector"),
            as_decimal(limits.gap),
            gettext(
                "Sectors differ if their highest and lowest smoothed shares are this far apart."
            ),
        ),
        Explained(
            gettext("Contested within sectors"),
            as_decimal(limits.split),
            gettext(
                "Twice the share of the smaller side, “true here” or “not here”, must reach this."
            ),
        ),
        Explained(
            gettext("Distinctive of a sector"),
            as_decimal(limits.significance),
            gettext(
                "A sector is called distinctive only if so large a difference would come about by "
                "chance less often than this, allowing for every comparison shown together."
            ),
        ),
    )


def _explain_minimums(minimums: Minimums) -> Sequence[Explained]:
    return (
        Explained(
            gettext("Smallest figure shown"),
            str(minimums.cell),
            gettext("Nothing is shown of a group in which fewer people than this answered."),
        ),
        Explained(
            gettext("Smallest sector shown on its own"),
            str(minimums.membership),
            gettext("Sectors with fewer members than this are shown together as other sectors."),
        ),
    )

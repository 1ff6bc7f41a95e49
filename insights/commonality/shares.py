"""Shares in exact fractions: what verdicts are decided on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from insights.commonality.counts import GroupCount
from insights.commonality.thresholds import THRESHOLDS, Thresholds

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Shares:
    """The smoothed shares of one group; p′ and q′ (`strict_…`) are smoothed half as much."""

    true: Fraction
    not_here: Fraction
    strict_true: Fraction
    strict_not_here: Fraction


def shares_of(count: GroupCount) -> Shares:
    answers = count.answers
    return Shares(
        true=Fraction(count.true + 1, answers + 2),
        not_here=Fraction(count.not_here + 1, answers + 2),
        strict_true=(count.true + HALF) / (answers + 1),
        strict_not_here=(count.not_here + HALF) / (answers + 1),
    )


def eligible_groups(
    counts: Iterable[GroupCount], thresholds: Thresholds = THRESHOLDS
) -> tuple[GroupCount, ...]:
    """The groups with enough answers to take part in a verdict, by name."""
    enough = (count for count in counts if count.answers >= thresholds.group_answers)
    return tuple(sorted(enough, key=lambda count: count.group))


def together(counts: Iterable[GroupCount], name: str = "") -> GroupCount:
    """All these groups as one."""
    everyone = list(counts)
    return GroupCount(
        group=name,
        true=sum(count.true for count in everyone),
        not_here=sum(count.not_here for count in everyone),
        not_sure=sum(count.not_sure for count in everyone),
        members=sum(count.members for count in everyone),
    )


def not_sure_share(count: GroupCount) -> Fraction:
    return _among(count.not_sure, count.answers)


def split(count: GroupCount) -> Fraction:
    """0 when one side of true and not is empty, 1 when everyone takes a side and they are even."""
    return _among(2 * min(count.true, count.not_here), count.answers)


def gap(counts: Sequence[GroupCount]) -> Fraction | None:
    """How far apart the groups' smoothed true shares are."""
    values = [shares_of(count).true for count in counts]
    return max(values) - min(values) if values else None


def geometric_mean_reaches(values: Sequence[Fraction], least: Fraction) -> bool:
    """Whether the geometric mean is at least this, compared as exact products."""
    product = Fraction(1)
    for value in values:
        product *= value
    return product >= least ** len(values)


def _among(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)

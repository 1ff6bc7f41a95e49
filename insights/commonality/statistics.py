"""Every figure of the method on one insight, for analysts."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import scipy

from insights.commonality.counts import GroupCount
from insights.commonality.shares import (
    Shares,
    eligible_groups,
    gap,
    not_sure_share,
    shares_of,
    split,
    together,
)
from insights.commonality.thresholds import THRESHOLDS, Thresholds


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The figures of one group, or of everyone as one."""

    count: GroupCount
    shares: Shares
    coverage: Fraction | None
    true_interval: Interval


@dataclass(frozen=True, slots=True)
class AcrossFigures:
    """The figures over the eligible groups: how far they agree, and how far apart they are."""

    commonality: float
    shared_absence: float
    strict: float
    least: float
    gap: Fraction
    association: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything counted on one insight. `across` is None while no group is eligible.

    The split and the not-sure share here are over everyone; verdicts take eligible groups only.
    """

    everyone: GroupFigures
    groups: tuple[GroupFigures, ...]
    eligible: tuple[str, ...]
    across: AcrossFigures | None
    split: Fraction
    not_sure: Fraction


def figures(counts: Iterable[GroupCount], thresholds: Thresholds = THRESHOLDS) -> Figures:
    ordered = sorted(counts, key=lambda count: count.group)
    eligible = eligible_groups(ordered, thresholds)
    everyone = together(ordered)
    return Figures(
        everyone=group_figures(everyone),
        groups=tuple(group_figures(count) for count in ordered),
        eligible=tuple(count.group for count in eligible),
        across=_across(eligible),
        split=split(everyone),
        not_sure=not_sure_share(everyone),
    )


def group_figures(count: GroupCount) -> GroupFigures:
    return GroupFigures(
        count=count,
        shares=shares_of(count),
        coverage=Fraction(count.answers, count.members) if count.members else None,
        true_interval=wilson(count.true, count.answers),
    )


def wilson(successes: int, trials: int) -> Interval:
    """The Wilson 95 % interval; with no trials anything is possible."""
    if trials == 0:
        return Interval(0.0, 1.0)
    found = scipy.stats.binomtest(successes, trials).proportion_ci(0.95, method="wilson")
    return Interval(float(found.low), float(found.high))


def cramers_v(counts: Sequence[GroupCount]) -> float | None:
    """How strongly answers go with groups; None where there is nothing to compare."""
    rows = [(count.true, count.not_here, count.not_sure) for count in counts]
    used = [column for column in zip(*rows, strict=True) if any(column)]
    if len(rows) < 2 or len(used) < 2:
        return None
    table = [list(row) for row in zip(*used, strict=True)]
    return float(scipy.stats.contingency.association(table, method="cramer"))


def geometric_mean(values: Sequence[Fraction]) -> float:
    product = math.prod(values, start=Fraction(1))
    return math.pow(product, 1 / len(values))


def _across(eligible: Sequence[GroupCount]) -> AcrossFigures | None:
    apart = gap(eligible)
    if apart is None:
        return None
    shares = [shares_of(count) for count in eligible]
    return AcrossFigures(
        commonality=geometric_mean([each.true for each in shares]),
        shared_absence=geometric_mean([each.not_here for each in shares]),
        strict=geometric_mean([each.strict_true * (1 - each.strict_not_here) for each in shares]),
        least=min(wilson(count.true, count.answers).low for count in eligible),
        gap=apart,
        association=cramers_v(eligible),
    )

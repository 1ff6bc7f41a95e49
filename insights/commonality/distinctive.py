"""What is distinctive of a sector: one-sided Fisher tests, corrected for every comparison."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy

from insights.commonality.counts import NOT_HERE, TRUE_HERE, GroupCount
from insights.commonality.shares import eligible_groups, together
from insights.commonality.thresholds import THRESHOLDS, Thresholds
from insights.commonality.verdicts import Verdict, judge


@dataclass(frozen=True, slots=True)
class Comparison:
    """One sector against the rest on one insight, in one direction."""

    insight: str
    group: str
    direction: str
    probability: float
    adjusted: float = 1.0
    labelled: bool = False


def majority(count: GroupCount) -> str | None:
    """The answer, true or not, that more than half of the group gave."""
    if 2 * count.true > count.answers:
        return TRUE_HERE
    return NOT_HERE if 2 * count.not_here > count.answers else None


def fisher(counts: Iterable[GroupCount], group: GroupCount, direction: str) -> float:
    """How often chance alone would give this group so many of these answers."""
    everyone = together(counts)
    if group.answers in {0, everyone.answers}:
        return 1.0
    inside = _having(group, direction)
    outside = _having(everyone, direction) - inside
    table = np.array(
        [
            [inside, group.answers - inside],
            [outside, everyone.answers - group.answers - outside],
        ]
    )
    return float(scipy.stats.fisher_exact(table, alternative="greater").pvalue)


def holm(probabilities: Sequence[float]) -> list[float]:
    """Holm's step-down adjustment, in the order given."""
    tests = len(probabilities)
    adjusted = [1.0] * tests
    highest = 0.0
    for rank, index in enumerate(sorted(range(tests), key=probabilities.__getitem__)):
        highest = max(highest, min(1.0, probabilities[index] * (tests - rank)))
        adjusted[index] = highest
    return adjusted


def compare(
    insights: Mapping[str, Sequence[GroupCount]], thresholds: Thresholds = THRESHOLDS
) -> tuple[Comparison, ...]:
    """Every comparison shown together: insights with a verdict, eligible groups, two directions."""
    tests: list[Comparison] = []
    majorities: list[str | None] = []
    for insight in sorted(insights):
        counts = insights[insight]
        if judge(counts, thresholds).verdict == Verdict.NOT_ENOUGH:
            continue
        for group in eligible_groups(counts, thresholds):
            for direction in (TRUE_HERE, NOT_HERE):
                chance = fisher(counts, group, direction)
                tests.append(Comparison(insight, group.group, direction, chance))
                majorities.append(majority(group))
    adjusted = holm([test.probability for test in tests])
    return tuple(
        replace(test, adjusted=p, labelled=p < thresholds.significance and side == test.direction)
        for test, p, side in zip(tests, adjusted, majorities, strict=True)
    )


def _having(count: GroupCount, direction: str) -> int:
    return count.true if direction == TRUE_HERE else count.not_here

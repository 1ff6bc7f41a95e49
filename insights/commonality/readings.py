"""The readings of many insights shown together, as one snapshot takes them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from community.disclosure import MINIMUMS, Minimums
from insights.commonality.counts import GroupCount
from insights.commonality.display import Reading, display, read, with_distinctive
from insights.commonality.distinctive import Comparison, compare
from insights.commonality.thresholds import THRESHOLDS, Thresholds
from insights.commonality.verdicts import judge


def read_all(
    insights: Mapping[str, Sequence[GroupCount]],
    memberships: Mapping[str, int],
    *,
    thresholds: Thresholds = THRESHOLDS,
    minimums: Minimums = MINIMUMS,
) -> tuple[Reading, ...]:
    """Every insight's reading, by reference; labels allow for all comparisons made here."""
    labels: defaultdict[str, list[Comparison]] = defaultdict(list)
    for comparison in compare(insights, thresholds):
        labels[comparison.insight].append(comparison)
    readings = (
        read(
            reference,
            insights[reference],
            judge(insights[reference], thresholds),
            display(insights[reference], memberships, minimums),
        )
        for reference in sorted(insights)
    )
    return tuple(with_distinctive(reading, labels[reading.reference]) for reading in readings)

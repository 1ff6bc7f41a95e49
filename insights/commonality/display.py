"""What may be said in public of one insight's answers, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from community.disclosure import MINIMUMS, NOTHING, Disclosed, Group, Minimums, disclose
from insights.commonality.counts import NOT_HERE, TRUE_HERE, GroupCount
from insights.commonality.distinctive import Comparison, majority
from insights.commonality.statistics import Figures
from insights.commonality.verdicts import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class Reading:
    """A verdict with what it rests on. Sectors are named only where they are shown alone."""

    reference: str
    verdict: Verdict
    early: bool = False
    compared: tuple[str, ...] = ()
    others_compared: bool = False
    leaning_true: tuple[str, ...] = ()
    leaning_not: tuple[str, ...] = ()
    distinctive_true: tuple[str, ...] = ()
    distinctive_not: tuple[str, ...] = ()
    shown: Disclosed = NOTHING


def display(
    counts: Iterable[GroupCount], memberships: Mapping[str, int], minimums: Minimums = MINIMUMS
) -> Disclosed:
    """The answers in bands; `memberships` are the members of each sector in the community.

    Which sectors are shown alone depends on them, not on who may read this insight, so the
    same sectors are together everywhere.
    """
    return disclose(
        (
            Group(
                names=(count.group,),
                members=memberships.get(count.group, 0),
                counts=(count.true, count.not_here, count.not_sure),
            )
            for count in counts
        ),
        minimums,
    )


def read(
    reference: str, counts: Sequence[GroupCount], judgement: Judgement, shown: Disclosed
) -> Reading:
    """Reduce a judgement to what may be said; if not even the base may, there is no verdict."""
    if shown.total is None or judgement.verdict == Verdict.NOT_ENOUGH:
        return Reading(reference, Verdict.NOT_ENOUGH, shown=shown)
    alone = {group.names[0] for group in shown.groups if not group.is_other}
    named = tuple(name for name in judgement.eligible if name in alone)
    sides = {count.group: majority(count) for count in counts}
    return Reading(
        reference=reference,
        verdict=judgement.verdict,
        early=judgement.early,
        compared=named,
        others_compared=len(named) < len(judgement.eligible),
        leaning_true=tuple(name for name in named if sides[name] == TRUE_HERE),
        leaning_not=tuple(name for name in named if sides[name] == NOT_HERE),
        shown=shown,
    )


def with_distinctive(reading: Reading, comparisons: Iterable[Comparison]) -> Reading:
    """Add the labels that hold for sectors this reading names."""
    labels = sorted(
        (test.direction, test.group)
        for test in comparisons
        if test.labelled and test.insight == reading.reference and test.group in reading.compared
    )
    return replace(
        reading,
        distinctive_true=tuple(group for direction, group in labels if direction == TRUE_HERE),
        distinctive_not=tuple(group for direction, group in labels if direction == NOT_HERE),
    )


def shared_first(reference: str, figures: Figures) -> tuple[float, float, str]:
    """The key that puts the most shared insights first."""
    if figures.across is None:
        return (0.0, 0.0, reference)
    return (-figures.across.commonality, -figures.across.least, reference)

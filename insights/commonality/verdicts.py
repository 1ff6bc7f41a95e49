"""The verdict on one insight: the first rule that matches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from insights.commonality.counts import GroupCount
from insights.commonality.shares import (
    eligible_groups,
    gap,
    geometric_mean_reaches,
    not_sure_share,
    shares_of,
    split,
    together,
)
from insights.commonality.thresholds import THRESHOLDS, Thresholds


class Verdict(StrEnum):
    NOT_ENOUGH = "not_enough"
    MOSTLY_NOT_SURE = "mostly_not_sure"
    SHARED = "shared"
    SHARED_ABSENCE = "shared_absence"
    DIFFERS = "differs"
    CONTESTED = "contested"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, whether it is early, and the sectors it was taken over."""

    verdict: Verdict
    early: bool
    eligible: tuple[str, ...]


def judge(counts: Iterable[GroupCount], thresholds: Thresholds = THRESHOLDS) -> Judgement:
    """Groups with too few answers change nothing, nor does the order of the groups."""
    eligible = eligible_groups(counts, thresholds)
    verdict = _first_match(eligible, thresholds)
    return Judgement(
        verdict=verdict,
        early=verdict != Verdict.NOT_ENOUGH and any(_is_thin(g, thresholds) for g in eligible),
        eligible=tuple(group.group for group in eligible),
    )


def _first_match(eligible: Sequence[GroupCount], thresholds: Thresholds) -> Verdict:
    everyone = together(eligible)
    apart = gap(eligible)
    if apart is None or not _is_enough(eligible, thresholds):
        return Verdict.NOT_ENOUGH
    if not_sure_share(everyone) >= thresholds.not_sure:
        return Verdict.MOSTLY_NOT_SURE
    if _agree([shares_of(group).true for group in eligible], thresholds):
        return Verdict.SHARED
    if _agree([shares_of(group).not_here for group in eligible], thresholds):
        return Verdict.SHARED_ABSENCE
    if apart >= thresholds.gap:
        return Verdict.DIFFERS
    return Verdict.CONTESTED if split(everyone) >= thresholds.split else Verdict.MIXED


def _is_enough(eligible: Sequence[GroupCount], thresholds: Thresholds) -> bool:
    answers = sum(group.answers for group in eligible)
    return len(eligible) >= thresholds.groups and answers >= thresholds.answers


def _agree(shares: Sequence[Fraction], thresholds: Thresholds) -> bool:
    """Every sector leans this way, and together they do so clearly."""
    return min(shares) >= thresholds.share and geometric_mean_reaches(
        shares, thresholds.commonality
    )


def _is_thin(count: GroupCount, thresholds: Thresholds) -> bool:
    """So few of the group's members have answered that the verdict may yet turn."""
    return count.answers < thresholds.coverage * count.members

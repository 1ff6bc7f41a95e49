"""What the last snapshot found, for one viewer: only of insights they may read, as of now.

Everything starts from `Insight.objects.library(viewer)`, so a finding of an insight that was
withdrawn, or that this viewer may not read, is in no row and no count.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from insights.commonality.words import VERDICT_NAMES
from insights.enums import Kind
from insights.models import Finding, Insight, Snapshot
from members.models import Viewer

ROWS_IN_A_GROUP = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """How many insights of one kind there are, by verdict and, for support needs, by state."""

    insights: int = 0
    verdicts: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)

    @property
    def judged(self) -> int:
        """Those with enough answers for a verdict."""
        return sum(self.verdicts.values())

    @property
    def not_enough(self) -> int:
        return self.insights - self.judged


def counted_on() -> dt.datetime | None:
    """When the figures were counted, or None before the first time."""
    return Snapshot.objects.values_list("taken_at", flat=True).first()


def findings_for(viewer: Viewer) -> QuerySet[Finding]:
    """Verdicts of insights this viewer may read; the most shared first."""
    return (
        Finding.objects.filter(
            insight__in=Insight.objects.library(viewer), verdict__in=list(VERDICT_NAMES)
        )
        .select_related("insight")
        .only(
            "verdict",
            "display",
            "order",
            "insight__reference",
            "insight__title",
            "insight__kind",
        )
        .order_by("-order", "insight__reference")
    )


def tallies(viewer: Viewer) -> Mapping[str, Tally]:
    """One tally a kind, in two queries."""
    totals: dict[str, dict[str, int]] = {kind: {} for kind in Kind.values}
    insights = Insight.objects.library(viewer).order_by()
    for kind, state, count in insights.values_list("kind", "support_state").annotate(
        count=Count("pk")
    ):
        totals[kind][state] = count
    verdicts: dict[str, dict[str, int]] = defaultdict(dict)
    found = findings_for(viewer).select_related(None).order_by()
    for kind, verdict, count in found.values_list("insight__kind", "verdict").annotate(
        count=Count("pk")
    ):
        verdicts[kind][verdict] = count
    return {
        kind: Tally(sum(states.values()), verdicts[kind], states) for kind, states in totals.items()
    }


def first_of_each_group(viewer: Viewer) -> Mapping[tuple[str, str], Sequence[Finding]]:
    """The first ten of every kind and verdict, in one query."""
    place = Window(
        RowNumber(),
        partition_by=[F("insight__kind"), F("verdict")],
        order_by=[F("order").desc(), F("insight__reference").asc()],
    )
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings_for(viewer).annotate(place=place).filter(place__lte=ROWS_IN_A_GROUP):
        groups[finding.insight.kind, finding.verdict].append(finding)
    return groups

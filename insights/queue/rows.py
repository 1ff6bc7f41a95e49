"""Which rows wait, as far as this facilitator may read them: lists, counts and bulks start here."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, Substr, TruncDate
from django.db.models.lookups import Exact, StartsWith
from django.utils import timezone

from insights.enums import UNLINKED, Act, QueueSort, ReportRule, State, Why
from insights.models import Appeal, Comment, CommentVersion, Decision, Insight, Report, Tag, Tagging
from insights.models.appeals import APPEALED, stays_over_appealed
from insights.models.kept_out import with_a_text_out
from insights.models.moderation import REPORTED, written_by
from members.models import Member, Organisation

Rows = QuerySet[Any]
INSIGHT = {
    QueueSort.INSIGHT: ("",),
    QueueSort.COMMENT: ("insight__",),
    QueueSort.REPORT: ("insight__", "comment__insight__"),
    QueueSort.APPEAL: ("decision__insight__", "decision__comment__insight__", "kept__insight__"),
}
SINCE: dict[str, Any] = {
    QueueSort.INSIGHT: F("recorded_on"),
    QueueSort.COMMENT: F("recorded_on"),
    QueueSort.REPORT: TruncDate("made_at"),
    QueueSort.APPEAL: F("made_on"),
    QueueSort.TAG: F("proposed_on"),
    QueueSort.ORGANISATION: F("proposed_on"),
}


HOLD = f"{Act.HOLD}:"
BY_REPORTS = [rule.value for rule in ReportRule if rule != ReportRule.SAFETY]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A facilitator’s filters; the address holds them all."""

    sort: str = ""
    why: str = ""
    kind: str = ""
    event: str = ""
    days: int = 0


def rows_for(viewer: Member) -> dict[str, Rows]:
    """Everything waiting that this facilitator may read, sort by sort."""
    proved = written_by(viewer, REPORTED, APPEALED, stays_over_appealed(), with_a_text_out())
    return {
        **words_for(viewer),
        QueueSort.REPORT: Report.objects.open().visible_to(viewer, proved=proved),
        QueueSort.APPEAL: Appeal.objects.waiting().visible_to(viewer, proved=proved),
        QueueSort.TAG: proposed_tags(viewer),
        QueueSort.ORGANISATION: Organisation.objects.proposed(),
    }


def words_for(viewer: Member) -> dict[str, Rows]:
    """Of those, what a bulk may decide on: what is reported and appealed costs a test of every proof."""
    return {
        QueueSort.INSIGHT: Insight.objects.visible_to(viewer).filter(state=State.HELD),
        QueueSort.COMMENT: Comment.objects.visible_to(viewer).filter(state=State.HELD),
    }


def proposed_tags(viewer: Member) -> "QuerySet[Tag]":
    """A proposal may repeat an insight's words: only with insights they may read, or with none."""
    taggings = Tagging.objects.filter(tag=OuterRef("pk"))
    readable = taggings.filter(content_object__in=Insight.objects.visible_to(viewer))
    return Tag.objects.proposed().filter(Exists(readable) | ~Exists(taggings))


def narrowed(every: Mapping[str, Rows], asked: Asked) -> dict[str, Rows]:
    """What waits and fits every filter but the sort, which chooses among these."""
    found = {}
    for sort, rows in every.items():
        fitting = _of_event(_of_kind(rows, sort, asked.kind), sort, asked.event)
        found[sort] = _waiting_since(_because(fitting, sort, asked.why), sort, asked.days)
    return found


def _of_kind(rows: Rows, sort: str, kind: str) -> Rows:
    return _of_insight(rows, sort, "kind", kind)


def _of_event(rows: Rows, sort: str, code: str) -> Rows:
    return _of_insight(rows, sort, "space__code", code)


def _of_insight(rows: Rows, sort: str, field: str, value: str) -> Rows:
    """By what the insight is that it is, or is on; a proposal is on none."""
    if not value:
        return rows
    fits = Q(pk__in=[])
    for path in INSIGHT.get(QueueSort(sort), ()):
        fits |= Q(**{f"{path}{field}": value})
    fitting: Rows = rows.filter(fits)
    return fitting


def _waiting_since(rows: Rows, sort: str, days: int) -> Rows:
    if not days:
        return rows
    latest = timezone.localdate() - dt.timedelta(days=days)
    early: Rows = rows.alias(waits_since=SINCE[sort]).filter(waits_since__lte=latest)
    return early


def _because(rows: Rows, sort: str, why: str) -> Rows:
    if not why:
        return rows
    if sort in (QueueSort.INSIGHT, QueueSort.COMMENT):
        return _held_because(rows, sort, why)
    if sort == QueueSort.REPORT:
        by_rule = why in ReportRule.values
        return rows.filter(rule=why) if by_rule else _all_if(rows, why == Why.REPORTED)
    return _all_if(rows, why == (Why.APPEALED if sort == QueueSort.APPEAL else Why.PROPOSED))


def _held_because(rows: Rows, sort: str, why: str) -> Rows:
    wanted = BY_REPORTS if why == Why.REPORTED else [why]
    held: Rows = rows.alias(because=why_held(sort)).filter(because__in=wanted)
    return held


def _all_if(rows: Rows, fits: bool) -> Rows:  # noqa: FBT001 - reads as a sentence
    return rows if fits else rows.none()


# Words taken out of what it is on make another version of a comment too: its author changed none of it.
CHANGED: dict[str, Q] = {
    QueueSort.INSIGHT: Q(version__gt=1),
    QueueSort.COMMENT: Q(Exists(CommentVersion.objects.filter(comment=OuterRef("pk")))),
}


def why_held(sort: str) -> Case:
    """Why words are held, or the rule of the reports that held them: for the list, its filters and counts.

    From what was decided alone: who wrote the words learns of no report that has not held them.
    """
    decisions = Decision.objects.filter(**{sort: OuterRef("pk")}).order_by("-decided_at", "-pk")
    said = Concat("act", Value(":"), "rule", output_field=CharField())
    last = Coalesce(Subquery(decisions.annotate(said=said).values("said")[:1]), Value(""))
    return Case(
        When(Exact(last, Value(HOLD)), then=Value(Why.HIDDEN.value)),
        When(StartsWith(last, Value(HOLD)), then=Substr(last, len(HOLD) + 1)),
        When(
            CHANGED[sort] & ~Q(StartsWith(last, Value(f"{Act.REDACT}:"))),
            then=Value(Why.CHANGED.value),
        ),
        When(attribution__in=UNLINKED, then=Value(Why.UNLINKED.value)),
        default=Value(Why.FIRST.value),
    )

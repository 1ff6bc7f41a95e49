"""Which rows wait, as far as this facilitator may read them: lists, counts and bulks start here."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import Exact
from django.utils import timezone

from insights.enums import UNLINKED, Act, QueueSort, ReportRule, State, Why
from insights.models import Comment, Decision, Insight, Report, Tag, Tagging
from members.models import Member, Organisation

Rows = QuerySet[Any]
INSIGHT = {
    QueueSort.INSIGHT: ("",),
    QueueSort.COMMENT: ("insight__",),
    QueueSort.REPORT: ("insight__", "comment__insight__"),
}
SINCE: dict[str, Any] = {
    QueueSort.INSIGHT: F("recorded_on"),
    QueueSort.COMMENT: F("recorded_on"),
    QueueSort.REPORT: TruncDate("made_at"),
    QueueSort.TAG: F("proposed_on"),
    QueueSort.ORGANISATION: F("proposed_on"),
}


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
    return {
        QueueSort.INSIGHT: Insight.objects.visible_to(viewer).filter(state=State.HELD),
        QueueSort.COMMENT: Comment.objects.visible_to(viewer).filter(state=State.HELD),
        QueueSort.REPORT: Report.objects.open().visible_to(viewer),
        QueueSort.TAG: proposed_tags(viewer),
        QueueSort.ORGANISATION: Organisation.objects.proposed(),
    }


def proposed_tags(viewer: Member) -> "QuerySet[Tag]":
    """A proposal may repeat an insight's words: only with insights they may read, or with none."""
    taggings = Tagging.objects.filter(tag=OuterRef("pk"))
    readable = taggings.filter(content_object__in=Insight.objects.visible_to(viewer))
    return Tag.objects.proposed().filter(Exists(readable) | ~Exists(taggings))


def narrowed(viewer: Member, asked: Asked) -> dict[str, Rows]:
    """What waits and fits every filter but the sort, which chooses among these."""
    found = {}
    for sort, rows in rows_for(viewer).items():
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
        if why in ReportRule.values:
            return rows.filter(Exists(open_reports(sort).filter(rule=why)))
        return _held_because(rows, sort, why)
    if sort == QueueSort.REPORT:
        by_rule = why in ReportRule.values
        return rows.filter(rule=why) if by_rule else _all_if(rows, why == Why.REPORTED)
    return _all_if(rows, why == Why.PROPOSED)


def _held_because(rows: Rows, sort: str, why: str) -> Rows:
    held: Rows = rows.alias(because=why_held(sort)).filter(because=why)
    return held


def _all_if(rows: Rows, fits: bool) -> Rows:  # noqa: FBT001 - reads as a sentence
    return rows if fits else rows.none()


def open_reports(sort: str) -> "QuerySet[Report]":
    return Report.objects.open().filter(**{sort: OuterRef("pk")})


def why_held(sort: str) -> Case:
    """Why words are held: for the list, its filters and its counts alike."""
    decisions = Decision.objects.filter(**{sort: OuterRef("pk")})
    last = Coalesce(Subquery(decisions.order_by("-decided_at", "-pk").values("act")[:1]), Value(""))
    out_of_sight = Q(published_on__isnull=False, version=1)
    return Case(
        When(Exact(last, Value(Act.HOLD.value)), then=Value(Why.HIDDEN.value)),
        When(Exists(open_reports(sort)) | out_of_sight, then=Value(Why.REPORTED.value)),
        When(
            Q(version__gt=1) & ~Q(Exact(last, Value(Act.REDACT.value))),
            then=Value(Why.CHANGED.value),
        ),
        When(attribution__in=UNLINKED, then=Value(Why.UNLINKED.value)),
        default=Value(Why.FIRST.value),
    )

"""Taking the snapshot of responses that every public figure is read from.

At most weekly, and only after 5 changes, so that a before and an after reveal nobody: trust.md section 3.
"""

import datetime as dt
import uuid
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from insights.commonality.counts import GivenAnswer, GroupCount, count_groups
from insights.commonality.display import Reading, shared_first
from insights.commonality.publication import to_data
from insights.commonality.readers import Readers
from insights.commonality.readings import read_all
from insights.commonality.statistics import figures
from insights.models import Finding, Insight, Response, Snapshot
from insights.variants import counted_with

LEAST_DAYS = 7
LEAST_CHANGES = 5


def refresh_if_due() -> Snapshot | None:
    """The nightly question: has a week passed, and have 5 or more answers come or changed?"""
    last = Snapshot.objects.order_by("taken_at").last()
    if last is None:
        return take()
    if timezone.now() - last.taken_at < dt.timedelta(days=LEAST_DAYS):
        return None
    return take() if _changes_since(last) >= LEAST_CHANGES else None


def _changes_since(last: Snapshot) -> int:
    """Answers new or changed, and at least as many as were taken back."""
    changed = Response.objects.filter(answered_at__gt=last.taken_at).count()
    return max(changed, abs(Response.objects.count() - last.response_count))


@transaction.atomic
def take() -> Snapshot:
    """Count every published insight's answers anew and keep only what may be shown."""
    snapshot = Snapshot.objects.create(response_count=Response.objects.count())
    Finding.objects.all().delete()
    Finding.objects.bulk_create(_findings(), batch_size=1_000)
    return snapshot


def _findings() -> list[Finding]:
    answers = _answers_by_insight()
    insights = Insight.objects.published().filter(pk__in=answers).prefetch_related("kept_from_rows")
    readers, kept = Readers(), {}
    counts: dict[str, tuple[GroupCount, ...]] = {}
    for insight in insights.only("pk", "reference", "audience", "space_id").iterator(
        chunk_size=2_000
    ):
        kept[insight.reference] = insight.pk
        counts[insight.reference] = count_groups(answers[insight.pk], readers.of(insight))
    readings = _readings(counts, readers.memberships)
    return [
        Finding(
            insight_id=kept[reading.reference],
            verdict=reading.verdict.value,
            early=reading.early,
            display=to_data(reading),
            order=-place,
        )
        for place, reading in enumerate(readings)
        if reading.shown.total is not None
    ]


def _answers_by_insight() -> dict[uuid.UUID, list[GivenAnswer]]:
    """One a member: of those on insights put together, the latest stands."""
    counted_as = counted_with()
    latest: dict[tuple[uuid.UUID, int], GivenAnswer] = {}
    rows = Response.objects.order_by("answered_at", "pk").values_list(
        "insight_id", "member_id", "sector", "organisation_id", "answer"
    )
    for key, member, sector, organisation, value in rows.iterator(chunk_size=10_000):
        insight = counted_as.get(key, key)
        given = GivenAnswer(str(insight), sector, str(organisation), value)
        latest[insight, member] = given
    answers: dict[uuid.UUID, list[GivenAnswer]] = defaultdict(list)
    for (insight, _member), given in latest.items():
        answers[insight].append(given)
    return answers


def _readings(
    counts: dict[str, tuple[GroupCount, ...]], memberships: dict[str, int]
) -> list[Reading]:
    """Every insight's reading, the most shared first."""
    readings = read_all(counts, memberships)
    return sorted(readings, key=lambda r: shared_first(r.reference, figures(counts[r.reference])))

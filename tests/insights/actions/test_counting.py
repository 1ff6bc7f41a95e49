"""The snapshot: taken rarely, over everyone who may read, keeping only what may be shown."""

import datetime as dt
import json

import pytest
import time_machine
from django.utils import timezone

from insights.actions import counting
from insights.models import Finding, Response, Snapshot
from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory, ResponseFactory

pytestmark = pytest.mark.django_db


def answers(insight, sector, count, answer="true_here"):
    for _ in range(count):
        ResponseFactory(insight=insight, sector=sector, answer=answer, member__hat=sector)


def test_take_keeps_a_verdict_for_each_insight_with_enough_answers():
    shared, thin, held = InsightFactory(), InsightFactory(), InsightFactory(held=True)
    for insight in (shared, held):
        answers(insight, Sector.COUNCIL, 8)
        answers(insight, Sector.HEALTH, 8)
    answers(thin, Sector.COUNCIL, 4)

    counting.take()

    assert [(f.insight, f.verdict) for f in Finding.objects.all()] == [(shared, "shared")]


def test_take_keeps_no_exact_count_and_no_small_group():
    insight = InsightFactory()
    answers(insight, Sector.COUNCIL, 13)
    answers(insight, Sector.HEALTH, 11)
    answers(insight, Sector.FUNDER, 3, "not_here")

    counting.take()

    kept = json.dumps(Finding.objects.get().display)
    assert "13" not in kept
    assert '"funder"' not in kept


def test_refresh_waits_a_week_and_five_changes():
    insight = InsightFactory()
    answers(insight, Sector.COUNCIL, 5)
    counting.take()

    with time_machine.travel(timezone.now() + dt.timedelta(days=6)):
        answers(insight, Sector.COUNCIL, 5)
        too_soon = counting.refresh_if_due()
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        due = counting.refresh_if_due()
    with time_machine.travel(timezone.now() + dt.timedelta(days=20)):
        ResponseFactory(insight=insight)
        too_few = counting.refresh_if_due()

    assert (too_soon, due, too_few) == (None, Snapshot.objects.latest(), None)


def test_refresh_counts_answers_taken_back_as_changes():
    insight = InsightFactory()
    answers(insight, Sector.COUNCIL, 12)
    counting.take()
    Response.objects.filter(pk__in=Response.objects.values("pk")[:6]).delete()

    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        assert counting.refresh_if_due() == Snapshot.objects.latest()


def test_coverage_counts_only_members_who_may_read_it():
    insight = InsightFactory(audience="practitioners")
    answers(insight, Sector.COUNCIL, 8)
    answers(insight, Sector.HEALTH, 8)
    MemberFactory.create_batch(30, hat=Sector.FUNDER)

    counting.take()

    assert Finding.objects.get().early is False

"""Claiming: fifteen minutes, one facilitator, never on one's own words."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from insights.actions import claiming, moderation
from insights.enums import Act, State
from insights.models import Claim
from tests.factories import (
    CommentFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ReportFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(minutes=15)


@pytest.fixture
def fay():
    return MemberFactory(facilitator=True)


@pytest.fixture
def ben():
    return MemberFactory(facilitator=True)


@pytest.mark.parametrize(
    "factory", [InsightFactory, CommentFactory, ReportFactory, TagFactory, OrganisationFactory]
)
def test_take_holds_for_fifteen_minutes(fay, factory):
    thing = factory()

    with time_machine.travel(NOON, tick=False):
        claiming.take(thing, by=fay)

        claim = claiming.claim_on(thing)
        assert (claim.by, claim.until) == (fay, LATER)
    with time_machine.travel(LATER, tick=False):
        assert claiming.claim_on(thing) is None


def test_take_of_what_another_has_is_refused_and_changes_nothing(fay, ben):
    insight = InsightFactory(held=True)
    claiming.take(insight, by=fay)

    with pytest.raises(claiming.Taken) as refused:
        claiming.take(insight, by=ben)

    assert (refused.value.claim.by, Claim.objects.get().by) == (fay, fay)


def test_take_again_starts_the_fifteen_minutes_again(fay):
    insight = InsightFactory(held=True)
    with time_machine.travel(NOON - dt.timedelta(minutes=10), tick=False):
        claiming.take(insight, by=fay)

    with time_machine.travel(NOON, tick=False):
        claiming.take(insight, by=fay)

    assert [claim.until for claim in Claim.objects.all()] == [LATER]


def test_take_of_what_ran_out_is_free(fay, ben):
    insight = InsightFactory(held=True)
    with time_machine.travel(NOON, tick=False):
        claiming.take(insight, by=fay)

    with time_machine.travel(LATER, tick=False):
        assert claiming.take(insight, by=ben).by == ben


def test_release_frees_it_at_once_for_whoever_has_it_alone(fay, ben):
    insight = InsightFactory(held=True)
    claiming.take(insight, by=fay)

    claiming.release(insight, by=ben)
    kept = claiming.claim_on(insight)
    claiming.release(insight, by=fay)

    assert (kept.by, claiming.claim_on(insight)) == (fay, None)


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
@pytest.mark.parametrize("of", ["insight", "comment", "report"])
def test_take_of_ones_own_words_is_refused_and_leaves_no_row(fay, ownership, of):
    insight = InsightFactory(held=True, **{ownership: fay})
    thing = {
        "insight": lambda: insight,
        "comment": lambda: CommentFactory(held=True, **{ownership: fay}),
        "report": lambda: ReportFactory(insight=insight),
    }[of]()

    with pytest.raises(claiming.OwnWords):
        claiming.take(thing, by=fay)

    assert Claim.objects.count() == 0


def test_decide_on_what_another_has_is_refused(fay, ben):
    insight = InsightFactory(held=True)
    claiming.take(insight, by=fay)

    with pytest.raises(moderation.Taken):
        moderation.decide(insight, Act.PUBLISH, reason=None, sentence="", by=ben)

    insight.refresh_from_db()
    assert insight.state == State.HELD


def test_decide_ends_the_claim(fay):
    insight = InsightFactory(held=True)
    claiming.take(insight, by=fay)

    moderation.decide(insight, Act.PUBLISH, reason=None, sentence="", by=fay)

    assert Claim.objects.count() == 0


def test_forget_ended_keeps_what_is_still_somebodys(fay):
    kept = claiming.take(InsightFactory(held=True), by=fay)
    claiming.take(InsightFactory(held=True), by=fay)
    Claim.objects.exclude(pk=kept.pk).update(until=timezone.now())

    claiming.forget_ended()

    assert [claim.pk for claim in Claim.objects.all()] == [kept.pk]

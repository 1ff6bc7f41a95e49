"""Deciding: one outcome, told to a linked author, never on one's own words."""

import pytest

from community.models import AuditEntry, OutboxMessage
from insights.actions import moderation
from insights.enums import Act, State
from insights.models import Reason
from tests.factories import InsightFactory, MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator():
    return MemberFactory(facilitator=True)


def decide(insight, act, *, by):
    reason = Reason.objects.filter(act=act).first()
    return moderation.decide(insight, act, reason=reason, sentence="Because.", by=by)


@pytest.mark.parametrize(
    ("act", "state"),
    [(Act.PUBLISH, State.PUBLISHED), (Act.RETURN, State.RETURNED), (Act.DECLINE, State.DECLINED)],
)
def test_decide_moves_a_held_insight_and_tells_its_author(facilitator, act, state):
    insight = InsightFactory(held=True)

    decided = decide(insight, act, by=facilitator)

    assert decided.state == state
    assert [message.to for message in OutboxMessage.objects.all()] == [insight.author.email]
    assert [entry.verb for entry in AuditEntry.objects.all()] == [f"insight.{act}"]


def test_decide_on_an_unlinked_insight_sends_no_mail(facilitator):
    insight = InsightFactory(held=True, unlinked_by=MemberFactory())

    decide(insight, Act.PUBLISH, by=facilitator)

    assert OutboxMessage.objects.count() == 0


def test_decide_twice_is_refused_the_second_time(facilitator):
    insight = InsightFactory(held=True)
    decide(insight, Act.PUBLISH, by=facilitator)

    with pytest.raises(moderation.AlreadyDecided):
        decide(insight, Act.DECLINE, by=MemberFactory(facilitator=True))


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_decide_on_ones_own_words_is_refused(facilitator, ownership):
    insight = InsightFactory(held=True, **{ownership: facilitator})

    with pytest.raises(moderation.OwnWords):
        decide(insight, Act.PUBLISH, by=facilitator)

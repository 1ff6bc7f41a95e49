"""Offers and introductions: one outcome, and nothing of an asker who did not sign."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection, connections

from community.models import AuditEntry, OutboxMessage
from insights.actions import support
from insights.enums import OfferState, SupportState
from insights.models import Insight, Offer
from tests.factories import InsightFactory, MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker():
    return MemberFactory(name="Ash Kerr", email="ash@example.org")


@pytest.fixture
def helper():
    return MemberFactory(name="Hal Per", email="hal@example.org")


def need_of(asker, **traits):
    return InsightFactory(kind="support_need", author=asker, **traits)


def unlinked_need_of(asker):
    return InsightFactory(kind="support_need", unlinked_by=asker)


def everything():
    """Every row of every table, by model."""
    return {
        model._meta.label: {
            str(row.pk): serializers.serialize("json", [row]) for row in model._base_manager.all()
        }
        for model in apps.get_models()
    }


def test_offer_makes_the_need_offered_and_tells_a_linked_asker_no_name(asker, helper):
    need = need_of(asker)

    support.offer(need, "I can help", by=helper)

    need.refresh_from_db()
    message = OutboxMessage.objects.get()
    assert need.support_state == SupportState.OFFERED
    assert message.to == asker.email
    assert [word in message.body for word in ("Hal", "hal@", "I can help")] == [False] * 3


def test_offer_sends_no_mail_to_an_unlinked_asker(asker, helper):
    support.offer(unlinked_need_of(asker), "I can help", by=helper)

    assert OutboxMessage.objects.count() == 0


def test_offer_twice_is_one_offer(asker, helper):
    need = need_of(asker)

    first = support.offer(need, "I can help", by=helper)
    again = support.offer(need, "I can help", by=helper)

    assert (again, Offer.objects.count(), OutboxMessage.objects.count()) == (first, 1, 1)


@pytest.mark.parametrize("state", ["met", "closed"])
def test_offer_on_a_need_that_ended_is_refused(asker, helper, state):
    need = need_of(asker, support_state=state, outcome="Done.")

    with pytest.raises(support.NotOpen):
        support.offer(need, "I can help", by=helper)


def test_offer_on_ones_own_need_is_refused_by_row_and_by_proof(asker):
    for need in (need_of(asker), unlinked_need_of(asker)):
        with pytest.raises(support.NotOpen):
            support.offer(need, "I can help", by=asker)


def test_offer_where_nobody_asks_is_refused(helper):
    need = InsightFactory(kind="support_need", origin="editors", attribution="without", author=None)

    with pytest.raises(support.NotOpen):
        support.offer(need, "I can help", by=helper)


def test_accept_introduces_both_when_the_asker_signed(asker, helper):
    offer = support.offer(need_of(asker), "I can help", by=helper)
    OutboxMessage.objects.all().delete()

    support.accept(offer, by=asker)

    sent = {message.to: message.body for message in OutboxMessage.objects.all()}
    assert sorted(sent) == [asker.email, helper.email]
    assert "hal@example.org" in sent[asker.email]
    assert "ash@example.org" in sent[helper.email]


def test_accept_of_an_unlinked_need_stores_nothing_of_the_asker(asker, helper):
    offer = support.offer(unlinked_need_of(asker), "I can help", by=helper)
    before = everything()

    support.accept(offer, by=asker)

    after = everything()
    changed = {
        label: [row for pk, row in rows.items() if before[label].get(pk) != row]
        for label, rows in after.items()
        if rows != before[label]
    }
    stored = json.dumps(changed)
    assert sorted(changed) == [
        "community.OutboxMessage",
        "insights.Offer",
        "procrastinate.ProcrastinateEvent",
        "procrastinate.ProcrastinateJob",
    ]
    assert [word in stored for word in (asker.name, asker.email, asker.code)] == [False] * 3
    assert [message.to for message in OutboxMessage.objects.all()] == [helper.email]
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize("answer", [support.accept, support.decline])
def test_only_the_asker_answers(asker, helper, answer):
    facilitator = MemberFactory(facilitator=True)
    for need in (need_of(asker), unlinked_need_of(asker)):
        offer = support.offer(need, "I can help", by=helper)
        for other in (helper, facilitator):
            with pytest.raises(support.NotTheirs):
                answer(offer, by=other)


def test_answer_is_given_once(asker, helper):
    offer = support.offer(need_of(asker), "I can help", by=helper)
    support.decline(offer, by=asker)

    with pytest.raises(support.AlreadyAnswered):
        support.accept(offer, by=asker)
    with pytest.raises(support.AlreadyAnswered):
        support.take_back(offer, by=helper)


def test_state_follows_offers(asker, helper):
    need = need_of(asker)
    seen = []

    def look():
        need.refresh_from_db()
        seen.append(need.support_state)

    offer = support.offer(need, "One", by=helper)
    look()
    support.take_back(offer, by=helper)
    look()
    offer = support.offer(need, "Two", by=helper)
    support.decline(offer, by=asker)
    look()
    support.settle(need, "met", outcome="", by=asker)
    look()
    support.reopen(need, by=asker)
    look()
    support.accept(support.offer(need, "Three", by=helper), by=asker)
    look()
    support.settle(need, "closed", outcome="We found another way.", by=asker)
    support.reopen(need, by=asker)
    look()

    assert seen == ["offered", "open", "open", "met", "open", "offered", "offered"]


def test_only_the_helper_takes_an_offer_back(asker, helper):
    offer = support.offer(need_of(asker), "I can help", by=helper)

    with pytest.raises(support.NotTheirs):
        support.take_back(offer, by=asker)


def test_settle_marks_waiting_offers_as_not_taken_up(asker, helper):
    need = need_of(asker)
    support.offer(need, "I can help", by=helper)

    support.settle(need, "closed", outcome="Not needed any more.", by=asker)

    assert [offer.state for offer in Offer.objects.all()] == [OfferState.DECLINED]


def test_settle_and_reopen_are_the_askers_alone(asker, helper):
    for need in (need_of(asker), unlinked_need_of(asker)):
        with pytest.raises(support.NotTheirs):
            support.settle(need, "met", outcome="", by=helper)
        with pytest.raises(support.NotTheirs):
            support.reopen(need, by=MemberFactory(facilitator=True))


@pytest.mark.django_db(transaction=True)
def test_two_accepts_at_once_have_one_outcome(asker, helper):
    offer = support.offer(need_of(asker), "I can help", by=helper)
    OutboxMessage.objects.all().delete()

    def accept(_):
        try:
            support.accept(Offer.objects.get(pk=offer.pk), by=asker)
        except support.AlreadyAnswered:
            return "already answered"
        finally:
            connections.close_all()
        return "accepted"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(accept, range(4)))

    assert outcomes == ["accepted"] + ["already answered"] * 3
    assert OutboxMessage.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_twenty_offers_at_once_are_one(asker, helper):
    need = need_of(asker)

    def offer(_):
        try:
            return str(support.offer(Insight.objects.get(pk=need.pk), "I can help", by=helper).pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(offer, range(20)))

    assert len(made) == Offer.objects.count() == 1
    connection.close()

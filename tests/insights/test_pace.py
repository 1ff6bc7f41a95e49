"""RL-1 with threads: however many requests one member sends at the same moment, a limit is a limit."""

from collections import Counter
from functools import partial

import pytest
import time_machine
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from community.pace import LANES, TURNS, lane_of, take_turn
from insights import pace
from insights.actions import commenting, recording, reporting, responding, support
from insights.enums import Answer, Attribution, Audience, Kind
from insights.models import Comment, Insight, Offer, Report, Response
from insights.reportable import of_insight
from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory
from tests.tables import every_table
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
SIGNATURES = [Attribution.NAMED, Attribution.SECTOR]
MOST, AT_ONCE = 3, 8


@pytest.fixture
def member():
    return MemberFactory(hat=Sector.COUNCIL)


def outcomes(answers):
    """How many were taken and how many refused; anything else stands under its own name."""
    refused = Counter(type(it).__name__ for it in answers if isinstance(it, Exception))
    return {"taken": len(answers) - refused.total()} | refused


EXACT = {"taken": MOST, "TooMuch": AT_ONCE - MOST}


@pytest.mark.parametrize("attribution", SIGNATURES)
def test_insights_sent_at_once_stop_at_the_limit(member, attribution, monkeypatch):
    monkeypatch.setattr(pace, "INSIGHTS_A_DAY", MOST)
    words = recording.Words(kind=Kind.CHALLENGE, title="One of many", body="Said.")
    signed = recording.Signature(attribution=attribution, audience=Audience.MEMBERS, hat=None)

    def send(number):
        return recording.submit(words, signed, by=member, form_key=str(number))

    assert outcomes(at_once(*[partial(send, n) for n in range(AT_ONCE)])) == EXACT
    assert Insight.objects.count() == MOST


@pytest.mark.parametrize("attribution", SIGNATURES)
def test_comments_sent_at_once_stop_at_the_limit(member, attribution, monkeypatch):
    monkeypatch.setattr(pace, "COMMENTS_A_DAY", MOST)
    insight = InsightFactory()
    remark = commenting.Remark(body="Said.", attribution=attribution, hat=None)

    def send(number):
        return commenting.comment(insight, remark, by=member, form_key=str(number))

    assert outcomes(at_once(*[partial(send, n) for n in range(AT_ONCE)])) == EXACT
    assert Comment.objects.count() == MOST


def answered(insight, member):
    given = responding.Given(answer=Answer.TRUE_HERE, hat=member.hats[0])
    return responding.answer(insight, given, by=member)


def offered(insight, member):
    return support.offer(insight, "I can help.", by=member)


def reported(insight, member):
    complaint = reporting.Complaint(rule="other", words="This.", form_key="k")
    return reporting.report(of_insight(insight), complaint, by=member)


@pytest.mark.parametrize(
    ("act", "limit", "model"),
    [
        (answered, "ANSWERS_AN_HOUR", Response),
        (offered, "OFFERS_A_DAY", Offer),
        (reported, "REPORTS_AN_HOUR", Report),
    ],
)
def test_answers_offers_and_reports_sent_at_once_stop_at_the_limit(
    member, act, limit, model, monkeypatch
):
    monkeypatch.setattr(pace, limit, MOST)
    needs = InsightFactory.create_batch(AT_ONCE, kind=Kind.SUPPORT_NEED)

    assert outcomes(at_once(*[partial(act, need, member) for need in needs])) == EXACT
    assert model.objects.count() == MOST


def test_visitors_reporting_one_thing_at_once_stop_at_the_limit(monkeypatch, client):
    monkeypatch.setattr(pace, "VISITORS_REPORTS_OPEN", MOST)
    insight = InsightFactory(audience=Audience.EVERYONE)
    visitor = client.get("/").wsgi_request.user

    def send(number):
        complaint = reporting.Complaint(rule="other", words="This.", form_key=str(number))
        return reporting.report(of_insight(insight), complaint, by=visitor)

    assert outcomes(at_once(*[partial(send, n) for n in range(AT_ONCE)])) == EXACT


def test_a_report_sent_again_at_once_is_answered_as_before_even_at_the_limit(member, monkeypatch):
    monkeypatch.setattr(pace, "REPORTS_AN_HOUR", 1)
    insight = InsightFactory()

    answers = at_once(*[partial(reported, insight, member)] * AT_ONCE)

    assert {it.pk for it in answers} == {Report.objects.get().pk}


def test_a_turn_leaves_no_row_and_no_transaction_number(member):
    """AN-5, decision 52: nothing is written, so nothing stands beside what is written next."""
    before = every_table()

    with transaction.atomic():
        take_turn(member)
        seen = asked("SELECT pg_current_xact_id_if_assigned()"), asked(LOCKS)

    assert seen == ([(None,)], [(TURNS, lane_of(member))])
    assert every_table() == before
    assert asked(LOCKS) == []


LOCKS = """
SELECT classid::int, objid::int FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND objsubid = 2 AND datname = current_database()
"""


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_what_is_locked_is_shared_by_many_and_another_the_next_day():
    """Whoever watches locks sees one of eight numbers, which say nothing without ANONYMITY_KEY."""
    members = MemberFactory.build_batch(400)
    for number, member in enumerate(members, start=1):
        member.pk = number
    days = []
    for day in ("2026-05-12", "2026-05-13"):
        with time_machine.travel(f"{day}T10:00:00Z", tick=False):
            days.append([lane_of(member) for member in members])

    assert [set(lanes) for lanes in days] == [set(range(LANES))] * 2
    assert min(Counter(days[0]).values()) > 400 / LANES / 2
    assert sum(a == b for a, b in zip(*days, strict=True)) < 400 / 4


def test_a_turn_outside_a_transaction_would_end_at_once_and_is_refused(member):
    with pytest.raises(TransactionManagementError):
        take_turn(member)

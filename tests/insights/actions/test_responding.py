"""Answering: one row a member and insight, and nothing of it once it is taken back."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from insights.actions import responding
from insights.actions.responding import Given
from insights.models import Response
from members.enums import Sector
from tests.factories import AffiliationFactory, InsightFactory, MemberFactory, ResponseFactory


def kept(insight):
    return list(insight.responses.values_list("answer", "context", "sector"))


@pytest.fixture
def member(db):
    return MemberFactory(hat=Sector.HEALTH)


def given(member, answer="true_here", **fields):
    return Given(answer=answer, hat=member.hats[0], **fields)


def test_answer_freezes_the_sector_and_organisation_of_the_hat(member):
    insight = InsightFactory()

    responding.answer(insight, given(member), by=member)

    response = insight.responses.get()
    assert (response.sector, response.organisation) == (Sector.HEALTH, member.hats[0].organisation)


def test_answer_under_a_residents_hat_has_no_organisation(db):
    member, insight = MemberFactory(), InsightFactory()
    hat = AffiliationFactory(member=member, organisation=None)

    responding.answer(insight, Given(answer="not_here", hat=hat), by=member)

    response = insight.responses.get()
    assert (response.sector, response.organisation) == (Sector.RESIDENT, None)


def test_answer_again_changes_the_answer_and_keeps_the_line(member):
    insight = InsightFactory()

    responding.answer(insight, given(member, context="In two wards."), by=member)
    responding.answer(insight, given(member, "not_sure"), by=member)

    assert kept(insight) == [("not_sure", "In two wards.", Sector.HEALTH)]


def test_answer_with_an_empty_line_takes_the_line_away(member):
    insight = InsightFactory()

    responding.answer(insight, given(member, context="In two wards."), by=member)
    responding.answer(insight, given(member, context=""), by=member)

    assert kept(insight) == [("true_here", "", Sector.HEALTH)]


def test_take_back_removes_ones_own_answer_alone(member):
    insight = InsightFactory()
    other = ResponseFactory(insight=insight)
    responding.answer(insight, given(member), by=member)

    responding.take_back(insight, by=member)

    assert list(insight.responses.all()) == [other]


@pytest.mark.django_db(transaction=True)
def test_forty_equal_answers_at_once_leave_one():
    member, insight = MemberFactory(hat=Sector.COUNCIL), InsightFactory()
    answer = given(member)

    def send(_number):
        try:
            responding.answer(insight, answer, by=member)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(40)))

    assert Response.objects.count() == 1

"""Three reports from three organisations hold a thing; what was counted once is not counted again."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from community.models import AuditEntry, OutboxMessage
from insights.actions import answering, moderation, reporting
from insights.enums import Act, ReportRule, ReportState, State
from insights.models import Decision, Insight, Report
from insights.reportable import of_insight
from members.enums import OrganisationState, Sector
from tests.factories import AffiliationFactory, InsightFactory, MemberFactory

pytestmark = pytest.mark.django_db


def report(insight, member, rule=ReportRule.IDENTIFIES, key="k"):
    complaint = reporting.Complaint(rule=rule, words="", form_key=key)
    return reporting.report(of_insight(Insight.objects.get(pk=insight.pk)), complaint, by=member)


def state_of(insight):
    return Insight.objects.get(pk=insight.pk).state


def reporters(count=3):
    return [MemberFactory(hat=Sector.COUNCIL) for _ in range(count)]


def test_the_author_is_told_the_rule_and_nothing_else():
    insight = InsightFactory()
    for member in reporters():
        report(insight, member)

    (held,) = Decision.objects.all()
    assert (held.act, held.rule, held.by, held.sentence) == (
        "hold",
        ReportRule.IDENTIFIES,
        None,
        "",
    )
    (letter,) = OutboxMessage.objects.all()
    assert (letter.to, "It identifies someone" in letter.body) == (insight.author.email, True)
    (entry,) = AuditEntry.objects.all()
    assert (entry.verb, entry.thing, entry.actor, entry.details) == (
        "report.held", insight.reference, None, {},
    )  # fmt: skip


def test_of_unlinked_words_nobody_is_mailed():
    insight = InsightFactory(unlinked_by=MemberFactory())
    for member in reporters():
        report(insight, member)

    assert (state_of(insight), OutboxMessage.objects.count()) == (State.HELD, 0)


def test_colleagues_residents_the_unconfirmed_and_worries_about_safety_do_not_count():
    insight, (first, second) = InsightFactory(), reporters(2)
    colleague = MemberFactory()
    AffiliationFactory(member=colleague, organisation=first.affiliations.get().organisation)
    made_up = MemberFactory()
    AffiliationFactory(member=made_up, organisation__state=OrganisationState.PROPOSED)
    for member in (first, second, colleague, MemberFactory(hat=Sector.RESIDENT), made_up):
        report(insight, member)
    report(insight, MemberFactory(hat=Sector.HEALTH), rule=ReportRule.SAFETY)

    assert state_of(insight) == State.PUBLISHED

    report(insight, MemberFactory(hat=Sector.HEALTH))
    assert state_of(insight) == State.HELD


def test_one_who_left_an_organisation_does_not_count_for_it():
    insight, (gone, *others) = InsightFactory(), reporters()
    gone.affiliations.update(ended_on="2025-01-01")
    for member in (gone, *others):
        report(insight, member)

    assert state_of(insight) == State.PUBLISHED


def test_once_put_back_it_takes_three_new_reports():
    insight, facilitator = InsightFactory(), MemberFactory(facilitator=True)
    same = reporters()
    for member in same:
        report(insight, member)
    held = Insight.objects.get(pk=insight.pk)
    moderation.decide(held, Act.PUBLISH, reason=None, sentence="", by=facilitator)

    states = []
    for member in same:
        report(insight, member, key="again")
        states.append(state_of(insight))

    assert states == [State.PUBLISHED, State.PUBLISHED, State.HELD]


def test_putting_it_back_from_a_report_answers_them_all():
    insight, facilitator = InsightFactory(), MemberFactory(facilitator=True)
    made = [report(insight, member) for member in reporters()]

    answering.act_on(
        Report.objects.get(pk=made[0].pk),
        Act.PUBLISH, reason=None, sentence="It names nobody.", by=facilitator,
    )  # fmt: skip

    assert state_of(insight) == State.PUBLISHED
    assert {it.state for it in Report.objects.all()} == {ReportState.NOT_UPHELD}


@pytest.mark.django_db(transaction=True)
def test_three_reports_at_once_hold_it_once():
    insight, members = InsightFactory(), reporters(4)

    def send(member):
        try:
            return report(insight, member).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        states = list(pool.map(send, members))

    assert (states, state_of(insight)) == ([ReportState.OPEN] * 4, State.HELD)
    assert (Decision.objects.count(), AuditEntry.objects.count()) == (1, 1)
    assert Report.objects.filter(counted=True).count() == 3


def test_numbers_are_long_and_random():
    insight = InsightFactory()

    numbers = {report(insight, MemberFactory(), key=key).reference for key in "abc"}

    assert {len(number) for number in numbers} == {len("RP-7K2Q-MXYZ-2345")}
    assert len(numbers) == 3

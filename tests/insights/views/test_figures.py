"""How we moderate: rules and figures for everybody, from a weekly count in which nobody can be found."""

import datetime as dt

import pytest
import time_machine

from insights.actions import answering, figures, moderation
from insights.enums import Act, ReportRule
from insights.figures import within
from insights.models import ModerationCount, Reason, Report
from tests.factories import InsightFactory, MemberFactory, ReportFactory

pytestmark = pytest.mark.django_db
PAGE, FILE = "/how-we-moderate/", "/how-we-moderate.csv"
MONDAY = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.fixture
def facilitator():
    return MemberFactory(facilitator=True, name="Fay Silitator")


def decide(count, act, *, by, reason=0):
    chosen = list(Reason.objects.filter(act=act))[reason]
    for _ in range(count):
        insight = InsightFactory(held=True, recorded_on=dt.date(2026, 11, 22))
        moderation.decide(insight, act, reason=chosen, sentence="Secret words.", by=by)


def lines(client):
    return client.get(FILE).content.decode("utf-8-sig").splitlines()[1:]


def test_before_anything_is_counted_the_rules_stand_there_alone(client):
    page = client.get(PAGE).text

    assert ("It identifies someone" in page, "Too little has happened" in page) == (True, True)
    assert lines(client) == []


@time_machine.travel(MONDAY, tick=False)
def test_figures_are_bases_and_small_cells_are_in_none_of_them(client, facilitator):
    decide(27, Act.PUBLISH, by=facilitator)
    decide(8, Act.DECLINE, by=facilitator)
    decide(6, Act.DECLINE, by=facilitator, reason=1)
    decide(2, Act.RETURN, by=facilitator)
    figures.refresh_if_due()
    first, second = Reason.objects.filter(act=Act.DECLINE)[:2]

    assert lines(client) == [
        "What was decided,Published after being held,25 or more",
        "What was decided,Other,15 or more",
        "What was decided,All together,40 or more",
        f'"Declined, by reason",{second},6',
        f'"Declined, by reason",{first},8',
        '"Declined, by reason",All together,10 or more',
        '"How long it took, half of the time",From being sent to a decision,within 48 hours',
    ]
    told = client.get(PAGE).text
    assert ("25 or more" in told, "Secret words." in told, "Fay Silitator" in told) == (
        True,
        False,
        False,
    )


@time_machine.travel(MONDAY, tick=False)
def test_fewer_than_five_are_nowhere(client, facilitator):
    decide(4, Act.DECLINE, by=facilitator)
    figures.refresh_if_due()

    assert lines(client) == []


def test_it_is_counted_weekly_at_most_and_only_after_five_changes(facilitator):
    with time_machine.travel(MONDAY, tick=False) as clock:
        decide(6, Act.DECLINE, by=facilitator)
        counted = [figures.refresh_if_due() is not None]
        decide(5, Act.DECLINE, by=facilitator)
        counted.append(figures.refresh_if_due() is not None)
        clock.shift(dt.timedelta(days=7))
        counted.append(figures.refresh_if_due() is not None)
        decide(4, Act.DECLINE, by=facilitator)
        clock.shift(dt.timedelta(days=7))
        counted.append(figures.refresh_if_due() is not None)

    assert (counted, ModerationCount.objects.count()) == ([True, False, True, False], 2)


def test_reports_are_counted_but_those_about_safety(client, facilitator):
    lead = MemberFactory(is_safeguarding_lead=True)
    with time_machine.travel(MONDAY, tick=False) as clock:
        made = [ReportFactory() for _ in range(6)]
        worried = [ReportFactory(rule=ReportRule.SAFETY) for _ in range(6)]
        clock.shift(dt.timedelta(hours=30))
        for report in made:
            answering.leave(Report.objects.get(pk=report.pk), sentence="Kept.", by=facilitator)
        for report in worried:
            answering.act_elsewhere(Report.objects.get(pk=report.pk), sentence="Done.", by=lead)
        figures.refresh_if_due()

    assert lines(client) == [
        "Reports answered,We left it as it was,6",
        "Reports answered,All together,6",
        '"How long it took, half of the time",From a report to its answer,within 48 hours',
    ]


@pytest.mark.parametrize(
    ("hours", "said"),
    [([1] * 4, None), ([1] * 5, 24), ([24] * 5, 24), ([24.5] * 5, 48), ([0] * 6, 24)],
)
def test_within_rounds_the_median_up_to_whole_days(hours, said):
    assert within(hours) == said


def test_the_footer_leads_there(client):
    assert f'href="{PAGE}"' in client.get("/about/privacy/").text

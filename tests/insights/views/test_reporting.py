"""Reporting: two presses for anyone who can read it; a number; an outcome that names nobody."""

import pytest

from community.models import OutboxMessage
from insights.enums import Act, Audience, ReportRule, ReportState, State
from insights.models import Reason, Report
from members.enums import Sector
from tests.factories import CommentFactory, InsightFactory, MemberFactory, ReportFactory

pytestmark = pytest.mark.django_db


def url(insight):
    return f"/insights/{insight.reference}/report/"


def sent(**changes):
    return {"form_key": "a-key", "rule": ReportRule.IDENTIFIES, "words": ""} | changes


def answer(thing, choice, sentence="We looked at it."):
    return {"seen": f"{thing.state}-{thing.version}", "choice": choice, "sentence": sentence}


def remove():
    return f"remove:{Reason.objects.filter(act=Act.REMOVE).first().pk}"


@pytest.fixture
def facilitator(client):
    client.force_login(MemberFactory(facilitator=True))
    return client


def test_report_by_a_visitor_gives_a_number_to_follow_it_by(client):
    insight = InsightFactory(audience=Audience.EVERYONE, title="Plain to see")

    response = client.post(url(insight), sent())

    report = Report.objects.get()
    assert (response.status_code, response.url) == (303, f"/reports/{report.reference}/")
    assert (report.insight, report.reporter) == (insight, None)
    page = client.get(response.url)
    assert ("Waiting for a facilitator" in page.text, "Plain to see" in page.text) == (True, False)


def test_report_on_a_comment(client):
    comment = CommentFactory(insight__audience=Audience.EVERYONE)
    member = MemberFactory()
    client.force_login(member)

    client.post(f"/insights/{comment.insight.reference}/comments/{comment.pk}/report/", sent())

    report = Report.objects.get()
    assert (report.comment, report.reporter) == (comment, member)


def test_report_twice_with_one_form_is_one_report(client):
    insight = InsightFactory(audience=Audience.EVERYONE)

    answers = {client.post(url(insight), sent()).url for _ in range(2)}

    assert (len(answers), Report.objects.count()) == (1, 1)


@pytest.mark.parametrize("method", ["get", "post"])
def test_report_on_what_cannot_be_read_is_404(client, method):
    members_only, held = InsightFactory(), InsightFactory(held=True, audience=Audience.EVERYONE)
    comment = CommentFactory(held=True, insight__audience=Audience.EVERYONE)
    addresses = [
        url(members_only),
        url(held),
        f"/insights/{comment.insight.reference}/comments/{comment.pk}/report/",
    ]

    codes = [getattr(client, method)(address, sent()).status_code for address in addresses]

    assert (codes, Report.objects.count()) == ([404] * 3, 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rule": ""}, "rule"),
        ({"rule": ReportRule.OTHER}, "words"),
        ({"words": "a" * 2_001}, "words"),
    ],
)
def test_report_with_an_error_stores_nothing(client, changes, field):
    insight = InsightFactory(audience=Audience.EVERYONE)

    response = client.post(url(insight), sent(**changes))

    assert (list(response.context["form"].errors), Report.objects.count()) == ([field], 0)


def test_three_reports_from_three_organisations_hold_it(client):
    insight = InsightFactory()
    states = []
    for _ in range(3):
        client.force_login(MemberFactory(hat=Sector.COUNCIL))
        client.post(url(insight), sent())
        insight.refresh_from_db()
        states.append(insight.state)

    assert states == [State.PUBLISHED, State.PUBLISHED, State.HELD]


def test_three_reports_by_one_member_hold_nothing(client):
    insight = InsightFactory()
    client.force_login(MemberFactory(hat=Sector.COUNCIL))

    for key in "abc":
        client.post(url(insight), sent(form_key=key))

    insight.refresh_from_db()
    assert (insight.state, Report.objects.count()) == (State.PUBLISHED, 3)


def test_acting_on_a_report_answers_every_open_one_and_tells_nobody_who(facilitator):
    reporter = MemberFactory(name="Rae Porter")
    first = ReportFactory(reporter=reporter)
    second = ReportFactory(insight=first.insight)

    response = facilitator.post(
        f"/moderation/reports/{first.reference}/", answer(first.insight, remove())
    )

    first.insight.refresh_from_db()
    assert (response.status_code, first.insight.state) == (303, State.REMOVED)
    assert {report.state for report in Report.objects.all()} == {ReportState.UPHELD}
    letters = {message.to: message.body for message in OutboxMessage.objects.all()}
    assert set(letters) == {reporter.email, first.insight.author.email}
    assert not any("Rae" in body for body in letters.values())
    page = facilitator.get(f"/reports/{second.reference}/").text
    assert ("We looked at it." in page, "Rae" in page) == (True, False)


def test_leaving_it_answers_one_report_and_changes_nothing(facilitator):
    report, other = ReportFactory(), ReportFactory()

    facilitator.post(f"/moderation/reports/{report.reference}/", answer(report.insight, "leave"))

    states = dict(Report.objects.values_list("reference", "state"))
    assert states == {report.reference: ReportState.NOT_UPHELD, other.reference: ReportState.OPEN}
    report.insight.refresh_from_db()
    assert report.insight.state == State.PUBLISHED


def test_answering_a_second_time_says_who_answered(facilitator, client):
    report = ReportFactory()
    address = f"/moderation/reports/{report.reference}/"
    facilitator.post(address, answer(report.insight, "leave"))
    client.force_login(MemberFactory(facilitator=True))

    response = client.post(address, answer(report.insight, remove()))

    report.insight.refresh_from_db()
    assert (response.status_code, report.insight.state) == (409, State.PUBLISHED)
    assert "Left what was reported as it was" in response.text


def test_answering_a_report_on_ones_own_words_is_refused(client):
    author = MemberFactory(facilitator=True)
    report = ReportFactory(insight__unlinked_by=author)
    client.force_login(author)

    response = client.post(
        f"/moderation/reports/{report.reference}/", answer(report.insight, "leave")
    )

    assert (response.status_code, Report.objects.get().state) == (403, ReportState.OPEN)


def test_status_of_a_number_that_never_was_is_404(client):
    assert client.get("/reports/RP-222222/").status_code == 404

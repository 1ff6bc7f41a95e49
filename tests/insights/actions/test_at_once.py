"""Many at once, with real threads: one row, one outcome."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from community.models import AuditEntry
from insights.actions import answering, moderation, recording, reporting
from insights.actions.recording import Signature, Words
from insights.enums import Act, Attribution, Audience, Kind, ReportState, State
from insights.models import Decision, Insight, Report
from insights.reportable import of_insight
from tests.factories import InsightFactory, MemberFactory, ReportFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Every answer or exception, each act in a thread and a connection of its own."""

    def run(act):
        try:
            return act()
        except Exception as raised:  # noqa: BLE001 - the test looks at which
            return raised
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.parametrize("attribution", [Attribution.NAMED, Attribution.SECTOR])
def test_submit_twenty_times_at_once_stores_one(attribution):
    author = MemberFactory()
    words = Words(kind=Kind.CHALLENGE, title="Once", body="Only.", new_tags=["Tea"])
    signature = Signature(attribution=attribution, audience=Audience.MEMBERS, hat=None)

    def submit():
        return recording.submit(words, signature, by=author, form_key="k").pk

    answers = at_once(*[submit] * 20)

    assert (set(answers), Insight.objects.count()) == ({Insight.objects.get().pk}, 1)


def test_report_twenty_times_at_once_stores_one():
    insight = InsightFactory()
    complaint = reporting.Complaint(rule="other", words="This.", form_key="k")
    member = MemberFactory()

    def report():
        return reporting.report(of_insight(insight), complaint, by=member).pk

    answers = at_once(*[report] * 20)

    assert (set(answers), Report.objects.count()) == ({Report.objects.get().pk}, 1)


def test_publish_and_decline_at_once_has_one_outcome():
    insight = InsightFactory(held=True)
    facilitators = [MemberFactory(facilitator=True) for _ in range(2)]

    def decide(act, by):
        thing = Insight.objects.get(pk=insight.pk)
        return lambda: moderation.decide(thing, act, reason=None, sentence="", by=by)

    answers = at_once(decide(Act.PUBLISH, facilitators[0]), decide(Act.DECLINE, facilitators[1]))

    refused = [it for it in answers if isinstance(it, moderation.AlreadyDecided)]
    insight.refresh_from_db()
    assert (len(refused), Decision.objects.count(), AuditEntry.objects.count()) == (1, 1, 1)
    assert insight.state in (State.PUBLISHED, State.DECLINED)


def test_two_reports_on_one_thing_answered_at_once_do_not_wait_for_each_other():
    insight = InsightFactory()
    reports = [ReportFactory(insight=insight) for _ in range(2)]
    facilitators = [MemberFactory(facilitator=True) for _ in range(2)]

    def act(report, by):
        made = Report.objects.select_related("insight").get(pk=report.pk)
        return lambda: answering.act_on(made, Act.REMOVE, reason=None, sentence="So.", by=by)

    answers = at_once(*[act(*pair) for pair in zip(reports, facilitators, strict=True)])

    refused = [it for it in answers if isinstance(it, moderation.AlreadyDecided)]
    assert (len(refused), Decision.objects.count()) == (1, 1)
    assert {report.state for report in Report.objects.all()} == {ReportState.UPHELD}


def test_edit_and_publish_at_once_never_publish_unread_words():
    author = MemberFactory()
    insight = InsightFactory(held=True, unlinked_by=author)
    seen = Insight.objects.get(pk=insight.pk)
    by = MemberFactory(facilitator=True)
    words = Words(kind=Kind.CHALLENGE, title="Unread", body="Unread.")

    at_once(
        lambda: recording.edit(seen, words, version=1, by=author),
        lambda: (
            moderation.decide(
                Insight.objects.get(pk=insight.pk), Act.PUBLISH, reason=None, sentence="", by=by
            )
            if Insight.objects.get(pk=insight.pk).version == 1
            else None
        ),
    )

    insight.refresh_from_db()
    assert (insight.title, insight.state) != ("Unread", State.PUBLISHED)

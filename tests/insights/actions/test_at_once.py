"""Many at once, with real threads: one row, one outcome."""

import pytest
from django.db import IntegrityError

from community.models import AuditEntry
from insights.actions import (
    answering,
    claiming,
    crowding,
    deciding_many,
    moderation,
    recording,
    reporting,
    splitting,
)
from insights.actions.recording import Signature, Words
from insights.actions.splitting import Cut
from insights.enums import Act, Attribution, Audience, BulkResult, Kind, ReportState, State
from insights.models import Bulk, BulkItem, Claim, Decision, Insight, Lineage, Report, Variant
from insights.reportable import of_insight
from members.models import Place
from tests.factories import InsightFactory, MemberFactory, ReportFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_twenty_facilitators_taking_one_thing_at_once_leave_it_with_one():
    insight = InsightFactory(held=True)
    facilitators = [MemberFactory(facilitator=True) for _ in range(20)]

    answers = at_once(*[lambda by=by: claiming.take(insight, by=by).by for by in facilitators])

    refused = [it for it in answers if isinstance(it, claiming.Taken)]
    assert (len(refused), {it.claim.by for it in refused}) == (19, {Claim.objects.get().by})


def test_take_and_anothers_decision_at_once_has_one_outcome():
    insight = InsightFactory(held=True)
    one, other = [MemberFactory(facilitator=True) for _ in range(2)]

    at_once(
        lambda: claiming.take(insight, by=one),
        lambda: moderation.decide(insight, Act.PUBLISH, reason=None, sentence="", by=other),
    )

    insight.refresh_from_db()
    decided = insight.state == State.PUBLISHED
    assert Decision.objects.count() == int(decided)
    assert decided or Claim.objects.get().by == one


def verdict(act, form_key="k"):
    return deciding_many.Verdict(act=act, reason=None, sentence="So.", form_key=form_key)


def test_two_bulks_and_a_hand_at_once_decide_on_each_thing_once():
    things = InsightFactory.create_batch(6, held=True)
    one, other, hand = [MemberFactory(facilitator=True) for _ in range(3)]

    at_once(
        lambda: deciding_many.decide_on_all(things, verdict(Act.PUBLISH), by=one),
        lambda: deciding_many.decide_on_all(things[::-1], verdict(Act.DECLINE), by=other),
        lambda: moderation.decide(things[3], Act.RETURN, reason=None, sentence="So.", by=hand),
    )

    decided = sorted(str(it.insight_id) for it in Decision.objects.all())
    assert decided == sorted(str(it.pk) for it in things)
    assert {it.result for it in BulkItem.objects.all()} <= {BulkResult.DONE, BulkResult.CHANGED}


def test_one_bulk_form_sent_five_times_at_once_is_one_bulk():
    things = InsightFactory.create_batch(3, held=True)
    by = MemberFactory(facilitator=True)

    at_once(*[lambda: deciding_many.decide_on_all(things, verdict(Act.PUBLISH), by=by)] * 5)

    assert (Bulk.objects.count(), Decision.objects.count()) == (1, 3)


def test_undo_and_an_edit_at_once_lose_no_words():
    author, by = MemberFactory(), MemberFactory(facilitator=True)
    insight = InsightFactory(held=True, author=author)
    bulk = deciding_many.decide_on_all([insight], verdict(Act.RETURN), by=by)
    words = Words(kind=insight.kind, title="Mended", body="Mended.")

    at_once(
        lambda: deciding_many.undo(bulk, by=by),
        lambda: recording.edit(insight, words, version=1, by=author),
    )

    insight.refresh_from_db()
    assert (insight.title, insight.state) == ("Mended", State.HELD)


def test_the_night_and_an_author_at_once_both_end_and_only_ever_hide():
    """An author holds their row and wants the stamp, while the night wants rows and raises the stamp."""
    author, leeds = (
        MemberFactory(),
        Place.objects.select_related("parent__parent").get(name="Leeds"),
    )
    own, *others = [InsightFactory(unlinked_by=author, title="Before") for _ in range(4)]
    for insight in [own, *others]:
        recording.set_places(insight, [leeds])
    words = Words(kind=own.kind, title="After", body="Now.", places=[leeds])

    night, edited, again = at_once(
        crowding.narrow_to_crowds,
        lambda: recording.edit(own, words, version=1, by=author).title,
        crowding.narrow_to_crowds,
    )
    crowding.narrow_to_crowds()

    shown = {(it.byline, tuple(it.shown_places)) for it in Insight.objects.all()}
    assert (night, edited, again) == (None, "After", None)
    assert shown == {("a member", ())}


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_split_twenty_times_at_once_makes_two_and_answers_the_same(ownership):
    author = MemberFactory()
    whole = InsightFactory(**{ownership: author}, title="Both")
    first, second = ({"title": it, "body": f"{it}.", "what_helped": ""} for it in ("One", "Two"))
    cut = Cut(version=1, first=first, second=second)

    def split():
        seen = Insight.objects.get(pk=whole.pk)
        return splitting.split(seen, cut, by=author, form_key="k").pk

    answers = at_once(*[split] * 20)

    titles = dict(Insight.objects.values_list("title", "pk"))
    whole.refresh_from_db()
    assert titles == {"One": whole.pk, "Two": answers[0]}
    assert (set(answers), whole.version, whole.versions.count()) == ({titles["Two"]}, 2, 1)
    assert Lineage.objects.count() == (ownership == "author")


def test_two_that_would_make_a_chain_at_once_leave_one_by_the_database_alone():
    """Written as no action would, without looking or locking first."""
    one, middle, other = (InsightFactory() for _ in range(3))
    decisions = [Decision.objects.create(insight=it, act=Act.MERGE) for it in (one, middle)]

    def put(insight, stays, decision):
        return lambda: Variant.objects.create(insight=insight, stays=stays, decision=decision).pk

    answers = at_once(put(one, middle, decisions[0]), put(middle, other, decisions[1]))

    refused = [it for it in answers if isinstance(it, IntegrityError)]
    assert (len(refused), Variant.objects.count()) == (1, 1)

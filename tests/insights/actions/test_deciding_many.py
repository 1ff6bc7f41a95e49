"""Deciding on many: each as by hand, never on one's own, and all of it can be taken back for thirty days."""

import datetime as dt

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from community.models import AuditEntry, OutboxMessage
from insights import tasks
from insights.actions import claiming, deciding_many, moderation, recording
from insights.actions.deciding_many import FEW, Verdict
from insights.actions.recording import Words
from insights.enums import Act, Audience, BulkResult, State
from insights.models import Bulk, BulkItem, Decision, Insight, Reason
from members.enums import Sector
from tests.factories import AffiliationFactory, CommentFactory, InsightFactory, MemberFactory
from tests.worlds import every_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def fay():
    return MemberFactory(facilitator=True)


def verdict(act=Act.PUBLISH, form_key="k"):
    reason = Reason.objects.filter(act=act).first()
    return Verdict(act=act, reason=reason, sentence="Thank you.", form_key=form_key)


def held(count=3, **fields):
    return InsightFactory.create_batch(count, held=True, **fields)


def decide(things, *, by, act=Act.PUBLISH, form_key="k"):
    return deciding_many.decide_on_all(things, verdict(act, form_key), by=by)


def states():
    return {insight.state for insight in Insight.objects.all()}


def results(bulk):
    return [item.result for item in bulk.items.all()]


@pytest.mark.parametrize(
    ("act", "state"),
    [(Act.PUBLISH, State.PUBLISHED), (Act.RETURN, State.RETURNED), (Act.DECLINE, State.DECLINED)],
)
def test_each_is_decided_as_by_hand(fay, act, state):
    things = [*held(), CommentFactory(held=True)]

    bulk = decide(things, act=act, by=fay)

    for thing in things:
        thing.refresh_from_db()
    assert {thing.state for thing in things} == {state}
    assert [(it.act, it.sentence, it.by) for it in Decision.objects.all()] == [
        (act, "Thank you.", fay)
    ] * 4
    assert sorted(message.to for message in OutboxMessage.objects.all()) == sorted(
        thing.author.email for thing in things
    )
    assert [(it.verb, it.details.get("bulk")) for it in AuditEntry.objects.order_by("pk")] == [
        ("bulk.begun", None),
        *[(f"insight.{act}", bulk.code)] * 3,
        (f"comment.{act}", bulk.code),
    ]


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_own_words_are_left_alone_and_named_nowhere(fay, ownership):
    mine = InsightFactory(held=True, **{ownership: fay})
    before = {label: len(rows) for label, rows in every_row().items()}

    bulk = decide([*held(), mine], by=fay)

    mine.refresh_from_db()
    assert (mine.state, bulk.items.count()) == (State.HELD, 3)
    assert not BulkItem.objects.filter(insight=mine).exists()
    assert not Decision.objects.filter(insight=mine).exists()
    assert not AuditEntry.objects.filter(thing=mine.reference).exists()
    grown = {label for label, rows in every_row().items() if len(rows) > before[label]}
    assert str(mine.pk) not in str(
        {label: every_row()[label] for label in grown - {"insights.Insight"}}
    )


def test_unlinked_authors_get_no_mail(fay):
    decide(held(unlinked_by=MemberFactory()), by=fay)

    assert (states(), OutboxMessage.objects.count()) == ({State.PUBLISHED}, 0)


def test_what_changed_or_is_taken_meanwhile_is_left_alone(fay):
    edited, decided, taken, plain = held(4)
    seen = [Insight.objects.get(pk=it.pk) for it in (edited, decided, taken, plain)]
    words = Words(kind=edited.kind, title="Unread", body="Unread.")
    recording.edit(edited, words, version=1, by=edited.author)
    ben = MemberFactory(facilitator=True)
    moderation.decide(decided, Act.DECLINE, reason=None, sentence="No.", by=ben)
    claiming.take(taken, by=ben)

    bulk = decide(seen, by=fay)

    assert results(bulk) == [
        BulkResult.CHANGED,
        BulkResult.CHANGED,
        BulkResult.TAKEN,
        BulkResult.DONE,
    ]
    edited.refresh_from_db()
    assert (edited.title, edited.state) == ("Unread", State.HELD)


def test_the_same_form_twice_is_one_bulk(fay):
    things = held()

    first, second = decide(things, by=fay), decide(things, by=fay)

    assert (first, Bulk.objects.count(), Decision.objects.count()) == (second, 1, 3)


def test_more_than_a_few_are_a_job_that_may_run_twice(fay):
    bulk = decide(held(FEW + 1), by=fay)
    job = ProcrastinateJob.objects.get(task_name=deciding_many.WORK)
    before = states()

    tasks.work_through_bulk(**job.args)
    tasks.work_through_bulk(**job.args)

    assert (before, states()) == ({State.HELD}, {State.PUBLISHED})
    assert (set(results(bulk)), Decision.objects.count()) == ({BulkResult.DONE}, FEW + 1)


@pytest.mark.parametrize("name", [deciding_many.WORK, deciding_many.TAKE_BACK])
def test_jobs_deferred_by_name_exist(name):
    assert name in app.tasks


def test_who_is_no_facilitator_any_more_decides_nothing(fay):
    bulk = decide(held(FEW + 1), by=fay)
    fay.is_facilitator = False
    fay.save()

    tasks.work_through_bulk(bulk.pk)

    assert (states(), set(results(bulk))) == ({State.HELD}, {BulkResult.CHANGED})


@pytest.mark.parametrize("act", [Act.PUBLISH, Act.RETURN, Act.DECLINE])
def test_undo_sets_everything_to_wait_again(fay, act):
    things = held(2)
    bulk = decide(things, act=act, by=fay)

    deciding_many.undo(bulk, by=fay)

    assert (states(), results(bulk)) == ({State.HELD}, [BulkResult.UNDONE] * 2)
    assert {insight.published_on for insight in Insight.objects.all()} == {None}
    assert [it.verb for it in AuditEntry.objects.order_by("pk")] == [
        "bulk.begun",
        *[f"insight.{act}"] * 2,
        "bulk.undone",
        *["insight.undo"] * 2,
    ]


def test_undo_leaves_alone_what_has_changed_since(fay):
    edited, withdrawn, decided, plain = held(4)
    bulk = decide([edited, withdrawn, decided, plain], by=fay)
    words = Words(kind=edited.kind, title="Newer", body="Newer.")
    recording.edit(edited, words, version=1, by=edited.author)
    recording.withdraw(withdrawn, by=withdrawn.author)
    decided.refresh_from_db()
    ben = MemberFactory(facilitator=True)
    for act in (Act.REMOVE, Act.RESTORE):
        decided = moderation.decide(decided, act, reason=None, sentence="", by=ben)

    deciding_many.undo(bulk, by=fay)

    assert results(bulk) == [*[BulkResult.KEPT] * 3, BulkResult.UNDONE]
    edited.refresh_from_db()
    assert (edited.title, edited.state) == ("Newer", State.PUBLISHED)


def test_undo_twice_changes_nothing_more(fay):
    bulk = decide(held(), by=fay)

    for _ in range(2):
        deciding_many.undo(bulk, by=fay)

    assert Decision.objects.filter(act=Act.UNDO).count() == 3
    assert AuditEntry.objects.filter(verb="bulk.undone").count() == 1


def test_undo_of_many_is_a_job(fay):
    bulk = decide(held(FEW + 1), by=fay)
    deciding_many.work_through(bulk.pk)

    deciding_many.undo(bulk, by=fay)
    before = states()
    job = ProcrastinateJob.objects.get(task_name=deciding_many.TAKE_BACK)
    tasks.take_back_bulk(**job.args)

    assert (before, states()) == ({State.PUBLISHED}, {State.HELD})


@pytest.mark.parametrize(("days", "refused"), [(29, False), (30, True)])
def test_undo_ends_after_thirty_days(fay, days, refused):
    bulk = decide(held(), by=fay)
    bulk.made_at = timezone.now() - dt.timedelta(days=days)
    bulk.save()

    if refused:
        with pytest.raises(deciding_many.TooLateToUndo):
            deciding_many.undo(bulk, by=fay)
    else:
        deciding_many.undo(bulk, by=fay)

    assert states() == {State.PUBLISHED if refused else State.HELD}


def test_nobody_undoes_anothers(fay):
    bulk = decide(held(), by=fay)

    with pytest.raises(deciding_many.TooLateToUndo):
        deciding_many.undo(bulk, by=MemberFactory(facilitator=True))

    assert states() == {State.PUBLISHED}


def test_undo_leaves_alone_what_its_maker_may_no_longer_read(fay):
    candid = held(1, audience=Audience.PRACTITIONERS)
    bulk = decide([*candid, *held(1)], by=fay)
    AffiliationFactory(member=fay, organisation__sector=Sector.FUNDER)
    again = type(fay).objects.get(pk=fay.pk)

    deciding_many.undo(bulk, by=again)

    assert results(bulk) == [BulkResult.DONE, BulkResult.UNDONE]

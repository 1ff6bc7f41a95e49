"""Deciding on many at once: each by itself, as if by hand; and taking all of it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from community.actions import audit
from insights import policies
from insights.actions import moderation
from insights.enums import ACT_LEADS_TO, Act, BulkResult, State
from insights.models import Bulk, BulkItem, Comment, Insight, Reason
from members.models import Member

FEW = 20  # as many are decided on before the answer; more is a job
WORK, TAKE_BACK = "insights.tasks.work_through_bulk", "insights.tasks.take_back_bulk"


class TooLateToUndo(Exception):
    """Thirty days have passed, or it is another facilitator’s."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a bulk’s form holds once it is clean."""

    act: Act
    reason: Reason | None
    sentence: str
    form_key: str


def decide_on_all(things: Sequence[Insight | Comment], verdict: Verdict, *, by: Member) -> Bulk:
    """Stored once, however often the form is sent. Own words are in no row of it."""
    others = [thing for thing in things if policies.can_decide(by, thing)]
    try:
        bulk = _store(others, verdict, by=by)
    except IntegrityError:
        return Bulk.objects.get(by=by, form_key=verdict.form_key)
    if len(others) <= FEW:
        work_through(bulk.pk)
    return bulk


@transaction.atomic
def _store(things: Sequence[Insight | Comment], verdict: Verdict, *, by: Member) -> Bulk:
    bulk = Bulk.objects.create(
        act=verdict.act,
        reason=verdict.reason,
        sentence=verdict.sentence,
        form_key=verdict.form_key,
        by=by,
    )
    BulkItem.objects.bulk_create(_item(bulk, thing) for thing in things)
    audit.record("bulk.begun", bulk.code, by=by, reason=str(verdict.reason or ""))
    if len(things) > FEW:
        app.configure_task(WORK).defer(bulk_pk=bulk.pk)
    return bulk


def _item(bulk: Bulk, thing: Insight | Comment) -> BulkItem:
    about = moderation.pointing_at(thing)
    return BulkItem(bulk=bulk, version=thing.version, published_before=thing.published_on, **about)


def work_through(bulk_pk: int) -> None:
    """One transaction each: what is done stays done if the rest is interrupted. Safe to run twice."""
    waiting = BulkItem.objects.waiting().filter(bulk=bulk_pk)
    for key in list(waiting.values_list("pk", flat=True)):
        _decide_one(key)


@transaction.atomic
def _decide_one(key: int) -> None:
    rows = BulkItem.objects.waiting().select_related("bulk__by", "bulk__reason")
    item = rows.select_for_update(of=("self",)).filter(pk=key).first()
    if item is None:  # done before, by a job that was interrupted
        return
    bulk, thing = item.bulk, _thing_of(item)
    try:
        with transaction.atomic():
            if (thing.state, thing.version) != (State.HELD, item.version):
                raise moderation.AlreadyDecided
            why = {"reason": bulk.reason, "sentence": bulk.sentence}
            moderation.decide_on_words(thing, Act(bulk.act), by=bulk.by, bulk=bulk.code, **why)
    except (moderation.AlreadyDecided, moderation.OwnWords):  # or no facilitator any more
        item.result = BulkResult.CHANGED
    except moderation.Taken:
        item.result = BulkResult.TAKEN
    else:
        item.result, item.decision = BulkResult.DONE, thing.decisions.first()
    item.save(update_fields=["result", "decision"])


def _thing_of(item: BulkItem) -> Insight | Comment:
    insights, comments = Insight.objects.select_for_update(of=("self",)), Comment.objects
    if item.insight_id is not None:
        return insights.get(pk=item.insight_id)
    return comments.select_for_update(of=("self",)).get(pk=str(item.comment_id))


def undo(bulk: Bulk, *, by: Member) -> None:
    """All that has not changed since waits again. Asking twice changes nothing more."""
    if not policies.can_undo(by, bulk):
        raise TooLateToUndo
    done = BulkItem.objects.visible_to(by).done().filter(bulk=bulk).count()
    _begin_undo(bulk, by=by, later=done > FEW)
    if done <= FEW:
        take_back(bulk.pk)


@transaction.atomic
def _begin_undo(bulk: Bulk, *, by: Member, later: bool) -> None:
    marked = Bulk.objects.filter(pk=bulk.pk, undone_at__isnull=True)
    if marked.update(undone_at=timezone.now()):
        audit.record("bulk.undone", bulk.code, by=by)
    if later:
        app.configure_task(TAKE_BACK).defer(bulk_pk=bulk.pk)


def take_back(bulk_pk: int) -> None:
    """What its maker may no longer read is left as it is."""
    bulk = Bulk.objects.select_related("by").get(pk=bulk_pk)
    done = BulkItem.objects.visible_to(bulk.by).done().filter(bulk=bulk)
    for key in list(done.values_list("pk", flat=True)):
        _take_back_one(key)


@transaction.atomic
def _take_back_one(key: int) -> None:
    rows = BulkItem.objects.done().select_related("bulk__by")
    item = rows.select_for_update(of=("self",)).filter(pk=key).first()
    if item is None:
        return
    thing = _thing_of(item)
    if _is_as_decided(item, thing):
        thing.state, thing.published_on = State.HELD, item.published_before
        thing.save(update_fields=["state", "published_on"])
        noted = {"bulk": item.bulk.code}
        moderation.conclude(thing, Act.UNDO, reason=None, sentence="", by=item.bulk.by, **noted)
        item.result = BulkResult.UNDONE
    else:
        item.result = BulkResult.KEPT
    item.save(update_fields=["result"])


def _is_as_decided(item: BulkItem, thing: Insight | Comment) -> bool:
    """Nobody has edited, withdrawn, reported out of sight or decided on it since."""
    led_to = ACT_LEADS_TO[Act(item.bulk.act)]
    last = thing.decisions.first()
    unchanged = (thing.state, thing.version) == (led_to, item.version)
    return unchanged and last is not None and last.pk == item.decision_id

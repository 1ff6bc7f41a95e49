"""Commenting: signed like an insight, held like one, and stored once however often it is sent.

An unlinked comment is inserted alone: nothing here writes a row that names its author.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.pace import take_turn
from insights import pace, policies
from insights.actions import editing
from insights.actions.pausing import refuse_paused
from insights.enums import NEXT, State
from insights.models import Comment, Insight
from insights.models.signing import form_proof
from members.crowds import sector_hides
from members.models import Affiliation, Member


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What a comment form holds once it is clean. `parent` is the comment it answers, if any."""

    body: str
    attribution: str
    hat: Affiliation | None
    parent: Comment | None = None


def comment(insight: Insight, remark: Remark, *, by: Member, form_key: str) -> Comment:
    """Store it once: the same comment comes back each time."""
    refuse_paused(remark.attribution, by=by)
    proof = form_proof(by, _sent(insight, remark, form_key))
    try:
        return _store(insight, remark, by=by, proof=proof)
    except IntegrityError:
        sent_before = Comment.objects.filter(form_proof=proof).first()
        if sent_before is None:
            raise
        return sent_before


def _sent(insight: Insight, remark: Remark, form_key: str) -> str:
    """A form and all that was sent in it: going back and changing anything makes it another."""
    hat, parent = (thing and thing.pk for thing in (remark.hat, remark.parent))
    return repr((form_key, str(insight.pk), remark.body, remark.attribution, hat, str(parent)))


@transaction.atomic
def _store(insight: Insight, remark: Remark, *, by: Member, proof: str) -> Comment:
    take_turn(by)
    pace.require_room_for_comment(by, proof)
    words = Comment(
        insight=insight,
        parent=remark.parent,
        body=remark.body,
        attribution=remark.attribution,
        form_proof=proof,
    )
    sector = remark.hat.sector if remark.hat else ""
    words.sign(by=by, hat=remark.hat, show_sector=sector_hides(sector, at=policies.among(insight)))
    if not policies.must_be_held(attribution=words.attribution, published_before=_published(by)):
        words.state, words.published_on = State.PUBLISHED, timezone.localdate()
    words.save(force_insert=True)
    return words


def _published(member: Member) -> int:
    """Their linked insights and comments so far: newcomers are held, whatever they write first."""
    insights = Insight.objects.published().filter(author=member).count()
    return insights + Comment.objects.filter(author=member, state=State.PUBLISHED).count()


@transaction.atomic
def edit(comment: Comment, body: str, *, version: int, by: Member) -> Comment:
    """Keep the old words as a version. What was returned, declined or is unlinked is held again."""
    comment = editing.begin(comment, version=version, by=by)
    comment.body = body
    comment.save(update_fields=["body", "version", "state"])
    return comment


@transaction.atomic
def withdraw(comment: Comment, *, by: Member) -> Comment:
    """Gone from the page; its author still sees it."""
    locked = editing.own(comment, by=by)
    if State.WITHDRAWN in NEXT[State(locked.state)]:
        locked.state = State.WITHDRAWN
        locked.save(update_fields=["state"])
    return locked

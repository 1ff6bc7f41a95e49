"""Saying how an event was, once each; answers come out five or more together, and none is told by its hour.

No line of the log is written for an answer, and nothing on the way names who gives it.
"""

from dataclasses import dataclass

from django.db import transaction

from events.actions.planning import locked
from events.models import Event, Feedback
from events.models.feedback import TOGETHER
from members.models import Member


class FeedbackClosed(Exception):
    """It has not begun, a fortnight has passed, or the answer is handed on already."""


@dataclass(frozen=True, kw_only=True)
class Said:
    worth: str
    differently: str = ""
    next_time: str = ""


@transaction.atomic
def say(event: Event, said: Said, *, by: Member) -> None:
    """Said again, it takes the place of the first, until that is handed on together with others."""
    event = locked(event)
    own = Feedback.objects.owned_by(by, event).first()
    if not event.takes_feedback or (own and own.is_shown):
        raise FeedbackClosed
    Feedback.objects.update_or_create(
        proof=Feedback.proof_of(event, by), is_shown=False, defaults={**vars(said), "event": event}
    )
    let_out(event)


def let_out(event: Event) -> None:
    """Any five of those that wait, once five more stay behind for whoever comes last."""
    waiting = event.feedback.filter(is_shown=False)
    if waiting.count() >= 2 * TOGETHER:
        event.feedback.filter(pk__in=waiting.values("pk")[:TOGETHER]).update(is_shown=True)


@transaction.atomic
def close(event: Event) -> None:
    """No answer can be changed any more: the proofs go, and those that wait come out if they are five."""
    event = locked(event)
    event.feedback.update(proof=None)
    if event.feedback.filter(is_shown=False).count() >= TOGETHER:
        event.feedback.update(is_shown=True)

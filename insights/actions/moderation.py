"""Deciding: publish, return, decline, remove, restore. The author is told; nothing is deleted."""

from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from community import pace
from community.actions import audit, mail
from insights import policies
from insights.actions import claiming
from insights.actions.claiming import OwnWords, Taken
from insights.enums import ACT_LEADS_TO, Act, State
from insights.models import Comment, Decision, Insight, Reason
from members.models import Member

T = TypeVar("T", Insight, Comment)


__all__ = [
    "AlreadyDecided",
    "OwnWords",
    "Taken",
    "conclude",
    "decide",
    "record_late",
    "record_read",
    "reference_of",
]


class AlreadyDecided(Exception):
    """The thing has moved on, perhaps by another facilitator's hand."""


@transaction.atomic
def decide(
    thing: T, act: Act, *, reason: Reason | None, sentence: str, by: Member, **noted: str
) -> T:
    """Lock, check, change, record, tell. `thing` is as the facilitator saw it."""
    seen = (thing.state, thing.version)
    thing = type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    if not policies.can_decide(by, thing):
        raise OwnWords
    if (thing.state, thing.version) != seen or not policies.may_lead_to(thing, act):
        raise AlreadyDecided
    claiming.settle(thing, by=by)
    thing.state = ACT_LEADS_TO[act]
    if thing.state == State.PUBLISHED and thing.published_on is None:
        thing.published_on = timezone.localdate()
    thing.save(update_fields=["state", "published_on"])
    conclude(thing, act, reason=reason, sentence=sentence, by=by, **noted)
    return thing


def decide_on_words(thing: Insight | Comment, act: Act, **why: Any) -> None:
    """Each sort of words by its own type."""
    if isinstance(thing, Insight):
        decide(thing, act, **why)
    else:
        decide(thing, act, **why)


def conclude(
    thing: Insight | Comment,
    act: Act,
    *,
    reason: Reason | None,
    sentence: str,
    by: Member,
    **noted: str,
) -> None:
    """Part of a decision: keep why, write the log, tell the author. `noted` goes into the log."""
    kept: dict[str, Any] = {
        "act": act,
        "reason": reason,
        "sentence": sentence,
        "version": thing.version,
    }
    Decision.objects.create(**pointing_at(thing), **kept, by=by)
    verb = f"{thing._meta.model_name}.{act}"
    audit.record(verb, reference_of(thing), by=by, reason=str(reason or ""), **noted)
    tell(thing)


def pointing_at(thing: Insight | Comment) -> dict[str, Any]:
    """The column of a row that is about either."""
    return {"insight": thing} if isinstance(thing, Insight) else {"comment": thing}


def reference_of(thing: Insight | Comment) -> str:
    """What the log calls it: never a title, never an author."""
    return (
        thing.reference if isinstance(thing, Insight) else f"comment on {thing.insight.reference}"
    )


def record_read(thing: Insight | Comment, *, by: Member) -> None:
    """A line each time its page of moderation is opened while others may not read it."""
    if thing.state != State.PUBLISHED:
        audit.record(f"read.{thing._meta.model_name}", reference_of(thing), by=by)


def tell(thing: Insight | Comment) -> None:
    """At once when the author is known. An unlinked author finds it on My contributions."""
    author = thing.author
    if author is not None and author.is_active:
        mail.post_template("insights/mail/decided", to=author.email, context={})


@transaction.atomic
def record_late(thing: str, act: str, *, by: Member) -> None:
    """A second decision changes nothing, and the log shows that it was tried."""
    audit.record("decision.too_late", thing, by=by, tried=act)


@transaction.atomic
def export_log(*, by: Member) -> None:
    """Taking the log away is in the log."""
    pace.take_turn(by)
    pace.require_room_for_act("log.exported", by=by, most=pace.EXPORTS_AN_HOUR)
    audit.record("log.exported", "", by=by)

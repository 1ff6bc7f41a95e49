"""What happened to what I said: each contribution's state and history, in words, for its author alone."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.registries import Registry
from insights.enums import ACT_LEADS_TO, APPEALABLE, Act, AppealState, ReportRule, State
from insights.models import Comment, CommentVersion, Decision, Insight, InsightVersion

T = TypeVar("T", Insight, Comment)

# Filled by whoever uses insights: ids in, sentences such as “Used in the summary …” out.
used_in: Registry[[list[UUID]], dict[UUID, list[str]]] = Registry()

TONES = {
    State.HELD: "waiting",
    State.PUBLISHED: "good",
    State.RETURNED: "attention",
    State.DECLINED: "attention",
    State.WITHDRAWN: "ended",
    State.REMOVED: "attention",
}
STANDS: dict[str, str | Promise] = {
    State.HELD: gettext_lazy("Held since %(day)s. A facilitator reads it before anyone else."),
    State.PUBLISHED: gettext_lazy("Published on %(day)s."),
    State.RETURNED: gettext_lazy("Returned to you. Edit it, and it goes back to a facilitator."),
    State.DECLINED: gettext_lazy("Declined. You keep the words, and may edit and send them again."),
    State.WITHDRAWN: gettext_lazy("Withdrawn by you. Nobody else can read it."),
    State.REMOVED: gettext_lazy("Removed by a facilitator. Nobody else can read it."),
}
DECIDED: dict[str, str | Promise] = {
    Act.PUBLISH: gettext_lazy("A facilitator published it."),
    Act.RETURN: gettext_lazy("A facilitator returned it to you."),
    Act.DECLINE: gettext_lazy("A facilitator declined it."),
    Act.REMOVE: gettext_lazy("A facilitator removed it."),
    Act.RESTORE: gettext_lazy("A facilitator put it back."),
    Act.HOLD: gettext_lazy("A facilitator took it out of sight, to look into it."),
    Act.REDACT: gettext_lazy("A facilitator took some words out of it."),
    Act.MERGE: gettext_lazy("A facilitator put it with another that says much the same."),
    Act.UNDO: gettext_lazy("A facilitator took that back. It waits to be read again."),
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened. `version` keeps what happened in one day in order."""

    day: dt.date
    sentence: str
    note: str = ""
    version: int = 1
    decided: bool = False
    act: str = ""
    decision: int | None = None


@dataclass(frozen=True, kw_only=True)
class Contribution(Generic[T]):
    """An insight or a comment of one's own and what became of it."""

    thing: T
    label: str
    tone: str
    sentence: str
    history: list[Entry]
    uses: list[str]
    may_appeal: int | None = None  # the decision that stands and has not been appealed

    @property
    def asks_for_reading(self) -> bool:
        return self.thing.state in (State.RETURNED, State.DECLINED, State.REMOVED)


def of_insights(insights: Sequence[Insight]) -> list[Contribution[Insight]]:
    keys = [insight.pk for insight in insights]
    decisions = _by_thing(Decision.objects.filter(insight__in=keys), "insight_id")
    prefetch_related_objects(insights, "versions")
    uses: dict[UUID, list[str]] = defaultdict(list)
    for answer in used_in.ask(keys):
        for key, sentences in answer.items():
            uses[key].extend(sentences)
    return [
        _contribution(it, [*_edits(it), *decisions[it.pk]], uses=uses[it.pk]) for it in insights
    ]


def of_comments(comments: Sequence[Comment]) -> list[Contribution[Comment]]:
    keys = [comment.pk for comment in comments]
    decisions = _by_thing(Decision.objects.filter(comment__in=keys), "comment_id")
    prefetch_related_objects(comments, "versions")
    return [_contribution(it, [*_edits(it), *decisions[it.pk]], uses=[]) for it in comments]


def _by_thing(decisions: QuerySet[Decision], key: str) -> dict[UUID, list[Entry]]:
    rows = decisions.select_related("reason", "appeal")
    grouped: dict[UUID, list[Entry]] = defaultdict(list)
    for decision in rows.order_by("decided_at", "pk"):
        grouped[getattr(decision, key)] += [_decided(decision), *_appealed(decision)]
    return grouped


def _appealed(decision: Decision) -> list[Entry]:
    """That it was appealed, by when it is decided, and what came of it. Never who."""
    made = getattr(decision, "appeal", None)
    if made is None:
        return []
    due = {"day": date_format(made.due_on, "j F Y")}
    said = _("You appealed. Another facilitator decides by %(day)s.") % due
    at = {"day": made.made_on, "version": decision.version, "decided": True}
    asked = Entry(sentence=said, note=made.words, **at)
    if made.decided_on is None:
        return [asked]
    came = _("Your appeal was allowed.")
    if made.state == AppealState.DISMISSED:
        came = _("Your appeal was not allowed: the decision stands.")
    answer = {"sentence": came, "note": made.sentence, "version": decision.version}
    return [asked, Entry(day=made.decided_on, decided=True, **answer)]


def _decided(decision: Decision) -> Entry:
    """Never who: a decision is the facilitators’."""
    return Entry(
        day=timezone.localdate(decision.decided_at),
        sentence=_sentence(decision),
        note=why(decision),
        version=decision.version,
        decided=True,
        act=decision.act,
        decision=None if hasattr(decision, "appeal") else decision.pk,
    )


def _sentence(decision: Decision) -> str:
    """Of reports, the rule alone; of a worry about safety, not even that."""
    if decision.rule in ("", ReportRule.SAFETY):
        return str(DECIDED[decision.act])
    said = _("It is held while a facilitator looks into it. The rule: %(rule)s.")
    return said % {"rule": ReportRule(decision.rule).label}


def why(decision: Decision) -> str:
    """The reason and the sentence, as far as they were given."""
    reason = str(decision.reason or "")
    if reason and decision.sentence:
        return _("%(reason)s: %(sentence)s") % {"reason": reason, "sentence": decision.sentence}
    return reason or decision.sentence


def _edits(thing: Insight | Comment) -> list[Entry]:
    """The oldest first."""
    versions: list[InsightVersion | CommentVersion] = [*thing.versions.all()]
    return [
        Entry(day=version.made_on, sentence=_("You edited it."), version=version.number + 1)
        for version in reversed(versions)
    ]


def _contribution(thing: T, happened: list[Entry], *, uses: list[str]) -> Contribution[T]:
    written = Entry(day=thing.recorded_on, sentence=_("You wrote it."), version=0)
    history = sorted([written, *happened], key=lambda it: (it.day, it.version, it.decided))
    day = thing.published_on if thing.state == State.PUBLISHED else history[-1].day
    return Contribution(
        thing=thing,
        label=str(State(thing.state).label),
        tone=TONES[State(thing.state)],
        sentence=str(STANDS[thing.state]) % {"day": date_format(day or history[-1].day, "j F Y")},
        history=history,
        uses=uses,
        may_appeal=_may_appeal(thing, happened),
    )


def _may_appeal(thing: Insight | Comment, happened: list[Entry]) -> int | None:
    """What was decided last, while it stands, once."""
    decided = [entry for entry in happened if entry.act not in ("", Act.REDACT)]
    last = decided[-1] if decided else None
    if last is None or last.act not in APPEALABLE or ACT_LEADS_TO[Act(last.act)] != thing.state:
        return None
    return last.decision

"""The comments on an insight: drawn once for everyone who is shown the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.markdown import render
from insights.enums import State
from insights.models import Comment, Insight
from insights.models.signing import owned_ids
from insights.reading import kept
from members.http import MemberRequest, Request
from members.models import Viewer


@dataclass(slots=True)
class Shown:
    """A comment as the page shows it; `gone` when only its answers are left to read."""

    id: UUID
    byline: str = ""
    day: date | None = None
    body: SafeString | str = ""
    state: str = ""
    own: bool = False
    gone: bool = False
    answers: "list[Shown]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Discussion:
    """Comments as HTML. `count` leaves out what is not published; `any_shown` does not."""

    html: SafeString
    count: int
    any_shown: bool


@dataclass(frozen=True, slots=True)
class _Shared:
    """What everyone is shown who wrote none of it, and what tells whose the comments are, in any state."""

    discussion: Discussion
    authors: frozenset[int]
    proofs: Sequence[tuple[UUID, str]]

    def is_for(self, viewer: Viewer) -> bool:
        """Facilitators are shown what is held; whoever wrote a comment can withdraw it."""
        if viewer.is_anonymous:
            return True
        wrote = viewer.pk in self.authors or owned_ids(self.proofs, viewer)
        return not viewer.is_facilitator and not wrote


def discussion(
    request: Request | MemberRequest, insight: Insight, *, may_answer: bool, stamp: str
) -> Discussion:
    """Kept under `stamp`, which every change to a comment raises; who is shown more has it drawn alone."""
    shared = kept(
        stamp, "comments", insight.pk, may_answer, make=lambda: _shared(insight, may_answer)
    )
    if shared.is_for(request.user):
        return shared.discussion
    rows = Comment.objects.on(insight, request.user)
    return _drawn(request, insight, rows, may_answer=may_answer)


def _shared(insight: Insight, may_answer: bool) -> _Shared:  # noqa: FBT001 - private
    rows = list(Comment.objects.filter(insight=insight).order_by("published_on", "pk"))
    authors = frozenset(row.author_id for row in rows if row.author_id is not None)
    proofs = [(row.pk, row.owner_proof) for row in rows if row.owner_proof]
    published = [row for row in rows if row.state == State.PUBLISHED]
    return _Shared(_drawn(None, insight, published, may_answer=may_answer), authors, proofs)


def _drawn(
    request: Request | MemberRequest | None,
    insight: Insight,
    rows: Sequence[Comment],
    *,
    may_answer: bool,
) -> Discussion:
    """Without a request there is no viewer: nothing drawn is anybody's own."""
    threads = _threads(rows, request.user if request else None)
    context = {"threads": threads, "insight": insight, "may_answer": may_answer}
    html = render_to_string("insights/_threads.html", context, request)
    return Discussion(html, sum(row.state == State.PUBLISHED for row in rows), bool(threads))


def _threads(rows: Sequence[Comment], viewer: Viewer | None) -> list[Shown]:
    """Answers stand under what they answer, even when that is no longer shown."""
    threads = {row.pk: _shown(row, viewer) for row in rows if row.parent_id is None}
    for row in rows:
        if row.parent_id is not None:
            above = threads.setdefault(row.parent_id, Shown(row.parent_id, gone=True))
            above.answers.append(_shown(row, viewer))
    return list(threads.values())


def _shown(row: Comment, viewer: Viewer | None) -> Shown:
    return Shown(
        row.pk,
        row.byline,
        row.published_on,
        render(row.body),
        state="" if row.state == State.PUBLISHED else str(State(row.state).label),
        own=viewer is not None and row.is_owned_by(viewer),
    )

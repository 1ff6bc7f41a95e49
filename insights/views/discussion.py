"""The comments on an insight: drawn once for everyone who is shown the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
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
class Thread:
    """A comment as HTML, empty when only its answers are left to read, and those."""

    html: SafeString | str = ""
    answers: list[SafeString] = field(default_factory=list)


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
    rows: Sequence[Comment]
    drawn: dict[UUID, SafeString]
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
    """Kept under `stamp`, which every change to a comment raises; one's own and held ones are drawn alone."""
    shared = kept(
        stamp, "comments", insight.pk, may_answer, make=lambda: _shared(insight, may_answer)
    )
    if shared.is_for(request.user):
        return shared.discussion
    rows = [row for row in shared.rows if row.is_readable_by(request.user)]
    drawn = {
        row.pk: (None if row.is_owned_by(request.user) else shared.drawn.get(row.pk))
        or _comment(row, may_answer=may_answer, request=request)
        for row in rows
    }
    return _joined(rows, drawn)


def _shared(insight: Insight, may_answer: bool) -> _Shared:  # noqa: FBT001 - private
    rows = Comment.objects.all_on(insight)
    authors = frozenset(row.author_id for row in rows if row.author_id is not None)
    proofs = [(row.pk, row.owner_proof) for row in rows if row.owner_proof]
    published = [row for row in rows if row.state == State.PUBLISHED]
    drawn = {row.pk: _comment(row, may_answer=may_answer, request=None) for row in published}
    return _Shared(_joined(published, drawn), rows, drawn, authors, proofs)


def _comment(
    row: Comment, *, may_answer: bool, request: Request | MemberRequest | None
) -> SafeString:
    """Without a request there is no viewer: nothing drawn is anybody's own."""
    context = {
        "comment": row,
        "body": render(row.body),
        "state": "" if row.state == State.PUBLISHED else State(row.state).label,
        "own": request is not None and row.is_owned_by(request.user),
        "may_answer": may_answer and row.parent_id is None,
    }
    return render_to_string("insights/_comment.html", context, request)


def _joined(rows: Sequence[Comment], drawn: dict[UUID, SafeString]) -> Discussion:
    """Answers stand under what they answer, even when that is no longer shown."""
    threads = {row.pk: Thread(drawn[row.pk]) for row in rows if row.parent_id is None}
    for row in rows:
        if row.parent_id is not None:
            threads.setdefault(row.parent_id, Thread()).answers.append(drawn[row.pk])
    html = render_to_string("insights/_threads.html", {"threads": threads.values()})
    return Discussion(html, sum(row.state == State.PUBLISHED for row in rows), bool(threads))

"""What can be reported: each sort of text, what it says, whose it is, and how it goes out of sight.

Higher packages add their own: `finders` by its address, `subjects` of a report, `titles` for the queue.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from community.registries import Registry
from insights import policies
from insights.enums import State
from insights.models import Comment, Insight, KeptOut, Offer, Report
from members.models import Member, Viewer

OUTCOME, ABOUT, MESSAGE, WORDS = "outcome", "about", "message", "words"
Pointing = Report | KeptOut  # at the same texts, by the same columns


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A text that is or can be reported, as it stands now.

    `target` is how a report points at it; `row` holds it. An insight and a comment go out of sight by
    their state, any other text by `held_in`, the column that says for which rule.
    """

    row: Any
    target: dict[str, Model | str | int]
    code: str
    name: str
    text: str
    url: str
    wrote: Callable[[Member], bool]
    author: Member | None = None
    author_page: str = ""
    held_in: str = ""
    with_it: Callable[[str], dict[str, str]] = (
        lambda _rule: {}
    )  # further columns, by the rule it is held for
    keeps_reporter: bool = True

    @property
    def is_words(self) -> bool:
        return not self.held_in

    @property
    def held_for(self) -> str:
        return str(getattr(self.row, self.held_in)) if self.held_in else ""

    def hold(self, rule: str) -> None:
        """Out of sight for this rule; for none, back again."""
        changes = {self.held_in: rule, **self.with_it(rule)}
        for name, value in changes.items():
            setattr(self.row, name, value)
        self.row.save(update_fields=list(changes))

    @property
    def is_shown(self) -> bool:
        if self.is_words:
            return bool(self.row.state == State.PUBLISHED)
        return not self.held_for

    @property
    def seen(self) -> str:
        """What somebody is looking at: a decision is on these words as they stand and no other."""
        if self.is_words:
            return f"{self.row.state}-{self.row.version}"
        return hashlib.sha256(f"{self.held_for}|{self.text}".encode()).hexdigest()[:16]


# (viewer, sort, key) → what is there for this viewer to report.
finders: Registry[[Viewer, str, str], Subject | None] = Registry()
subjects: Registry[[Pointing], Subject | None] = Registry()
titles: Registry[[Pointing], str] = Registry()


def find(viewer: Viewer, sort: str, key: str) -> Subject | None:
    """What may not be read cannot be reported: it is not there."""
    own = FINDERS[sort](viewer, key) if sort in FINDERS else None
    return own or next((found for found in finders.ask(viewer, sort, key) if found), None)


def subject_of(report: Pointing) -> Subject:
    """Whatever it is about, whoever looks: the caller has asked whether they may."""
    found = _own_subject(report)
    found = found or next((other for other in subjects.ask(report) if other), None)
    if found is None:
        raise TypeError("the database refuses a report on nothing")
    return found


def _own_subject(report: Pointing) -> Subject | None:
    if report.insight is not None:
        is_outcome = report.part == OUTCOME
        return of_outcome(report.insight) if is_outcome else of_insight(report.insight)
    if isinstance(report, Report) and report.comment is not None:
        return of_comment(report.comment)
    if report.offer is not None:
        return of_offer(report.offer)
    return of_profile(report.member) if report.member is not None else None


def title_of(report: Pointing) -> str:
    """What a list calls it, from what `for_titles` has fetched."""
    if report.space_id is not None:
        return next((title for title in titles.ask(report) if title), "")
    return subject_of(report).name


TITLED_BY = (
    "insight__author",
    "comment__insight",
    "offer__insight",
    "offer__helper",
    "member",
    "space",
)
KEPT_TITLED_BY = tuple(f"kept__{path}" for path in TITLED_BY if not path.startswith("comment"))


def of_insight(insight: Insight) -> Subject:
    return Subject(
        row=insight,
        target={"insight": insight, "part": ""},
        code=insight.reference,
        name=_("On “%(title)s”") % {"title": insight.title},
        text=insight.body,
        url=insight.get_absolute_url(),
        wrote=insight.is_owned_by,
        author=insight.author,
        author_page=reverse("insights:contributions"),
        keeps_reporter=insight.state == State.PUBLISHED,
    )


def of_comment(comment: Comment) -> Subject:
    return Subject(
        row=comment,
        target={"comment": comment, "part": ""},
        code=f"comment on {comment.insight.reference}",
        name=_("A comment on “%(title)s”") % {"title": comment.insight.title},
        text=comment.body,
        url=comment.get_absolute_url(),
        wrote=comment.is_owned_by,
        author=comment.author,
        author_page=reverse("insights:own_comments"),
        keeps_reporter=comment.state == State.PUBLISHED,
    )


def of_outcome(need: Insight) -> Subject:
    return Subject(
        row=need,
        target={"insight": need, "part": OUTCOME},
        code=f"outcome of {need.reference}",
        name=_("What came of “%(title)s”") % {"title": need.title},
        text=need.outcome,
        url=need.get_absolute_url(),
        wrote=need.is_owned_by,
        author=need.author,
        author_page=reverse("insights:offers", args=[need.reference]),
        held_in="outcome_held_for",
    )


def of_offer(offer: Offer) -> Subject:
    """Only the asker reads it, so of an unlinked need a reporter would be its author: none is kept."""
    need = offer.insight
    return Subject(
        row=offer,
        target={"offer": offer, "part": MESSAGE},
        code=f"offer on {need.reference}",
        name=_("An offer of help with “%(title)s”") % {"title": need.title},
        text=offer.message,
        url=reverse("insights:offers", args=[need.reference]),
        wrote=lambda member: offer.helper_id == member.pk,
        author=offer.helper,
        author_page=reverse("insights:my_offers"),
        held_in="held_for",
        keeps_reporter=not need.is_unlinked,
    )


def of_profile(member: Member) -> Subject:
    return Subject(
        row=member,
        target={"member": member, "part": ABOUT},
        code=f"page of member {member.code}",
        name=_("What %(name)s wrote about themselves") % {"name": member.name},
        text=member.about,
        url=member.get_absolute_url(),
        wrote=lambda viewer: viewer.pk == member.pk,
        author=member,
        author_page=reverse("members:detail", args=[member.code]),
        held_in="about_held_for",
    )


def _insight(viewer: Viewer, reference: str) -> Insight | None:
    try:
        return Insight.objects.readable(viewer, reference)
    except Insight.DoesNotExist:
        return None


def find_insight(viewer: Viewer, reference: str) -> Subject | None:
    insight = _insight(viewer, reference)
    return of_insight(insight) if insight else None


def find_comment(viewer: Viewer, key: str) -> Subject | None:
    rows = Comment.objects.visible_to(viewer).select_related("insight")
    comment = rows.filter(pk=_uuid(key)).first()
    return of_comment(comment) if comment else None


def find_outcome(viewer: Viewer, reference: str) -> Subject | None:
    need = _insight(viewer, reference)
    shown = need is not None and need.support_state in policies.ENDED and need.outcome_shown
    return of_outcome(need) if need and shown else None


def find_offer(viewer: Viewer, key: str) -> Subject | None:
    offer = Offer.objects.select_related("insight", "helper").filter(pk=_uuid(key)).first()
    if offer is None or offer.held_for or not policies.can_answer_offers(viewer, offer.insight):
        return None
    return of_offer(offer)


def find_profile(viewer: Viewer, code: str) -> Subject | None:
    member = Member.objects.visible_to(viewer).filter(code=code).first()
    return of_profile(member) if member and member.about_shown else None


def _uuid(key: str) -> UUID:
    """What is no key is the key of nothing."""
    try:
        return UUID(key)
    except ValueError:
        return UUID(int=0)


FINDERS: dict[str, Callable[[Viewer, str], Subject | None]] = {
    "insight": find_insight,
    "comment": find_comment,
    OUTCOME: find_outcome,
    "offer": find_offer,
    "profile": find_profile,
}

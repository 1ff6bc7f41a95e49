"""Lines of the queue: what each thing that waits is called, and why it waits, in words."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from insights.enums import QueueSort, ReportRule, Why
from insights.models import Claim
from insights.queue.rows import Rows, why_held
from members.models import Member

WHY: dict[str, str | Promise] = {
    Why.HIDDEN: gettext_lazy("A facilitator took it out of sight, to look into it."),
    Why.REPORTED: gettext_lazy("Somebody reported it."),
    Why.CHANGED: gettext_lazy("Its author changed it and sent it again."),
    Why.UNLINKED: gettext_lazy("Signed without a name: always read before it is published."),
    Why.FIRST: gettext_lazy("Among the first its author has sent."),
}


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One line of the queue."""

    sort: str
    label: str
    title: str
    url: str
    why: str
    since: dt.date
    is_own: bool = False
    is_urgent: bool = False
    claim: Claim | None = None

    @property
    def take(self) -> str:
        """Where taking it is sent."""
        return f"{self.url}take/"

    @property
    def how_long(self) -> str:
        days = (timezone.localdate() - self.since).days
        if days < 1:
            return _("waiting since today")
        return ngettext("waiting for %(days)s day", "waiting for %(days)s days", days) % {
            "days": days
        }


Lines = Iterable[tuple[Any, Waiting]]


def _insights(rows: Rows, viewer: Member) -> Lines:
    lean = rows.defer("search", "body", "what_helped", "tag_words")
    for insight in lean.annotate(because=why_held(QueueSort.INSIGHT)):
        yield (
            insight.pk,
            Waiting(
                sort=QueueSort.INSIGHT,
                label=str(insight.get_kind_display()),
                title=insight.title,
                url=reverse("insights:moderate", args=[insight.reference]),
                why=str(WHY[insight.because]),
                since=insight.recorded_on,
                is_own=insight.is_owned_by(viewer),
            ),
        )


def _comments(rows: Rows, viewer: Member) -> Lines:
    for comment in rows.select_related("insight").annotate(because=why_held(QueueSort.COMMENT)):
        yield (
            comment.pk,
            Waiting(
                sort=QueueSort.COMMENT,
                label=_("Comment"),
                title=_("On “%(title)s”") % {"title": comment.insight.title},
                url=reverse("insights:moderate_comment", args=[comment.pk]),
                why=str(WHY[comment.because]),
                since=comment.recorded_on,
                is_own=comment.is_owned_by(viewer),
            ),
        )


def _reports(rows: Rows, viewer: Member) -> Lines:
    for made in rows.select_related("insight", "comment__insight"):
        thing = made.insight or made.comment
        yield (
            made.pk,
            Waiting(
                sort=QueueSort.REPORT,
                label=_("Report"),
                title=_("On “%(title)s”") % {"title": (made.insight or made.comment.insight).title},
                url=reverse("insights:moderate_report", args=[made.reference]),
                why=str(ReportRule(made.rule).label),
                since=timezone.localdate(made.made_at),
                is_own=thing.is_owned_by(viewer),
                is_urgent=made.rule == ReportRule.SAFETY,
            ),
        )


def _tags(rows: Rows, viewer: Member) -> Lines:
    for tag in rows:
        yield (
            tag.pk,
            Waiting(
                sort=QueueSort.TAG,
                label=_("Proposed tag"),
                title=tag.name,
                url=reverse("insights:moderate_tag", args=[tag.pk]),
                why=_("Suggested with an insight."),
                since=tag.proposed_on,
            ),
        )


def _organisations(rows: Rows, viewer: Member) -> Lines:
    for organisation in rows:
        yield (
            organisation.pk,
            Waiting(
                sort=QueueSort.ORGANISATION,
                label=_("Proposed organisation"),
                title=organisation.name,
                url=reverse("insights:moderate_organisation", args=[organisation.pk]),
                why=_("Named by a member as where they work."),
                since=organisation.proposed_on,
            ),
        )


DRAWN: dict[str, Callable[[Rows, Member], Lines]] = {
    QueueSort.INSIGHT: _insights,
    QueueSort.COMMENT: _comments,
    QueueSort.REPORT: _reports,
    QueueSort.TAG: _tags,
    QueueSort.ORGANISATION: _organisations,
}

"""Lines of the queue: what each thing that waits is called, and why it waits, in words."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from insights.enums import QueueSort, ReportRule, Why
from insights.models import Appeal, Claim, Insight
from insights.queue.rows import Rows, why_held
from insights.reportable import KEPT_TITLED_BY, TITLED_BY, title_of
from members.models import Member

WHY: dict[str, str | Promise] = {
    Why.HIDDEN: gettext_lazy("A facilitator took it out of sight, to look into it."),
    Why.CHANGED: gettext_lazy("Its author changed it and sent it again."),
    Why.UNLINKED: gettext_lazy("Signed without a name: always read before it is published."),
    Why.FIRST: gettext_lazy("Among the first its author has sent."),
}


def because(why: str) -> str:
    """In words. A rule is that of the reports that held it."""
    if why == ReportRule.SAFETY:
        return _("The safeguarding lead took it out of sight: ask them before you decide.")
    if why in ReportRule.values:
        return _("Three reports took it out of sight: %(rule)s.") % {"rule": ReportRule(why).label}
    return str(WHY[why])


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
    def can_be_taken(self) -> bool:
        """Not one’s own; and of a worry about safety no claim may tell others."""
        return not self.is_own and not self.is_urgent

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
                why=because(insight.because),
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
                why=because(comment.because),
                since=comment.recorded_on,
                is_own=comment.is_owned_by(viewer),
            ),
        )


def _reports(rows: Rows, viewer: Member) -> Lines:
    for made in rows.select_related(*TITLED_BY):
        yield (
            made.pk,
            Waiting(
                sort=QueueSort.REPORT,
                label=_("Report"),
                title=title_of(made),
                url=reverse("insights:moderate_report", args=[made.reference]),
                why=str(ReportRule(made.rule).label),
                since=timezone.localdate(made.made_at),
                is_urgent=made.rule == ReportRule.SAFETY,
            ),
        )


def _appeals(rows: Rows, viewer: Member) -> Lines:
    related = ("decision__insight", "decision__comment__insight", *KEPT_TITLED_BY)
    for made in rows.select_related(*related):
        said = _("Overdue since %(day)s.") if made.is_overdue else _("To be decided by %(day)s.")
        yield (
            made.pk,
            Waiting(
                sort=QueueSort.APPEAL,
                label=_("Appeal"),
                title=_appealed(made),
                url=reverse("insights:moderate_appeal", args=[made.pk]),
                why=said % {"day": date_format(made.due_on, "j F Y")},
                since=made.made_on,
            ),
        )


def _appealed(made: Appeal) -> str:
    if made.kept is not None:
        return title_of(made.kept)
    thing = made.thing
    about = thing if isinstance(thing, Insight) else thing.insight
    return _("On “%(title)s”") % {"title": about.title}


def proposed(sort: str, key: str, name: str, *, since: dt.date) -> Waiting:
    """What is proposed for a list: its name is all there is to say, and needs no more questions."""
    page, label, why = PROPOSED[sort]
    url = reverse(page, args=[key])
    return Waiting(sort=sort, label=str(label), title=name, url=url, why=str(why), since=since)


PROPOSED: dict[str, tuple[str, str | Promise, str | Promise]] = {
    QueueSort.TAG: (
        "insights:moderate_tag",
        gettext_lazy("Proposed tag"),
        gettext_lazy("Suggested with an insight."),
    ),
    QueueSort.ORGANISATION: (
        "insights:moderate_organisation",
        gettext_lazy("Proposed organisation"),
        gettext_lazy("Named by a member as where they work."),
    ),
}
DRAWN: dict[str, Callable[[Rows, Member], Lines]] = {
    QueueSort.INSIGHT: _insights,
    QueueSort.COMMENT: _comments,
    QueueSort.REPORT: _reports,
    QueueSort.APPEAL: _appeals,
}

"""The moderation queue: all that waits for a facilitator, oldest first, for those who may read it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from insights.enums import Act, ReportRule, State
from insights.models import Appeal, Comment, Decision, Insight, Report, Tag, Tagging
from insights.reportable import TITLED_BY, title_of
from members.models import Member, Organisation

Rows = QuerySet[Any]
PAGE_SIZE = 20


class Sort(TextChoices):
    INSIGHT = "insight", gettext_lazy("Insights")
    COMMENT = "comment", gettext_lazy("Comments")
    REPORT = "report", gettext_lazy("Reports")
    APPEAL = "appeal", gettext_lazy("Appeals")
    TAG = "tag", gettext_lazy("Proposed tags")
    ORGANISATION = "organisation", gettext_lazy("Proposed organisations")


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

    @property
    def how_long(self) -> str:
        days = (timezone.localdate() - self.since).days
        if days < 1:
            return _("waiting since today")
        return ngettext("waiting for %(days)s day", "waiting for %(days)s days", days) % {
            "days": days
        }


def rows_for(viewer: Member) -> dict[str, Rows]:
    """Everything waiting that this facilitator may read, sort by sort: lists and counts start here."""
    return {
        Sort.INSIGHT: Insight.objects.visible_to(viewer).filter(state=State.HELD),
        Sort.COMMENT: Comment.objects.visible_to(viewer).filter(state=State.HELD),
        Sort.REPORT: Report.objects.open().visible_to(viewer),
        Sort.APPEAL: Appeal.objects.waiting().visible_to(viewer),
        Sort.TAG: proposed_tags(viewer),
        Sort.ORGANISATION: Organisation.objects.proposed(),
    }


def proposed_tags(viewer: Member) -> "QuerySet[Tag]":
    """A proposal may repeat an insight's words: only with insights they may read, or with none."""
    taggings = Tagging.objects.filter(tag=OuterRef("pk"))
    readable = taggings.filter(content_object__in=Insight.objects.visible_to(viewer))
    return Tag.objects.proposed().filter(Exists(readable) | ~Exists(taggings))


SINCE: dict[str, Any] = {
    Sort.INSIGHT: F("recorded_on"),
    Sort.COMMENT: F("recorded_on"),
    Sort.REPORT: TruncDate("made_at"),
    Sort.APPEAL: F("made_on"),
    Sort.TAG: F("proposed_on"),
    Sort.ORGANISATION: F("proposed_on"),
}
FLAGGED: dict[str, Any] = {
    Sort.REPORT: Case(When(rule=ReportRule.SAFETY, then=Value(0)), default=Value(1))
}


def counts(viewer: Member) -> dict[str, int]:
    """How many of each sort wait, in one query."""
    each = [
        rows.order_by().annotate(sort=Value(sort)).values("sort").annotate(n=Count("pk"))
        for sort, rows in rows_for(viewer).items()
    ]
    found = each[0].union(*each[1:], all=True)
    return dict.fromkeys(Sort.values, 0) | {row["sort"]: row["n"] for row in found}


def waiting(viewer: Member, *, sort: str, page: int) -> "Page[Waiting]":
    """A page of the queue: worries about safety first, then whatever has waited longest."""
    keys = _keys(viewer, sort)
    found: Any = Paginator(keys, PAGE_SIZE).get_page(page)
    found.object_list = _lines(list(found.object_list), viewer)
    return found  # type: ignore[no-any-return]


def _keys(viewer: Member, sort: str) -> Rows:
    each = [
        rows.order_by()
        .annotate(
            rank=Cast(FLAGGED.get(name, Value(1)), IntegerField()),
            since=Cast(SINCE[name], DateField()),
            sort=Value(name, CharField()),
            key=Cast("pk", CharField()),
        )
        .values_list("rank", "since", "sort", "key")
        for name, rows in rows_for(viewer).items()
        if sort in ("", name)
    ]
    keys: Rows = each[0].union(*each[1:], all=True)
    return keys.order_by("rank", "since", "sort", "key")


def _lines(keys: Sequence[tuple[int, dt.date, str, str]], viewer: Member) -> list[Waiting]:
    """In the order of the keys; each sort loaded at once."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for _rank, _since, sort, key in keys:
        wanted[sort].append(key)
    rows = rows_for(viewer)
    lines: dict[tuple[str, str], Waiting] = {}
    for sort, some in wanted.items():
        for key, line in DRAWN[sort](rows[sort].filter(pk__in=some), viewer):
            lines[sort, str(key)] = line
    return [lines[sort, key] for _rank, _since, sort, key in keys if (sort, key) in lines]


Lines = Iterable[tuple[Any, Waiting]]


def _insights(rows: Rows, viewer: Member) -> Lines:
    lean = rows.defer("search", "body", "what_helped", "tag_words")
    for insight in lean.annotate(last_act=_last_act("insight")):
        yield (
            insight.pk,
            Waiting(
                sort=Sort.INSIGHT,
                label=str(insight.get_kind_display()),
                title=insight.title,
                url=reverse("insights:moderate", args=[insight.reference]),
                why=why_held(insight, insight.last_act),
                since=insight.recorded_on,
                is_own=insight.is_owned_by(viewer),
            ),
        )


def _comments(rows: Rows, viewer: Member) -> Lines:
    for comment in rows.select_related("insight").annotate(last_act=_last_act("comment")):
        yield (
            comment.pk,
            Waiting(
                sort=Sort.COMMENT,
                label=_("Comment"),
                title=_("On “%(title)s”") % {"title": comment.insight.title},
                url=reverse("insights:moderate_comment", args=[comment.pk]),
                why=why_held(comment, comment.last_act),
                since=comment.recorded_on,
                is_own=comment.is_owned_by(viewer),
            ),
        )


def _last_act(thing: str) -> Subquery:
    """What was decided last, and for a hold that reports brought about, their rule: `hold:identifies`."""
    decisions = Decision.objects.filter(**{thing: OuterRef("pk")})
    said = Concat("act", Value(":"), "rule", output_field=CharField())
    return Subquery(decisions.order_by("-decided_at", "-pk").annotate(said=said).values("said")[:1])


def why_held(words: Insight | Comment, last_act: str | None) -> str:
    act, _colon, rule = (last_act or "").partition(":")
    if act == Act.HOLD and rule == ReportRule.SAFETY:
        return _("The safeguarding lead took it out of sight: ask them before you decide.")
    if act == Act.HOLD and rule:
        return _("Three reports took it out of sight: %(rule)s.") % {"rule": ReportRule(rule).label}
    if act == Act.HOLD:
        return _("A facilitator took it out of sight, to look into it.")
    if words.version > 1:
        return _("Its author changed it and sent it again.")
    if words.is_unlinked:
        return _("Signed without a name: always read before it is published.")
    return _("Among the first its author has sent.")


def _reports(rows: Rows, viewer: Member) -> Lines:
    for made in rows.select_related(*TITLED_BY):
        yield (
            made.pk,
            Waiting(
                sort=Sort.REPORT,
                label=_("Report"),
                title=title_of(made),
                url=reverse("insights:moderate_report", args=[made.reference]),
                why=str(ReportRule(made.rule).label),
                since=timezone.localdate(made.made_at),
                is_urgent=made.rule == ReportRule.SAFETY,
            ),
        )


def _appeals(rows: Rows, viewer: Member) -> Lines:
    for made in rows.select_related("decision__insight", "decision__comment__insight"):
        about = made.decision.insight or made.decision.comment.insight
        said = _("Overdue since %(day)s.") if made.is_overdue else _("To be decided by %(day)s.")
        yield (
            made.pk,
            Waiting(
                sort=Sort.APPEAL,
                label=_("Appeal"),
                title=_("On “%(title)s”") % {"title": about.title},
                url=reverse("insights:moderate_appeal", args=[made.pk]),
                why=said % {"day": date_format(made.due_on, "j F Y")},
                since=made.made_on,
            ),
        )


def _tags(rows: Rows, viewer: Member) -> Lines:
    for tag in rows:
        yield (
            tag.pk,
            Waiting(
                sort=Sort.TAG,
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
                sort=Sort.ORGANISATION,
                label=_("Proposed organisation"),
                title=organisation.name,
                url=reverse("insights:moderate_organisation", args=[organisation.pk]),
                why=_("Named by a member as where they work."),
                since=organisation.proposed_on,
            ),
        )


DRAWN: dict[str, Callable[[Rows, Member], Lines]] = {
    Sort.INSIGHT: _insights,
    Sort.COMMENT: _comments,
    Sort.REPORT: _reports,
    Sort.APPEAL: _appeals,
    Sort.TAG: _tags,
    Sort.ORGANISATION: _organisations,
}

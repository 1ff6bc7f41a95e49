"""Moderation in figures: counted through the disclosure module, and read back as lines of a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.bands import SMALLEST_TOTAL, Base
from community.disclosure import OTHER, Group, disclose
from community.models import AuditEntry
from insights.enums import Act, ReportRule, ReportState, State
from insights.models import Comment, Decision, Insight, ModerationCount, Report

OUTCOMES = (Act.PUBLISH, Act.RETURN, Act.DECLINE, Act.REMOVE, Act.HOLD, Act.RESTORE)
ANSWERS = (ReportState.UPHELD, ReportState.NOT_UPHELD)
HOURS = 24
ACT_WORDS: dict[Act, str | Promise] = {
    Act.PUBLISH: gettext_lazy("Published after being held"),
    Act.RETURN: gettext_lazy("Returned to its author to change"),
    Act.DECLINE: gettext_lazy("Declined"),
    Act.REMOVE: gettext_lazy("Removed"),
    Act.HOLD: gettext_lazy("Taken out of sight"),
    Act.RESTORE: gettext_lazy("Put back"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as it is read: “25 or more”, never less than may be shown."""

    label: str
    figure: str


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    lines: list[Line]


def so_far() -> int:
    """Decisions made and reports answered: when five more have come, it may be counted again."""
    return _decisions().count() + _answered().count()


def _decisions() -> "QuerySet[Decision]":
    """What is about safety is in no figure."""
    return Decision.objects.filter(act__in=OUTCOMES).exclude(rule=ReportRule.SAFETY)


def _answered() -> "QuerySet[Report]":
    return Report.objects.filter(state__in=ANSWERS).exclude(rule=ReportRule.SAFETY)


def count_all() -> dict[str, Any]:
    """Bases and rounded times only. A cell under five is in no row, nor can it be worked out."""
    words = (Insight.objects, Comment.objects)
    held = sum(rows.filter(state=State.HELD).count() for rows in words)
    declined = Decision.objects.filter(act=Act.DECLINE, reason__isnull=False)
    return {
        "decided": shown(_by(_decisions(), "act")),
        "declined": shown(_by(declined, "reason__text")),
        "reports": shown(_by(_answered(), "state")),
        "waiting": shown({State.HELD.value: held}),
        "hours_held": within(_days_held()),
        "hours_report": within(_hours_of_reports()),
    }


def _by(rows: Any, column: str) -> dict[str, int]:
    counted = rows.order_by().values_list(column).annotate(n=Count("pk"))
    return dict(counted)


def shown(counts: Mapping[str, int]) -> list[list[Any]]:
    """(names, base, or more), the total last and nameless: small cells merged or left out."""
    total = sum(counts.values())
    groups = (Group((name,), max(total, HOURS), (n,)) for name, n in sorted(counts.items()))
    disclosed = disclose(groups)
    every = [*disclosed.groups, *([disclosed.total] if disclosed.total else [])]
    return [[list(group.names), group.base.people, group.base.or_more] for group in every]


def within(hours: Iterable[float]) -> int | None:
    """The median in whole days of hours, upwards; of fewer than five nothing is said."""
    known = sorted(hours)
    if len(known) < SMALLEST_TOTAL:
        return None
    return HOURS * max(1, -(-int(median(known) + 0.999) // HOURS))


def _days_held() -> list[float]:
    """Of what was decided as first written: only its day is kept, so a day counts as its last hour."""
    acts = (Act.PUBLISH, Act.RETURN, Act.DECLINE)
    hours: list[float] = []
    for thing in ("insight", "comment"):
        rows = Decision.objects.filter(act__in=acts, version=1, **{f"{thing}__isnull": False})
        days = rows.values_list("decided_at__date", f"{thing}__recorded_on")
        hours += [HOURS * ((decided - sent).days + 1) for decided, sent in days]
    return hours


def _hours_of_reports() -> list[float]:
    """From report to answer."""
    verbs = [f"report.{state}" for state in ANSWERS]
    answered = dict(AuditEntry.objects.filter(verb__in=verbs).values_list("thing", "at"))
    made = Report.objects.filter(reference__in=answered).values_list("reference", "made_at")
    return [(answered[name] - at).total_seconds() / 3600 for name, at in made]


def tables(count: ModerationCount | None) -> list[Table]:
    """What the page and the file say: the same count, however often it is asked for."""
    if count is None:
        return []
    data = count.display
    acts = {act.value: str(label) for act, label in ACT_WORDS.items()}
    answers = {state.value: str(state.label) for state in ANSWERS}
    found = [
        Table(_("What was decided"), _lines(data["decided"], acts)),
        Table(_("Declined, by reason"), _lines(data["declined"], {})),
        Table(_("Reports answered"), _lines(data["reports"], answers)),
        Table(_("Waiting"), _lines(data["waiting"], {"held": _("Held for a facilitator")})),
        Table(_("How long it took, half of the time"), _times(data)),
    ]
    return [table for table in found if table.lines]


def _lines(rows: Iterable[list[Any]], words: Mapping[str, str]) -> list[Line]:
    return [Line(_named(names, words), _figure(Base(n, more))) for names, n, more in rows]


def _named(names: list[str], words: Mapping[str, str]) -> str:
    """Merged cells are not told apart, nor is it said which they are."""
    if not names:
        return _("All together")
    return _("Other") if len(names) > 1 or OTHER in names else words.get(names[0], names[0])


def _figure(base: Base) -> str:
    return _("%(n)d or more") % {"n": base.people} if base.or_more else str(base.people)


def _times(data: Mapping[str, Any]) -> list[Line]:
    said = (
        (_("From being sent to a decision"), data["hours_held"]),
        (_("From a report to its answer"), data["hours_report"]),
    )
    return [Line(label, _within(hours)) for label, hours in said if hours]


def _within(hours: int) -> str:
    """In hours up to three days."""
    if hours <= 3 * HOURS:
        return _("within %(n)d hours") % {"n": hours}
    return _("within %(n)d days") % {"n": hours // HOURS}

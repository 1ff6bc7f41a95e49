"""The moderation log in words: what was done, to what, by whom, when."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.models import AuditEntry
from insights.enums import ReportRule
from insights.models import Insight, Report
from members.models import Member

AT_A_TIME = 1_000
TOO_LATE = "decision.too_late"
CODE = re.compile(r"\b(?:(?:PR|CH|SN)-[0-9A-Z]{5}|RP(?:-[0-9A-Z]{4}){3})\b")
PARTS: dict[str, str | Promise] = {
    "insight": _("Insights"),
    "comment": _("Comments"),
    "report": _("Reports"),
    "appeal": _("Appeals"),
    "tag": _("Tags"),
    "organisation": _("Organisations"),
    "decision": _("Too late"),
    "bulk": _("Many at once"),
    "read": _("What was read"),
}
VERBS: dict[str, str | Promise] = {
    "insight.publish": _("Published an insight"),
    "insight.return": _("Returned an insight"),
    "insight.decline": _("Declined an insight"),
    "insight.remove": _("Removed an insight"),
    "insight.restore": _("Put an insight back"),
    "insight.hold": _("Took an insight out of sight"),
    "insight.merge": _("Put an insight with another"),
    "insight.apart": _("Took two insights apart again"),
    "insight.redact": _("Took words out of an insight"),
    "comment.publish": _("Published a comment"),
    "comment.return": _("Returned a comment"),
    "comment.decline": _("Declined a comment"),
    "comment.remove": _("Removed a comment"),
    "comment.restore": _("Put a comment back"),
    "comment.hold": _("Took a comment out of sight"),
    "insight.undo": _("Took back a decision on an insight"),
    "comment.undo": _("Took back a decision on a comment"),
    "bulk.begun": _("Decided on many at once"),
    "bulk.undone": _("Took back a decision on many at once"),
    "report.upheld": _("Acted on a report"),
    "report.not_upheld": _("Left what was reported as it was"),
    "report.held": _("Three reports took it out of sight"),
    "appeal.allowed": _("Allowed an appeal"),
    "appeal.dismissed": _("Let a decision stand on appeal"),
    "pause.set": _("Paused whoever wrote it from signing without a name"),
    "pause.lifted": _("Ended a pause"),
    "safeguarding.upheld": _("Acted on a report about safety"),
    "safeguarding.not_upheld": _("Left what was reported as it was"),
    "tag.accepted": _("Took a tag into the vocabulary"),
    "tag.merged": _("Merged a tag"),
    "tag.declined": _("Declined a tag"),
    "organisation.confirmed": _("Confirmed an organisation"),
    "organisation.merged": _("Merged an organisation"),
    "organisation.declined": _("Declined an organisation"),
    "read.insight": _("Read an insight that others may not"),
    "read.comment": _("Read a comment that others may not"),
    "log.exported": _("Took a copy of this log"),
    TOO_LATE: _("Decided too late: nothing was done"),
}


def entries(part: str = "") -> "QuerySet[AuditEntry]":
    """Newest first; `part` is what stands before the dot. What was read is told only when asked for."""
    rows = AuditEntry.objects.select_related("actor").order_by("-at", "-pk")
    if part:
        return rows.filter(verb__startswith=f"{part}.")
    return rows.exclude(verb__startswith="read.")


def readable(viewer: Member, part: str = "") -> "QuerySet[AuditEntry]":
    """What safeguarding leads did, they alone read."""
    rows = entries(part)
    return rows if viewer.is_safeguarding_lead else rows.exclude(verb__startswith="safeguarding.")


def read_through(viewer: Member, part: str = "") -> Iterator[tuple[AuditEntry, str]]:
    """Every readable line with what it is about, so many at a time: the whole log is never held."""
    lines = readable(viewer, part).iterator(chunk_size=AT_A_TIME)
    while some := list(islice(lines, AT_A_TIME)):
        things = names(some, viewer)
        yield from ((entry, things[entry.pk]) for entry in some)


def settled(name: str) -> "QuerySet[AuditEntry]":
    """What was done to the thing of this name, newest first."""
    return entries().filter(thing=name).exclude(verb=TOO_LATE)


def names(entries: Iterable[AuditEntry], viewer: Member) -> dict[int, str]:
    """What each line is about, by the line’s key: empty where the viewer may not know that it exists."""
    codes = {entry.pk: set(CODE.findall(entry.thing)) for entry in entries}
    every = set().union(*codes.values())
    known = _known(every, viewer)
    return {entry.pk: entry.thing if codes[entry.pk] <= known else "" for entry in entries}


def _known(codes: set[str], viewer: Member) -> set[str]:
    """Of insights and reports by their numbers, those the viewer’s audience admits, in any state."""
    decided = Insight.objects.decided_among(viewer).values("pk")
    visible = Insight.objects.visible_to(viewer).values("pk")
    admitted = Insight.objects.filter(Q(pk__in=decided) | Q(pk__in=visible))
    insights = admitted.filter(reference__in=codes).values_list("reference", flat=True)
    about = Q(insight__in=admitted) | Q(comment__insight__in=admitted)
    about |= Q(offer__insight__in=admitted) | Q(member__isnull=False) | Q(space__isnull=False)
    reports = Report.objects.filter(about, reference__in=codes)
    if not viewer.is_safeguarding_lead:
        reports = reports.exclude(rule=ReportRule.SAFETY)
    return {*insights, *reports.values_list("reference", flat=True)}


def in_words(entry: AuditEntry) -> str:
    return str(VERBS.get(entry.verb, entry.verb))

"""The moderation log in words: what was done, to what, by whom, when."""

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.models import AuditEntry

TOO_LATE = "decision.too_late"
PARTS: dict[str, str | Promise] = {
    "insight": _("Insights"),
    "comment": _("Comments"),
    "report": _("Reports"),
    "tag": _("Tags"),
    "organisation": _("Organisations"),
    "decision": _("Too late"),
}
VERBS: dict[str, str | Promise] = {
    "insight.publish": _("Published an insight"),
    "insight.return": _("Returned an insight"),
    "insight.decline": _("Declined an insight"),
    "insight.remove": _("Removed an insight"),
    "insight.restore": _("Put an insight back"),
    "insight.hold": _("Took an insight out of sight"),
    "comment.publish": _("Published a comment"),
    "comment.return": _("Returned a comment"),
    "comment.decline": _("Declined a comment"),
    "comment.remove": _("Removed a comment"),
    "comment.restore": _("Put a comment back"),
    "comment.hold": _("Took a comment out of sight"),
    "report.upheld": _("Acted on a report"),
    "report.not_upheld": _("Left what was reported as it was"),
    "report.held": _("Three reports took it out of sight"),
    "tag.accepted": _("Took a tag into the vocabulary"),
    "tag.merged": _("Merged a tag"),
    "tag.declined": _("Declined a tag"),
    "organisation.confirmed": _("Confirmed an organisation"),
    "organisation.merged": _("Merged an organisation"),
    "organisation.declined": _("Declined an organisation"),
    TOO_LATE: _("Decided too late: nothing was done"),
}


def entries(part: str = "") -> "QuerySet[AuditEntry]":
    """Newest first; `part` is what stands before the dot."""
    rows = AuditEntry.objects.select_related("actor").order_by("-at", "-pk")
    return rows.filter(verb__startswith=f"{part}.") if part else rows


def settled(name: str) -> "QuerySet[AuditEntry]":
    """What was done to the thing of this name, newest first."""
    return entries().filter(thing=name).exclude(verb=TOO_LATE)


def in_words(entry: AuditEntry) -> str:
    return str(VERBS.get(entry.verb, entry.verb))

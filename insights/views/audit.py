"""The moderation log: to read, and to keep."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.asking import members_only
from community.documents.csv import stream_csv
from community.http import page_of, render_page
from community.making import in_turns
from community.models import AuditEntry
from insights import log, policies
from insights.actions import moderation
from insights.forms.moderation import LogForm
from members.http import MemberRequest


def readable_log(request: MemberRequest) -> None:
    """Facilitators and administrators; for everyone else there is no log."""
    if not policies.can_read_log(request.user):
        raise Http404


@require_safe
@members_only
def moderation_log(request: MemberRequest) -> HttpResponse:
    readable_log(request)
    part = LogForm(request.GET).asked
    page = page_of(request, log.readable(request.user, part), size=50)
    things = log.names(page, request.user)
    rows = [(entry, log.in_words(entry), things[entry.pk], details(entry)) for entry in page]
    context = {"page": page, "rows": rows, "parts": parts(part)}
    return render_page(request, "insights/moderation/log.html", context)


def parts(current: str) -> list[dict[str, object]]:
    url = reverse("insights:moderation_log")
    narrowed: list[dict[str, object]] = [
        {"url": f"{url}?what={part}", "label": label, "current": part == current}
        for part, label in log.PARTS.items()
    ]
    return [{"url": url, "label": _("All"), "current": not current}, *narrowed]


def details(entry: AuditEntry) -> str:
    return " · ".join(str(value) for value in entry.details.values() if value)


@require_safe
@members_only
def moderation_log_csv(request: MemberRequest) -> HttpResponse | StreamingHttpResponse:
    readable_log(request)
    if request.method == "GET":
        moderation.export_log(by=request.user)
    header = [_("When"), _("What was done"), _("To what"), _("Why or how"), _("By whom")]
    part = LogForm(request.GET).asked
    rows = (_cells(entry, thing) for entry, thing in log.read_through(request.user, part))
    return StreamingHttpResponse(
        in_turns(stream_csv(header, rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="moderation-log.csv"'},
    )


def _cells(entry: AuditEntry, thing: str) -> list[str]:
    return [
        timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S"),
        log.in_words(entry),
        thing,
        details(entry),
        str(entry.actor or ""),
    ]

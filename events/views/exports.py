"""The summary to take away: the page for printing, and files. Each leaves a line in the log."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from community import making
from community.asking import members_only
from community.http import render_page, takes_a_file
from events import policies
from events.actions import summaries as acts
from events.exports import FORMATS, File, file_in_template, file_of
from events.forms.template import TemplateForm
from events.summaries import document_of, version_of
from events.views.summaries import own_summary, readable_summary
from members.http import MemberRequest


@members_only
@require_safe
def printable(request: MemberRequest, code: str) -> HttpResponse:
    """The document alone, as it prints. Those who run the event leave a line in the log."""
    summary = readable_summary(request, code)
    document = document_of(summary, request.user)
    if request.method == "GET" and policies.can_run(request.user, summary.event):
        acts.exported(summary, "print", by=request.user)
    context = {"event": summary.event, "summary": summary, "document": document}
    return render_page(request, "events/summary/print.html", context)


@members_only
@require_safe
def version(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """A publication at its own address, for those who may read the summary."""
    summary = readable_summary(request, code)
    found = get_object_or_404(summary.versions.prefetch_related("parts"), number=number)
    found.summary = summary
    context = {"event": summary.event, "document": version_of(found, request.user)}
    return render_page(request, "events/summary/print.html", context)


@members_only
@require_safe
def download(request: MemberRequest, code: str, suffix: str) -> HttpResponse:
    """A file, for those who run the event."""
    if suffix not in FORMATS:
        raise Http404
    summary = own_summary(request, code)
    with making.one_at_a_time():
        if request.method == "GET":
            acts.exported(summary, suffix, by=request.user)
        return _attached(file_of(summary, request.user, suffix))


@takes_a_file
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def in_template(request: MemberRequest, code: str) -> HttpResponse:
    """The answer is the file itself: to lead on to it, it or the template would have to be kept."""
    summary, is_sent = own_summary(request, code), request.method == "POST"
    form = TemplateForm(request.POST, request.FILES) if is_sent else TemplateForm()
    if not form.is_valid():
        context = {"event": summary.event, "form": form}
        return render_page(request, "events/summary/template.html", context)
    suffix, template = form.cleaned_data["form"], form.cleaned_data["template"]
    with making.one_at_a_time():
        acts.exported(summary, suffix, by=request.user)
        return _attached(file_in_template(summary, request.user, suffix, template))


def _attached(file: File) -> HttpResponse:
    return HttpResponse(
        file.content,
        content_type=file.content_type,
        headers={"Content-Disposition": file.disposition},
    )

"""A file of notes: sent, its columns matched, then looked at and confirmed as a paste is."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from community.asking import members_only
from community.http import render_page, takes_a_file
from events.forms.importing import CarriedForm, ColumnsForm, FileForm
from events.models import Event
from events.views.finding import event_run_by
from events.views.preview_page import preview_page
from members.http import MemberRequest


@takes_a_file
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_notes(request: MemberRequest, code: str) -> HttpResponse:
    """A page that takes a file."""
    event = event_run_by(request, code)
    if request.method != "POST":
        return file_page(request, event, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return file_page(request, event, form)
    return columns_page(request, event, ColumnsForm(event=event, sheets=form.cleaned_data["file"]))


@members_only
@require_POST
def match_columns(request: MemberRequest, code: str) -> HttpResponse:
    """Another sheet, or the notes as they would be added."""
    event = event_run_by(request, code)
    carried = CarriedForm(request.POST)
    if not carried.is_valid():
        return file_page(request, event, FileForm({}))
    sheets, number = carried.cleaned_data["book"], carried.cleaned_data["sheet"] or 0
    answers = request.POST if request.POST.get("do") == "look" else None
    form = ColumnsForm(answers, event=event, sheets=sheets, number=number)
    if not form.is_valid():
        return columns_page(request, event, form)
    return preview_page(request, event, form.paste_form)


def file_page(request: MemberRequest, event: Event, form: FileForm) -> HttpResponse:
    return render_page(request, "events/import.html", {"event": event, "form": form})


def columns_page(request: MemberRequest, event: Event, form: ColumnsForm) -> HttpResponse:
    return render_page(request, "events/columns.html", {"event": event, "form": form})

"""Check-back: the sheet of draft themes, and what the room said to it."""

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from community.asking import members_only
from community.http import render_page, see_other
from events.actions import check_back as actions
from events.actions import planning, sorting
from events.answers import answers
from events.board import grouped
from events.enums import EventState
from events.forms.check_back import AskedOutForm, CheckForm
from events.forms.checking import LinkForm, SettleForm
from events.models import AskedOut, Event, Note
from events.steps import standing
from events.views.finding import event_run_by
from members.http import MemberRequest


@members_only
@require_safe
def check_back(request: MemberRequest, code: str) -> HttpResponse:
    return check_back_page(request, event_run_by(request, code))


def check_back_page(
    request: MemberRequest, event: Event, sent: forms.Form | None = None
) -> HttpResponse:
    """`sent` is the form on it that was refused, with its errors."""
    counted = Note.objects.visible_to(request.user).standing().filter(left_out_reason="")
    themes = event.themes.with_counts().prefetch_related(
        Prefetch("notes", queryset=counted, to_attr="counted_notes")
    )
    came = answers(event, to=request.user)
    address = came.link.get_absolute_url() if came.link else ""
    context = {
        "event": event,
        "form": sent,
        "check_form": _or_sent(CheckForm(event=event), sent),
        "out_form": _or_sent(AskedOutForm(event=event), sent),
        "link_form": _or_sent(LinkForm(event=event), sent),
        "settling": [(asked, _settling(asked, sent)) for asked in came.asked],
        "groups": grouped(theme for theme in themes if theme.note_count),
        "stands": standing(event),
        "answers": came,
        "address": request.build_absolute_uri(address),
        "comes_before": event.state in BEFORE,
        "is_asking": event.state == EventState.CHECKING_BACK,
    }
    return render_page(request, "events/check_back.html", context)


def _or_sent(fresh: forms.Form, sent: forms.Form | None) -> forms.Form:
    return sent if sent is not None and type(sent) is type(fresh) else fresh


def _settling(asked: AskedOut, sent: forms.Form | None) -> SettleForm:
    code = asked.note.code
    return sent if isinstance(sent, SettleForm) and sent.note == code else SettleForm(note=code)


BEFORE = {EventState.PLANNED, EventState.OPEN, EventState.CAPTURING, EventState.SORTING}


@members_only
@require_POST
def begin(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    try:
        actions.begin(event, by=request.user)
    except planning.CannotFollow:
        messages.info(request, _("The event has already moved on."))
    except planning.NeedsAccessInformation:
        messages.warning(request, _("Before it opens, say how people can get in and take part."))
        return see_other("events:edit", event.code)
    return see_other("events:check_back", event.code)


@members_only
@require_POST
def record(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = CheckForm(request.POST, event=event)
    if not form.is_valid():
        return check_back_page(request, event, sent=form)
    cleaned = form.cleaned_data
    actions.record(
        event,
        checked_by=cleaned["checked_by"],
        people_there=cleaned["people_there"],
        checked_on=cleaned["checked_on"],
        by=request.user,
    )
    messages.success(request, _("What the room said is kept with the themes."))
    return see_other("events:check_back", event.code)


@members_only
@require_POST
def leave_out(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = AskedOutForm(request.POST, event=event)
    if not form.is_valid():
        return check_back_page(request, event, sent=form)
    codes, reason = form.cleaned_data["codes"], form.cleaned_data["reason"]
    count = sorting.leave_out(event, codes, reason, by=request.user)
    said = ngettext("%(n)d note is left out.", "%(n)d notes are left out.", count)
    messages.success(request, said % {"n": count})
    return see_other("events:check_back", event.code)

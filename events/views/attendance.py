"""Who was there: a member says so with the code told in the room; those who run the event tick."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.asking import members_only
from community.http import render_page, see_other
from events.actions import attending, planning
from events.forms.attendance import AttendanceForm, WasThereForm
from events.models import Event
from events.views.finding import event_run_by
from members.http import MemberRequest


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def was_there(request: MemberRequest, code: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.visible_to(request.user), code=code)
    form = WasThereForm(request.POST or None, event=event)
    context = {
        "event": event,
        "form": form,
        "is_known": event.attendances.filter(member=request.user).exists(),
        "is_off": event.has_taken_off(request.user),
    }
    if context["is_off"] or not event.takes_attendance or not form.is_valid():
        return render_page(request, "events/attendance/was_there.html", context)
    try:
        attending.attend(event, form.cleaned_data["code"], by=request.user)
    except planning.OffTheList:
        pass  # its page says so
    except (attending.AttendanceClosed, attending.WrongCode):
        messages.warning(request, _("The code is not taken any more."))
    else:
        messages.success(request, _("It is noted that you were there."))
    return see_other("events:was_there", event.code)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    sent = request.POST if request.method == "POST" else None  # with no tick nothing else is sent
    form = AttendanceForm(sent, event=event)
    if not form.is_valid():
        context = {"event": event, "form": form}
        return render_page(request, "events/attendance/list.html", context)
    attending.tick(event, form.cleaned_data["there"], by=request.user)
    messages.success(request, _("Who was there is kept."))
    return see_other("events:people", event.code)

"""Calendar files: one event, and all of them at an address that calendars ask again and again."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from events.calendars import calendar_of, whole_calendar
from events.models import Event
from members.http import Request

TYPE = "text/calendar; charset=utf-8"


@require_safe
def calendar(request: Request) -> HttpResponse:
    events = Event.objects.visible_to(request.user).in_calendar()
    return HttpResponse(whole_calendar(events), content_type=TYPE)


@require_safe
def event_calendar(request: Request, code: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.visible_to(request.user), code=code)
    name = f'attachment; filename="event-{event.code}.ics"'
    return HttpResponse(
        calendar_of([event]), content_type=TYPE, headers={"Content-Disposition": name}
    )

"""Calendar files, of one event and of all, and the feed: addresses that programs ask again and again."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from events.calendars import calendar_of, whole_calendar
from events.feeds import events_feed
from events.models import Event
from members.http import Request

TYPE = "text/calendar; charset=utf-8"
FEED = "application/atom+xml; charset=utf-8"


@require_safe
def calendar(request: Request) -> HttpResponse:
    events = Event.objects.visible_to(request.user).in_calendar()
    return HttpResponse(whole_calendar(events), content_type=TYPE)


@require_safe
def feed(request: Request) -> HttpResponse:
    """The same for every reader: what everybody may read, whoever is signed in."""
    events = Event.objects.visible_to(AnonymousUser()).in_calendar()
    return HttpResponse(events_feed(events), content_type=FEED)


@require_safe
def event_calendar(request: Request, code: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.visible_to(request.user), code=code)
    name = f'attachment; filename="event-{event.code}.ics"'
    return HttpResponse(
        calendar_of([event]), content_type=TYPE, headers={"Content-Disposition": name}
    )

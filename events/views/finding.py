"""Finding the event a page is about. Whoever does not run it is told that nothing is here."""

from django.http import Http404

from events.models import Event
from members.http import MemberRequest


def event_run_by(request: MemberRequest, code: str) -> Event:
    event = Event.objects.run_by(request.user).filter(code=code).first()
    if event is None:
        raise Http404
    return event

"""The workspace: six steps, and where the event stands."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from community.http import render_page
from events.enums import NEXT, EventState
from events.steps import standing, steps
from events.views.finding import event_run_by
from members.http import MemberRequest


@login_required
@require_safe
def workspace(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    stands = standing(event)
    context = {
        "event": event,
        "stands": stands,
        "steps": steps(event, stands),
        "next_states": NEXT[EventState(event.state)],
        "people_count": event.people.count(),
    }
    return render_page(request, "events/workspace.html", context)

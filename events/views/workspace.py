"""The workspace: seven steps, and where the event stands."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from community.asking import members_only
from community.http import render_page
from events.models import Summary
from events.steps import standing, steps
from events.views.finding import event_run_by
from events.views.planning import steps_ahead
from members.http import MemberRequest


@members_only
@require_safe
def workspace(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    stands = standing(event)
    published = Summary.objects.visible_to(request.user).filter(event=event, is_published=True)
    context = {
        "event": event,
        "stands": stands,
        "steps": steps(event, stands, is_summarised=published.exists()),
        "next_states": steps_ahead(event),
        "people_count": event.people.count(),
    }
    return render_page(request, "events/workspace.html", context)

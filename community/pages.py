"""The home page and its like: the only module that composes across packages."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from community.http import render_page
from events.models import Event
from insights.front import front
from members.http import Request
from members.models import GroundRules

NEXT_EVENTS = 2


@require_safe
def home(request: Request) -> HttpResponse:
    coming = Event.objects.visible_to(request.user).upcoming().prefetch_related("hosts")
    context = {"front": front(request.user), "events": list(coming[:NEXT_EVENTS])}
    return render_page(request, "home.html", context)


@require_safe
def ground_rules(request: Request) -> HttpResponse:
    return render_page(request, "about/ground_rules.html", {"rules": GroundRules.objects.newest()})

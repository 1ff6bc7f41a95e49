"""The list of events, and each event's page for everybody."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.http import page_of, render_page
from events import policies
from events.composing.next_steps import steps_shown
from events.exports import exports_made
from events.models import Event, Registration, Summary
from insights.appeals import Told, told_by
from insights.enums import Kind, rule_in_words
from insights.models import Insight
from insights.reportable import WORDS
from members.http import Request
from members.models import Viewer

# Principles first, as everywhere an event's themes are listed.
BY_KIND = Case(*(When(kind=kind, then=place) for place, kind in enumerate(Kind)))


@require_safe
def browse(request: Request) -> HttpResponse:
    events = Event.objects.visible_to(request.user)
    shows_past = request.GET.get("show") == "past"
    rows = events.past() if shows_past else events.upcoming()
    address = reverse("events:browse")
    parts = [
        {"url": address, "label": _("Coming up"), "current": not shows_past},
        {"url": f"{address}?show=past", "label": _("Past"), "current": shows_past},
    ]
    context = {
        "page": page_of(request, rows.prefetch_related("hosts")),
        "parts": parts,
        "shows_past": shows_past,
        "subscribe": _subscribe(),
        "mine": Event.objects.run_by(request.user)[:6],
        "can_plan": policies.can_plan(request.user),
    }
    return render_page(request, "events/browse.html", context)


def _subscribe() -> str:
    """The address that calendar programs ask again by themselves."""
    return f"webcal://{urlsplit(settings.SITE_ADDRESS).netloc}{reverse('events:calendar')}"


@require_safe
def detail(request: Request, code: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.visible_to(request.user), code=code)
    was_there = policies.was_there(request.user, event)
    insights = Insight.objects.in_force(request.user).filter(space=event.space_ptr_id)
    summaries = Summary.objects.visible_to(request.user).filter(event=event, is_published=True)
    runs_it = policies.can_run(request.user, event)
    context = {
        "event": event,
        "hosts": event.hosts.all(),
        "questions": event.prompts.all(),
        "page": page_of(request, insights.order_by(BY_KIND, "-note_count", "pk").for_cards()),
        "summary": summaries.first(),
        "held_rule": rule_in_words(event.words_held_for),
        "own": own_registration(request.user, event),
        "runs_it": runs_it,
        "told": _told(event) if runs_it else None,
        "asked": was_there and event.takes_feedback,
        "steps": steps_shown(event, with_owner=was_there),
        "exports": exports_made(event) if was_there else [],
    }
    return render_page(request, "events/detail.html", context)


def _told(event: Event) -> Told | None:
    """To those who run it: whether they can ask that its words be looked at again, and what came of it."""
    held = {event.space_ptr_id: bool(event.words_held_for)}
    return told_by("space_id", held, part=WORDS).get(event.space_ptr_id)


def own_registration(viewer: Viewer, event: Event) -> Registration | None:
    return None if viewer.is_anonymous else event.registrations.filter(member=viewer).first()

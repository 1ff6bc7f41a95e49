"""Registering for an event, one's own place, and for those who run it the list and the places."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.asking import members_only
from community.http import page_of, render_page, see_other
from events.actions import planning, registering
from events.forms.registration import PlacesForm, RegisterForm
from events.models import Event, Registration
from events.places import Places
from events.views.finding import event_run_by
from members.http import MemberRequest


def event_and_own(request: MemberRequest, code: str) -> tuple[Event, Registration | None]:
    event = get_object_or_404(Event.objects.visible_to(request.user), code=code)
    return event, event.registrations.filter(member=request.user).first()


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: MemberRequest, code: str) -> HttpResponse:
    """One's own place at the event, whatever has become of it; asked for here, and changed here."""
    event, own = event_and_own(request, code)
    needs = own.access_needs if own else ""
    form = RegisterForm(request.POST or None, initial={"access_needs": needs})
    is_off = event.has_taken_off(request.user)
    if request.method == "POST" and not is_off and form.is_valid():
        return answered(request, event, own, form.cleaned_data["access_needs"])
    is_full = not own and not Places.of(event).is_free_for(registering.sector_of(request.user))
    context = {"event": event, "own": own, "form": form, "is_full": is_full, "is_off": is_off}
    return render_page(request, "events/registration/register.html", context)


def answered(
    request: MemberRequest, event: Event, own: Registration | None, needs: str
) -> HttpResponse:
    if own and not own.has_lapsed:
        registering.change_needs(event, needs, by=request.user)
        messages.success(request, _("What you need is noted."))
        return see_other("events:register", event.code)
    try:
        registration = registering.register(event, needs, by=request.user)
    except registering.RegistrationClosed:
        messages.warning(request, _("This event takes no registrations now."))
    except planning.OffTheList:
        pass  # its page says so
    else:
        told = _("You are on the waiting list.")
        if registration.is_going:
            told = _("You have a place.")
        messages.success(request, told)
    return see_other("events:register", event.code)


@members_only
@require_POST
def accept(request: MemberRequest, code: str) -> HttpResponse:
    event, _own = event_and_own(request, code)
    try:
        registering.accept(event, by=request.user)
    except registering.OfferOver:
        messages.warning(request, _("No place is kept for you. The offer may have run out."))
    except registering.RegistrationClosed:
        messages.warning(request, _("This event takes no registrations now."))
    else:
        messages.success(request, _("You have a place."))
    return see_other("events:register", event.code)


@members_only
@require_POST
def give_up(request: MemberRequest, code: str) -> HttpResponse:
    event, _own = event_and_own(request, code)
    try:
        registering.give_up(event, by=request.user)
    except registering.RegistrationClosed:
        messages.warning(request, _("The event has begun: a place cannot be given up any more."))
    else:
        messages.success(request, _("You are not registered any more."))
    return see_other("events:register", event.code)


@members_only
@require_safe
def registrations(request: MemberRequest, code: str) -> HttpResponse:
    """Who is coming and what they need: for those who run the event only."""
    event = event_run_by(request, code)
    rows = event.registrations.select_related("member").order_by("state", "pk")
    context = {"event": event, "page": page_of(request, rows, size=100)}
    return render_page(request, "events/registration/list.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = PlacesForm(request.POST or None, event=event)
    if not form.is_valid():
        context = {"event": event, "form": form}
        return render_page(request, "events/registration/places.html", context)
    registering.set_places(event, form.cleaned_data["capacity"], form.reserved, by=request.user)
    messages.success(request, _("The places are set."))
    return see_other("events:registrations", event.code)

"""For those who run an event: its room set up, watched while people send, shown on a screen and on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.asking import members_only
from community.http import render_page, see_other
from events import live
from events.actions import rooms, sorting
from events.actions.planning import NeedsAccessInformation
from events.forms.rooms import HideForm, RoomForm, TurnForm
from events.models import Event, Note, Room
from events.views.finding import event_run_by
from members.http import MemberRequest
from members.qr import qr_svg

ON_A_SCREEN = 6  # notes at once
SAID = {
    TurnForm.OPEN: gettext_lazy("The tables are open: notes can be sent."),
    TurnForm.CLOSE: gettext_lazy("The tables are closed. Every note that came is here."),
    TurnForm.DISCUSS: gettext_lazy("The discussion is open: everybody sees every table’s notes."),
    TurnForm.APART: gettext_lazy("Each table sees its own notes again."),
}


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: MemberRequest, code: str) -> HttpResponse:
    """Tables and kinds, before the room opens; tables may be added while it is open."""
    event = event_run_by(request, code)
    room = Room.objects.filter(event=event).first()
    form = RoomForm(request.POST or None, event=event, room=room)
    if form.is_bound and form.is_valid():
        cleaned = form.cleaned_data
        more: dict[str, Any] = {"kinds": form.kinds, "offers": form.offered}
        try:
            rooms.set_up(event, cleaned["tables"], by=request.user, **more)
        except rooms.AlreadyOpened:
            form.add_error("tables", _("The room has been open: tables can only be added now."))
        else:
            messages.success(request, _("The room is set up."))
            return see_other("events:live", event.code)
    return render_page(
        request, "events/live/set_up.html", {"event": event, "form": form, "room": room}
    )


def _room_run_by(request: MemberRequest, code: str) -> Room:
    event = event_run_by(request, code)
    return get_object_or_404(Room.objects.select_related("event"), event=event)


@members_only
@require_POST
def turn(request: MemberRequest, code: str) -> HttpResponse:
    """Open and close the tables and the discussion."""
    event = event_run_by(request, code)
    form = TurnForm(request.POST)
    if not form.is_valid() or not Room.objects.filter(event=event).exists():
        raise Http404
    to = form.cleaned_data["to"]
    try:
        _turn(event, to, request)
    except NeedsAccessInformation:
        messages.error(request, _("Say first, in the plan, how people can get in and take part."))
    except (rooms.NoTables, rooms.NotTakingNotes):
        messages.error(request, _("This event takes no notes."))
    else:
        messages.success(request, SAID[to])
    return see_other("events:live", event.code)


def _turn(event: Event, to: str, request: MemberRequest) -> None:
    if to == TurnForm.OPEN:
        rooms.open_room(event, by=request.user)
    elif to == TurnForm.CLOSE:
        rooms.close_room(event, by=request.user)
    else:
        rooms.discuss(event, is_open=to == TurnForm.DISCUSS, by=request.user)


@members_only
@require_safe
def watch(request: MemberRequest, code: str) -> HttpResponse:
    """Counts by table and question, and the notes of each batch as it comes."""
    event = event_run_by(request, code)
    room = Room.objects.select_related("event").filter(event=event).first()
    if room is None:
        return see_other("events:set_up_room", event.code)
    prompts = live.asked(room).prompts
    notes = Note.objects.visible_to(request.user).filter(event=event)
    rows = live.rows(event, room, prompts)
    context = {
        "event": event,
        "room": room,
        "prompts": prompts,
        "rows": rows,
        "total": sum(row.total for row in rows),
        "is_open": any(row.table.is_open for row in rows),
        "tables": live.by_table(notes.on_boards()),
        "hidden": notes.left_out().filter(batch=None),
        "still": "still" in request.GET,
    }
    response = render_page(request, "events/live/watch.html", context)
    return response if context["still"] or not context["is_open"] else _again(response, "15")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: MemberRequest, code: str, note: str) -> HttpResponse:
    """Off every board, for a reason; it can be shown again."""
    event = event_run_by(request, code)
    row = get_object_or_404(Note.objects.visible_to(request.user), event=event, code=note)
    form = HideForm(request.POST or None)
    if form.is_bound and form.is_valid():
        sorting.leave_out(event, [row.code], form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The note is off the boards. It can be shown again."))
        return see_other("events:live", event.code)
    return render_page(
        request, "events/live/hide.html", {"event": event, "note": row, "form": form}
    )


@members_only
@require_POST
def show(request: MemberRequest, code: str, note: str) -> HttpResponse:
    event = event_run_by(request, code)
    row = get_object_or_404(Note.objects.visible_to(request.user), event=event, code=note)
    sorting.put_back(event, [row.code], by=request.user)
    messages.success(request, _("The note is on the boards again."))
    return see_other("events:live", event.code)


@members_only
@require_safe
def projector(request: MemberRequest, code: str) -> HttpResponse:
    """Large type and no names: how to join until the discussion is open, then a few notes at a time."""
    room = _room_run_by(request, code)
    notes = list(room.event.notes.on_boards().order_by("table", "-position"))
    screens = max(1, -(-len(notes) // ON_A_SCREEN))
    asked = request.GET.get("screen", "")
    number = int(asked) % screens if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    address = request.build_absolute_uri(room.get_absolute_url())
    context = {
        "room": room,
        "count": room.event.notes.filter(batch=None).count(),
        "notes": notes[number * ON_A_SCREEN : (number + 1) * ON_A_SCREEN],
        "screen": number + 1,
        "screens": screens,
        "next": (number + 1) % screens,
        "address": address,
        "qr": qr_svg(address, title=_("QR code that leads to this room")),
        "still": "still" in request.GET,
    }
    response = render_page(request, "events/live/projector.html", context)
    return response if context["still"] else _again(response, f"10; url=?screen={context['next']}")


def _again(response: HttpResponse, after: str) -> HttpResponse:
    """Without scripts the browser asks again by itself, until somebody presses “Stand still”."""
    response.headers["Refresh"] = after
    return response


@members_only
@require_safe
def sheets(request: MemberRequest, code: str) -> HttpResponse:
    """One page for each table, to print: its code to scan, the room’s code to type, what is asked."""
    room = _room_run_by(request, code)
    tables = room.tables.select_related("room")
    addressed = [(table, request.build_absolute_uri(table.get_absolute_url())) for table in tables]
    title = _("QR code that leads to this table")
    context = {
        "room": room,
        "event": room.event,
        "asked": live.asked(room),
        "join": request.build_absolute_uri(reverse("events:join")),
        "sheets": [(table, qr_svg(address, title=title)) for table, address in addressed],
    }
    return render_page(request, "events/live/sheets.html", context)

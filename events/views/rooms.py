"""Where people at an event send notes from. No account, no session, no cookie: the address is all there is."""

import uuid
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from community.http import TooMuch, see_other
from community.pace import Tally
from events import live
from events.actions import sending
from events.forms.rooms import JoinForm, SentNoteForm
from events.models import Room, RoomTable

MISSES_A_MINUTE = 300  # from one address, in each process
misses = Tally()


@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """Type a code. It goes into the address, so that it can be kept and passed on."""
    form = JoinForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        if _looked_up(request, code):
            return redirect("events:room", code)
        form.add_error("code", _("No room has this code. Look again at the sheet or the screen."))
    return _answer(request, "events/room/join.html", {"form": form})


@require_safe
def room(request: HttpRequest, code: str) -> HttpResponse:
    """Who will see what; then one's table."""
    found = _looked_up(request, code)
    if found is None:
        raise Http404
    context = {"room": found, "tables": found.tables.all(), "asked": live.asked(found)}
    return _answer(request, "events/room/tables.html", context)


def _looked_up(request: HttpRequest, code: str) -> Room | None:
    """Whoever tries codes one after the other is stopped; a room full of people behind one address is not.

    Wrong codes are counted, in this process's memory and for this minute.
    """
    address = get_adapter().get_client_ip(request)
    if misses.so_far(address) >= MISSES_A_MINUTE:
        raise TooMuch(_("Too many wrong codes. Wait a minute, or scan the sheet."), seconds=60)
    found = Room.objects.select_related("event").filter(join_code=code).first()
    if found is None:
        misses.another(address)
    return found


@csrf_exempt  # nothing of the sender goes with the request: there is no authority to borrow
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Type a note, send it, see the board of one's table."""
    at = get_object_or_404(RoomTable.objects.reached_by(code, key))
    if request.method != "POST":
        return _table_page(request, at)
    form = SentNoteForm(request.POST, room=at.room, asked=live.asked(at.room))
    if not form.is_valid():
        return _table_page(request, at, form)
    note, note_key = form.draft, form.cleaned_data["key"]
    if not form.cleaned_data["is_another"] and sending.was_said(at, note.text, note_key):
        return _table_page(request, at, _is_it_another(request, at))
    try:
        sending.send(at, note, prompt=form.prompt_asked, key=note_key)
    except sending.Closed:
        return _answer(request, "events/room/closed.html", {"text": note.text}, status=410)
    except sending.KeyUsed:
        return _table_page(request, at, _with_new_key(request, at))
    asked = f"&prompt={form.prompt_asked}" if form.prompt_asked else ""
    return see_other(f"{reverse('events:table', args=[code, key])}?sent=1{asked}")


def _is_it_another(request: HttpRequest, at: RoomTable) -> SentNoteForm:
    """Asked of whoever came Back without scripts and sent again; sending once more is the answer."""
    told = _("Your table has sent these words already. If somebody else says the same, send them.")
    return _once_more(request, at, told, is_another="1")


def _with_new_key(request: HttpRequest, at: RoomTable) -> SentNoteForm:
    told = _("That note was sent already, with other words. Send it once more.")
    return _once_more(request, at, told, key=str(uuid.uuid4()))


def _once_more(request: HttpRequest, at: RoomTable, told: str, **changed: str) -> SentNoteForm:
    """What was typed, to be sent again by pressing Send."""
    data = request.POST.copy()
    for name, value in changed.items():
        data[name] = value
    form = SentNoteForm(data, room=at.room, asked=live.asked(at.room))
    form.add_error("text", told)
    return form


def _table_page(
    request: HttpRequest, at: RoomTable, form: SentNoteForm | None = None
) -> HttpResponse:
    asked = live.asked(at.room)
    chosen = request.GET.get("prompt", "")
    known = {str(prompt.pk) for prompt in asked.prompts}
    initial = {"prompt": int(chosen)} if chosen in known else {}
    context = {
        "table": at,
        "asked": asked,
        "form": form or SentNoteForm(room=at.room, asked=asked, initial=initial),
        "was_sent": "sent" in request.GET and form is None,
        "board": live.board(at),
    }
    return _answer(request, "events/room/table.html", context)


@require_safe
def notes(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The board alone, for the page to ask again: nothing when nothing changed."""
    if kept := live.kept_board(code, key):
        return unless_known(request, kept)
    at = get_object_or_404(RoomTable.objects.reached_by(code, key))
    return unless_known(request, live.board(at))


def unless_known(request: HttpRequest, board: live.Board) -> HttpResponse:
    known = request.headers.get("If-None-Match", "")
    fresh = known.removeprefix("W/") != board.mark
    response = HttpResponse(board.html) if fresh else HttpResponseNotModified()
    response["ETag"] = board.mark
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def board(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The board as a page, which asks again by itself without JavaScript, until it is told to stand still."""
    at = get_object_or_404(RoomTable.objects.reached_by(code, key))
    context = {"table": at, "board": live.board(at), "still": "still" in request.GET}
    return _answer(request, "events/room/board.html", context)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response

"""Capture pages: paste, look, confirm; one typed note; take a batch back."""

import uuid

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from community.asking import members_only
from community.http import page_of, render_page, see_other
from events.actions import capture as actions
from events.forms.capture import NoteForm, PasteForm
from events.models import Event, NoteBatch
from events.steps import standing
from events.views.finding import event_run_by
from events.views.preview_page import preview_page
from members.http import MemberRequest


@members_only
@require_safe
def capture(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    return capture_page(request, event)


def capture_page(
    request: MemberRequest,
    event: Event,
    *,
    paste_form: PasteForm | None = None,
    note_form: NoteForm | None = None,
) -> HttpResponse:
    notes = event.notes.standing().select_related("prompt").order_by("table", "position", "pk")
    last = {"table": request.GET.get("table", "")[:20], "prompt": request.GET.get("prompt", "")}
    context = {
        "event": event,
        "form": paste_form if paste_form is not None and paste_form.errors else note_form,
        "paste_form": paste_form or PasteForm(event=event),
        "note_form": note_form or NoteForm(event=event, initial=last),
        "stands": standing(event),
        "batches": event.batches.select_related("added_by").annotate(size=Count("notes")),
        "page": page_of(request, notes, size=200),
    }
    return render_page(request, "events/capture.html", context)


@members_only
@require_POST
def paste(request: MemberRequest, code: str) -> HttpResponse:
    """Preview, as often as wanted; nothing is stored until it is confirmed."""
    event = event_run_by(request, code)
    form = PasteForm(request.POST, event=event)
    if not form.is_valid():
        return capture_page(request, event, paste_form=form)
    preview = form.preview
    ready = request.POST.get("do") == "confirm" and not form.text_changed
    if not ready or preview.problems or not (preview.drafts or preview.is_all_there):
        return preview_page(request, event, form)
    key, raw = form.cleaned_data["form_key"], form.cleaned_data["raw"]
    try:
        batch = actions.confirm(event, preview.drafts, key=key, raw=raw, by=request.user)
    except actions.KeyUsed:
        return preview_page(request, event, form, key=uuid.uuid4())
    except actions.NotTakingNotes:
        return preview_page(request, event, form)
    messages.success(request, _told(batch))
    return see_other("events:capture", event.code)


def _told(batch: NoteBatch | None) -> str:
    if batch is None:
        return _("All of them are there already, from the same file. Nothing was added.")
    notes = batch.notes.count()
    return ngettext("%(n)d note is in.", "%(n)d notes are in.", notes) % {"n": notes}


@members_only
@require_POST
def add_note(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = NoteForm(request.POST, event=event)
    if not form.is_valid():
        return capture_page(request, event, note_form=form)
    try:
        actions.add_note(event, form.draft, key=form.cleaned_data["form_key"], by=request.user)
    except actions.KeyUsed:
        return capture_page(request, event, note_form=_with_new_key(request, event))
    except actions.NotTakingNotes:
        form.add_error("text", _("This event takes no more notes."))
        return capture_page(request, event, note_form=form)
    messages.success(request, _("The note is in."))
    prompt = form.cleaned_data["prompt"]
    kept = urlencode({"table": form.draft.table, "prompt": prompt.pk if prompt else ""})
    return see_other(f"{reverse('events:capture', args=[event.code])}?{kept}#type")


def _with_new_key(request: MemberRequest, event: Event) -> NoteForm:
    """The same words, to be sent once more: their key has stored others."""
    data = request.POST.copy()
    data["form_key"] = str(uuid.uuid4())
    form = NoteForm(data, event=event)
    form.add_error("text", _("That form was sent before with other words. Send it once more."))
    return form


@members_only
@require_POST
def turn_batch(request: MemberRequest, code: str, key: uuid.UUID, to: str) -> HttpResponse:
    """Take a batch back whole, or bring it back."""
    event = event_run_by(request, code)
    batch = get_object_or_404(event.batches.all(), key=key)
    turn, said = {
        "undo": (actions.undo, _("The whole batch is taken back. It can be brought back.")),
        "redo": (actions.redo, _("The batch is back.")),
    }[to]
    turn(batch, by=request.user)
    messages.success(request, said)
    return see_other("events:capture", event.code)

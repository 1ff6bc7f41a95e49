"""One note at a time: the note in large type, the themes numbered, one short answer files it."""

from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from community.asking import members_only
from community.http import SeeOther, render_page
from events.actions import sorting, themes, together
from events.forms.one_note import ApartForm, BackForm, OneNoteForm, PlaceForm
from events.history import latest
from events.marking import marked
from events.models import Event, Theme
from events.steps import standing
from events.suggesting import Suggestions, suggestions
from events.views.finding import event_run_by
from events.views.history import tell_of_others
from members.http import MemberRequest
from members.naming import known_to


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def sort_one(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    place = PlaceForm(request.GET)
    if request.method != "POST":
        return one_page(request, event, place, None)
    form = OneNoteForm(request.POST, event=event)
    if not form.is_valid():
        return one_page(request, event, place, form)
    seen, note = form.cleaned_data["seen"], form.cleaned_data["note"]
    tell_of_others(request, event, seen, [note])
    if form.reason:
        return leave_out(request, event, form)
    if not form.themes and not form.title:
        return go_on(event, after=form.cleaned_data["note"])
    waiting = together.waiting_of(event, form.cleaned_data["together"])
    try:
        filed = file(request, event, form)
    except sorting.ThemeGone:
        form.add_error("answer", _("That theme was deleted meanwhile. Choose another."))
        return one_page(request, event, place, form)
    say(request, filed)
    keys = "-".join(str(theme.pk) for theme in filed)
    with_it = waiting if filed else []
    return go_on(event, after=form.cleaned_data["note"], into=keys, together=with_it)


def leave_out(request: MemberRequest, event: Event, form: OneNoteForm) -> HttpResponse:
    note, others = form.cleaned_data["note"], form.cleaned_data["together"]
    codes = [note, *together.waiting_of(event, others)]
    count = sorting.leave_out(event, codes, form.reason, by=request.user)
    said = ngettext("%(n)d note is left out.", "%(n)d notes are left out.", count)
    messages.success(request, said % {"n": count})
    return go_on(event, after=note)


def file(request: MemberRequest, event: Event, form: OneNoteForm) -> list[Theme]:
    """The themes it was not in before."""
    note, others = form.cleaned_data["note"], form.cleaned_data["together"]
    if not form.title:
        return together.file_together(event, note, others, form.themes, by=request.user)
    wording = themes.Wording(title=form.title, definition="", kind=form.cleaned_data["kind"])
    codes = [note, *together.waiting_of(event, others)]
    theme, count = themes.name_theme(event, wording, codes=codes, by=request.user)
    return [theme] if count else []


def say(request: MemberRequest, filed: list[Theme]) -> None:
    if filed:
        titles = ", ".join(f"“{theme.title}”" for theme in filed)
        messages.success(request, _("Filed in %(themes)s.") % {"themes": titles})
    else:
        messages.info(request, _("Nothing changed: it was there already, or is left out."))


def one_page(
    request: MemberRequest, event: Event, place: PlaceForm, form: OneNoteForm | None
) -> HttpResponse:
    stays = str(form["note"].value() or "") if form else place.place("note")
    note = note_in_hand(event, stays, place.place("after"))
    numbered = list(event.themes.order_by("pk"))
    order = "-".join(str(theme.pk) for theme in numbered)
    shown = as_shown(numbered, form)
    initial = {"note": note.code if note else "", "order": order, "seen": note and note.seen}
    context = {
        "said": list(get_messages(request)),
        "messages": [],  # shown where the field's description finds them
        "event": event,
        "acts": latest(event),
        "note": note,
        "themes": shown,
        "form": form or OneNoteForm(event=event, initial=initial),
        "suggested": suggestions(event, note, shown) if note else Suggestions(),
        "ticked": form.cleaned_data.get("together", []) if form else [],
        "marked": marked(note.text, known_to(request.user)) if note else None,
        "stands": standing(event),
        "back": BackForm(
            initial={
                "note": place.place("after"),
                "into": "-".join(str(key) for key in place.filed()),
                "together": place.filed_with(),
            }
        )
        if place.filed()
        else None,
    }
    return render_page(request, "events/sort_one.html", context)


def as_shown(numbered: list[Theme], form: OneNoteForm | None) -> list[tuple[int, Theme]]:
    """Each with its number. On a page that comes back the numbers are those of its form."""
    if form is None:
        return list(enumerate(numbered, start=1))
    order = form.cleaned_data.get("order", [])
    places = {key: number for number, key in enumerate(order, start=1)}
    return [(places[theme.pk], theme) for theme in numbered if theme.pk in places]


def note_in_hand(event: Event, code: str, after: str) -> Any:
    """The one asked for, else the first to sort after that one, else the first of all.

    A note with `seen`, the act that was the newest when it was shown; or None.
    """
    newest = event.acts.order_by("-number").values("number")[:1]
    notes = event.notes.select_related("prompt").annotate(seen=Coalesce(Subquery(newest), 0))
    asked = notes.standing().filter(code=code, left_out_reason="").first() if code else None
    if asked:
        return asked
    waiting = notes.unsorted()
    last = event.notes.filter(code=after).first() if after else None
    if last:
        following = waiting.filter(position__gte=last.position).exclude(pk=last.pk)
        same = following.exclude(position=last.position, pk__lt=last.pk)
        return same.first() or waiting.first()
    return waiting.first()


def go_on(event: Event, **place: str | list[str]) -> SeeOther:
    kept = {name: value for name, value in place.items() if value}
    address = reverse("events:sort_one", args=[event.code])
    return SeeOther(f"{address}?{urlencode(kept, doseq=True)}")


@members_only
@require_POST
def unsort_one(request: MemberRequest, code: str) -> HttpResponse:
    """Back: the note filed last comes out of where it went, and is in hand again."""
    event = event_run_by(request, code)
    form = BackForm(request.POST)
    if not form.is_valid():
        return go_on(event)
    note = form.cleaned_data["note"]
    codes = [note, *form.cleaned_data["together"]]
    gone = sorting.take_back(event, codes, form.cleaned_data["into"], by=request.user)
    if gone:
        messages.success(request, _("Taken back. The note is in hand again."))
    else:
        messages.info(request, _("Nothing to take back: somebody moved that note meanwhile."))
    return go_on(event, note=note)


@members_only
@require_POST
def keep_apart(request: MemberRequest, code: str) -> HttpResponse:
    """These two only look alike: nobody is asked about them again."""
    event = event_run_by(request, code)
    form = ApartForm(request.POST)
    if not form.is_valid():
        return go_on(event)
    note, other = form.cleaned_data["note"], form.cleaned_data["apart"]
    if together.keep_apart(event, note, other, by=request.user):
        messages.success(
            request, _("Kept apart. They will not be shown together, unless you undo it.")
        )
    else:
        messages.info(request, _("Nothing changed: they were kept apart already, or one is gone."))
    return go_on(event, note=note)

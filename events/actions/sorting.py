"""Sorting: notes into themes and out of them, notes left out and put back.

Each act holds the event's row, so two facilitators at once take turns and neither loses anything.
"""

from collections.abc import Collection, Iterable

from django.db import transaction

from community.actions import audit
from events.actions.planning import locked
from events.actions.provenance import recount
from events.models import Event, Note, Theme, ThemeNote
from members.models import Member


class ThemeGone(Exception):
    """Somebody deleted the theme meanwhile."""


@transaction.atomic
def file(event: Event, codes: Collection[str], theme: Theme, *, by: Member) -> int:
    """These notes support this theme too. How many did not before; those left out stay out."""
    event = locked(event)
    theme = standing_theme(event, theme)
    notes = event.notes.standing().filter(code__in=codes, left_out_reason="")
    return put_into(event, theme, notes, by=by)


def put_into(event: Event, theme: Theme, notes: Iterable[Note], *, by: Member) -> int:
    already = set(theme.theme_notes.values_list("note", flat=True))
    fresh = [note for note in notes if note.pk not in already]
    ThemeNote.objects.bulk_create(ThemeNote(theme=theme, note=note) for note in fresh)
    if fresh:
        recount(event)
        audit.record("notes.sorted", event.code, by=by, theme=theme.pk, notes=_codes(fresh))
    return len(fresh)


@transaction.atomic
def take_out(theme: Theme, codes: Collection[str], *, by: Member) -> int:
    """These notes no longer support this theme; what else they support stays."""
    event = locked(theme.event)
    theme = standing_theme(event, theme)
    rows = theme.theme_notes.filter(note__code__in=codes).select_related("note")
    gone = [row.note for row in rows]
    rows.delete()
    if gone:
        recount(event)
        audit.record("notes.taken_out", event.code, by=by, theme=theme.pk, notes=_codes(gone))
    return len(gone)


@transaction.atomic
def file_one(event: Event, code: str, themes: Iterable[Theme], *, by: Member) -> list[Theme]:
    """One note into all of these or, if one of them is gone, into none. Those it was not in before."""
    return [theme for theme in dict.fromkeys(themes) if file(event, [code], theme, by=by)]


@transaction.atomic
def take_back_one(event: Event, code: str, keys: Collection[int], *, by: Member) -> int:
    """One note out of those of these themes that still stand. Out of how many."""
    event = locked(event)
    return sum(take_out(theme, [code], by=by) for theme in event.themes.filter(pk__in=keys))


@transaction.atomic
def move(theme: Theme, codes: Collection[str], to: Theme, *, by: Member) -> int:
    """Out of one theme and into another, in one act."""
    moved = [row.note.code for row in theme.theme_notes.filter(note__code__in=codes)]
    file(theme.event, moved, to, by=by)
    return take_out(theme, moved, by=by)


@transaction.atomic
def leave_out(event: Event, codes: Collection[str], reason: str, *, by: Member) -> int:
    """For a reason, which is kept. It counts nowhere from now on; its themes are remembered."""
    event = locked(event)
    notes = event.notes.standing().filter(code__in=codes, left_out_reason="")
    return _mark(event, notes, reason=reason, verb="notes.left_out", by=by)


@transaction.atomic
def put_back(event: Event, codes: Collection[str], *, by: Member) -> int:
    event = locked(event)
    notes = event.notes.left_out().filter(code__in=codes)
    return _mark(event, notes, reason="", verb="notes.put_back", by=by)


def _mark(event: Event, notes: Iterable[Note], *, reason: str, verb: str, by: Member) -> int:
    marked = list(notes)
    Note.objects.filter(pk__in=[note.pk for note in marked]).update(left_out_reason=reason)
    if marked:
        recount(event)
        audit.record(verb, event.code, by=by, notes=_codes(marked))
    return len(marked)


def standing_theme(event: Event, theme: Theme) -> Theme:
    """The theme as it is now, of this event."""
    found = event.themes.filter(pk=theme.pk).first()
    if found is None:
        raise ThemeGone
    return found


def _codes(notes: Iterable[Note]) -> list[str]:
    return sorted(note.code for note in notes)

"""Sorting: notes into themes and out of them, notes left out and put back.

Each act holds the event's row, so two facilitators at once take turns and neither loses anything.
"""

from collections.abc import Collection, Iterable

from django.db import transaction

from events.actions import acts
from events.actions.acts import opened
from events.enums import ActVerb
from events.models import Event, Theme, ThemeNote
from events.models.notes import NoteQuerySet
from events.replay import Changes, Filed
from members.models import Member


class ThemeGone(Exception):
    """Somebody deleted the theme meanwhile."""


@transaction.atomic
def file(event: Event, codes: Collection[str], theme: Theme, *, by: Member) -> int:
    """These notes support this theme too. How many did not before; those left out stay out."""
    event = opened(event)
    fresh = newly_filed(event, standing_theme(event, theme).pk, codes)
    acts.write(event, ActVerb.FILED, Changes(filed=fresh), by=by)
    return len(fresh)


def newly_filed(event: Event, theme: int, codes: Collection[str]) -> dict[Filed, bool]:
    """Those of these notes that count and are not in the theme yet, as filed in it."""
    already = ThemeNote.objects.filter(theme=theme).values("note")
    fresh = filable(event, codes).exclude(pk__in=already)
    return {(theme, code): True for code in fresh.values_list("code", flat=True)}


def filable(event: Event, codes: Collection[str]) -> NoteQuerySet:
    return event.notes.standing().filter(code__in=codes, left_out_reason="")


@transaction.atomic
def take_out(theme: Theme, codes: Collection[str], *, by: Member) -> int:
    """These notes no longer support this theme; what else they support stays."""
    event = opened(theme.event)
    gone = held_in(event, theme, codes)
    acts.write(event, ActVerb.TAKEN_OUT, Changes(filed=gone), by=by)
    return len(gone)


def held_in(event: Event, theme: Theme, codes: Collection[str]) -> dict[Filed, bool]:
    """Those of these notes that are in the theme, as no longer in it."""
    rows = standing_theme(event, theme).theme_notes.filter(note__code__in=codes)
    return {(theme.pk, code): False for code in rows.values_list("note__code", flat=True)}


@transaction.atomic
def file_in_all(
    event: Event, codes: Collection[str], themes: Iterable[Theme], *, by: Member
) -> dict[Filed, bool]:
    """These notes into all of these themes or, if one is gone, into none. What was not so before."""
    event = opened(event)
    fresh: dict[Filed, bool] = {}
    for theme in dict.fromkeys(themes):
        fresh |= newly_filed(event, standing_theme(event, theme).pk, codes)
    acts.write(event, ActVerb.FILED, Changes(filed=fresh), by=by)
    return fresh


@transaction.atomic
def take_back(event: Event, codes: Collection[str], keys: Collection[int], *, by: Member) -> int:
    """These notes out of those of these themes that still stand. How many times."""
    event = opened(event)
    gone: dict[Filed, bool] = {}
    for theme in event.themes.filter(pk__in=keys):
        gone |= held_in(event, theme, codes)
    acts.write(event, ActVerb.TAKEN_OUT, Changes(filed=gone), by=by)
    return len(gone)


@transaction.atomic
def move(theme: Theme, codes: Collection[str], to: Theme, *, by: Member) -> int:
    """Out of one theme and into another, in one act. What is left out comes along."""
    event = opened(theme.event)
    gone = held_in(event, theme, codes)
    moved = [code for _theme, code in gone]
    fresh = {(standing_theme(event, to).pk, code): True for code in moved}
    already = to.theme_notes.filter(note__code__in=moved).values_list("note__code", flat=True)
    for code in already:
        del fresh[to.pk, code]
    acts.write(event, ActVerb.MOVED, Changes(filed={**fresh, **gone}), by=by)
    return len(gone)


@transaction.atomic
def leave_out(event: Event, codes: Collection[str], reason: str, *, by: Member) -> int:
    """For a reason, which is kept. It counts nowhere from now on; its themes are remembered."""
    event = opened(event)
    going = list(filable(event, codes).values_list("code", flat=True))
    if going:
        why = acts.words(event, reason)
        acts.write(event, ActVerb.LEFT_OUT, Changes(left_out=dict.fromkeys(going, why)), by=by)
    return len(going)


@transaction.atomic
def put_back(event: Event, codes: Collection[str], *, by: Member) -> int:
    event = opened(event)
    coming = event.notes.left_out().filter(code__in=codes).values_list("code", flat=True)
    changes = Changes(left_out=dict.fromkeys(coming))
    acts.write(event, ActVerb.PUT_BACK, changes, by=by)
    return len(changes.left_out)


def standing_theme(event: Event, theme: Theme) -> Theme:
    """The theme as it is now, of this event."""
    found = event.themes.filter(pk=theme.pk).first()
    if found is None:
        raise ThemeGone
    return found

"""Themes: name one, word it anew, put it in order, delete it while it is empty."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from community.actions import audit
from events.actions.planning import locked
from events.actions.provenance import rests
from events.actions.sorting import put_into, standing_theme
from events.models import Event, Theme
from members.models import Member


class StaleTheme(Exception):
    """The theme was worded anew since its form was opened."""


class TitleTaken(Exception):
    """Another theme of this event has this title."""


class KindSettled(Exception):
    """It is published, and its reference says what kind it is."""


class NotEmpty(Exception):
    """It holds notes, or is in the library."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a theme says."""

    title: str
    definition: str
    kind: str
    tags: frozenset[int] = frozenset()


@transaction.atomic
def name_theme(
    event: Event, wording: Wording, *, codes: Collection[str], by: Member
) -> tuple[Theme, int]:
    """A theme of this title with these notes in it. One that has the title already takes them."""
    event = locked(event)
    theme = event.themes.filter(title__iexact=wording.title).first()
    if theme is None:
        last = event.themes.aggregate(last=Max("position"))["last"]
        theme = Theme.objects.create(
            event=event,
            title=wording.title,
            definition=wording.definition,
            kind=wording.kind,
            position=0 if last is None else last + 1,
        )
        audit.record("theme.named", event.code, by=by, theme=theme.pk)
    notes = event.notes.standing().filter(code__in=codes, left_out_reason="")
    return theme, put_into(event, theme, notes, by=by)


@transaction.atomic
def word(theme: Theme, wording: Wording, *, version: int, by: Member) -> Theme:
    """Word it anew, if it still is at the version its form was opened with."""
    event = locked(theme.event)
    now = standing_theme(event, theme)
    if now.version != version:
        raise StaleTheme
    if event.themes.filter(title__iexact=wording.title).exclude(pk=now.pk).exists():
        raise TitleTaken
    if now.insight_id and wording.kind != now.kind:
        raise KindSettled
    if _wording(now) == wording:
        return now
    now.title, now.definition, now.kind = wording.title, wording.definition, wording.kind
    now.version += 1
    now.save(update_fields=["title", "definition", "kind", "version"])
    now.tags.set(wording.tags)
    audit.record("theme.worded", event.code, by=by, theme=now.pk, version=now.version)
    return now


def _wording(theme: Theme) -> Wording:
    tags = frozenset(theme.tags.values_list("pk", flat=True))
    return Wording(title=theme.title, definition=theme.definition, kind=theme.kind, tags=tags)


@transaction.atomic
def shift(theme: Theme, *, up: bool, by: Member) -> Theme:
    """One place up or down among the themes of its kind; at the end it stays where it is."""
    event = locked(theme.event)
    order = list(event.themes.all())
    kin = [row for row in order if row.kind == theme.kind]
    here = kin.index(standing_theme(event, theme))
    there = here - 1 if up else here + 1
    if not 0 <= there < len(kin):
        return theme
    one, other = order.index(kin[here]), order.index(kin[there])
    order[one], order[other] = order[other], order[one]
    for position, row in enumerate(order):
        row.position = position
    Theme.objects.bulk_update(order, ["position"])
    audit.record("theme.shifted", event.code, by=by, theme=theme.pk)
    return theme


@transaction.atomic
def delete(theme: Theme, *, by: Member) -> None:
    event = locked(theme.event)
    theme = standing_theme(event, theme)
    if theme.insight_id or rests(event)[theme.pk].note_count:
        raise NotEmpty
    audit.record("theme.deleted", event.code, by=by, theme=theme.pk)
    theme.delete()

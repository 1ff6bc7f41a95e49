"""Themes: name one, word it anew, put it in order, merge, split, and delete it while it is empty."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from events.actions import acts
from events.actions.acts import TitleTaken, opened
from events.actions.provenance import rests
from events.actions.sorting import held_in, newly_filed, standing_theme
from events.enums import ActVerb
from events.models import Event, Theme
from events.replay import Changes, Said
from insights.models import Insight
from members.models import Member


class StaleTheme(Exception):
    """The theme was worded anew since its form was opened."""


class KindSettled(Exception):
    """It is published, and its reference says what kind it is."""


class NotEmpty(Exception):
    """It holds notes, or is in the library."""


class IsAnswered(Exception):
    """People have said at check-back whether that is it: what they said stays with the theme."""


class InTheLibrary(Exception):
    """It is published: others can be merged into it, not it into another."""


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
    event = opened(event)
    theme = event.themes.filter(title__iexact=wording.title).first()
    if theme is not None:
        fresh = newly_filed(event, theme.pk, codes)
        acts.write(event, ActVerb.FILED, Changes(filed=fresh), by=by)
        return theme, len(fresh)
    key, changes = _new(event, wording)
    changes = Changes(**{**vars(changes), "filed": newly_filed(event, key, codes)})
    acts.write(event, ActVerb.NAMED, changes, by=by)
    return event.themes.get(pk=key), len(changes.filed)


def _new(event: Event, wording: Wording) -> tuple[int, Changes]:
    """The key of a theme about to be made, and what makes it: at the end of the list."""
    key = acts.new_key()
    its = acts.words(event, wording.title, wording.definition, theme=key)
    said = Said(its, wording.kind, tuple(sorted(wording.tags)), version=1)
    last = event.themes.aggregate(last=Max("position"))["last"]
    return key, Changes(themes={key: said}, places={key: 0 if last is None else last + 1})


@transaction.atomic
def word(theme: Theme, wording: Wording, *, version: int, by: Member) -> Theme:
    """Word it anew, if it still is at the version its form was opened with."""
    event = opened(theme.event)
    now = standing_theme(event, theme)
    if now.version != version:
        raise StaleTheme
    if event.themes.filter(title__iexact=wording.title).exclude(pk=now.pk).exists():
        raise TitleTaken
    if now.insight_id and wording.kind != now.kind:
        raise KindSettled
    if _wording(now) == wording:
        return now
    its = acts.words(event, wording.title, wording.definition, theme=now.pk)
    said = Said(its, wording.kind, tuple(sorted(wording.tags)), version=now.version + 1)
    verb = ActVerb.WORDED if wording.kind == now.kind else ActVerb.RECODED
    acts.write(event, verb, Changes(themes={now.pk: said}), by=by)
    return event.themes.get(pk=now.pk)


def _wording(theme: Theme) -> Wording:
    tags = frozenset(theme.tags.values_list("pk", flat=True))
    return Wording(title=theme.title, definition=theme.definition, kind=theme.kind, tags=tags)


@transaction.atomic
def shift(theme: Theme, *, up: bool, by: Member) -> Theme:
    """One place up or down among the themes of its kind; at the end it stays where it is."""
    event = opened(theme.event)
    order = list(event.themes.all())
    kin = [row for row in order if row.kind == theme.kind]
    here = kin.index(standing_theme(event, theme))
    there = here - 1 if up else here + 1
    if not 0 <= there < len(kin):
        return theme
    one, other = order.index(kin[here]), order.index(kin[there])
    order[one], order[other] = order[other], order[one]
    places = {row.pk: place for place, row in enumerate(order) if row.position != place}
    acts.write(event, ActVerb.PLACED, Changes(places=places), by=by)
    return theme


@transaction.atomic
def merge(theme: Theme, into: Theme, *, by: Member) -> int:
    """All its notes support the other, and it is gone; its words are in the log. How many are new there.

    What it adds to comes along where the other is of its kind, unpublished, and adds to nothing itself.
    """
    event = opened(theme.event)
    theme, into = standing_theme(event, theme), standing_theme(event, into)
    if theme.insight_id:
        raise InTheLibrary
    if theme.checks.exists():
        raise IsAnswered
    codes = list(theme.theme_notes.values_list("note__code", flat=True))
    there = set(into.theme_notes.values_list("note__code", flat=True))
    fresh = {(into.pk, code): True for code in codes if code not in there}
    takes = theme.adds_to_id and not into.adds_to_id and not into.insight_id
    changes = Changes(
        filed={**fresh, **held_in(event, theme, codes)},
        themes={theme.pk: None},
        adds_to={into.pk: str(theme.adds_to_id)} if takes and into.kind == theme.kind else {},
    )
    acts.write(event, ActVerb.MERGED, changes, by=by)
    return len(fresh)


@transaction.atomic
def split(theme: Theme, wording: Wording, *, codes: Collection[str], by: Member) -> Theme:
    """These of its notes become a theme of their own."""
    event = opened(theme.event)
    if event.themes.filter(title__iexact=wording.title).exists():
        raise TitleTaken
    gone = held_in(event, theme, codes)
    key, changes = _new(event, wording)
    filed = {**{(key, code): True for _theme, code in gone}, **gone}
    acts.write(event, ActVerb.SPLIT, Changes(**{**vars(changes), "filed": filed}), by=by)
    return event.themes.get(pk=key)


@transaction.atomic
def add_to(theme: Theme, stays: Insight | None, *, by: Member) -> None:
    """Once published, it is read under this insight, as another example of it; or by itself."""
    event = opened(theme.event)
    theme = standing_theme(event, theme)
    if theme.insight_id:
        raise InTheLibrary
    if theme.adds_to_id == (stays and stays.pk):
        return
    changes = Changes(adds_to={theme.pk: str(stays.pk) if stays else None})
    acts.write(event, ActVerb.ADDED_TO, changes, by=by)


@transaction.atomic
def delete(theme: Theme, *, by: Member) -> None:
    """Only while nothing that counts is in it. What was left out of it is remembered in the log."""
    event = opened(theme.event)
    theme = standing_theme(event, theme)
    if theme.insight_id or rests(event)[theme.pk].note_count:
        raise NotEmpty
    if theme.checks.exists():
        raise IsAnswered
    codes = list(theme.theme_notes.values_list("note__code", flat=True))
    changes = Changes(filed=held_in(event, theme, codes), themes={theme.pk: None})
    acts.write(event, ActVerb.DELETED, changes, by=by)

"""The log of sorting: every act is written once, and what is in the tables follows from it."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Max

from events.actions.planning import locked
from events.actions.provenance import recount
from events.enums import ActVerb
from events.models import Event, NotesApart, SortingAct, SortingWords, Theme, ThemeNote
from events.nearness import pair
from events.replay import Changes, Pair, Said
from insights.models import Insight
from members.models import Member


class TitleTaken(Exception):
    """Another theme of this event has this title."""


def opened(event: Event) -> Event:
    """The event, held until the transaction ends, with a log: one that had none begins with what is there."""
    event = locked(event)
    if not event.acts.exists():
        write(event, ActVerb.BEGAN, _as_it_stands(event), by=None)
    return event


def _as_it_stands(event: Event) -> Changes:
    themes = list(event.themes.prefetch_related("tags"))
    filed = ThemeNote.objects.filter(theme__event=event).values_list("theme", "note__code")
    left_out = list(event.notes.exclude(left_out_reason="").values_list("code", "left_out_reason"))
    apart = event.notes_apart.values_list("lower__code", "higher__code")
    worded = [
        SortingWords(event=event, theme=it.pk, line=it.title, more=it.definition) for it in themes
    ]
    reasons = [SortingWords(event=event, line=reason) for _code, reason in left_out]
    written = SortingWords.objects.bulk_create([*worded, *reasons])
    return Changes(
        themes={it.pk: _said(it, its.pk) for it, its in zip(themes, written, strict=False)},
        places={theme.pk: theme.position for theme in themes},
        filed=dict.fromkeys(filed, True),
        left_out={
            code: why.pk
            for (code, _reason), why in zip(left_out, written[len(themes) :], strict=True)
        },
        adds_to={theme.pk: str(theme.adds_to_id) for theme in themes if theme.adds_to_id},
        apart=dict.fromkeys(map(in_order, apart), True),
    )


def in_order(codes: Iterable[str]) -> Pair:
    one, other = sorted(codes)
    return one, other


def words(event: Event, line: str, more: str = "", *, theme: int | None = None) -> int:
    """The key of these words, written down."""
    return event.sorting_words.create(theme=theme, line=line, more=more).pk


def _said(theme: Theme, key: int) -> Said:
    tags = tuple(sorted(tag.pk for tag in theme.tags.all()))
    return Said(words=key, kind=theme.kind, tags=tags, version=theme.version)


def new_key() -> int:
    """The key of a theme about to be made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('events_theme', 'id'))")
        return int(cursor.fetchone()[0])


def write(
    event: Event,
    verb: ActVerb,
    changes: Changes,
    *,
    by: Member | None,
    undoes: SortingAct | None = None,
) -> SortingAct | None:
    """Do this to the event that is held, and write it down. Nothing to do: nothing is written."""
    if not changes:
        return None
    if verb != ActVerb.BEGAN:
        _apply(event, changes)
        if changes.notes:
            recount(event)
    last = event.acts.aggregate(last=Max("number"))["last"] or 0
    return SortingAct.objects.create(
        event=event, number=last + 1, verb=verb, changes=changes.as_json(), by=by, undoes=undoes
    )


def _apply(event: Event, changes: Changes) -> None:
    keys = [it.words for it in changes.themes.values() if it]
    reasons = [key for key in changes.left_out.values() if key]
    written = event.sorting_words.in_bulk([*keys, *reasons])
    for key, it in changes.themes.items():
        if it:
            _put_theme(event, key, it, written[it.words])
    placed = [Theme(pk=key, position=place) for key, place in changes.places.items()]
    Theme.objects.bulk_update(placed, ["position"])
    _file(event, changes)
    for reason in set(changes.left_out.values()):
        codes = [code for code, key in changes.left_out.items() if key == reason]
        left_out = event.notes.filter(code__in=codes)
        left_out.update(left_out_reason=written[reason].line if reason else "")
    event.themes.filter(pk__in=changes.gone).delete()
    _add_to(event, changes)
    _keep_apart(event, changes)


def _add_to(event: Event, changes: Changes) -> None:
    """What a published theme was added to is settled; of an insight that is gone nothing is said."""
    there = Insight.objects.in_bulk([key for key in changes.adds_to.values() if key])
    known = {str(key): insight for key, insight in there.items()}
    for key, insight in changes.adds_to.items():
        event.themes.filter(pk=key, insight=None).update(adds_to=known.get(insight or ""))


def _keep_apart(event: Event, changes: Changes) -> None:
    codes = {code for both in changes.apart for code in both}
    notes = dict(event.notes.filter(code__in=codes).values_list("code", "pk"))
    for (one, other), here in changes.apart.items():
        lower, higher = pair(notes[one], notes[other])
        if here:
            NotesApart.objects.get_or_create(event=event, lower_id=lower, higher_id=higher)
        else:
            event.notes_apart.filter(lower=lower, higher=higher).delete()


def _put_theme(event: Event, key: int, it: Said, its: SortingWords) -> None:
    fields = {"title": its.line, "definition": its.more, "kind": it.kind, "version": it.version}
    theme, _made = Theme.objects.update_or_create(pk=key, event=event, defaults=fields)
    theme.tags.set(it.tags)


def _file(event: Event, changes: Changes) -> None:
    codes = {code for _theme, code in changes.filed}
    notes = dict(event.notes.filter(code__in=codes).values_list("code", "pk"))
    ThemeNote.objects.bulk_create(
        ThemeNote(theme_id=theme, note_id=notes[code])
        for (theme, code), here in changes.filed.items()
        if here
    )
    gone: dict[int, list[int]] = {}
    for (theme, code), here in changes.filed.items():
        if not here:
            gone.setdefault(theme, []).append(notes[code])
    for theme, keys in gone.items():
        ThemeNote.objects.filter(theme=theme, note__in=keys).delete()


def check_titles(event: Event, changes: Changes) -> None:
    """No two themes of an event have one title, whatever comes back."""
    keys = {key: it.words for key, it in changes.themes.items() if it}
    coming = event.sorting_words.filter(pk__in=keys.values()).values_list("line", flat=True)
    staying = event.themes.exclude(pk__in=changes.themes).values_list("title", flat=True)
    titles = [title.lower() for title in [*coming, *staying]]
    if len(set(titles)) < len(titles):
        raise TitleTaken

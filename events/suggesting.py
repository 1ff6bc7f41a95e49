"""What is suggested for the note in hand: notes that say nearly the same, and likely themes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from events.likely import Sorted, likely
from events.models import Event, Note, NotesApart, Theme
from events.nearness import Pair, near_to

MOST_NEAR = 12


@dataclass(frozen=True, slots=True)
class Near:
    """A note that says nearly the same, and the titles of the themes it is in."""

    code: str
    text: str
    language: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A theme by its number on the page, and why."""

    number: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    near: Sequence[Near] = ()
    likely: Sequence[Suggested] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    key: int
    code: str
    text: str
    language: str
    themes: Sequence[int]


def suggestions(event: Event, note: Note, numbered: Iterable[tuple[int, Theme]]) -> Suggestions:
    """For this note, from the others of the event that count. Two questions, however many there are."""
    themes = list(numbered)
    rows = _rows(event)
    return Suggestions(
        near=_near(note, rows, apart_from(event, note), themes),
        likely=_likely(note, rows, themes),
    )


def _rows(event: Event) -> list[_Row]:
    into = ArrayAgg("theme_notes__theme", default=[], filter=Q(theme_notes__isnull=False))
    notes = event.notes.standing().filter(left_out_reason="").order_by("pk").annotate(into=into)
    return [_Row(*row) for row in notes.values_list("pk", "code", "text", "language", "into")]


def apart_from(event: Event, note: Note) -> set[Pair]:
    """Pairs with this note that were said to be something else."""
    pairs = NotesApart.objects.filter(Q(lower=note) | Q(higher=note), event=event)
    return set(pairs.values_list("lower", "higher"))


def _near(
    note: Note, rows: list[_Row], apart: set[Pair], themes: list[tuple[int, Theme]]
) -> list[Near]:
    by_key = {row.key: row for row in rows}
    texts = {row.key: row.text for row in rows} | {note.pk: note.text}
    found = [by_key[key] for key in near_to(note.pk, texts, apart)][:MOST_NEAR]
    return [
        Near(
            code=row.code,
            text=row.text,
            language=row.language,
            titles=tuple(theme.title for _number, theme in themes if theme.pk in row.themes),
        )
        for row in found
    ]


def _likely(note: Note, rows: list[_Row], themes: list[tuple[int, Theme]]) -> list[Suggested]:
    """Themes it is in already are not suggested, and it teaches nothing about itself."""
    own = next((set(row.themes) for row in rows if row.key == note.pk), set())
    learned = {
        theme.pk: Sorted(
            title=theme.title,
            texts=[row.text for row in rows if theme.pk in row.themes and row.key != note.pk],
            kind=theme.kind,
        )
        for _number, theme in themes
        if theme.pk not in own
    }
    shown = {theme.pk: (number, theme.title) for number, theme in themes}
    return [
        Suggested(*shown[it.theme], reason=it.reason)
        for it in likely(note.text, learned, kind=note.kind)
    ]

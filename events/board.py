"""The sorting table: notes at left, themes at right, counted once each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from events.marking import Marked, marked
from events.models import Event, Note, Theme, ThemeNote
from events.models.notes import NoteQuerySet
from events.preview import table_order
from events.stacked import Stack, put_together, stacks_at
from insights.enums import Kind
from members.naming import Known, heard_in

KIND_PLURAL = {
    Kind.PRINCIPLE: _("Principles"),
    Kind.CHALLENGE: _("Challenges"),
    Kind.SUPPORT_NEED: _("Support needs"),
}


@dataclass(frozen=True)
class KindGroup:
    """The themes of one kind, in their order."""

    kind: str
    label: str
    themes: list[Theme]


def grouped(themes: Iterable[Theme]) -> list[KindGroup]:
    """By kind, principles first; a kind without themes is not shown."""
    rows = list(themes)
    groups = [
        KindGroup(kind.value, str(KIND_PLURAL[kind]), [row for row in rows if row.kind == kind])
        for kind in Kind
    ]
    return [group for group in groups if group.themes]


def tables_of(event: Event) -> list[str]:
    named = event.notes.standing().exclude(table="").order_by().values_list("table", flat=True)
    return sorted(set(named.distinct()), key=table_order)


@dataclass(frozen=True)
class Sources:
    """Where notes come from: the tables, and the questions that were answered, by key."""

    tables: list[str]
    prompts: list[tuple[str, str]]


def sources_of(event: Event) -> Sources:
    """Of notes that stand, in one query."""
    names = ("table", "prompt__position", "prompt", "prompt__text")
    rows = set(event.notes.standing().order_by().values_list(*names).distinct())
    tables = sorted({table for table, *_prompt in rows if table}, key=table_order)
    prompts = sorted({tuple(prompt) for _table, *prompt in rows if prompt[1]})
    return Sources(tables, [(str(key), text) for _position, key, text in prompts])


def for_sorting(notes: NoteQuerySet) -> NoteQuerySet:
    """Each note with its prompt and the themes it supports, in two queries."""
    rows = ThemeNote.objects.select_related("theme").order_by("theme__position", "pk")
    return notes.select_related("prompt").prefetch_related(Prefetch("theme_notes", queryset=rows))


@dataclass(frozen=True)
class Row:
    """A note of the list. After each ten a link leads on to the themes."""

    note: Note
    marked: Marked
    is_tenth: bool


@dataclass(frozen=True)
class Group:
    """One note, or several that say nearly the same."""

    rows: Sequence[Row]

    @property
    def is_stack(self) -> bool:
        return len(self.rows) > 1


def paged(
    event: Event, notes: NoteQuerySet, number: int, *, size: int, known: Known
) -> tuple[Page[int], list[Group]]:
    """A page of these notes, by their keys, and as it is drawn."""
    stacks = stacks_at(event)
    page = Paginator(in_order(notes, stacks), size).get_page(number)
    return page, listed(event, put_together(list(page), stacks), known)


def in_order(notes: NoteQuerySet, stacks: Iterable[Stack]) -> list[int]:
    """Their keys; those of one stack stand together, where the first of them does."""
    keys = list(notes.values_list("pk", flat=True))
    return [key for group in put_together(keys, stacks) for key in group]


def listed(event: Event, groups: Iterable[Sequence[int]], known: Known) -> list[Group]:
    """These notes, by their keys, as they are drawn, with what could say who somebody is."""
    keys = [list(group) for group in groups]
    shown = event.notes.filter(pk__in=[key for group in keys for key in group])
    notes = {note.pk: note for note in for_sorting(shown)}
    names = heard_in([note.text for note in notes.values()], known)
    found, number = [], 0
    for group in keys:
        rows = []
        for key in group:
            number += 1
            rows.append(Row(notes[key], marked(notes[key].text, names), number % 10 == 0))
        found.append(Group(rows))
    return found

"""Keeping what a published theme says it rests on equal to the rows it rests on."""

from dataclasses import dataclass

from django.db import transaction

from events.models import Event
from insights.enums import State
from insights.models import Insight

FIGURES = ("note_count", "table_count", "checked_by", "people_there")


@dataclass(frozen=True)
class Rest:
    """What a theme rests on: notes that stand and were not left out, and who checked it."""

    note_count: int
    table_count: int
    checked_by: int | None
    people_there: int | None

    def as_of(self, insight: Insight) -> bool:
        return all(getattr(insight, name) == getattr(self, name) for name in FIGURES)


def rests(event: Event) -> dict[int, Rest]:
    """Every theme of the event, by its key: one query."""
    return {
        theme.pk: Rest(theme.note_count, theme.table_count, event.checked_by, event.people_there)
        for theme in event.themes.with_counts()
    }


@transaction.atomic
def recount(event: Event) -> None:
    """Bring published figures into line. What rests on no note at all is no longer in the library."""
    themes = event.themes.filter(insight__isnull=False).select_related("insight")
    resting = rests(event)
    for theme in themes.select_for_update(of=("insight",)):
        insight, rest = theme.insight, resting[theme.pk]
        if insight is not None and not rest.as_of(insight):
            write(insight, rest)


def write(insight: Insight, rest: Rest) -> None:
    for name in FIGURES:
        setattr(insight, name, getattr(rest, name))
    if rest.note_count == 0 and insight.state == State.PUBLISHED:
        insight.state = State.WITHDRAWN
    insight.save(update_fields=[*FIGURES, "state"])

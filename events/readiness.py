"""What stands between the themes and the library, theme by theme and for the whole event."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.answers import are_unread
from events.board import grouped
from events.enums import EventState
from events.models import Event, Theme
from events.steps import Standing
from insights.enums import State


@dataclass(frozen=True)
class Ready:
    """The themes that would be published, and what is missing."""

    new: list[Theme]
    changed: list[Theme]
    same: list[Theme]
    empty: list[Theme]
    is_sorted: bool
    is_checked_back: bool
    is_read: bool
    is_settled: bool

    @property
    def has_themes(self) -> bool:
        return bool(self.new or self.changed or self.same)

    @property
    def has_changes(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def going(self) -> int:
        """How many themes the button would write."""
        return len(self.new) + len(self.changed)

    @property
    def can_publish(self) -> bool:
        return self.is_sorted and self.is_read and self.is_settled and self.has_changes

    @property
    def without_words(self) -> list[Theme]:
        return [theme for theme in [*self.new, *self.changed] if not theme.definition]


def readiness(event: Event, themes: Iterable[Theme], stands: Standing) -> Ready:
    """`themes` with their counts, tags and insights, and those insights' taggings."""
    rows = [theme for group in grouped(themes) for theme in group.themes]
    full = [theme for theme in rows if theme.note_count]
    known = [theme for theme in full if theme.insight]
    changed = [theme for theme in known if says_something_else(theme)]
    return Ready(
        new=[theme for theme in full if not theme.insight],
        changed=changed,
        same=[theme for theme in known if theme not in changed],
        empty=[theme for theme in rows if not theme.note_count],
        is_sorted=stands.unsorted == 0,
        is_checked_back=event.state in {EventState.CHECKING_BACK, EventState.PUBLISHED},
        is_read=not are_unread(event),
        is_settled=stands.asked_out == 0,
    )


def says_something_else(theme: Theme) -> bool:
    """Its insight has other words or tags, or left the library with its last note."""
    insight = theme.insight
    if insight is None:
        return True
    words = (insight.title, insight.body) != (theme.title, theme.definition)
    carried = {tagging.tag_id for tagging in insight.taggings.all()}
    tags = carried != {tag.pk for tag in theme.tags.all()}
    return words or tags or insight.state == State.WITHDRAWN

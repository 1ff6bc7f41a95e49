"""Events and what becomes of what was said at them."""

from events.models.events import Event, Prompt
from events.models.next_steps import NextStep
from events.models.notes import Note, NoteBatch
from events.models.summaries import Summary, SummaryBlock, SummaryVersion, SummaryVersionPart
from events.models.themes import Theme, ThemeNote

__all__ = [
    "Event",
    "NextStep",
    "Note",
    "NoteBatch",
    "Prompt",
    "Summary",
    "SummaryBlock",
    "SummaryVersion",
    "SummaryVersionPart",
    "Theme",
    "ThemeNote",
]

"""Events and what becomes of what was said at them."""

from events.models.acts import SortingAct, SortingWords
from events.models.apart import NotesApart
from events.models.attendance import Attendance
from events.models.checking import AskedOut, CheckAnswer, CheckLink, Sender, ThemeCheck
from events.models.events import Event, Prompt
from events.models.feedback import Feedback
from events.models.next_steps import NextStep
from events.models.notes import Note, NoteBatch
from events.models.registration import Registration, ReservedPlaces
from events.models.rooms import Room, RoomTable
from events.models.sampling import SampleSorter, SortingSample
from events.models.summaries import Summary, SummaryBlock, SummaryVersion, SummaryVersionPart
from events.models.themes import Theme, ThemeNote

__all__ = [
    "AskedOut",
    "Attendance",
    "CheckAnswer",
    "CheckLink",
    "Event",
    "Feedback",
    "NextStep",
    "Note",
    "NoteBatch",
    "NotesApart",
    "Prompt",
    "Registration",
    "ReservedPlaces",
    "Room",
    "RoomTable",
    "SampleSorter",
    "Sender",
    "SortingAct",
    "SortingSample",
    "SortingWords",
    "Summary",
    "SummaryBlock",
    "SummaryVersion",
    "SummaryVersionPart",
    "Theme",
    "ThemeCheck",
    "ThemeNote",
]

"""Words with a fixed list of values, and what may follow what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from members.enums import SpacePart


class EventState(TextChoices):
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    CAPTURING = "capturing", _("Capturing")
    SORTING = "sorting", _("Sorting")
    CHECKING_BACK = "checking_back", _("Checking back")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")
    CANCELLED = "cancelled", _("Cancelled")


# What may follow what: each state goes one step on; an event that has not begun may be cancelled.
NEXT: dict[EventState, tuple[EventState, ...]] = {
    EventState.PLANNED: (EventState.OPEN, EventState.CANCELLED),
    EventState.OPEN: (EventState.CAPTURING, EventState.CANCELLED),
    EventState.CAPTURING: (EventState.SORTING,),
    EventState.SORTING: (EventState.CHECKING_BACK,),
    EventState.CHECKING_BACK: (EventState.PUBLISHED,),
    EventState.PUBLISHED: (EventState.ARCHIVED,),
    EventState.ARCHIVED: (),
    EventState.CANCELLED: (),
}


# While an event is in these states, people may say that they are there, or were.
TAKES_ATTENDANCE = (EventState.CAPTURING, EventState.SORTING)

# From the day of the event, and for so many days after it, people there are asked how it was.
TAKES_FEEDBACK = (
    EventState.CAPTURING,
    EventState.SORTING,
    EventState.CHECKING_BACK,
    EventState.PUBLISHED,
)
FEEDBACK_DAYS = 14

# Nobody has spoken yet, unless there is a note.
BEFORE_CAPTURE = (EventState.PLANNED, EventState.OPEN, EventState.CANCELLED)


class NoteSource(TextChoices):
    TYPED = "typed", _("Typed")
    PASTED = "pasted", _("Pasted")
    PAPER = "paper", _("From paper")


class BatchState(TextChoices):
    CONFIRMED = "confirmed", _("Added")
    UNDONE = "undone", _("Undone")


class ActVerb(TextChoices):
    """What was done in sorting."""

    BEGAN = "began", _("Sorted before this was written down")
    FILED = "filed", _("Filed")
    TAKEN_OUT = "taken_out", _("Taken out")
    MOVED = "moved", _("Moved")
    LEFT_OUT = "left_out", _("Left out")
    PUT_BACK = "put_back", _("Put back")
    NAMED = "named", _("Named")
    WORDED = "worded", _("Worded anew")
    RECODED = "recoded", _("Given another kind")
    PLACED = "placed", _("Put in order")
    MERGED = "merged", _("Merged")
    SPLIT = "split", _("Split")
    DELETED = "deleted", _("Deleted")
    ADDED_TO = "added_to", _("Added to what is in the library")
    APART = "apart", _("Kept apart")
    UNDONE = "undone", _("Undone")


class Worth(TextChoices):
    """Whether an event was worth somebody's time."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("In part")
    NO = "no", _("No")


class Invitee(TextChoices):
    """What becomes of a line in a list of people to invite."""

    INVITED = "invited", _("Will be written to")
    TWICE = "twice", _("Stands above already")
    ALREADY = "already", _("Has been invited")
    OFTEN = "often", _("Has had too many invitations this hour")
    UNREADABLE = "unreadable", _("Holds no email address")


class StepState(TextChoices):
    """Where something agreed on stands today."""

    TO_DO = "to_do", _("To do")
    OVERDUE = "overdue", _("Overdue")
    DONE = "done", _("Done")


class BlockKey(TextChoices):
    """The blocks of a summary, in the order they are drafted."""

    WHY = "why", _("Why we met")
    WHO = "who", _("Who was in the room")
    HEARD = "heard", _("What we heard")
    PRINCIPLES = "principles", _("Principles")
    SYSTEMS = "systems", _("How systems thinking helps")
    GREW = "grew", _("How programmes grew")
    CHALLENGES = "challenges", _("Challenges")
    SUPPORT = "support", _("Support asked for")
    DIFFER = "differ", _("Where sectors agree and differ")
    NEXT = "next", _("What happens next")
    METHOD = "method", _("How this was made")
    GLOSSARY = "glossary", _("Words used here")
    CONTACTS = "contacts", _("Contacts and licence")
    APPENDIX = "appendix", _("Appendix: notes by theme")


# The parts of those who run an event: they read its notes and change what is made of them.
RUNNING = (SpacePart.FACILITATOR, SpacePart.ORGANISER)


class Place(TextChoices):
    """What a member who asked for a place at an event has."""

    GOING = "going", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Has been offered a place")
    LAPSED = "lapsed", _("The offer ran out")


# Who takes up one of the places there are.
HOLDING = (Place.GOING, Place.OFFERED)

# While an event is in these states and has not begun, people can register.
TAKES_PEOPLE = (EventState.OPEN, EventState.CAPTURING)

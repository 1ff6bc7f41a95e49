"""One demonstration event: 80 notes at 8 tables, captured, half of them sorted; and one still to come."""

import datetime as dt
from random import Random
from zoneinfo import ZoneInfo

from django.utils import timezone

from events import paste
from events.enums import EventState
from events.management.demo.people import DATA
from events.models import Event, Note, NoteBatch, Theme, ThemeNote
from insights.enums import Kind
from members.enums import SpacePart
from members.models import Member, Organisation, SpaceMember

LONDON = ZoneInfo("Europe/London")
WHY = (
    "Eight years after the first session we asked the same three questions: is there a shared sense of "
    "what local systems change means, is it applied in common, and do people feel supported?"
)
COMING_WHY = (
    "Funders and the people they fund rarely hear each other talk about what did not work. A morning "
    "to do that, under the Chatham House Rule, with time to decide what each of us will try next."
)

# Themes already made, and the words that put a note into one of them.
THEMES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        Kind.PRINCIPLE,
        "Begin with relationships and what people already do",
        "Tables said to start from what is there: people, trust and what already works.",
        ("already do", "Relationships first", "strengths", "Build on", "where people are"),
    ),
    (
        Kind.PRINCIPLE,
        "Share decisions and the power to spend",
        "Deciding together, close to the situation, with some money attached.",
        ("Decide together", "closest to it", "Share the power", "Pay people"),
    ),
    (
        Kind.CHALLENGE,
        "Funding is shorter than the change it pays for",
        "Money ends, or is reported on, sooner than trust or results can come.",
        ("Twelve months", "Funding ends", "Short", "fixed term", "takes years"),
    ),
    (
        Kind.CHALLENGE,
        "Information does not move between organisations",
        "Agreements, systems and habits keep what one knows from the next.",
        ("Data sharing", "logins", "governance says no", "different maps", "referred someone"),
    ),
    (
        Kind.CHALLENGE,
        "No room to stop, think and learn",
        "The day job leaves no time, and the same few people carry it.",
        ("No time", "Burnout", "no time at all"),
    ),
    (
        Kind.PRINCIPLE,
        "Learn in the open and hold the plan lightly",
        "Try small things, say what happened, keep the purpose and let the plan move.",
        ("Small tests", "Learning is the work", "Hold on to purpose", "Be honest", "whole picture"),
    ),
    (
        Kind.CHALLENGE,
        "Organisations guard their own patch",
        "Budgets, front doors and contracts make competitors of people who need each other.",
        (
            "budget line",
            "Nobody owns",
            "front door",
            "Procurement",
            "cheap provider",
            "afford to sit",
        ),
    ),
    (
        Kind.SUPPORT_NEED,
        "Peers to learn with, over time",
        "A steady group, a space for stuck problems, visits to see it done.",
        ("peer", "Peer", "talk to outside", "stuck problem"),
    ),
)


def load_sessions(members: list[Member], random: Random) -> None:
    accounts = {member.email.partition("@")[0]: member for member in members[:9]}
    day = timezone.localdate() - dt.timedelta(days=12)
    event = _event("What we have learned since 2018", WHY, day, by=accounts["organiser"])
    event.state = EventState.SORTING
    event.save()
    event.hosts.set(
        Organisation.objects.filter(name__in=["Practice Commons", "Northern Commons Fund"])
    )
    _people(event, accounts, random.sample(members[9:], 31))
    _notes(event, by=accounts["facilitator"])
    _themes(event)
    coming = _event(
        "Learning with funders: a morning in Leeds",
        COMING_WHY,
        day + dt.timedelta(days=40),
        by=accounts["organiser"],
    )
    _people(coming, accounts, [])


def _event(title: str, why: str, day: dt.date, *, by: Member) -> Event:
    return Event.objects.create(
        title=title,
        held_on=day,
        why=why,
        questions="What principles do you work by?\nWhat gets in the way?\nWhat support would help?",
        starts_at=dt.datetime.combine(day, dt.time(10, 0), tzinfo=LONDON),
        ends_at=dt.datetime.combine(day, dt.time(15, 30), tzinfo=LONDON),
        venue="The Carriageworks, Millennium Square, Leeds",
        access_information="Step-free, hearing loop, quiet room. What you need is seen by organisers only.",
        created_by=by,
    )


def _people(event: Event, accounts: dict[str, Member], attendees: list[Member]) -> None:
    parts = {"organiser": SpacePart.ORGANISER, "facilitator": SpacePart.FACILITATOR}
    rows = [(accounts[key], part) for key, part in parts.items()]
    there = [accounts[key] for key in ("council", "charity", "health")] if attendees else []
    rows += [(member, SpacePart.ATTENDEE) for member in there + attendees]
    SpaceMember.objects.bulk_create(
        SpaceMember(space=event, member=member, part=part) for member, part in rows
    )


def _notes(event: Event, *, by: Member) -> None:
    raw = (DATA / "notes.txt").read_text()
    batch = NoteBatch.objects.create(event=event, raw=raw, added_by=by)
    read = paste.parse(raw, prompts=[], existing=[])
    Note.objects.bulk_create(
        Note(
            event=event,
            batch=batch,
            text=row.text,
            table=row.table,
            kind=row.kind or "",
            position=position,
            is_repeat=row.duplicate_of is not None,
        )
        for position, row in enumerate(read.notes)
    )


def _themes(event: Event) -> None:
    """Half of the notes are filed; the rest wait for whoever tries it."""
    notes = list(event.notes.all())
    for position, (kind, title, definition, starts) in enumerate(THEMES):
        theme = Theme.objects.create(
            event=event, kind=kind, title=title, definition=definition, position=position
        )
        ThemeNote.objects.bulk_create(
            ThemeNote(theme=theme, note=note)
            for note in notes
            if any(words in note.text for words in starts)
        )

"""A room: set it up, open it, close it, let everyone see everything."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F

from community.actions import audit
from events.actions.planning import bring_to, locked
from events.actions.releasing import shut
from events.enums import EventState
from events.models import Event, Room, RoomTable
from members.models import Member

BEFORE = {EventState.PLANNED, EventState.OPEN}


class AlreadyOpened(Exception):
    """What is asked at the tables is fixed once a room was opened."""


class NoTables(Exception):
    """A room opens once it has a table."""


class NotTakingNotes(Exception):
    """The event was put away or cancelled."""


@transaction.atomic
def set_up(
    event: Event,
    tables: Sequence[str],
    *,
    kinds: Mapping[int, str],
    offers: Sequence[str] = (),
    by: Member,
) -> Room:
    """The tables in this order, the kind of each question, and which kinds a note may be given, if any.

    Opened: tables may only be added.
    """
    event = locked(event)
    room, _made = Room.objects.get_or_create(event=event)
    _set_tables(room, tables)
    if not room.was_opened:
        room.asks_kind = bool(offers)
        room.kinds = list(offers) or room.kinds
        for prompt in event.prompts.filter(pk__in=kinds):
            prompt.kind = kinds[prompt.pk]
            prompt.save(update_fields=["kind"])
    room.version += 1
    room.save(update_fields=["asks_kind", "kinds", "version"])
    audit.record("room.set_up", event.code, by=by, tables=len(tables))
    return room


def _set_tables(room: Room, names: Sequence[str]) -> None:
    known = {table.name: table for table in room.tables.all()}
    if room.was_opened and set(known) - set(names):
        raise AlreadyOpened
    room.tables.exclude(name__in=names).delete()
    is_open = any(table.is_open for table in known.values())
    for position, name in enumerate(names):
        room.tables.update_or_create(
            name=name,
            defaults={"position": position},
            create_defaults={
                "position": position,
                "is_open": is_open,
            },
        )


@transaction.atomic
def open_room(event: Event, *, by: Member) -> Room:
    """Notes are taken from now on; an event that has not begun begins."""
    event = locked(event)
    room = Room.objects.filter(event=event).first()
    if room is None or not room.tables.exists():
        raise NoTables
    if not event.takes_notes:
        raise NotTakingNotes
    if event.state in BEFORE:
        bring_to(event, EventState.CAPTURING, by=by)
    room.tables.update(is_open=True)
    return _changed(room, "room.opened", was_opened=True, by=by)


@transaction.atomic
def close_room(event: Event, *, by: Member) -> Room:
    event = locked(event)
    room = Room.objects.get(event=event)
    shut(event)
    room.refresh_from_db()
    return _changed(room, "room.closed", by=by)


@transaction.atomic
def discuss(event: Event, *, is_open: bool, by: Member) -> Room:
    """Everyone at the event sees every table's notes, or again only their own table's."""
    event = locked(event)
    room = Room.objects.get(event=event)
    verb = "room.discussion_opened" if is_open else "room.discussion_closed"
    return _changed(room, verb, shows_all=is_open, by=by)


def _changed(room: Room, verb: str, *, by: Member, **fields: bool) -> Room:
    for name, value in fields.items():
        setattr(room, name, value)
    room.version += 1
    room.save(update_fields=[*fields, "version"])
    RoomTable.objects.filter(room=room).update(version=F("version") + 1)
    audit.record(verb, room.event.code, by=by)
    return room

"""Sending a note from a table. Nothing about the sender is known here, so nothing can be written down."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from events.actions.releasing import one_more_waits, place_in
from events.enums import EventState, NoteSource
from events.models import Event, Note, RoomTable
from events.preview import DraftNote


class KeyUsed(Exception):
    """This key has stored something else."""


class Closed(Exception):
    """The table takes no notes."""


def send(table: RoomTable, draft: DraftNote, *, prompt: int | None, key: uuid.UUID) -> Note:
    """One note for one key: sent again, it answers with the note that stands, also once closed."""
    try:
        return _store(table, draft, prompt=prompt, key=key)
    except IntegrityError:  # its code is taken, or its key was sent to two tables at once
        return _store(table, draft, prompt=prompt, key=key)


def was_said(table: RoomTable, text: str, key: uuid.UUID) -> bool:
    """The table sent these very words before, under another key: Back gives a page a new one."""
    typed = Note.objects.filter(event=table.room_id, table=table.name, source=NoteSource.TYPED)
    return typed.filter(text=text).exclude(key=key).exists()


@transaction.atomic
def _store(table: RoomTable, draft: DraftNote, *, prompt: int | None, key: uuid.UUID) -> Note:
    event, table = table.room.event, RoomTable.objects.select_for_update().get(pk=table.pk)
    if stored := Note.objects.filter(key=key).first():
        if (stored.event_id, stored.text) != (table.room_id, draft.text):
            raise KeyUsed
        return stored
    if not table.is_open:
        raise Closed
    note = Note.objects.create(
        event=event,
        text=draft.text,
        table=table.name,
        prompt_id=prompt,
        kind=draft.kind,
        source=NoteSource.TYPED,
        position=place_in(table),
        key=key,
        is_waiting=True,
        is_late=_is_late(event),
    )
    one_more_waits(table)
    return note


def _is_late(event: Event) -> bool:
    return event.state != EventState.CAPTURING or event.ends_at < timezone.now()

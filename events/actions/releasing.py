"""Letting notes from the tables be seen: a few at a time, in an order that is not the one they came in."""

import secrets

from django.db import transaction
from django.db.models import F

from events.models import Event, Note, Room, RoomTable
from events.models.rooms import BATCH

SHUFFLE = 1_000_000


def place_in(table: RoomTable) -> int:
    """After every earlier batch; within its own, anywhere."""
    return table.batches * SHUFFLE + secrets.randbelow(SHUFFLE)


def one_more_waits(table: RoomTable) -> None:
    """The third that waits at a table lets all of them be seen. The table's row is held."""
    table.waiting += 1
    if table.waiting == BATCH:
        event = table.room_id
        Note.objects.filter(event=event, table=table.name, is_waiting=True).update(is_waiting=False)
        table.waiting, table.batches, table.version = 0, table.batches + 1, table.version + 1
    table.save(update_fields=["waiting", "batches", "version"])


@transaction.atomic
def shut(event: Event) -> bool:
    """Nothing more is taken at any table, and what waits is seen. Whether any table was open."""
    tables = RoomTable.objects.filter(room=event.pk)
    keys = list(tables.select_for_update().order_by("pk").values_list("pk", flat=True))
    was_open = tables.filter(pk__in=keys, is_open=True).exists()
    Note.objects.filter(event=event, is_waiting=True).update(is_waiting=False)
    tables.filter(pk__in=keys).update(
        is_open=False, waiting=0, batches=F("batches") + 1, version=F("version") + 1
    )
    Room.objects.filter(event=event).update(version=F("version") + 1)
    return was_open

"""Notes of a file that was brought in before: found again, so that the same file twice adds nothing."""

import uuid
from collections.abc import Iterable
from itertools import count

from events.enums import BatchState
from events.models import Event

FILES = uuid.UUID("5d3b0f62-7c0e-4b0e-9a86-1f2d7c9e4a10")


def keys(event: Event, origins: Iterable[str]) -> dict[str, uuid.UUID | None]:
    """Under which key a note of a file is to be stored; none where one stands already.

    A batch taken back keeps its notes with their keys, so that it can be brought back: the same
    file brought in after that takes the next key.
    """
    states = dict(event.notes.values_list("key", "batch__state"))
    return {origin: _free_key(event, origin, states) for origin in origins}


def _free_key(event: Event, origin: str, states: dict[uuid.UUID, str]) -> uuid.UUID | None:
    for turn in count():
        key = uuid.uuid5(FILES, f"{event.pk} {origin} {turn}")
        if key not in states:
            return key
        if states[key] != BatchState.UNDONE:
            return None
    return None

"""Who came, by sector: through the one module that counts people, so that no count names anybody."""

from collections import Counter

from community.disclosure import OTHER, Disclosed, Group, disclose
from events.composing.room import Room
from members.enums import Sector


def who_came(room: Room) -> Disclosed:
    """Everyone in the room, each under the hat they wore that day (the oldest of several)."""
    came = Counter(room.sectors)
    return disclose(
        Group((sector,), room.community.get(sector, 0), (came.get(sector, 0),))
        for sector in (*Sector.values, OTHER)
    )

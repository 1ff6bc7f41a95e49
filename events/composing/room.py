"""The people on an event’s list, read once: whom a document may name never, and whom it counts."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from community.disclosure import OTHER
from events.models import Event
from members.enums import Sector

# Member, their name, and of one of their hats: key, organisation, its sector, the day it ended.
Row: TypeAlias = tuple[int, str, int | None, str | None, str | None, dt.date | None]


@dataclass(frozen=True)
class Room:
    """`sectors` has one word a person: the oldest hat worn that day, “other” for somebody without."""

    hosts: tuple[str, ...]
    names: frozenset[str]
    organisations: frozenset[str]
    sectors: tuple[str, ...]


def room_of(event: Event) -> Room:
    hats = "member__affiliations"
    rows = event.people.order_by(f"{hats}__started_on", f"{hats}__pk").values_list(
        "member",
        "member__name",
        f"{hats}__pk",
        f"{hats}__organisation__name",
        f"{hats}__organisation__sector",
        f"{hats}__ended_on",
    )
    return _room(tuple(host.name for host in event.hosts.all()), list(rows), event.held_on)


def _room(hosts: tuple[str, ...], rows: list[Row], day: dt.date) -> Room:
    """A name stands for every hat its member ever wore; a sector only for one worn on the day."""
    names, organisations, sectors = set(), set(hosts), dict.fromkeys((row[0] for row in rows), "")
    for member, name, hat, organisation, sector, ended_on in rows:
        names.add(name)
        if organisation is not None:
            organisations.add(organisation)
        if hat is not None and (ended_on is None or ended_on >= day):
            sectors[member] = sectors[member] or sector or Sector.RESIDENT.value
    worn = tuple(sector or OTHER for sector in sectors.values())
    return Room(hosts, frozenset(names), frozenset(organisations), worn)

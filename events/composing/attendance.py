"""Who came, by sector: through the one module that counts people, so that no count names anybody."""

from collections import Counter

from django.db.models import Count

from community.disclosure import OTHER, Disclosed, Group, disclose
from events.composing.room import Room
from members.enums import Sector
from members.models import Affiliation


def who_came(room: Room) -> Disclosed:
    """Everyone on the event’s list, each under the hat they wore that day (the oldest of several)."""
    came, members = Counter(room.sectors), _members_by_sector()
    return disclose(
        Group((sector,), members.get(sector, 0), (came.get(sector, 0),))
        for sector in (*Sector.values, OTHER)
    )


def _members_by_sector() -> dict[str, int]:
    """How many members the community has in each sector: what decides whether one may be shown."""
    hats = Affiliation.objects.current().filter(member__is_active=True)
    rows = hats.values_list("organisation__sector").annotate(n=Count("member", distinct=True))
    return {sector or Sector.RESIDENT.value: n for sector, n in rows.order_by()}

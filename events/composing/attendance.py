"""Who came, by sector: through the one module that counts people, so that no count names anybody."""

from collections import Counter

from django.db.models import Count, Q

from community.disclosure import OTHER, Disclosed, Group, disclose
from events.models import Event
from members.enums import Sector
from members.models import Affiliation


def who_came(event: Event) -> Disclosed:
    """Everyone on the event’s list, each under the hat they wore that day (the oldest of several)."""
    came = Counter(_sectors_of_people(event))
    members = _members_by_sector()
    return disclose(
        Group((sector,), members.get(sector, 0), (came.get(sector, 0),))
        for sector in (*Sector.values, OTHER)
    )


def _sectors_of_people(event: Event) -> list[str]:
    """One word a person; somebody without a hat counts among “other”."""
    people = event.people.values_list("member", flat=True)
    worn = Affiliation.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=event.held_on), member__in=people
    )
    first: dict[int, str] = {}
    for hat in worn.select_related("organisation").order_by("started_on", "pk"):
        first.setdefault(hat.member_id, hat.sector)
    return [first.get(member, OTHER) for member in people]


def _members_by_sector() -> dict[str, int]:
    """How many members the community has in each sector: what decides whether one may be shown."""
    hats = Affiliation.objects.current().filter(member__is_active=True)
    rows = hats.values_list("organisation__sector").annotate(n=Count("member", distinct=True))
    return {sector or Sector.RESIDENT.value: n for sector, n in rows.order_by()}

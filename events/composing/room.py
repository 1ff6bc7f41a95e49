"""The people at an event, read once: whom a document may name never, and whom it counts."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import JSONObject

from community.disclosure import OTHER
from events.models import Attendance, Event, Feedback
from members.enums import Sector
from members.models import Affiliation, Member, SpaceMember

HATS = "affiliations"


@dataclass(frozen=True)
class Room:
    """`sectors` has one word a person: the oldest hat worn that day, “other” for somebody without.

    They are those who were there where that was noted, else everybody on the list. `community` has how
    many members wear each sector’s hat today; `worth` how many of the answers that were let out together
    said of the event that it was worth their time, and so on.
    """

    hosts: tuple[str, ...]
    names: frozenset[str]
    organisations: frozenset[str]
    sectors: tuple[str, ...]
    is_noted: bool
    community: Mapping[str, int]
    worth: Mapping[str, int]


def room_of(event: Event) -> Room:
    asked = Event.objects.filter(pk=event.pk).values_list(
        ArraySubquery(event.hosts.order_by("name").values("name")),
        ArraySubquery(_hats(event)),
        ArraySubquery(_members_by_sector()),
        ArraySubquery(Feedback.objects.let_out().filter(event=event).values("worth")),
    )
    hosts, hats, members, worth = asked.get()
    community = {row["sector"] or Sector.RESIDENT.value: row["n"] for row in members}
    return replace(_room(tuple(hosts), hats, community), worth=Counter(worth))


def _hats(event: Event) -> QuerySet[Any, Any]:
    """Each hat of everybody who is on the list or was noted, and of somebody without one a single row."""
    mine = {"event": event, "member": OuterRef("pk")}
    listed = SpaceMember.objects.filter(space=event.pk, member=OuterRef("pk"))
    there = Member.objects.alias(there=Exists(Attendance.objects.filter(**mine)))
    row = JSONObject(
        member="pk",
        name="name",
        there="there",
        organisation=f"{HATS}__organisation__name",
        sector=f"{HATS}__organisation__sector",
        worn=_worn_on(event.held_on),
    )
    people = there.filter(Q(there=True) | Exists(listed))
    hats = people.order_by(f"{HATS}__started_on", f"{HATS}__pk")
    return hats.values(row=row)  # type: ignore[no-any-return] # the stubs lose it after an alias


def _worn_on(day: dt.date) -> Case:
    ended = {f"{HATS}__ended_on__isnull": True}
    on_the_day = Q(**ended) | Q(**{f"{HATS}__ended_on__gte": day})
    worn = Q(**{f"{HATS}__isnull": False}) & on_the_day
    return Case(When(worn, then=True), default=False, output_field=BooleanField())


def _members_by_sector() -> QuerySet[Any, Any]:
    """How many members the community has in each sector: what decides whether one may be shown."""
    hats = Affiliation.objects.current().filter(member__is_active=True).order_by()
    counted = hats.values("organisation__sector").annotate(n=Count("member", distinct=True))
    return counted.values(row=JSONObject(sector="organisation__sector", n="n"))


def _room(
    hosts: tuple[str, ...], hats: Collection[dict[str, Any]], community: Mapping[str, int]
) -> Room:
    """A name stands for every hat its member ever wore; a sector only for one worn on the day."""
    names, organisations, sectors = set(), set(hosts), dict[int, str]()
    there = {hat["member"] for hat in hats if hat["there"]}
    for hat in hats:
        names.add(hat["name"])
        if hat["organisation"] is not None:
            organisations.add(hat["organisation"])
        word = (hat["sector"] or Sector.RESIDENT.value) if hat["worn"] else ""
        sectors[hat["member"]] = sectors.get(hat["member"]) or word
    came = [word or OTHER for member, word in sectors.items() if not there or member in there]
    return Room(
        hosts, frozenset(names), frozenset(organisations), tuple(came), bool(there), community, {}
    )

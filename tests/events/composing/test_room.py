"""Who was in the room: one sector a person, and every name that a document may have to hide."""

import datetime as dt

import pytest

from community.disclosure import OTHER
from events.composing.room import room_of
from events.models import Attendance
from members.enums import Sector
from tests.factories import (
    AffiliationFactory,
    EventFactory,
    MemberFactory,
    OrganisationFactory,
    SpaceMemberFactory,
)

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 5, 12)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)
LONG_AGO = dt.date(2020, 1, 1)


def there(event, name, *hats):
    """Somebody on the list, with hats of (sector, ended on), the oldest first."""
    member = MemberFactory(name=name)
    SpaceMemberFactory(space=event.space_ptr, member=member)
    for number, (sector, ended_on) in enumerate(hats):
        work = sector and OrganisationFactory(name=f"{name}’s {sector}", sector=sector)
        started_on = LONG_AGO + dt.timedelta(days=number)
        AffiliationFactory(
            member=member, organisation=work or None, started_on=started_on, ended_on=ended_on
        )


def test_room_has_one_sector_a_person_as_worn_that_day():
    event = EventFactory(held_on=DAY)
    there(event, "Ash", (Sector.HEALTH, None), (Sector.FUNDER, None))
    there(event, "Bea", (Sector.HEALTH, BEFORE), (Sector.COUNCIL, DAY))
    there(event, "Cy", ("", AFTER))
    there(event, "Di")
    there(event, "Ed", (Sector.FUNDER, BEFORE))
    MemberFactory(name="Fi", hat=Sector.COUNCIL)

    sectors = sorted(room_of(event).sectors)

    assert sectors == sorted([Sector.HEALTH, Sector.COUNCIL, Sector.RESIDENT, OTHER, OTHER])


def test_room_knows_every_name_of_those_on_the_list_and_of_the_hosts():
    event = EventFactory(held_on=DAY)
    event.hosts.add(OrganisationFactory(name="Zest"), OrganisationFactory(name="Aire"))
    there(event, "Ash", ("", None), (Sector.FUNDER, BEFORE))
    MemberFactory(name="Fi", hat=Sector.COUNCIL)

    room = room_of(event)

    assert room.hosts == ("Aire", "Zest")
    assert room.names == {"Ash"}
    assert room.organisations == {"Aire", "Zest", "Ash’s funder"}


def test_room_counts_those_who_were_noted_and_hides_the_names_of_all():
    event = EventFactory(held_on=DAY)
    for name, sector in (("Ash", Sector.HEALTH), ("Bea", Sector.COUNCIL)):
        there(event, name, (sector, None))
    off_the_list = MemberFactory(name="Cy", hat=Sector.FUNDER)
    elsewhere = MemberFactory(name="Di", hat=Sector.COUNCIL)
    ash = event.people.get(member__name="Ash").member
    for member in (ash, off_the_list):
        Attendance.objects.create(event=event, member=member)
    Attendance.objects.create(event=EventFactory(), member=elsewhere)

    room = room_of(event)

    assert sorted(room.sectors) == sorted([Sector.HEALTH, Sector.FUNDER])
    assert room.names == {"Ash", "Bea", "Cy"}
    assert room.is_noted


def test_room_counts_the_list_while_nobody_was_noted():
    event = EventFactory(held_on=DAY)
    there(event, "Ash", (Sector.HEALTH, None))

    room = room_of(event)

    assert (room.sectors, room.is_noted) == ((Sector.HEALTH,), False)


def test_room_knows_how_many_members_each_sector_has_today():
    event = EventFactory(held_on=DAY)
    for ended_on in (None, None, LONG_AGO):
        work = OrganisationFactory(sector=Sector.HEALTH)
        AffiliationFactory(
            member=MemberFactory(), organisation=work, started_on=LONG_AGO, ended_on=ended_on
        )
    both = MemberFactory()
    for sector in (Sector.HEALTH, Sector.FUNDER):
        AffiliationFactory(member=both, organisation=OrganisationFactory(sector=sector))

    community = room_of(event).community

    assert (community[Sector.HEALTH], community[Sector.FUNDER]) == (3, 1)

"""Who was in the room: one sector a person, and every name that a document may have to hide."""

import datetime as dt

import pytest

from community.disclosure import OTHER
from events.composing.room import room_of
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

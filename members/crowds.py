"""Crowds to hide in: whether a sector or a place is shared by enough people to say nothing of one."""

from django.db.models import Count, Q

from members.enums import OrganisationState, Sector
from members.models import Affiliation, Member, Place, Space
from members.models.members import MemberQuerySet

FEWEST_ORGANISATIONS = 3
FEWEST_MEMBERS = 5


def sector_hides(sector: str, *, at: Space | None = None) -> bool:
    """At least 3 confirmed organisations of the sector have members here; each resident stands alone.

    `at` is given when only the people of an event can have written: then only they make the crowd.
    """
    hats = Affiliation.objects.current().of_sector(sector).filter(member__is_active=True)
    if at is not None:
        hats = hats.filter(member__spaces__space=at)
    if sector == Sector.RESIDENT:
        return hats.values("member").distinct().count() >= FEWEST_ORGANISATIONS
    hats = hats.filter(organisation__state=OrganisationState.CONFIRMED)
    return hats.values("organisation").distinct().count() >= FEWEST_ORGANISATIONS


def place_that_hides(place: Place, sector: str, *, at: Space | None = None) -> Place | None:
    """The most precise of authority, region and nation where at least 5 members of the sector work.

    A member who chose a region or a nation counts for it and for what holds it, not for what it holds.
    """
    return _most_precise(place, Member.objects.wearing(sector), at=at)


def place_that_hides_anyone(place: Place, *, at: Space | None = None) -> Place | None:
    """For words that show no sector: whoever works there may have written them."""
    return _most_precise(place, Member.objects.filter(is_active=True), at=at)


def _most_precise(place: Place, members: MemberQuerySet, *, at: Space | None) -> Place | None:
    for wider in place.with_ancestors:
        if _working_in(wider, members, at=at) >= FEWEST_MEMBERS:
            return wider
    return None


def _working_in(place: Place, members: MemberQuerySet, *, at: Space | None) -> int:
    inside = Q(places=place) | Q(places__parent=place) | Q(places__parent__parent=place)
    there = members.filter(inside)
    if at is not None:
        there = there.filter(spaces__space=at)
    counted = there.aggregate(n=Count("pk", distinct=True))
    return int(counted["n"])

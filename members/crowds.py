"""Crowds to hide in: whether a sector or a place is shared by enough people to say nothing of one."""

from django.db.models import Count, Q

from members.enums import OrganisationState, Sector
from members.models import Affiliation, Member, Place

FEWEST_ORGANISATIONS = 3
FEWEST_MEMBERS = 5


def sector_hides(sector: str) -> bool:
    """At least 3 confirmed organisations of the sector have members here; each resident stands alone."""
    hats = Affiliation.objects.current().of_sector(sector).filter(member__is_active=True)
    if sector == Sector.RESIDENT:
        return hats.values("member").distinct().count() >= FEWEST_ORGANISATIONS
    hats = hats.filter(organisation__state=OrganisationState.CONFIRMED)
    return hats.values("organisation").distinct().count() >= FEWEST_ORGANISATIONS


def place_that_hides(place: Place, sector: str) -> Place | None:
    """The most precise of authority, region and nation where at least 5 members of the sector work.

    A member who chose a region or a nation counts for it and for what holds it, not for what it holds.
    """
    for wider in place.with_ancestors:
        if members_working_in(wider, sector) >= FEWEST_MEMBERS:
            return wider
    return None


def members_working_in(place: Place, sector: str) -> int:
    inside = Q(places=place) | Q(places__parent=place) | Q(places__parent__parent=place)
    counted = Member.objects.wearing(sector).filter(inside).aggregate(n=Count("pk", distinct=True))
    return int(counted["n"])

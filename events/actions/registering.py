"""Registering for an event: everything is done in turn, under the lock of the event's row."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from community.actions import audit
from events.actions.planning import OffTheList, locked
from events.actions.telling import tell
from events.enums import Place
from events.models import Event, Registration
from events.places import Places
from members.enums import SpacePart
from members.models import Member

OFFER_STANDS = dt.timedelta(hours=48)


class RegistrationClosed(Exception):
    """The event is not open yet, has begun, is over or was cancelled."""


class OfferOver(Exception):
    """The offer ran out, and the place has gone to the next in line."""


@transaction.atomic
def register(event: Event, access_needs: str, *, by: Member) -> Registration:
    """A place, or one in the line. Twice is once; after an offer ran out it is the end of the line."""
    event = locked(event)
    before = event.registrations.filter(member=by).first()
    if before and not before.has_lapsed:
        return before
    if not event.takes_people:
        raise RegistrationClosed
    if event.has_taken_off(by):
        raise OffTheList
    give_out(event)
    event.registrations.filter(member=by).delete()
    sector = sector_of(by)
    is_free = Places.of(event).is_free_for(sector)
    registration = event.registrations.create(
        member=by,
        state=Place.GOING if is_free else Place.WAITING,
        sector=sector,
        access_needs=access_needs,
        put_on_list=is_free and _put_on_list(event, by),
    )
    tell(event, by, "registered" if is_free else "waiting")
    return registration


def sector_of(member: Member) -> str:
    """Of the oldest hat they wear: what their place is counted under."""
    return member.hats[0].sector if member.hats else ""


def _put_on_list(event: Event, member: Member) -> bool:
    """Whether they were not there before."""
    attends = {"part": SpacePart.ATTENDEE}
    return event.people.get_or_create(member=member, defaults=attends)[1]


@transaction.atomic
def accept(event: Event, *, by: Member) -> Registration:
    """Take the place that was offered. Twice is once."""
    event = locked(event)
    registration = event.registrations.filter(member=by).first()
    if registration is None or not (registration.is_offered or registration.is_going):
        raise OfferOver
    if registration.is_going:
        return registration
    if not event.takes_people:
        raise RegistrationClosed
    registration.state, registration.offered_until = Place.GOING, None
    registration.put_on_list = _put_on_list(event, by)
    registration.save(update_fields=["state", "offered_until", "put_on_list"])
    tell(event, by, "registered")
    return registration


@transaction.atomic
def give_up(event: Event, *, by: Member) -> None:
    """A place, an offer, or one's place in the line. What becomes free goes to the next."""
    event = locked(event)
    registration = event.registrations.filter(member=by).first()
    if registration is None:
        return
    if event.starts_at <= timezone.now():
        raise RegistrationClosed
    if registration.put_on_list:
        event.people.filter(member=by, part=SpacePart.ATTENDEE).delete()
    registration.delete()
    tell(event, by, "given_up")
    give_out(event)


@transaction.atomic
def change_needs(event: Event, access_needs: str, *, by: Member) -> None:
    event = locked(event)
    event.registrations.filter(member=by).update(access_needs=access_needs)


@transaction.atomic
def set_places(
    event: Event, capacity: int | None, reserved: Mapping[str, int], *, by: Member
) -> None:
    """Nobody loses a place that they have. What becomes free goes to those who wait."""
    event = locked(event)
    event.capacity = capacity
    event.save(update_fields=["capacity"])
    event.reserved.all().delete()
    for sector, places in reserved.items():
        event.reserved.create(sector=sector, places=places)
    audit.record("event.places_set", event.code, by=by, capacity=capacity or 0)
    give_out(event)


@transaction.atomic
def give_out(event: Event) -> None:
    """End what has lapsed, and offer each free place to the first in line who may have it."""
    event = locked(event)
    for registration in event.registrations.lapsed().select_related("member"):
        registration.state, registration.offered_until = Place.LAPSED, None
        registration.save(update_fields=["state", "offered_until"])
        tell(event, registration.member, "offer_over")
    if event.takes_people:
        _offer_free_places(event)


def _offer_free_places(event: Event) -> None:
    places = Places.of(event)
    until = min(timezone.now() + OFFER_STANDS, event.starts_at)
    for registration in event.registrations.in_line().select_related("member"):
        if places.is_free_for(registration.sector):
            places.take(registration.sector)
            registration.state, registration.offered_until = Place.OFFERED, until
            registration.save(update_fields=["state", "offered_until"])
            tell(event, registration.member, "offered", until=until)


@transaction.atomic
def remind(event: Event) -> None:
    """Whoever has a place, once."""
    event = locked(event)
    rows = event.registrations.filter(state=Place.GOING, reminded=False)
    for registration in rows.select_related("member"):
        tell(event, registration.member, "reminder")
    rows.update(reminded=True)

"""Check-back: what the room said when the themes were read out."""

import datetime as dt

from django.db import transaction

from community.actions import audit
from events.actions.planning import bring_to, locked
from events.actions.provenance import recount
from events.enums import EventState
from events.models import Event
from members.models import Member


@transaction.atomic
def begin(event: Event, *, by: Member) -> Event:
    """Every step up to checking back, each under its own rule."""
    return bring_to(event, EventState.CHECKING_BACK, by=by)


@transaction.atomic
def record(
    event: Event, *, checked_by: int, people_there: int, checked_on: dt.date, by: Member
) -> Event:
    """So many of so many people there checked the themes, on this day. Published figures follow.

    Asked by voice and by link, a room is the same room: the larger of the two counts stands.
    """
    event = locked(event)
    answered = min(event.check_answers.count(), people_there)
    event.checked_by, event.people_there = max(checked_by, answered), people_there
    event.checked_on = checked_on
    event.save(update_fields=["checked_by", "people_there", "checked_on"])
    recount(event)
    audit.record(
        "event.checked_back", event.code, by=by, checked=event.checked_by, there=people_there
    )
    return event

"""Who was there: by the code told in the room, or by the list. The number of people there follows."""

from collections.abc import Collection
from hmac import compare_digest

from django.db import transaction

from community.actions import audit
from events.actions.headcount import count_there
from events.actions.planning import OffTheList, locked
from events.models import Event
from members.enums import SpacePart
from members.models import Member


class AttendanceClosed(Exception):
    """The event has not begun, or its themes are being checked already."""


class WrongCode(Exception):
    """Not the code told in the room."""


@transaction.atomic
def attend(event: Event, code: str, *, by: Member) -> None:
    """“I was there.” Twice is once; whoever was on no list is now among the people."""
    event = locked(event)
    if not event.takes_attendance:
        raise AttendanceClosed
    if not compare_digest(event.attendance_code.encode(), code.encode()):
        raise WrongCode
    if event.has_taken_off(by):
        raise OffTheList
    event.people.get_or_create(member=by, defaults={"part": SpacePart.ATTENDEE})
    event.attendances.get_or_create(member=by)
    count_there(event)


@transaction.atomic
def tick(event: Event, there: Collection[str], *, by: Member) -> None:
    """Of the people on the list exactly these, by their codes, were there."""
    event = locked(event)
    event.attendances.exclude(member__code__in=there).delete()
    for row in event.people.filter(member__code__in=there):
        event.attendances.get_or_create(member_id=row.member_id)
    count_there(event)
    audit.record("event.attendance_kept", event.code, by=by, count=event.attendances.count())

"""An open event in the time to come, and people who register for it."""

import datetime as dt

import pytest
from django.utils import timezone

from community.models import OutboxMessage
from events.actions import registering
from events.enums import EventState
from events.models import Event
from tests.factories import EventFactory, MemberFactory


def open_event(**fields):
    starts = timezone.now() + dt.timedelta(days=20)
    return EventFactory(
        **{
            "state": EventState.OPEN,
            "starts_at": starts,
            "ends_at": starts + dt.timedelta(hours=4),
            "access_information": "Level access.",
            **fields,
        }
    )


def come(event, *, needs="", hat=None, member=None):
    """A member who registers; as the row says it now."""
    member = member or MemberFactory(hat=hat)
    return registering.register(event, needs, by=member)


def mail_to(member):
    """Subjects that wait for this member, in order, without the event's title."""
    return [row.subject.split(":")[0] for row in OutboxMessage.objects.filter(to=member.email)]


def states(event):
    return list(event.registrations.order_by("pk").values_list("state", flat=True))


def begin(event):
    """It began an hour ago."""
    now = timezone.now()
    Event.objects.filter(pk=event.pk).update(
        starts_at=now - dt.timedelta(hours=1), ends_at=now + dt.timedelta(hours=3)
    )


CLOSED = pytest.mark.parametrize("state", ["planned", "sorting", "published", "cancelled"])

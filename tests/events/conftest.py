"""An event, the facilitator who runs it, and everybody who does not."""

import pytest
import time_machine
from django.utils import timezone

from members.enums import Sector, SpacePart
from tests.factories import EventFactory, MemberFactory, SpaceMemberFactory


@pytest.fixture
def facilitator(db):
    return MemberFactory(facilitator=True, name="Faye Facilitator")


@pytest.fixture
def event(facilitator):
    return EventFactory(facilitated_by=facilitator, access_information="Level access.")


@pytest.fixture
def signed_in(client):
    """A client signed in as this member."""

    def sign_in(member):
        client.force_login(member)
        return client

    return sign_in


@pytest.fixture
def stopped_clock():
    """What happened this second did so now, however slow the machine."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def runner(signed_in, facilitator):
    """The facilitator's own client."""
    return signed_in(facilitator)


def attendee(event):
    return SpaceMemberFactory(space=event.space_ptr).member


def runs_another(_event):
    other = MemberFactory(facilitator=True)
    EventFactory(facilitated_by=other)
    return other


def no_longer_a_facilitator(event):
    return SpaceMemberFactory(space=event.space_ptr, part=SpacePart.FACILITATOR).member


MAKERS = {
    "member": lambda event: MemberFactory(),
    "attendee": attendee,
    "funder": lambda event: MemberFactory(hat=Sector.FUNDER),
    "facilitator elsewhere": runs_another,
    "organiser elsewhere": lambda event: MemberFactory(organiser=True),
    "administrator": lambda event: MemberFactory(administrator=True),
    "no longer a facilitator": no_longer_a_facilitator,
}
OUTSIDERS = list(MAKERS)


def outsider(who, event):
    """A member who does not run this event."""
    return MAKERS[who](event)

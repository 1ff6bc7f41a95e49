"""Who runs an event, asked of one at hand, is who runs it asked of the database."""

import pytest
from django.contrib.auth.models import AnonymousUser

from events import policies
from events.models import Event
from members.enums import SpacePart
from tests.events.conftest import OUTSIDERS, outsider
from tests.factories import MemberFactory, SpaceMemberFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_else_runs_an_event(event, who):
    member = outsider(who, event)

    assert (policies.can_run(member, event), is_found(member, event)) == (False, False)


def test_a_visitor_runs_nothing(event):
    visitor = AnonymousUser()

    assert (policies.can_run(visitor, event), is_found(visitor, event)) == (False, False)


@pytest.mark.parametrize("role", ["facilitator", "organiser"])
@pytest.mark.parametrize("part", SpacePart)
def test_whoever_facilitates_or_organises_it_runs_it(event, role, part):
    member = MemberFactory(**{role: True})
    SpaceMemberFactory(space=event.space_ptr, member=member, part=part)
    runs_it = part != SpacePart.ATTENDEE

    assert (policies.can_run(member, event), is_found(member, event)) == (runs_it, runs_it)


def is_found(member, event):
    return event in Event.objects.run_by(member)

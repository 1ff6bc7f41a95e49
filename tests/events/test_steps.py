"""The seven steps: how far each has come, and which is next."""

import pytest

from events.enums import EventState
from events.models import Event
from events.steps import standing, steps
from tests.factories import EventFactory, NoteFactory, SpaceMemberFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def states(event, *, is_summarised=False):
    event = Event.objects.get(pk=event.pk)
    return [step.state for step in steps(event, standing(event), is_summarised=is_summarised)]


def test_steps_of_a_new_event_begin_with_the_plan():
    assert states(EventFactory()) == ["current", "ready", "ready", *["later"] * 4]


def test_steps_follow_what_has_been_done(event):
    at_first = states(event)
    SpaceMemberFactory(space=event.space_ptr)
    invited = states(event)
    note = NoteFactory(event=event)
    captured = states(event)
    theme = ThemeFactory(event=event)
    theme.notes.add(note)
    sorted_ = states(event)
    Event.objects.update(checked_by=3, people_there=5, checked_on="2026-05-20")
    checked = states(event)
    Event.objects.update(state=EventState.PUBLISHED)

    assert at_first == ["done", "current", "ready", *["later"] * 4]
    assert invited == ["done", "done", "current", *["later"] * 4]
    assert captured == ["done"] * 3 + ["current", "later", "later", "later"]
    assert sorted_ == ["done"] * 4 + ["current", "ready", "ready"]
    assert checked == ["done"] * 5 + ["current", "ready"]
    assert states(event) == ["done"] * 6 + ["current"]
    assert states(event, is_summarised=True) == ["done"] * 7


def test_steps_are_these_in_this_order(event):
    labels = [step.label for step in steps(event, standing(event), is_summarised=False)]

    assert labels == ["Plan", "Invite", "Capture", "Sort", "Check back", "Publish", "Summarise"]


def test_nobody_need_be_invited_once_people_have_met(event):
    NoteFactory(event=event)

    assert states(event)[:3] == ["done", "done", "done"]


def test_standing_counts_each_note_once(event):
    one, two, out = (NoteFactory(event=event, table=table) for table in ("1", "2", ""))
    for _ in range(2):
        ThemeFactory(event=event).notes.add(one)
    out.left_out_reason = "Asked for"
    out.save()

    stands = standing(event)

    assert (stands.notes, stands.tables, stands.unsorted, stands.left_out) == (3, 2, 1, 1)
    assert two.theme_notes.count() == 0

"""Leaving a room: what it said stays, and does not begin to name whoever has gone."""

import pytest

from events.actions import leaving, summaries
from events.models import Note, NoteBatch, SummaryBlock
from events.summaries import document_of
from members.actions.leaving import erase
from members.enums import LeftWords, Sector, SpacePart
from tests.factories import (
    EventFactory,
    MemberFactory,
    NoteBatchFactory,
    NoteFactory,
    SpaceMemberFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
SAID = "Robin  Quillfeather of Quill Trust told us the money was spent."
HIDDEN = "[a person] of [an organisation] told us the money was spent."


@pytest.fixture
def robin():
    return MemberFactory(
        name="Robin Quillfeather", hat=Sector.FUNDER, hat__organisation__name="Quill Trust"
    )


def room(robin, **fields):
    """An event where it was said, pasted, grouped and summed up."""
    event = EventFactory(created_by=robin, **fields)
    SpaceMemberFactory(space=event.space_ptr, member=robin)
    NoteFactory(
        event=event, text=SAID, batch=NoteBatchFactory(event=event, raw=SAID, added_by=robin)
    )
    ThemeFactory(event=event, title="Money", definition=SAID)
    summaries.draft(event, by=robin)
    block = SummaryBlock.objects.get(key="why")
    summaries.edit(block, SAID, version=block.version, by=robin)
    return event


def words_of(event):
    block = SummaryBlock.objects.get(key="why")
    return [
        Note.objects.get().text,
        NoteBatch.objects.get().raw,
        event.themes.get().definition,
        block.edited,
    ]


def test_under_the_rule_the_name_goes_from_what_was_written_down(robin):
    event = room(robin, chatham_house=True)
    reader = MemberFactory(facilitator=True)
    SpaceMemberFactory(space=event.space_ptr, member=reader, part=SpacePart.FACILITATOR)

    erase([(robin, LeftWords.KEEP)])

    assert words_of(event) == [HIDDEN] * 4
    assert "Quill" not in repr(document_of(event.summary, reader))


def test_without_the_rule_a_rooms_words_are_left_alone(robin):
    event = room(robin, chatham_house=False)

    leaving.leave_events(robin, LeftWords.KEEP)

    assert words_of(event) == [SAID] * 4


def test_what_was_made_for_a_room_is_nobodys(robin):
    event = room(robin)

    leaving.leave_events(robin, LeftWords.REMOVE)

    event.refresh_from_db()
    assert (event.created_by, NoteBatch.objects.get().added_by) == (None, None)
    assert not SummaryBlock.objects.filter(edited_by__isnull=False).exists()


def test_a_note_that_grows_keeps_within_its_column(robin):
    event = EventFactory()
    SpaceMemberFactory(space=event.space_ptr, member=robin)
    robin.name = "Jo Li"
    NoteFactory(event=event, text="Jo Li " + "x" * 994)

    leaving.leave_events(robin, LeftWords.KEEP)

    assert Note.objects.get().text == ("[a person] " + "x" * 994)[:1000]


@pytest.mark.parametrize("rule", [True, False])
def test_nobody_who_is_gone_sees_to_anything(robin, rule):
    event = room(robin, chatham_house=rule)
    steps = [
        event.next_steps.create(what="Share the map", owner="robin quillfeather"),
        event.next_steps.create(what="Meet", owner="The council"),
    ]

    erase([(robin, LeftWords.KEEP)])

    owners = [event.next_steps.get(pk=step.pk).owner for step in steps]
    assert owners == ["[a person]" if rule else "", "The council"]

"""Sending from a table: once for each key, seen a few at a time, by nobody in particular."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from events.actions import rooms, sending
from events.actions.releasing import shut
from events.enums import EventState, NoteSource
from events.models import Note
from events.preview import DraftNote
from tests.factories import EventFactory, MemberFactory, RoomFactory


@pytest.fixture
def room(db):
    return RoomFactory(event__state=EventState.CAPTURING)


@pytest.fixture
def table(room):
    return room.tables.get(name="1")


def send(table, text, key=None):
    return sending.send(table, DraftNote(text), prompt=None, key=key or uuid.uuid4())


def seen(room):
    return sorted(room.event.notes.on_boards().values_list("text", flat=True))


def test_two_notes_wait_and_the_third_lets_all_be_seen(room, table):
    send(table, "one"), send(table, "two")
    before = seen(room)

    send(table, "three")

    table.refresh_from_db()
    assert (before, seen(room), table.waiting) == ([], ["one", "three", "two"], 0)


def test_notes_of_two_tables_do_not_fill_one_batch(room, table):
    other = room.tables.get(name="2")

    send(table, "one"), send(table, "two"), send(other, "three")

    assert seen(room) == []


def test_closing_lets_the_rest_be_seen(room, table):
    send(table, "one")

    rooms.close_room(room.event, by=MemberFactory())

    assert seen(room) == ["one"]


def test_going_on_to_sorting_closes_the_tables(room, table):
    send(table, "one")

    shut(room.event)

    with pytest.raises(sending.Closed):
        send(table, "two")
    assert seen(room) == ["one"]


def test_a_batch_is_not_in_the_order_it_came_in(room, table):
    firsts = set()
    for _batch in range(20):
        notes = [send(table, "said") for _ in range(3)]
        firsts.add(min(range(3), key=lambda number: notes[number].position))

    assert firsts == {0, 1, 2}


def test_a_later_batch_stands_after_an_earlier_one(room, table):
    first = [send(table, "early").position for _ in range(3)]
    table.refresh_from_db()

    second = [send(table, "later").position for _ in range(3)]

    assert max(first) < min(second)


def test_the_same_key_again_is_the_same_note(room, table):
    key = uuid.uuid4()
    note = send(table, "one", key)

    assert (send(table, "one", key).pk, Note.objects.count()) == (note.pk, 1)


def test_the_same_key_after_closing_is_still_the_same_note(room, table):
    key = uuid.uuid4()
    note = send(table, "one", key)
    shut(room.event)

    assert send(table, "one", key) == note


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_key_never_stores_other_words_nor_tells_of_another_event(table, elsewhere):
    key = uuid.uuid4()
    send(table, "one", key)
    at = RoomFactory().tables.first() if elsewhere else table

    with pytest.raises(sending.KeyUsed):
        send(at, "one" if elsewhere else "other", key)
    assert Note.objects.count() == 1


def test_a_closed_table_stores_nothing(room, table):
    shut(room.event)

    with pytest.raises(sending.Closed):
        send(table, "one")
    assert Note.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "ends", "late"),
    [
        (EventState.CAPTURING, 2099, False),
        (EventState.CAPTURING, 2026, True),
        (EventState.SORTING, 2099, True),
    ],
)
def test_late_is_after_the_end_or_once_sorting_began(db, state, ends, late):
    event = EventFactory(state=state)
    event.ends_at = event.ends_at.replace(year=ends, month=6)
    event.save()

    note = send(RoomFactory(event=event).tables.first(), "one")

    assert (note.is_late, note.source) == (late, NoteSource.TYPED)


@pytest.mark.django_db(transaction=True)
def test_sixty_senders_of_twenty_notes_who_repeat_480_leave_1200():
    room = RoomFactory(tables=["1", "2", "3", "4", "5", "6"])
    tables = list(room.tables.all())
    notes = [[(uuid.uuid4(), f"Sender {who} says {n}") for n in range(20)] for who in range(60)]

    def sends(who):
        try:
            for number, (key, text) in enumerate(notes[who]):
                for _again in range(1 + (number % 5 < 2)):
                    send(tables[who % 6], text, key)
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(sends, range(60)))

    said = {text for sender in notes for _key, text in sender}
    assert (Note.objects.count(), set(Note.objects.values_list("text", flat=True))) == (1200, said)

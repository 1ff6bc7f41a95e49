"""The room for those who run it: set up, opened, watched, shown, printed."""

import uuid

import pytest
from django.urls import reverse

from events.enums import EventState
from events.models import Note, Room
from insights.enums import Kind
from tests.events.conftest import OUTSIDERS, outsider
from tests.factories import NoteFactory, PromptFactory, RoomFactory

pytestmark = pytest.mark.django_db
PAGES = ["set_up_room", "live", "projector", "table_sheets"]


@pytest.fixture
def room(event):
    return RoomFactory(event=event)


def at(name, event, *more):
    return reverse(f"events:{name}", args=[event.code, *more])


def turn(runner, event, to):
    return runner.post(at("turn_room", event), {"to": to})


def words(answer):
    return " ".join(answer.content.decode().split())


def set_up(runner, event, tables="1\n2", **more):
    return runner.post(at("set_up_room", event), {"tables": tables, **more})


@pytest.mark.parametrize("who", OUTSIDERS)
def test_whoever_does_not_run_the_event_finds_nothing(signed_in, event, room, who):
    note = NoteFactory(event=event)
    client = signed_in(outsider(who, event))
    answers = [client.get(at(name, event)).status_code for name in PAGES]
    answers += [turn(client, event, "open").status_code, set_up(client, event).status_code]
    answers += [
        client.post(at(name, event, note.code)).status_code for name in ("hide_note", "show_note")
    ]

    assert answers == [404] * 8


def test_a_room_is_set_up_with_its_tables_and_the_kind_each_question_asks_for(runner, event):
    prompt = PromptFactory(event=event)

    set_up(runner, event, "Table 1\n2\n2\n\nA", **{f"kind-{prompt.pk}": Kind.CHALLENGE})

    prompt.refresh_from_db()
    names = list(event.room.tables.values_list("name", flat=True))
    assert (names, prompt.kind, event.room.was_opened) == (["1", "2", "A"], Kind.CHALLENGE, False)


def test_a_room_offers_the_kinds_that_were_ticked(runner, client, event):
    two = [Kind.PRINCIPLE, Kind.SUPPORT_NEED]

    set_up(runner, event, asks_kind="on", offers=two)
    turn(runner, event, "open")

    table = event.room.tables.first()
    form = client.get(table.get_absolute_url()).context["form"]
    refused = client.post(
        table.get_absolute_url(), {"text": "No time", "kind": Kind.CHALLENGE, "key": uuid.uuid4()}
    )
    assert [value for value, _label in form.fields["kind"].choices] == ["", *two]
    assert list(refused.context["form"].errors) == ["kind"]
    assert Note.objects.count() == 0


def test_a_room_that_asks_for_the_kind_offers_at_least_one(runner, event):
    answer = set_up(runner, event, asks_kind="on")

    assert list(answer.context["form"].errors) == ["offers"]


def test_a_room_that_does_not_ask_for_the_kind_keeps_every_one(runner, event):
    set_up(runner, event)

    assert (event.room.asks_kind, event.room.kinds) == (False, Kind.values)


def test_the_kinds_a_room_offers_are_fixed_once_it_was_open(runner, event):
    set_up(runner, event, asks_kind="on", offers=[Kind.CHALLENGE])
    turn(runner, event, "open")

    set_up(runner, event, asks_kind="on", offers=Kind.values)

    event.room.refresh_from_db()
    assert event.room.kinds == [Kind.CHALLENGE]


@pytest.mark.parametrize("tables", ["", " \n ", "a" * 21, "\n".join(str(n) for n in range(61))])
def test_what_cannot_be_tables_is_told_and_kept(runner, event, tables):
    answer = set_up(runner, event, tables)

    assert (answer.status_code, bool(answer.context["form"].errors["tables"])) == (200, True)
    assert Room.objects.count() == 0


def test_once_opened_tables_are_only_added_and_kinds_stay(runner, event):
    prompt = PromptFactory(event=event)
    set_up(runner, event, "1\n2")
    turn(runner, event, "open")

    refused = set_up(runner, event, "1")
    set_up(runner, event, "1\n2\n3", **{f"kind-{prompt.pk}": Kind.CHALLENGE})

    prompt.refresh_from_db()
    tables = list(event.room.tables.values_list("name", "is_open"))
    assert (refused.status_code, tables) == (200, [("1", True), ("2", True), ("3", True)])
    assert prompt.kind == ""


def test_opening_brings_the_event_to_capturing_and_closing_ends_it(runner, event):
    set_up(runner, event)

    turn(runner, event, "open")
    opened = list(event.room.tables.values_list("is_open", flat=True))
    turn(runner, event, "close")

    event.refresh_from_db()
    assert (event.state, opened) == (EventState.CAPTURING, [True, True])
    assert list(event.room.tables.values_list("is_open", flat=True)) == [False, False]


def test_a_room_does_not_open_before_people_know_how_to_get_in(runner, event):
    event.access_information = ""
    event.save()
    set_up(runner, event)

    answer = runner.get(turn(runner, event, "open").url)

    assert "Say first, in the plan" in words(answer)
    assert list(event.room.tables.values_list("is_open", flat=True)) == [False, False]


@pytest.mark.parametrize("state", [EventState.ARCHIVED, EventState.CANCELLED])
def test_an_event_put_away_opens_no_room(runner, event, state):
    set_up(runner, event)
    event.state = state
    event.save()

    turn(runner, event, "open")

    assert list(event.room.tables.values_list("is_open", flat=True)) == [False, False]


def test_going_on_to_sorting_closes_the_room(runner, event):
    set_up(runner, event)
    turn(runner, event, "open")

    runner.post(at("move_on", event), {"to": "sorting"})

    assert list(event.room.tables.values_list("is_open", flat=True)) == [False, False]


def test_notes_are_counted_by_table_and_question_those_that_wait_too(runner, event, room):
    prompt = PromptFactory(event=event)
    NoteFactory(event=event, table="1", prompt=prompt)
    NoteFactory(event=event, table="1", is_waiting=True)
    NoteFactory(event=event, table="2", left_out_reason="Names somebody")

    rows = runner.get(at("live", event)).context["rows"]

    assert [(str(row.table), row.by_prompt, row.total) for row in rows] == [
        ("1", [1], 2),
        ("2", [0], 0),
    ]


def test_what_waits_is_read_by_nobody_not_even_by_those_who_run_it(runner, event, room):
    NoteFactory(event=event, table="1", text="Just sent", is_waiting=True)
    NoteFactory(event=event, table="1", text="Already seen")
    pages = ["live", "capture", "sort", "projector"]

    shown = [words(runner.get(at(page, event))) for page in pages]

    assert ["Just sent" in page for page in shown] == [False] * 4
    assert ["Already seen" in page for page in shown] == [True, True, True, False]


def test_a_note_is_hidden_for_a_reason_and_shown_again(runner, event, room):
    note = NoteFactory(event=event, table="1", text="Names Sam Smith")

    refused = runner.post(at("hide_note", event, note.code), {"reason": " "})
    runner.post(at("hide_note", event, note.code), {"reason": "Names somebody"})
    hidden = Note.objects.on_boards().count(), Note.objects.get().left_out_reason
    runner.post(at("show_note", event, note.code))

    assert (refused.status_code, hidden) == (200, (0, "Names somebody"))
    assert Note.objects.on_boards().count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_watching_costs_the_same_however_many_notes(
    runner, event, room, count, django_assert_max_num_queries
):
    NoteFactory.create_batch(count, event=event, table="1")

    with django_assert_max_num_queries(12):
        runner.get(at("live", event))


def test_the_projector_shows_how_to_join_and_later_the_notes_screen_by_screen(runner, event, room):
    for number in range(8):
        NoteFactory(event=event, table="1", text=f"Said {number}")
    joining = runner.get(at("projector", event))

    turn(runner, event, "discuss")
    screens = [runner.get(at("projector", event), {"screen": n}) for n in (0, 1, 2, "NaN")]

    assert (room.join_code in words(joining), "Said" in words(joining)) == (True, False)
    assert [words(screen).count("Said ") for screen in screens] == [6, 2, 6, 6]
    assert [screen.headers["Refresh"] for screen in screens[:2]] == [
        "10; url=?screen=1",
        "10; url=?screen=0",
    ]


def test_every_table_has_a_sheet_with_its_own_code_to_scan(runner, event, room):
    PromptFactory(event=event, text="What gets in the way?")

    page = words(runner.get(at("table_sheets", event)))

    assert [
        page.count(it) for it in ('class="table-sheet"', '<svg class="qr"', "What gets in the way?")
    ] == [2, 2, 2]

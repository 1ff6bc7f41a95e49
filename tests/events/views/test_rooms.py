"""A room as those in it meet it: a code, a table, a note; nothing of them is kept."""

import json
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.actions import rooms
from events.actions.releasing import shut
from events.enums import EventState
from events.models import Note
from events.views.rooms import MISSES_A_MINUTE, misses
from insights.enums import Kind
from tests.factories import EventFactory, MemberFactory, NoteFactory, PromptFactory, RoomFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_misses():
    misses.clear()


@pytest.fixture
def room():
    return RoomFactory(event=EventFactory(state=EventState.CAPTURING, title="What we met"))


@pytest.fixture
def table(room):
    return room.tables.get(name="1")


@pytest.fixture
def phone():
    """Somebody’s own browser: no session, and the tokens of forms are checked."""
    return Client(enforce_csrf_checks=True)


def send(phone, table, text="A note", **more):
    sent = {"text": text, "key": str(uuid.uuid4()), **more}
    return phone.post(table.get_absolute_url(), sent)


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}-", "lower"])
def test_a_code_typed_as_people_type_leads_to_its_room(phone, room, typed):
    code = room.join_code.lower() if typed == "lower" else typed.format(room.join_code)

    answer = phone.get(reverse("events:join"), {"code": code})

    assert (answer.status_code, answer.url) == (302, room.get_absolute_url())


@pytest.mark.parametrize("typed", ["", "7K2", "0OIL1U", "7K2QMX7K2QMX", "%00", "222222"])
def test_a_code_of_no_room_is_told_beside_the_field(phone, room, typed):
    answer = phone.get(reverse("events:join"), {"code": typed})

    assert (answer.status_code, bool(answer.context["form"].errors["code"])) == (200, True)


def test_three_taps_lead_to_the_first_note_and_leave_no_cookie(phone, room, table):
    answers = [phone.get(room.get_absolute_url()), phone.get(table.get_absolute_url())]

    answers.append(send(phone, table, "Short funding cycles"))
    answers.append(phone.get(answers[-1].url))

    assert [answer.status_code for answer in answers] == [200, 200, 303, 200]
    assert "Your note is in." in words(answers[-1])
    assert (dict(phone.cookies), [answer.cookies.output() for answer in answers]) == ({}, [""] * 4)


def test_who_will_see_what_is_said_before_a_table_is_chosen(phone, room):
    page = words(phone.get(room.get_absolute_url()))

    assert page.index("Those who run the event read every note") < page.index("Table 1")


def test_sending_writes_nothing_but_the_note_and_its_table(phone, table):
    send(phone, table)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        send(phone, table, "Another", REMOTE_ADDR="203.0.113.9")

    wrote = {
        query["sql"].split()[2 if query["sql"].startswith("INSERT") else 1]
        for query in asked
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    }
    assert wrote == {'"events_note"', '"events_roomtable"'}


def test_a_member_who_sends_is_named_nowhere(client, table):
    member = MemberFactory()
    client.force_login(member)
    shown = client.get(table.get_absolute_url()).content.decode()

    with CaptureQueriesContext(connection) as asked:
        send(client, table)

    wrote = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert (
        member.name in shown,
        [sql for sql in wrote if str(member.pk) in sql.split("VALUES")[0]],
    ) == (False, [])
    assert {sql.split('"')[1] for sql in wrote} == {"events_note", "events_roomtable"}


def test_a_note_is_of_its_table_and_question_and_of_the_kind_it_asks_for(phone, table):
    prompt = PromptFactory(event=table.room.event, kind=Kind.CHALLENGE)

    send(phone, table, prompt=prompt.pk)

    found = Note.objects.values_list("table", "prompt", "kind", "event")
    assert list(found) == [("1", prompt.pk, Kind.CHALLENGE, table.room_id)]


def test_a_question_of_another_event_is_refused(phone, table):
    PromptFactory(event=table.room.event)
    other = PromptFactory()

    answer = send(phone, table, prompt=other.pk)

    assert (answer.status_code, Note.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("text", "stored"), [("", 0), ("   ", 0), ("a", 1), ("a" * 1_000, 1), ("b" * 1_001, 0)]
)
def test_a_note_has_1_to_1000_characters_and_a_longer_one_stays_in_the_form(
    phone, table, text, stored
):
    answer = send(phone, table, text)

    assert Note.objects.count() == stored
    assert ("b" * 1_001 in answer.content.decode()) == (len(text) > 1_000)


def test_the_same_form_again_is_harmless(phone, table):
    key = str(uuid.uuid4())

    answers = [send(phone, table, key=key).status_code for _again in range(3)]

    assert (answers, Note.objects.count()) == ([303] * 3, 1)


def test_the_same_words_under_another_key_are_asked_about_once(phone, table):
    send(phone, table, "Short money")

    asked = send(phone, table, "Short money")
    fields = asked.context["form"].data.dict()
    said = phone.post(table.get_absolute_url(), fields)

    assert "Your table has sent these words already" in words(asked)
    assert (fields["text"], fields["is_another"]) == ("Short money", "1")
    assert (asked.status_code, said.status_code, Note.objects.count()) == (200, 303, 2)


def test_the_same_words_from_another_table_are_another_note(phone, table):
    tables = list(table.room.tables.all()[:2])

    answers = [send(phone, each, "Short money").status_code for each in tables]

    assert (answers, Note.objects.count()) == ([303, 303], 2)


def test_other_words_under_a_used_key_are_kept_in_the_form(phone, table):
    key = str(uuid.uuid4())
    send(phone, table, "one", key=key)

    answer = send(phone, table, "Words not to be lost", key=key)

    assert "Words not to be lost" in answer.content.decode()
    assert (answer.context["form"]["key"].value() == key, Note.objects.count()) == (False, 1)


def test_a_closed_table_answers_410_with_the_text_and_stores_nothing(phone, table):
    shut(table.room.event)

    answer = send(phone, table, "Words not to be lost")

    assert (answer.status_code, Note.objects.count()) == (410, 0)
    assert "Words not to be lost" in answer.content.decode()


@pytest.mark.parametrize("name", ["table", "board", "table_notes"])
def test_what_is_no_table_is_404_like_what_never_was(phone, room, name):
    other = RoomFactory().tables.first()
    answers = [
        phone.get(reverse(f"events:{name}", args=[code, key]))
        for code, key in [(room.join_code, other.key), ("222222", other.key), ("x", "y")]
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({answer.content for answer in answers}) == 1


def test_a_table_sees_its_own_notes_until_the_discussion_opens(phone, room, table):
    event = room.event
    NoteFactory(event=event, table="1", text="Said at one")
    NoteFactory(event=event, table="2", text="Said at two")
    NoteFactory(event=event, table="1", text="Left out", left_out_reason="Names somebody")
    NoteFactory(event=event, table="1", text="Waiting", is_waiting=True)
    NoteFactory(table="1", text="Of another event")
    said = ["Said at one", "Said at two", "Left out", "Waiting", "Of another event"]
    address = reverse("events:table_notes", args=[room.join_code, table.key])

    def seen():
        page = phone.get(address).content.decode()
        return [text for text in said if text in page]

    before = seen()
    rooms.discuss(event, is_open=True, by=MemberFactory())
    during = seen()
    rooms.discuss(event, is_open=False, by=MemberFactory())

    assert (before, during, seen()) == (said[:1], said[:2], said[:1])


def test_a_board_is_drawn_once_for_each_change(phone, table, django_assert_num_queries):
    address = reverse("events:table_notes", args=[table.room.join_code, table.key])
    mark = phone.get(address)["ETag"]

    with django_assert_num_queries(1):
        again = phone.get(address, headers={"If-None-Match": mark})
    note = NoteFactory(event=table.room.event, table="1", text="New")
    changed = phone.get(address, headers={"If-None-Match": mark})
    Note.objects.filter(pk=note.pk).update(text="Redacted")

    assert (again.status_code, again.content) == (304, b"")
    assert ("New" in words(changed), "New" in words(phone.get(address))) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_sending_and_reading_cost_the_same_however_many_notes(
    phone, table, count, django_assert_max_num_queries
):
    NoteFactory.create_batch(count, event=table.room.event, table="1")
    phone.get(table.get_absolute_url())

    with django_assert_max_num_queries(10):  # a gap before and after, a savepoint for the test
        send(phone, table)
    with django_assert_max_num_queries(1):
        phone.get(table.get_absolute_url())


def test_a_room_of_120_behind_one_address_is_never_stopped(phone, room, table):
    for number in range(120):
        phone.get(reverse("events:join"), {"code": "222222" if number % 2 else room.join_code})
        assert phone.get(room.get_absolute_url()).status_code == 200
        assert phone.get(table.get_absolute_url()).status_code == 200


def test_whoever_tries_codes_is_stopped_even_at_the_right_one_and_tables_go_on(phone, room, table):
    for _number in range(MISSES_A_MINUTE):
        misses.another("127.0.0.1")

    answers = [
        phone.get(reverse("events:join"), {"code": room.join_code}),
        phone.get(room.get_absolute_url()),
        phone.get(table.get_absolute_url()),
        send(phone, table),
    ]

    assert [answer.status_code for answer in answers] == [429, 429, 200, 303]


def test_the_log_says_nothing_of_room_or_words(phone, table, caplog):
    with caplog.at_level("INFO"):
        send(phone, table, "Words for the log")

    lines = json.dumps(
        [[record.getMessage(), getattr(record, "facts", {})] for record in caplog.records]
    )
    assert [
        it for it in (table.key, table.room.join_code, "Words", "127.0.0.1") if it in lines
    ] == []


def test_the_board_loads_again_by_itself_until_told_to_stand_still(phone, table):
    address = reverse("events:board", args=[table.room.join_code, table.key])

    assert ['http-equiv="refresh"' in words(phone.get(address + it)) for it in ("", "?still")] == [
        True,
        False,
    ]

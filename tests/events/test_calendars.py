"""Calendar files: read back as a calendar reads them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from events.actions import planning
from events.enums import EventState
from tests.events.actions.test_registering import changed
from tests.events.coming import come, open_event
from tests.factories import EventFactory, MemberFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def entries(client, path="/events.ics"):
    answer = client.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def entry(client, event):
    (found,) = entries(client, f"/events/{event.code}/event.ics")
    return found


def at(day, start="09:30", end="15:00"):
    moments = [
        dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=LONDON) for time in (start, end)
    ]
    return dict(zip(("starts_at", "ends_at"), moments, strict=True))


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        ("2026-10-24", "08:30"),
        ("2026-10-26", "09:30"),
        ("2027-03-27", "09:30"),
        ("2027-03-29", "08:30"),
    ],
)
def test_the_time_on_the_wall_is_right_on_both_sides_of_a_change_of_clocks(client, day, utc):
    found = entry(client, EventFactory(**at(day)))

    assert f"{found.start:%H:%M}" == utc
    assert f"{found.start.astimezone(LONDON):%Y-%m-%d %H:%M}" == f"{day} 09:30"
    assert found.end - found.start == dt.timedelta(hours=5, minutes=30)


def test_hostile_words_stay_words_of_one_event(client):
    """IN-7: line ends, separators and long lines add no property and no second event."""
    title = "Buses; roads, & rails BEGIN:VEVENT " + "long " * 20
    why = "One\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nX-INJECTED:yes\n" + "a" * 200
    event = open_event(title=title[:140], why=why, venue="Hall; room 1, \\ end")

    found = entry(client, event)

    assert sorted(found) == [
        "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "LOCATION", "SEQUENCE", "STATUS", "SUMMARY",
        "UID", "URL",
    ]  # fmt: skip
    assert found["description"] == why.replace("\r\n", "\n")
    assert (found["summary"], found["location"]) == (title[:140].strip(), "Hall; room 1, \\ end")


def test_uid_stays_and_sequence_rises_with_time_or_place_alone(client):
    event = open_event(venue="Library", title="Buses; roads, & rails")
    told = [entry(client, event)]
    for fields in (
        {"title": "Rails"},
        {"venue": "Town hall"},
        {"ends_at": event.ends_at + dt.timedelta(hours=1)},
    ):
        changed(event, **fields)
        told.append(entry(client, event))
        event.refresh_from_db()
    planning.move_on(event, EventState.CANCELLED, by=event.created_by)
    told.append(entry(client, event))

    assert {it["uid"] for it in told} == {f"{event.code}@commonality"}
    assert [it["sequence"] for it in told] == [0, 0, 1, 2, 3]
    assert [it["status"] for it in told] == ["CONFIRMED"] * 4 + ["CANCELLED"]
    assert told[0]["summary"] == "Buses; roads, & rails"


@pytest.mark.parametrize("signed_in", [True, False])
def test_nothing_private_is_in_any_calendar(client, signed_in):
    event = open_event(
        link="https://meet.example/secret", created_by=MemberFactory(name="Olive Organiser")
    )
    come(event, member=MemberFactory(name="Ann Quill"), needs="A step-free room")
    if signed_in:
        client.force_login(event.created_by)

    written = (
        client.get("/events.ics").content + client.get(f"/events/{event.code}/event.ics").content
    )

    private = [b"meet.example", b"Quill", b"Olive", b"step-free", b"@example.org", b"ATTENDEE"]
    assert [word for word in private if word in written] == []


def test_words_out_of_sight_are_not_in_the_calendar(client):
    held = open_event(words_held_for="other", why="These words were reported.")

    assert "description" not in entry(client, held)


def test_the_calendar_of_all_has_what_is_to_come_and_lately_was_cancelled_too(client):
    now = timezone.now()
    coming, cancelled = open_event(), open_event(state=EventState.CANCELLED)
    lately = EventFactory(
        starts_at=now - dt.timedelta(days=60), ends_at=now - dt.timedelta(days=59)
    )
    EventFactory(starts_at=now - dt.timedelta(days=100), ends_at=now - dt.timedelta(days=99))

    told = [(it["uid"][:6], it["status"]) for it in entries(client)]

    assert told == [
        (lately.code, "CONFIRMED"),
        (coming.code, "CONFIRMED"),
        (cancelled.code, "CANCELLED"),
    ]


def test_the_calendar_is_there_when_no_event_is(client):
    assert entries(client) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_calendar_costs_the_same_however_many(client, count, django_assert_num_queries):
    for _ in range(count):
        open_event()

    with django_assert_num_queries(1):
        client.get("/events.ics")


def test_an_event_that_does_not_exist_has_no_calendar(client):
    assert client.get("/events/ZZZZZZ/event.ics").status_code == 404


def test_a_line_break_in_a_title_adds_no_line_to_the_file(client):
    event = open_event()
    type(event).objects.update(title="A\r\nATTENDEE:mailto:x@example.org")

    assert "attendee" not in entry(client, event)

"""The feed of events: plans alone, in a form that every feed reader knows (RFC 4287)."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from lxml import etree

from events.actions import planning
from events.enums import EventState
from tests.events.coming import come, open_event
from tests.factories import MemberFactory, NoteFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(client):
    answer = client.get("/events/feed/")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def entries(client):
    return [
        [it.findtext(f"{ATOM}{name}") for name in ("title", "summary", "updated")]
        for it in feed_of(client).iter(f"{ATOM}entry")
    ]


def faults(feed):
    """What the format asks of a feed and of each entry: once each of these, and addresses that are whole."""
    parts = [feed, *feed.iter(f"{ATOM}entry")]
    for part in parts:
        for name in ("id", "title", "updated"):
            if len(part.findall(f"{ATOM}{name}")) != 1:
                yield part.tag, name
        dt.datetime.fromisoformat(part.findtext(f"{ATOM}updated"))
        links = [it.get("href") for it in part.findall(f"{ATOM}link")]
        yield from ((part.tag, it) for it in links if not urlsplit(it).netloc)
    names = [part.findtext(f"{ATOM}id") for part in parts]
    rels = [it.get("rel") for it in feed.findall(f"{ATOM}link")]
    if len(set(names)) < len(names) or sorted(rels) != ["alternate", "self"]:
        yield names, rels
    if feed.findtext(f"{ATOM}author/{ATOM}name") != "Commonality":
        yield feed.tag, "author"


def test_the_feed_has_plans_and_says_which_are_cancelled(client, time_machine):
    time_machine.move_to("2026-05-01 10:00Z")
    begins = dt.datetime(2026, 6, 12, 8, 30, tzinfo=dt.UTC)
    when = {"starts_at": begins, "ends_at": begins + dt.timedelta(hours=5)}
    open_event(title="Rails\uffff", venue="Library", why="To meet.", **when)
    off = open_event(title="Buses", venue="", link="https://meet.example/secret", why="", **when)
    time_machine.move_to("2026-05-03 10:00Z")
    planning.move_on(off, EventState.CANCELLED, by=off.created_by)

    assert sorted(entries(client)) == [
        ["Cancelled: Buses", "12 June 2026, 09:30 to 14:30\nOnline", "2026-05-03T00:00:00+00:00"],
        ["Rails", "12 June 2026, 09:30 to 14:30\nLibrary\nTo meet.", "2026-06-12T00:00:00+00:00"],
    ]
    assert list(faults(feed_of(client))) == []


@pytest.mark.parametrize("signed_in", [True, False])
def test_nothing_private_and_nothing_held_is_in_it(client, signed_in):
    event = open_event(
        link="https://meet.example/secret", created_by=MemberFactory(name="Olive Organiser"),
        words_held_for="other", why="These words were reported.",
    )  # fmt: skip
    come(event, member=MemberFactory(name="Ann Quill"), needs="A step-free room")
    NoteFactory(event=event, text="Twelve months is short")
    if signed_in:
        client.force_login(event.created_by)

    written = client.get("/events/feed/").text

    private = ["meet.example", "Quill", "Olive", "step-free", "reported", "Twelve", "@example.org"]
    assert event.title in written
    assert [word for word in private if word in written] == []


def test_the_list_of_events_names_the_feed_and_says_no_held_words(client):
    open_event(words_held_for="other", why="These words were reported.")

    page = client.get("/events/").text

    assert 'rel="alternate" type="application/atom+xml" title="Events" href="/events/feed/"' in page
    assert "reported" not in page


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_feed_costs_the_same_however_many(client, count, django_assert_num_queries):
    for _ in range(count):
        open_event()

    with django_assert_num_queries(2 if count else 1):
        assert len(entries(client)) == count

"""Registering in the browser: what a member sees in every state, and what nobody else does."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from events.actions import registering
from events.enums import Place
from events.models import Event
from members.enums import Sector
from tests.events.coming import CLOSED, begin, come, open_event, states
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(facilitator):
    return open_event(facilitated_by=facilitator, capacity=1)


@pytest.fixture
def member():
    return MemberFactory(hat=Sector.COUNCIL)


def at(name, event):
    return reverse(f"events:{name}", args=[event.code])


def seen(client, event, name="register"):
    return client.get(at(name, event)).content.decode()


def test_register_gives_a_place_and_keeps_what_one_needs(signed_in, event, member):
    client = signed_in(member)

    answer = client.post(at("register", event), {"access_needs": "Captions"})

    own = event.registrations.get()
    assert (answer.status_code, answer["Location"]) == (303, at("register", event))
    assert (own.member, own.state, own.sector) == (member, Place.GOING, Sector.COUNCIL)
    assert own.access_needs == "Captions"
    assert "You have a place" in seen(client, event)


def test_one_changes_what_one_needs_and_gives_the_place_up(signed_in, event, member):
    client = signed_in(member)
    for needs in ("Captions", "A quiet room"):
        client.post(at("register", event), {"access_needs": needs})
    kept = event.registrations.get().access_needs

    client.post(at("give_up_place", event))

    assert (kept, states(event)) == ("A quiet room", [])


def test_every_state_is_told_in_a_sentence(signed_in, event, member):
    first = come(event)
    client = signed_in(member)
    told = [seen(client, event)]
    client.post(at("register", event), {"access_needs": ""})
    told.append(seen(client, event))
    registering.give_up(event, by=first.member)
    told.append(seen(client, event))
    with time_machine.travel(timezone.now() + dt.timedelta(hours=49)):
        client = signed_in(member)
        told.append(seen(client, event))
    client.post(at("accept_place", event))
    told.append(seen(client, event))
    Event.objects.update(state="cancelled")
    told.append(seen(client, event))
    Event.objects.update(state="published")
    Event.objects.update(ends_at=timezone.now(), starts_at=timezone.now() - dt.timedelta(hours=2))
    told.append(seen(client, event))

    sentences = [
        "Every place is taken",
        "You are number 1 in line",
        "A place is kept for you",
        "The offer of a place ran out",
        "You have a place",
        "This event was cancelled",
        "This event is over",
    ]
    assert [sentence in page for sentence, page in zip(sentences, told, strict=True)] == [True] * 7


def test_reading_the_page_never_takes_the_offer(signed_in, event, member):
    first = come(event)
    client = signed_in(member)
    client.post(at("register", event), {"access_needs": ""})
    registering.give_up(event, by=first.member)

    read = [client.get(at("register", event)), client.get(at("accept_place", event))]

    assert [answer.status_code for answer in read] == [200, 405]
    assert states(event) == [Place.OFFERED]


def test_an_offer_that_ran_out_is_not_given(signed_in, event, member):
    come(event)
    come(event, member=member)

    answer = signed_in(member).post(at("accept_place", event), follow=True)

    assert "No place is kept for you." in answer.content.decode()
    assert states(event) == [Place.GOING, Place.WAITING]


@CLOSED
def test_an_event_that_is_not_open_takes_nobody(signed_in, event, member, state):
    Event.objects.update(state=state)
    client = signed_in(member)

    page = seen(client, event)
    answer = client.post(at("register", event), {"access_needs": "Captions"}, follow=True)

    assert "<textarea" not in page
    assert "takes no registrations now" in answer.content.decode()
    assert states(event) == []


def test_what_began_cannot_be_given_up(signed_in, event, member):
    come(event, member=member)
    begin(event)

    answer = signed_in(member).post(at("give_up_place", event), follow=True)

    assert "The event has begun" in answer.content.decode()
    assert states(event) == [Place.GOING]


@pytest.mark.parametrize("chatham_house", [True, False])
@pytest.mark.parametrize("who", ["visitor", "member", "attendee"])
def test_nobody_else_sees_who_is_coming_or_what_they_need(
    client, event, member, chatham_house, who
):
    come(event, member=MemberFactory(name="Ann Quill"), needs="A step-free room")
    Event.objects.update(chatham_house=chatham_house, capacity=5)
    if who != "visitor":
        client.force_login(member)
    if who == "attendee":
        come(event, member=member)

    pages = [seen(client, event, name) for name in ("detail", "register", "registrations")]

    assert [page for page in pages if "Quill" in page or "step-free" in page] == []


def test_those_who_run_it_see_who_is_coming_and_what_they_need(runner, event):
    come(event, member=MemberFactory(name="Ann Quill"), needs="A step-free room")

    page = seen(runner, event, "registrations")

    assert ("Ann Quill" in page, "A step-free room" in page) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_registrations_cost_the_same_however_many(runner, event, count, django_assert_num_queries):
    for _ in range(count):
        come(event)

    with django_assert_num_queries(5):
        runner.get(at("registrations", event))


def test_places_are_set(runner, event):
    answer = runner.post(at("places", event), {"capacity": "30", "resident": "5", "funder": "0"})

    event.refresh_from_db()
    assert answer["Location"] == at("registrations", event)
    assert event.capacity == 30
    assert list(event.reserved.values_list("sector", "places")) == [(Sector.RESIDENT, 5)]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"capacity": "3", "resident": "4"}, "capacity"),
        ({"capacity": "", "resident": "4"}, "capacity"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "3", "resident": "-1"}, "resident"),
    ],
)
def test_places_that_do_not_add_up_say_so(runner, event, sent, field):
    answer = runner.post(at("places", event), sent)

    assert list(answer.context["form"].errors) == [field]
    assert event.reserved.count() == 0


@pytest.mark.parametrize("name", ["accept_place", "give_up_place"])
def test_presses_of_a_stranger_change_nothing(signed_in, event, member, name):
    come(event)

    answer = signed_in(member).post(at(name, event))

    assert (answer.status_code, states(event)) == (303, [Place.GOING])

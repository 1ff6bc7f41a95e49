"""Registering: places, the line, offers, and what becomes of each."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.actions.forgetting import forget_what_is_past
from community.models import AuditEntry, OutboxMessage
from events import tasks
from events.actions import planning, registering
from events.enums import EventState, Place
from events.models import Event, Registration
from members.enums import Sector, SpacePart
from tests.events.coming import CLOSED, begin, come, mail_to, open_event, states
from tests.factories import MemberFactory, SpaceMemberFactory
from tests.insights.actions.test_at_once import at_once

pytestmark = pytest.mark.django_db


def listed(event):
    return set(event.people.values_list("member", flat=True))


def later(**time):
    return time_machine.travel(timezone.now() + dt.timedelta(**time), tick=False)


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_for_ten_places_leave_exactly_ten_and_a_line():
    event = open_event(capacity=10)
    members = [MemberFactory() for _ in range(50)]

    def asking(member):
        return lambda: registering.register(event, "", by=member)

    answers = at_once(*map(asking, members))

    assert all(isinstance(it, Registration) for it in answers)
    assert states(event) == [Place.GOING] * 10 + [Place.WAITING] * 40
    assert event.people.count() == 10
    in_line = [it.place_in_line for it in event.registrations.in_line()]
    assert in_line == list(range(1, 41))


@pytest.mark.django_db(transaction=True)
def test_one_member_twenty_times_at_once_has_one_place():
    event, member = open_event(capacity=10), MemberFactory()

    at_once(*[lambda: registering.register(event, "", by=member)] * 20)

    assert states(event) == [Place.GOING]
    assert mail_to(member) == ["You have a place"]


@pytest.mark.django_db(transaction=True)
def test_a_place_given_up_while_others_register_goes_to_one():
    event = open_event(capacity=1)
    first = come(event)
    waits = come(event)
    others = [MemberFactory() for _ in range(6)]

    at_once(
        lambda: registering.give_up(event, by=first.member),
        *[lambda by=by: registering.register(event, "", by=by) for by in others],
    )

    waits.refresh_from_db()
    assert waits.state == Place.OFFERED
    assert event.registrations.holding().count() == 1


def test_reserved_places_go_to_their_sector_alone():
    event = open_event(capacity=3)
    registering.set_places(event, 3, {Sector.RESIDENT: 1}, by=event.created_by)

    council = [come(event, hat=Sector.COUNCIL).state for _ in range(3)]
    resident = [come(event, hat=Sector.RESIDENT).state for _ in range(2)]

    assert council == [Place.GOING, Place.GOING, Place.WAITING]
    assert resident == [Place.GOING, Place.WAITING]


def test_a_reserved_place_given_up_goes_to_the_first_of_that_sector():
    event = open_event(capacity=2)
    registering.set_places(event, 2, {Sector.RESIDENT: 1}, by=event.created_by)
    come(event, hat=Sector.COUNCIL)
    resident = come(event, hat=Sector.RESIDENT)
    council_waits = come(event, hat=Sector.COUNCIL)
    resident_waits = come(event, hat=Sector.RESIDENT)

    registering.give_up(event, by=resident.member)

    council_waits.refresh_from_db()
    resident_waits.refresh_from_db()
    assert (council_waits.state, resident_waits.state) == (Place.WAITING, Place.OFFERED)


def test_registering_puts_one_among_the_people_and_giving_up_takes_one_out():
    event = open_event()
    member = come(event).member
    there = listed(event)

    registering.give_up(event, by=member)

    assert (there, listed(event)) == ({member.pk}, set())
    assert mail_to(member) == ["You have a place", "You are no longer registered"]


@pytest.mark.parametrize("part", [SpacePart.ATTENDEE, SpacePart.FACILITATOR])
def test_giving_up_leaves_whoever_was_there_before(part):
    event = open_event()
    member = SpaceMemberFactory(space=event.space_ptr, part=part).member
    come(event, member=member)

    registering.give_up(event, by=member)

    assert listed(event) == {member.pk}


def test_whoever_waits_is_not_among_the_people():
    event = open_event(capacity=1)
    first, waits = come(event), come(event)

    assert listed(event) == {first.member.pk}
    assert mail_to(waits.member) == ["You are on the waiting list"]


def test_an_offer_is_kept_for_48_hours_and_then_goes_to_the_next():
    event = open_event(capacity=1)
    first, second, third = come(event), come(event), come(event)
    registering.give_up(event, by=first.member)

    with later(hours=47, minutes=59):
        tasks.give_out_places(0)
        assert states(event) == [Place.OFFERED, Place.WAITING]
    with later(hours=48, minutes=1):
        tasks.give_out_places(0)
        tasks.give_out_places(0)
        assert states(event) == [Place.LAPSED, Place.OFFERED]

    assert mail_to(second.member) == [
        "You are on the waiting list",
        "A place has come free",
        "The offer of a place has run out",
    ]
    assert mail_to(third.member) == ["You are on the waiting list", "A place has come free"]


def test_an_offer_taken_is_a_place_and_twice_is_once():
    event = open_event(capacity=1)
    first, second = come(event), come(event)
    registering.give_up(event, by=first.member)

    for _ in range(2):
        registering.accept(event, by=second.member)

    assert states(event) == [Place.GOING]
    assert listed(event) == {second.member.pk}
    assert mail_to(second.member)[-1] == "You have a place"
    assert len(mail_to(second.member)) == 3


def test_an_offer_that_ran_out_cannot_be_taken_even_before_the_job_has_run():
    event = open_event(capacity=1)
    first, second = come(event), come(event)
    registering.give_up(event, by=first.member)

    with later(hours=49), pytest.raises(registering.OfferOver):
        registering.accept(event, by=second.member)

    assert listed(event) == set()


def test_whoever_only_waits_cannot_take_a_place():
    event = open_event(capacity=1)
    come(event)
    waits = come(event)

    with pytest.raises(registering.OfferOver):
        registering.accept(event, by=waits.member)


def test_whoever_let_an_offer_run_out_joins_the_end_of_the_line():
    event = open_event(capacity=1)
    first, second, third = come(event), come(event), come(event)
    registering.give_up(event, by=first.member)

    with later(hours=49):
        again = come(event, member=second.member)

    third.refresh_from_db()
    assert (third.state, again.state) == (Place.OFFERED, Place.WAITING)


def test_nobody_registers_past_those_who_wait():
    event = open_event(capacity=1)
    come(event)
    waits = come(event)
    Event.objects.update(capacity=2)

    comes_late = come(event)

    waits.refresh_from_db()
    assert (waits.state, comes_late.state) == (Place.OFFERED, Place.WAITING)


@CLOSED
def test_registration_is_closed_unless_the_event_is_open(state):
    event = open_event(state=state)

    with pytest.raises(registering.RegistrationClosed):
        come(event)

    assert (states(event), listed(event), OutboxMessage.objects.count()) == ([], set(), 0)


def test_registration_is_closed_once_it_has_begun():
    event = open_event(capacity=1)
    member = come(event).member
    come(event)
    begin(event)

    for closed in (lambda: come(event), lambda: registering.give_up(event, by=member)):
        with pytest.raises(registering.RegistrationClosed):
            closed()
    tasks.give_out_places(0)

    assert states(event) == [Place.GOING, Place.WAITING]


def test_more_places_are_offered_to_those_who_wait_and_fewer_take_none_away():
    event = open_event(capacity=1)
    for _ in range(3):
        come(event)

    registering.set_places(event, 2, {}, by=event.created_by)
    more = states(event)
    registering.set_places(event, 1, {}, by=event.created_by)

    assert more == states(event) == [Place.GOING, Place.OFFERED, Place.WAITING]


def test_taking_somebody_off_the_list_frees_their_place():
    event = open_event(capacity=1)
    first, waits = come(event), come(event)

    planning.take_off(event, first.member, by=event.created_by)
    tasks.give_out_places(0)

    waits.refresh_from_db()
    assert waits.state == Place.OFFERED


def test_the_reminder_goes_out_once_on_the_day_before_to_those_with_a_place():
    event = open_event(capacity=1)
    first, waits = come(event), come(event)

    for _ in range(2):
        tasks.remind_of_tomorrow(0)
    too_early = mail_to(first.member)
    with later(days=19):
        for _ in range(2):
            tasks.remind_of_tomorrow(0)

    assert too_early == ["You have a place"]
    assert mail_to(first.member) == ["You have a place", "Tomorrow"]
    assert mail_to(waits.member) == ["You are on the waiting list"]


def changed(event, **fields):
    kept = {name: getattr(event, name) for name in ("title", "why", "starts_at", "ends_at")}
    kept |= {"questions": "", **fields}
    event.refresh_from_db()
    planning.change(event, kept, hosts=[], version=event.version, by=event.created_by)


def test_a_change_of_time_or_place_is_told_and_other_changes_are_not():
    event = open_event(capacity=1)
    first, waits = come(event), come(event)

    changed(event, title="Another title")
    quiet = mail_to(first.member)
    changed(event, venue="Town hall, Leeds")

    assert quiet == ["You have a place"]
    assert mail_to(first.member) == ["You have a place", "The time or place has changed"]
    assert mail_to(waits.member)[1:] == ["The time or place has changed"]


def test_cancelling_is_told_to_everyone_who_registered():
    event = open_event(capacity=1)
    first, waits = come(event), come(event)

    planning.move_on(event, EventState.CANCELLED, by=event.created_by)

    assert [mail_to(it.member)[-1] for it in (first, waits)] == ["Cancelled"] * 2


def test_mail_names_nobody_else_and_tells_no_need():
    event = open_event(capacity=2, venue="Town hall", title="Bread & roses")
    come(event, needs="A step-free room", member=MemberFactory(name="Ann Quill"))
    come(event, needs="Captions", member=MemberFactory(name="Bea Wren"))
    come(event, member=MemberFactory(name="Cat Moth"))
    registering.give_up(event, by=event.registrations.first().member)
    changed(event, venue="Library")
    planning.move_on(event, EventState.CANCELLED, by=event.created_by)

    told = " ".join(f"{it.subject} {it.body}" for it in OutboxMessage.objects.all())

    said = ["Ann", "Quill", "Bea", "Wren", "Cat", "Moth", "step-free", "Captions", "&amp;"]
    assert [word for word in said if word in told] == []
    assert "You have a place at “Bread & roses”." in told


def test_needs_and_who_registered_are_gone_30_days_after_the_event():
    event = open_event()
    registration = come(event, needs="A step-free room")

    with later(days=49):
        forget_what_is_past()
        kept = list(Registration.objects.values_list("access_needs", flat=True))
    with later(days=51):
        forget_what_is_past()

    assert kept == ["A step-free room"]
    assert list(Registration.objects.all()) == []
    assert listed(event) == {registration.member.pk}


def test_needs_stand_in_no_line_of_the_audit_log():
    event = open_event()
    member = come(event, needs="A step-free room").member
    registering.change_needs(event, "Captions", by=member)

    assert list(AuditEntry.objects.all()) == []


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"state": "offered"}, "registration_offer_has_an_end"),
        ({"state": "waiting", "put_on_list": True}, "registration_only_with_a_place_on_the_list"),
    ],
)
def test_what_a_registration_never_is(fields, name):
    event, member = open_event(), MemberFactory()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        event.registrations.create(member=member, **fields)


def test_a_member_registers_once():
    registration = come(open_event())

    with pytest.raises(IntegrityError, match="registration_once"), transaction.atomic():
        registration.event.registrations.create(member=registration.member, state="going")


@pytest.mark.parametrize("twice", [True, False])
def test_reserved_places_are_some_and_once_a_sector(twice):
    event = open_event()
    event.reserved.create(sector=Sector.HEALTH, places=1)
    name = "reserved_once_per_sector" if twice else "reserved_is_some"

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        event.reserved.create(
            sector=Sector.HEALTH if twice else Sector.FUNDER, places=1 if twice else 0
        )

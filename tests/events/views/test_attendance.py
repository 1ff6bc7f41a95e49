"""Who was there, by code and by list."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from events.actions import planning, registering
from events.enums import EventState
from events.models import CheckLink, Event
from insights.models import Insight
from members.enums import SpacePart
from members.models import Invitation
from tests.events.coming import open_event
from tests.events.gathering import published_theme
from tests.factories import MemberFactory, SpaceMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(facilitator):
    return planning.move_on(
        open_event(facilitated_by=facilitator), EventState.CAPTURING, by=facilitator
    )


def at(name, event):
    return reverse(f"events:{name}", args=[event.code])


def there(event):
    event.refresh_from_db()
    return set(event.attendances.values_list("member", flat=True)), event.people_there


def say(client, event, code=None):
    return client.post(
        at("was_there", event), {"code": event.attendance_code if code is None else code}
    )


def test_the_code_however_it_is_typed_says_that_one_was_there(signed_in, event):
    member = MemberFactory()
    code = event.attendance_code

    answers = [
        say(signed_in(member), event, typed) for typed in (f" {code[:3]} {code[3:].lower()}", code)
    ]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert there(event) == ({member.pk}, 1)
    assert list(event.people.filter(member=member).values_list("part", flat=True)) == ["attendee"]


@pytest.mark.parametrize("code", ["ZZZZZZ", "", "é"])
def test_another_code_is_refused_with_a_sentence(signed_in, event, code):
    Event.objects.update(attendance_code="K7M2QX")

    answer = say(signed_in(MemberFactory()), event, code)

    assert list(answer.context["form"].errors) == ["code"]
    assert there(event) == (set(), None)


@pytest.mark.parametrize("state", ["planned", "open", "checking_back", "published", "cancelled"])
def test_no_code_is_taken_before_or_after(signed_in, event, state):
    Event.objects.update(state=state)

    answer = say(signed_in(MemberFactory()), event)

    assert "No code is taken now" in answer.content.decode()
    assert there(event) == (set(), None)


def test_an_event_without_a_code_takes_none(signed_in, event):
    Event.objects.update(attendance_code="")

    say(signed_in(MemberFactory()), event, " ")

    assert there(event) == (set(), None)


def test_a_code_exists_only_once_capture_begins(event):
    assert (open_event().attendance_code, len(event.attendance_code)) == ("", 6)


def test_those_who_run_it_tick_and_take_ticks_back(runner, event):
    one, two = (SpaceMemberFactory(space=event.space_ptr).member for _ in range(2))
    stranger = MemberFactory()

    runner.post(at("attendance", event), {"there": [one.code, two.code]})
    both = there(event)
    runner.post(at("attendance", event), {"there": [two.code]})
    refused = runner.post(at("attendance", event), {"there": [stranger.code]})

    assert both == ({one.pk, two.pk}, 2)
    assert there(event) == ({two.pk}, 1)
    assert list(refused.context["form"].errors) == ["there"]


def test_what_was_said_at_check_back_is_never_made_smaller(runner, event):
    member = SpaceMemberFactory(space=event.space_ptr).member
    Event.objects.update(checked_on=event.held_on, checked_by=11, people_there=23)

    runner.post(at("attendance", event), {"there": [member.code]})

    assert there(event) == ({member.pk}, 23)


def test_when_the_last_tick_is_taken_back_nobody_says_how_many_were_there(runner, event):
    member = SpaceMemberFactory(space=event.space_ptr).member
    runner.post(at("attendance", event), {"there": [member.code]})

    runner.post(at("attendance", event), {"there": []})

    assert there(event) == (set(), None)


def test_what_was_said_when_the_link_was_opened_is_never_made_smaller(runner, event):
    member = SpaceMemberFactory(space=event.space_ptr).member
    Event.objects.update(people_there=23)
    CheckLink.objects.create(event=event, closes_on=event.held_on)

    runner.post(at("attendance", event), {"there": [member.code]})
    runner.post(at("attendance", event), {"there": []})

    assert there(event) == (set(), 23)


def test_published_figures_follow(runner, event):
    published_theme(event, "Money is short", "It ends")
    member = SpaceMemberFactory(space=event.space_ptr).member

    runner.post(at("attendance", event), {"there": [member.code]})

    assert Insight.objects.get().people_there == 1


@pytest.mark.parametrize("who", ["visitor", "member", "attendee"])
def test_nobody_else_sees_who_was_there_or_the_code(client, runner, event, who):
    named = SpaceMemberFactory(space=event.space_ptr, member__name="Ann Quill").member
    runner.post(at("attendance", event), {"there": [named.code]})
    client.logout()
    if who == "member":
        client.force_login(MemberFactory())
    if who == "attendee":
        client.force_login(SpaceMemberFactory(space=event.space_ptr).member)

    seen = [
        client.get(at(name, event)).content.decode()
        for name in ("detail", "was_there", "attendance")
    ]

    assert [page for page in seen if "Quill" in page or event.attendance_code in page] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(runner, event, count, django_assert_num_queries):
    SpaceMemberFactory.create_batch(count, space=event.space_ptr)

    with django_assert_num_queries(5):
        runner.get(at("attendance", event))


def test_a_member_was_there_once(event):
    member = MemberFactory()
    event.attendances.create(member=member)

    with pytest.raises(IntegrityError, match="attendance_once"), transaction.atomic():
        event.attendances.create(member=member)


def test_whoever_is_taken_off_is_not_counted_as_having_been_there(event, facilitator):
    rows = [SpaceMemberFactory(space=event.space_ptr) for _ in range(3)]
    for row in rows:
        event.attendances.create(member=row.member)

    planning.take_off(event, rows[0].member, by=facilitator)

    event.refresh_from_db()
    assert (event.attendances.count(), event.people_there) == (2, 2)


def test_whoever_was_taken_off_stays_off_until_put_back(client, signed_in, event, facilitator):
    """By the code, by registering, by an invitation; told plainly, and told to nobody else."""
    member, other = MemberFactory(), MemberFactory()
    SpaceMemberFactory(space=event.space_ptr, member=member)
    invitation = Invitation.objects.create(
        space=event.space_ptr, most=5, expires_on=timezone.localdate() + dt.timedelta(days=1)
    )
    invited = reverse("members:accept-invitation", args=[invitation.code])
    planning.take_off(event, member, by=facilitator)
    said = "took you off its list"

    browser = signed_in(member)
    answers = [say(browser, event), browser.post(invited)]
    pages = [browser.get(at(name, event)).text for name in ("was_there", "register")]
    Event.objects.update(state="open", starts_at=timezone.now() + dt.timedelta(days=1))
    Event.objects.update(ends_at=timezone.now() + dt.timedelta(days=2))
    browser.post(at("register", event), {"access_needs": ""})
    with pytest.raises(planning.OffTheList):
        registering.register(event, "", by=member)

    assert [answer.status_code for answer in answers] == [200, 303]
    assert [said in page for page in pages] == [True, True]
    assert [event.people.filter(member=member).count(), event.registrations.count()] == [0, 0]
    assert there(event) == (set(), None)
    assert [said in signed_in(other).get(at("register", event)).text] == [False]

    planning.add_person(event, member, SpacePart.ATTENDEE, by=facilitator)

    assert [event.people.filter(member=member).count(), event.taken_off.count()] == [1, 0]

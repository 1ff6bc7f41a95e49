"""What happens next: kept by those who run the event, read on its page and in summaries."""

import datetime as dt

import pytest
from django.urls import reverse

from community.documents.tree import ordered_content
from community.models import AuditEntry
from events.models import NextStep
from events.summaries import document_of
from members.enums import SpacePart
from tests.events.conftest import OUTSIDERS, outsider
from tests.events.gathering import drafted
from tests.factories import EventFactory, MemberFactory, OrganisationFactory, SpaceMemberFactory

pytestmark = pytest.mark.django_db
FIELDS = {"what": "Share the map", "owner": "Sam Jones", "due_on": "2026-06-01"}


def url(name, event, *args):
    return reverse(f"events:{name}", args=[event.code, *args])


@pytest.fixture
def step(event):
    return NextStep.objects.create(
        event=event, what="Share the map", owner="Sam Jones", due_on=dt.date(2026, 6, 1)
    )


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_else_keeps_the_list(signed_in, event, step, who):
    client = signed_in(outsider(who, event))

    assert client.get(url("next_steps", event)).status_code == 404
    assert client.post(url("next_steps", event), FIELDS).status_code == 404
    for name in ("change_step", "tick_step", "reopen_step", "take_out_step"):
        assert client.post(url(name, event, step.pk), FIELDS).status_code == 404
    assert list(NextStep.objects.values_list("what", "done_on", "version")) == [
        ("Share the map", None, 1)
    ]


def test_a_step_of_another_event_does_not_exist(runner, event):
    theirs = NextStep.objects.create(event=EventFactory(), what="Theirs")

    assert runner.get(url("change_step", event, theirs.pk)).status_code == 404
    runner.post(url("take_out_step", event, theirs.pk))
    assert NextStep.objects.get() == theirs


def test_agree_sent_twice_is_one_step_and_one_line_in_the_log(runner, event):
    answers = [runner.post(url("next_steps", event), FIELDS) for _ in range(2)]

    assert [(it.status_code, it["Location"]) for it in answers] == [
        (303, url("next_steps", event))
    ] * 2
    step = NextStep.objects.get()
    assert (step.what, step.owner, step.due_on) == (
        "Share the map",
        "Sam Jones",
        dt.date(2026, 6, 1),
    )
    assert AuditEntry.objects.filter(verb="event.step_added").count() == 1


def test_agree_without_words_says_so_and_keeps_the_rest(runner, event):
    page = runner.post(url("next_steps", event), {**FIELDS, "what": " "})

    assert page.status_code == 200
    assert "<title>Error:" in page.content.decode()
    assert page.context["form"]["owner"].value() == "Sam Jones"


def test_the_list_ends_at_sixty(runner, event):
    NextStep.objects.bulk_create(NextStep(event=event, what=f"step {n}") for n in range(60))

    page = runner.post(url("next_steps", event), FIELDS)

    assert page.context["form"].errors["what"] == [
        "Sixty steps are on the list. Take one out first."
    ]
    assert NextStep.objects.count() == 60


def test_change_opens_as_it_is_and_rewords(runner, event, step):
    form = runner.get(url("change_step", event, step.pk)).context["form"]
    assert form["owner"].value() == "Sam Jones"

    runner.post(url("change_step", event, step.pk), {**FIELDS, "owner": "Kim", "version": 1})

    step.refresh_from_db()
    assert (step.owner, step.version) == ("Kim", 2)


def test_a_stale_change_shows_both_and_can_be_sent_again(runner, event, step):
    address = url("change_step", event, step.pk)
    runner.post(address, {**FIELDS, "owner": "Theirs", "version": 1})

    page = runner.post(address, {**FIELDS, "owner": "Mine", "version": 1})

    said = page.content.decode()
    assert (page.status_code, "Theirs" in said, "Mine" in said) == (409, True, True)
    assert runner.post(address, {**FIELDS, "owner": "Mine", "version": 2}).status_code == 303


def test_change_into_another_step_is_refused(runner, event, step):
    NextStep.objects.create(event=event, what="Meet again")

    page = runner.post(
        url("change_step", event, step.pk), {**FIELDS, "what": "Meet again", "version": 1}
    )

    assert page.context["form"].errors["what"] == ["Another step on the list says this already."]


def test_done_stays_done_on_the_first_day(runner, event, step, time_machine):
    time_machine.move_to("2026-06-02T10:00Z", tick=False)
    assert step.state == "overdue"
    runner.post(url("tick_step", event, step.pk))
    time_machine.move_to("2026-06-05T10:00Z", tick=False)
    runner.post(url("tick_step", event, step.pk))

    step.refresh_from_db()
    assert (step.done_on, step.state) == (dt.date(2026, 6, 2), "done")
    runner.post(url("reopen_step", event, step.pk))
    step.refresh_from_db()
    assert (step.done_on, step.state) == (None, "overdue")


def test_take_out_twice_is_no_error(runner, event, step):
    answers = [runner.post(url("take_out_step", event, step.pk)).status_code for _ in range(2)]

    assert (answers, NextStep.objects.count()) == ([303, 303], 0)


def shown(client, event):
    return [(it.what, it.owner) for it in client.get(event.get_absolute_url()).context["steps"]]


def test_the_events_page_says_who_to_people_who_were_there_alone(client, signed_in, event, step):
    event.chatham_house = False
    event.save()

    assert shown(client, event) == [("Share the map", "")]
    assert shown(signed_in(MemberFactory()), event) == [("Share the map", "")]
    there = SpaceMemberFactory(space=event.space_ptr).member
    assert shown(signed_in(there), event) == [("Share the map", "Sam Jones")]


def test_under_the_rule_nobody_reads_who_nor_a_name_in_what(signed_in, event, step):
    event.chatham_house = True
    event.save()
    there = MemberFactory(name="Priya Shah")
    SpaceMemberFactory(space=event.space_ptr, member=there, part=SpacePart.ATTENDEE)
    NextStep.objects.filter(pk=step.pk).update(what="Priya Shah shares the map")

    assert shown(signed_in(there), event) == [("[a person] shares the map", "")]


def test_held_words_hold_the_steps_too(client, event, step):
    event.words_held_for = "unkind"
    event.save()

    assert shown(client, event) == []


def rows(event, facilitator, caption):
    lines = [line.cells for line in ordered_content(document_of(event.summary, facilitator))]
    return lines[lines.index((caption,)) + 1 :][:3] if (caption,) in lines else []


def test_the_summary_says_what_was_agreed(event, facilitator, step, time_machine):
    time_machine.move_to("2026-05-20T10:00Z", tick=False)
    event.chatham_house = False
    event.save()
    drafted(event, facilitator)

    assert rows(event, facilitator, "What was agreed")[:2] == [
        ("What", "Who", "By when", "State"),
        ("Share the map", "Sam Jones", "1 June 2026", "To do"),
    ]


def test_the_summary_under_the_rule_says_what_and_not_who(event, facilitator, step):
    event.chatham_house = True
    event.save()
    drafted(event, facilitator)

    assert rows(event, facilitator, "What was agreed")[:1] == [("What", "By when", "State")]


def test_a_later_summary_says_what_became_of_what_the_same_hosts_agreed(event, facilitator):
    host, caption = OrganisationFactory(), "Agreed at earlier events of the same hosts"
    event.hosts.add(host)
    drafted(event, facilitator)
    for number, (rule, hosts) in enumerate([(False, [host]), (True, [host]), (False, [])]):
        earlier = EventFactory(
            title=f"Event {number}",
            chatham_house=rule,
            starts_at=event.starts_at - dt.timedelta(days=90),
            ends_at=event.starts_at - dt.timedelta(days=89),
        )
        earlier.hosts.set(hosts)
        NextStep.objects.create(event=earlier, what="Met", done_on=dt.date(2026, 3, 1))

    assert rows(event, facilitator, caption)[:2] == [
        ("Event", "What", "State"),
        ("Event 0", "Met", "Done"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(runner, event, count, django_assert_num_queries):
    NextStep.objects.bulk_create(NextStep(event=event, what=f"step {n}") for n in range(count))

    with django_assert_num_queries(4):
        runner.get(url("next_steps", event))

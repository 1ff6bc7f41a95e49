"""Planning an event in the browser."""

import datetime as dt

import pytest
from django.urls import reverse

from community.models import AuditEntry
from events.enums import EventState
from events.models import Event
from members.enums import SpacePart
from tests.factories import EventFactory, MemberFactory, NoteFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
NEW = reverse("events:new")

PLAN = {
    "title": "Local systems change",
    "why": "To compare what we have met.",
    "questions": "What gets in the way?\n\n What would help? \nWhat gets in the way?",
    "day": "2026-05-12",
    "start": "09:30",
    "end": "15:00",
    "venue": "Town hall, Leeds",
    "access_information": "Level access and a hearing loop.",
    "chatham_house": "yes",
    "audience": "members",
}


@pytest.fixture
def organiser():
    return MemberFactory(organiser=True)


def form_of(client, url=NEW):
    form = client.get(url).context["form"]
    return {"form_key": form["form_key"].value()} if "form_key" in form.fields else {}


def test_new_plans_an_event_its_maker_runs(signed_in, organiser):
    client = signed_in(organiser)
    host = OrganisationFactory()

    answer = client.post(NEW, {**PLAN, **form_of(client), "hosts": [host.pk]})

    event = Event.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/events/{event.code}/workspace/")
    assert event.starts_at == dt.datetime(2026, 5, 12, 8, 30, tzinfo=dt.UTC)
    assert event.held_on == dt.date(2026, 5, 12)
    assert [(p.text, p.kind) for p in event.prompts.all()] == [
        ("What gets in the way?", "challenge"),
        ("What would help?", "support_need"),
    ]
    assert list(event.hosts.all()) == [host]
    assert list(event.people.values_list("member", "part")) == [(organiser.pk, SpacePart.ORGANISER)]
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["event.planned"]


def test_new_sent_twice_is_one_event(signed_in, organiser):
    client = signed_in(organiser)
    sent = {**PLAN, **form_of(client)}

    answers = [client.post(NEW, sent) for _ in range(2)]

    assert Event.objects.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]


def test_new_with_a_key_of_anothers_form_is_refused(signed_in, organiser):
    key = form_of(signed_in(MemberFactory(organiser=True)))

    answer = signed_in(organiser).post(NEW, {**PLAN, **key})

    assert (answer.status_code, Event.objects.count()) == (400, 0)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": "2027-03-28", "start": "01:30"}, "start"),
        ({"day": "2026-10-25", "start": "00:30", "end": "01:30"}, "end"),
        ({"start": "15:00", "end": "09:30"}, "end"),
        ({"venue": ""}, "venue"),
        ({"title": " "}, "title"),
        ({"questions": "x" * 201}, "questions"),
        ({"chatham_house": ""}, "chatham_house"),
    ],
)
def test_new_says_what_to_do_and_keeps_what_was_typed(signed_in, organiser, changed, field):
    client = signed_in(organiser)

    answer = client.post(NEW, {**PLAN, **form_of(client), **changed})

    assert list(answer.context["form"].errors) == [field]
    assert "To compare what we have met." in answer.content.decode()
    assert Event.objects.count() == 0


def test_edit_of_a_stale_version_shows_both_texts_and_loses_nothing(runner, event):
    url = reverse("events:edit", args=[event.code])
    Event.objects.filter(pk=event.pk).update(version=2, why="What they wrote.")

    answer = runner.post(url, {**PLAN, "version": 1, "why": "What I wrote."})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "What I wrote." in page
    assert "What they wrote." in page
    assert Event.objects.get().why == "What they wrote."


def test_edit_keeps_a_question_that_has_been_answered(runner, event):
    answered = event.prompts.create(text="What did we learn?")
    event.prompts.create(text="Nobody answered this")
    NoteFactory(event=event, prompt=answered)

    runner.post(reverse("events:edit", args=[event.code]), {**PLAN, "version": 1})

    assert [prompt.text for prompt in event.prompts.all()] == [
        "What gets in the way?",
        "What would help?",
        "What did we learn?",
    ]


def test_move_on_needs_access_information_to_open(runner, facilitator):
    event = EventFactory(facilitated_by=facilitator)
    url = reverse("events:move_on", args=[event.code])

    refused = runner.post(url, {"to": "open"})
    Event.objects.filter(pk=event.pk).update(access_information="Level access.")
    runner.post(url, {"to": "open"})

    assert refused["Location"] == reverse("events:edit", args=[event.code])
    assert Event.objects.get().state == EventState.OPEN


@pytest.mark.parametrize("to", ["published", "planned", "nonsense", ""])
def test_move_on_takes_no_step_that_may_not_follow(runner, event, to):
    runner.post(reverse("events:move_on", args=[event.code]), {"to": to})

    assert Event.objects.get().state == EventState.PLANNED


def test_move_on_never_publishes_without_the_themes(runner, event):
    Event.objects.update(state=EventState.CHECKING_BACK)

    page = runner.get(reverse("events:workspace", args=[event.code]))
    runner.post(reverse("events:move_on", args=[event.code]), {"to": "published"})

    assert page.context["next_states"] == []
    assert Event.objects.get().state == EventState.CHECKING_BACK


def test_people_are_added_by_email_or_directory_address(runner, event):
    by_email, by_page = MemberFactory(email="ann@example.org"), MemberFactory()
    url = reverse("events:people", args=[event.code])

    runner.post(url, {"who": "Ann@example.org", "part": "attendee"})
    runner.post(url, {"who": f"https://x.example/members/{by_page.code}/", "part": "attendee"})

    listed = event.people.filter(part=SpacePart.ATTENDEE).values_list("member", flat=True)
    assert set(listed) == {by_email.pk, by_page.pk}


def test_people_run_an_event_only_with_a_role_of_their_own(runner, event):
    member = MemberFactory()

    answer = runner.post(
        reverse("events:people", args=[event.code]), {"who": member.email, "part": "facilitator"}
    )

    assert list(answer.context["form"].errors) == ["part"]
    assert event.people.count() == 1


def test_take_off_never_leaves_an_event_without_an_organiser(signed_in, organiser):
    client = signed_in(organiser)
    client.post(NEW, {**PLAN, **form_of(client)})
    event = Event.objects.get()

    client.post(reverse("events:take_off", args=[event.code]), {"member": organiser.code})

    assert event.people.count() == 1


def begun(event, how):
    if how == "note":
        NoteFactory(event=event)
    else:
        Event.objects.filter(pk=event.pk).update(state=how)


@pytest.mark.parametrize(
    "how", ["note", "capturing", "sorting", "checking_back", "published", "archived"]
)
@pytest.mark.parametrize(
    ("field", "value"), [("chatham_house", "no"), ("audience", "everyone"), ("audience", "event")]
)
def test_the_rule_and_the_readers_are_fixed_once_capture_has_begun(
    runner, event, how, field, value
):
    begun(event, how)
    url = reverse("events:edit", args=[event.code])

    answer = runner.post(url, {**PLAN, "version": 1, field: value})

    now = Event.objects.get()
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert "so this is fixed" in answer.content.decode()
    assert PLAN["why"] in answer.content.decode()
    assert (now.chatham_house, now.audience, now.version) == (True, "members", 1)


@pytest.mark.parametrize("how", ["note", "capturing"])
def test_everything_else_of_the_plan_can_still_be_changed(runner, event, how):
    begun(event, how)

    runner.post(
        reverse("events:edit", args=[event.code]), {**PLAN, "version": 1, "venue": "Library"}
    )

    assert Event.objects.get().venue == "Library"


@pytest.mark.parametrize("state", ["planned", "open"])
def test_the_rule_can_be_changed_before(runner, event, state):
    begun(event, state)
    changed = {**PLAN, "version": 1, "chatham_house": "no", "audience": "everyone"}

    runner.post(reverse("events:edit", args=[event.code]), changed)

    now = Event.objects.get()
    assert (now.chatham_house, now.audience) == (False, "everyone")

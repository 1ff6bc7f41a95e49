"""How it was: one answer of each person there, read five together, and nobody's."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from community.models import AuditEntry
from events.actions import feedback as actions
from events.actions.feedback import Said
from events.enums import EventState
from events.models import Feedback
from events.tasks import close_feedback
from members.mydata import at_fetch
from tests.events.conftest import OUTSIDERS, attendee, outsider
from tests.factories import EventFactory, MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(facilitator):
    now = timezone.now()
    return EventFactory(
        facilitated_by=facilitator,
        state=EventState.SORTING,
        starts_at=now - dt.timedelta(days=1, hours=4),
        ends_at=now - dt.timedelta(days=1),
    )


@pytest.fixture
def url(event):
    return reverse("events:feedback", args=[event.code])


@pytest.fixture
def heard(event):
    return reverse("events:feedback_heard", args=[event.code])


def say(event, *, by=None, **said):
    member = by or attendee(event)
    actions.say(event, Said(**{"worth": "yes", **said}), by=member)
    return member


def texts(page):
    return re.findall(r'<li dir="auto"><bdi>(.*?)</bdi>', page.content.decode())


def test_a_row_holds_no_member_and_no_time(event):
    member = say(event, differently="Ask residents first.")

    (row,) = Feedback.objects.values()
    assert set(row) == {"id", "event_id", "proof", "worth", "differently", "next_time", "is_shown"}
    assert str(member.pk) not in {str(value) for name, value in row.items() if name != "event_id"}
    assert AuditEntry.objects.count() == 0


def test_say_once_each_and_changed_until_it_is_handed_on(signed_in, event, url):
    client = signed_in(attendee(event))
    client.post(url, {"worth": "yes", "differently": "One"})
    page = client.get(url)
    client.post(url, {"worth": "no", "differently": "Two"})

    assert page.context["form"]["differently"].value() == "One"
    assert list(Feedback.objects.values_list("worth", "differently")) == [("no", "Two")]


def test_what_is_handed_on_is_not_changed(signed_in, event, url):
    member = say(event, differently="One")
    for _ in range(4):
        say(event)
    event.feedback.update(is_shown=True)

    page = signed_in(member).post(url, {"worth": "no", "differently": "Two"})

    assert page.status_code == 200
    assert "Your answer is handed on" in page.content.decode()
    assert list(Feedback.objects.exclude(differently="").values_list("differently")) == [("One",)]


@pytest.mark.parametrize("count", [0, 1, 9])
def test_nothing_is_read_before_ten_have_come(runner, event, heard, count):
    for _ in range(count):
        say(event, differently="What nobody should read", worth="no")

    page = runner.get(heard)

    assert (texts(page), page.context["heard"].worth) == ([], None)
    assert "nobody should read" not in page.content.decode()


def test_answers_come_out_five_at_a_time_and_are_not_joined(runner, event, heard):
    for n in range(14):
        say(event, differently=f"D{n:02}", next_time=f"N{20 - n}")

    page = runner.get(heard)

    shown = Feedback.objects.filter(is_shown=True)
    written = [sorted(shown.values_list(name, flat=True)) for name in ("differently", "next_time")]
    assert texts(page) == [*written[0], *written[1]]
    assert shown.count() == 5
    assert "80 % or more of 5 people said it was worth their time." in page.content.decode()


@pytest.mark.parametrize(("answers", "shown"), [(4, 0), (7, 7), (14, 14)])
def test_after_the_last_day_the_rest_comes_out_and_the_proofs_go(event, answers, shown):
    for _ in range(answers):
        say(event)
    event.ends_at -= dt.timedelta(days=20)
    event.starts_at -= dt.timedelta(days=20)
    event.save()

    close_feedback(0)
    close_feedback(0)

    assert Feedback.objects.filter(is_shown=True).count() == shown
    assert Feedback.objects.filter(proof=None).count() == answers


@pytest.mark.parametrize(
    ("state", "days"), [("open", 1), ("archived", 1), ("cancelled", 1), ("sorting", 16)]
)
def test_closed_keeps_what_was_typed_on_the_page(signed_in, event, url, state, days):
    event.state = state
    event.ends_at = timezone.now() - dt.timedelta(days=days)
    event.starts_at = event.ends_at - dt.timedelta(hours=2)
    event.save()

    page = signed_in(attendee(event)).post(url, {"worth": "yes", "differently": "Typed words"})

    assert (page.status_code, Feedback.objects.count()) == (200, 0)
    assert "Typed words" in page.content.decode()


@pytest.mark.parametrize(
    "who", [who for who in OUTSIDERS if who not in {"attendee", "no longer a facilitator"}]
)
def test_only_people_there_are_asked(signed_in, event, url, heard, who):
    client = signed_in(outsider(who, event))

    answers = [client.get(url), client.post(url, {"worth": "yes"}), client.get(heard)]

    assert ([answer.status_code for answer in answers], Feedback.objects.count()) == ([404] * 3, 0)


@pytest.mark.parametrize("who", ["attendee", "no longer a facilitator"])
def test_only_those_who_run_it_read_what_was_said(signed_in, event, heard, who):
    for _ in range(10):
        say(event, differently="What nobody else should read")

    assert signed_in(outsider(who, event)).get(heard).status_code == 404


def test_an_answer_needs_to_say_what_it_was_worth(signed_in, event, url):
    page = signed_in(attendee(event)).post(url, {"worth": "", "differently": "Kept"})

    assert page.context["form"].errors == {"worth": ["Choose one."]}
    assert "Kept" in page.content.decode()


def test_ones_own_answer_is_in_ones_copy_and_nobody_elses(event):
    member = say(event, differently="Mine")
    say(event, differently="Theirs")

    parts = {part.name: part.rows for part in at_fetch.ask(member)}

    assert [row["differently"] for row in parts["feedback"]] == ["Mine"]


@pytest.mark.parametrize("count", [10, 20])
def test_reading_costs_the_same_however_many_answered(
    runner, event, heard, count, django_assert_num_queries
):
    for _ in range(count):
        say(event, differently="Yes")

    with django_assert_num_queries(4):
        runner.get(heard)


def test_another_event_is_another_proof(event, facilitator):
    member = MemberFactory()

    proofs = {Feedback.proof_of(at, member) for at in (event, EventFactory())}

    assert len(proofs) == 2

"""Reporting the words of an event: its plan by anyone, its summary by those who may read it."""

import pytest

from events.actions import planning, summaries
from events.forms.planning import plan_of
from events.models import Event, SummaryBlock
from events.registrations import of_event
from insights.actions import answering, reporting
from insights.enums import ReportState
from insights.models import Report
from members.enums import SpacePart
from tests.factories import (
    EventFactory,
    InsightFactory,
    MemberFactory,
    ReportFactory,
    SpaceMemberFactory,
)

pytestmark = pytest.mark.django_db
SENT = {"form_key": "k", "rule": "identifies", "words": ""}


@pytest.fixture
def organiser():
    return MemberFactory(organiser=True, facilitator=True)


@pytest.fixture
def event(organiser):
    event = EventFactory(facilitated_by=organiser, state="published")
    summary = summaries.draft(event, by=organiser)
    block = summary.blocks.get(key="why")
    summaries.edit(block, "Wyn lost her temper.", version=block.version, by=organiser)
    summaries.publish(summary, by=organiser)
    return event


@pytest.fixture
def attendee(event):
    member = MemberFactory(facilitator=True)
    SpaceMemberFactory(space=event.space_ptr, member=member, part=SpacePart.ATTENDEE)
    return member


def test_a_part_of_a_summary_is_reported_from_its_page_and_taken_out_of_it(client, event, attendee):
    page, address = f"/events/{event.code}/summary/", f"/report/summary/{event.code}-why/"
    client.force_login(attendee)
    assert (address in client.get(page).text, "Wyn lost" in client.get(page).text) == (True, True)
    assert client.post(address, SENT).status_code == 303
    made = Report.objects.get()

    moderating = f"/moderation/reports/{made.reference}/"
    seen = client.get(moderating).context["form"]["seen"].value()
    client.post(moderating, {"seen": seen, "choice": "keep-out", "sentence": "It names her."})

    made.refresh_from_db()
    assert (made.state, "Wyn lost" in client.get(page).text) == (ReportState.UPHELD, False)


def test_other_words_put_in_its_place_are_shown(client, event, organiser, attendee):
    SummaryBlock.objects.filter(key="why").update(held_for="identifies")
    block = SummaryBlock.objects.get(key="why")
    summaries.edit(block, "We met to compare.", version=block.version, by=organiser)
    client.force_login(attendee)

    assert "We met to compare." in client.get(f"/events/{event.code}/summary/").text


def test_a_summary_is_reported_and_decided_on_by_nobody_who_may_not_read_it(client, event):
    made = ReportFactory(insight=None, space=event.space_ptr, part="why")
    client.force_login(MemberFactory(facilitator=True))

    answers = [
        client.get(address).status_code
        for address in (
            f"/report/summary/{event.code}-why/",
            f"/moderation/reports/{made.reference}/",
        )
    ]

    assert answers == [404, 404]


@pytest.mark.parametrize("part", ["why", "words"])
def test_whoever_wrote_it_learns_of_no_report(client, event, organiser, part):
    made = ReportFactory(insight=None, space=event.space_ptr, part=part)
    client.force_login(organiser)

    assert client.get(f"/moderation/reports/{made.reference}/").status_code == 404
    assert made.reference not in client.get("/moderation/").text


def test_words_of_an_event_out_of_sight_are_in_no_page_and_no_file(client, event, attendee):
    event.why, event.words_held_for = "Because of Wyn.", "identifies"
    event.save()
    SummaryBlock.objects.filter(key="why").update(edited=None)
    client.force_login(attendee)

    pages = [f"/events/{event.code}/", f"/events/{event.code}/summary/"]

    assert [("Because of Wyn." in client.get(page).text) for page in pages] == [False, False]


def held_for_its_words(event):
    Event.objects.filter(pk=event.pk).update(title="Wyn and her temper", why="To hear.")
    made = ReportFactory(insight=None, space=event.space_ptr, part="words", rule="identifies")
    held = Event.objects.get(pk=event.pk)
    reporting.hold(of_event(held), "identifies")
    return made, held


def test_an_events_title_goes_with_its_words_wherever_it_is_shown(client, event, attendee):
    made, held = held_for_its_words(event)
    InsightFactory(title="Said there", space=event.space_ptr)
    client.force_login(attendee)
    pages = [
        *("/events/", "/events.ics", "/insights/", "/contributions/", "/moderation/"),
        *(f"/events/{event.code}/", f"/events/{event.code}/summary/"),
        f"/events/{event.code}/event.ics",
    ]

    shown = [client.get(page).content for page in pages]
    read = client.get(f"/moderation/reports/{made.reference}/").text

    assert [page for page, it in zip(pages, shown, strict=True) if b"her temper" in it] == []
    assert held.plain_title.encode() in shown[5]
    assert "Wyn and her temper" in read


def test_a_title_comes_back_when_it_breaks_no_rule(client, event, attendee):
    made, _held = held_for_its_words(event)
    answering.leave(made, sentence="It breaks none.", by=attendee)

    event.refresh_from_db()
    assert (event.title, event.title_held, event.words_held_for) == ("Wyn and her temper", "", "")


@pytest.mark.parametrize(
    ("typed", "title", "rule"),
    [("Wyn and her temper", "An event on", "identifies"), ("What we heard", "What we heard", "")],
)
def test_the_same_title_stays_out_of_sight_and_another_is_shown(event, typed, title, rule):
    _made, held = held_for_its_words(event)
    plan = plan_of(held)
    names = ("why", "questions", "venue", "link", "access_information")
    fields = {name: plan[name] for name in names} | {"title": typed}
    fields |= {"starts_at": held.starts_at, "ends_at": held.ends_at}

    planning.change(held, fields, hosts=[], version=held.version, by=held.created_by)

    event.refresh_from_db()
    assert plan["title"] == "Wyn and her temper"
    assert (event.title.startswith(title), event.words_held_for) == (True, rule)
